// What else a visitor has begun, each with the way to it.

import { Icon } from '../../../widget/view/Icon.tsx'
import type { Summary } from '../../protocol/conversation.ts'
import type { Desk } from '../desk.ts'
import { turnOf } from '../inbox/turn.ts'
import { words as inbox } from '../inbox/words.ts'
import { shortTime } from '../parts/times.ts'
import { othersOf } from './state.ts'
import { words } from './words.ts'

export { othersOf }

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.path+h2{margin-block-start:24px}
.path a{color:inherit;text-decoration:none}
.path a:hover bdi{text-decoration:underline}
.path bdi{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
`)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

export function Others({ desk, opened }: { desk: Desk; opened: Pick<Summary, 'id'> }) {
  const all = desk.own(othersOf).of(opened.id)
  if (all.length === 0) return null
  return (
    <>
      <h2>{words.others}</h2>
      <ol class="path">
        {all.map((of) => (
          <li key={of.id}>
            <Icon name={of.ticket ? 'mail' : 'chat'} size={16} />
            <a class="who" href={`#/inbox/${of.id}`}>
              <bdi>{of.last?.text || inbox.chat}</bdi>
              <span class="meta">{[of.ticket?.reference, inbox.turns[turnOf(of)]].filter(Boolean).join(' · ')}</span>
            </a>
            <span class="meta">{shortTime(of.startedAt, desk.clock.now())}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
