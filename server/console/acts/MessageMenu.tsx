// What can be done to one message: a button beside it, seen when the pointer or the keyboard is there, and its menu.

import { useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import { keyName } from './keyNames.ts'
import { list } from './list.ts'
import { begin } from './moves.ts'
import { words } from './words.ts'

const all = list.filter((each) => ('does' in each ? each.isOfMessages : each.ofMessage))

/** @param on the conversation that it is in */
export function MessageMenu({ desk, on, seq }: { desk: Desk; on: Summary; seq: number }) {
  const { doing, agent } = desk
  const [isShown, show] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  // Before the server has said who it is, nobody does anything; then everybody can copy its link.
  if (agent.me.value === null) return null
  const able = isShown
    ? all.filter((each) => doing.ableOf(each, [on]).length > 0 && each.ofMessage?.(doing.scene([on]), seq) !== false)
    : []
  const back = () => {
    show(false)
    menu.current!.querySelector('button')!.focus()
  }
  return (
    <div
      class="acts of-message"
      ref={menu}
      onKeyDown={({ key }) => key === 'Escape' && isShown && back()}
      // Of what is moved, the button that has the focus goes with it.
      onFocusOut={({ relatedTarget }) =>
        relatedTarget && menu.current?.contains(relatedTarget as globalThis.Node) === false && show(false)
      }
    >
      <button
        class="tool"
        type="button"
        aria-label={words.ofMessage}
        title={words.ofMessage}
        aria-expanded={isShown}
        onClick={() => show(!isShown)}
      >
        <Icon name="more" size={20} />
      </button>
      {isShown && (
        <div class="sheet down">
          {able.map((doable) => (
            <button
              key={doable.id}
              type="button"
              onClick={() => {
                back()
                begin(desk, doable, [on], String(seq))
              }}
            >
              <Icon name={doable.icon} />
              <span class="who">{doable.words[locale]}</span>
              {'draws' in doable && doable.key && <kbd aria-hidden="true">{keyName(doable.key)}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
