// That mails do not arrive: at the message that did not, at the address, and what can be done about it.

import { Icon } from '../../../widget/view/Icon.tsx'
import { doableOf } from '../acts/list.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from '../inbox/opened.ts'
import { undelivered } from '../inbox/undelivered.ts'
import { words } from './words.ts'

/** That nothing acknowledged a request, and why, above what was said. */
export const HeldBack = ({ why }: { why: keyof typeof words.heldBack }) => (
  <li>
    <Icon name="info" />
    <span class="who">{words.heldBack[why]}</span>
  </li>
)

/** Under a message: at which addresses it did not arrive by mail. */
export function NotArrived({ conversation, seq }: { conversation: string; seq: number }) {
  const failed = undelivered.value.filter((mail) => mail.of === conversation && mail.seq === seq)
  if (failed.length === 0) return null
  return (
    <p class="meta under ours not-arrived">
      <Icon name="alert" size={16} />
      <span>
        {words.notArrived} <bdi>{failed.map(({ to }) => to).join(', ')}</bdi>
      </span>
    </p>
  )
}

/** Whether mails do not arrive at an address of the conversation. @param isOffering with what can be done */
export function Unreachable({ desk, opened, isOffering }: { desk: Desk; opened: Opening; isOffering?: true }) {
  const { bounced, ticket, email, parties, sub } = opened
  const isVisitors = bounced !== null && [ticket?.email, email].includes(bounced)
  if (bounced === null || !(isVisitors || (isOffering && parties.some(({ address }) => address === bounced))))
    return null
  const offer = (id: string, text: string) => (
    <button class="second small" type="button" onClick={() => desk.doing.begin(doableOf(id), [opened])}>
      {text}
    </button>
  )
  return (
    <div class="unreachable" role="status">
      <Icon name="alert" size={16} />
      <span>{words.unreachable(bounced)}</span>
      {isOffering && desk.agent.mayAct() && (
        <>
          {isVisitors && sub === null && offer('address', words.correct)}
          {offer('reachable', words.reachable)}
        </>
      )}
    </div>
  )
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.unreachable{display:flex;flex-wrap:wrap;gap:6px 8px;align-items:center;padding:6px 8px;color:var(--warn);font-size:13px;line-height:18px}
.unreachable span{flex:1 1 180px;min-width:0;overflow-wrap:anywhere}
.context .unreachable{padding:8px 0 0}
.not-arrived{display:flex;gap:6px;align-items:center;color:var(--bad);align-self:flex-end}
`)
document.adoptedStyleSheets.push(sheet)
