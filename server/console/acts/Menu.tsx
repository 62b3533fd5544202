// Everything that can be done to a conversation, with its keys, as a menu.

import { useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import { keyName } from './keyNames.ts'
import { list } from './list.ts'
import { begin } from './moves.ts'
import { words } from './words.ts'

export function Menu({ desk, on, but }: { desk: Desk; on: readonly Summary[]; but: readonly string[] }) {
  const [isShown, show] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isShown) return
    show(false)
    menu.current!.querySelector('button')!.focus()
  }
  const onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget && !menu.current!.contains(relatedTarget as globalThis.Node)) show(false)
  }
  const able = isShown ? list.filter((each) => !but.includes(each.id) && desk.doing.ableOf(each, on).length > 0) : []
  return (
    <div class="acts" ref={menu} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        class="tool"
        type="button"
        aria-label={words.more}
        title={words.more}
        aria-expanded={isShown}
        onClick={() => show(!isShown)}
      >
        <Icon name="more" />
      </button>
      {isShown && (
        <div class="sheet down">
          {able.map((doable) => (
            <button
              key={doable.id}
              type="button"
              onClick={() => {
                show(false)
                menu.current!.querySelector('button')!.focus()
                begin(desk, doable, on)
              }}
            >
              <Icon name={doable.icon} />
              <span class="who">{doable.words[locale]}</span>
              {doable.key && <kbd aria-hidden="true">{keyName(doable.key)}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
