// What can be done to one message: a button beside it, seen when the pointer or the keyboard is there, and its menu.

import { useRef, useState } from 'preact/hooks'
import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { locale } from '../words.ts'
import type { Doable } from './act.ts'
import { keyName } from './keyNames.ts'
import { doables } from './list.ts'
import { words } from './words.ts'

/** @param on the conversation that it is in */
export function MessageMenu({ desk: { doing }, on, seq }: { desk: Desk; on: Summary; seq: number }) {
  const [isShown, show] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const able = doables.filter(({ ofMessage }) => ofMessage)
  const can = (doable: Doable) => doable.ofMessage!(doing.scene([on]), seq) && doing.ableOf(doable, [on]).length > 0
  // Before the server has said who it is, nobody does anything.
  if (!doing.mayAct() || !able.some(can)) return null
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
          {able.filter(can).map((doable) => (
            <button
              key={doable.id}
              type="button"
              onClick={() => {
                back()
                doing.ask(doable, [on], [String(seq)])
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
