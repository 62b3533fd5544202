// To whom an answer goes besides the visitor: remembered for the conversation.

import { Icon } from '../../../widget/view/Icon.tsx'
import { doableOf } from '../acts/list.ts'
import { mayCopy } from '../acts/visitors.ts'
import type { Desk } from '../desk.ts'
import type { Opening } from '../inbox/opened.ts'
import { words } from './words.ts'

export function Copies({ desk, opened }: { desk: Desk; opened: Opening }) {
  const { parties } = opened
  if (!mayCopy(opened)) return null
  return (
    <div class="copies" role="group" aria-label={words.copies}>
      <span class="meta">{words.copies}</span>
      {parties.map(({ address, name, isCopied }) => (
        <button
          key={address}
          class="copy"
          type="button"
          title={name ?? undefined}
          aria-pressed={isCopied}
          onClick={() => desk.doing.do(doableOf('copy'), [opened], [address])}
        >
          <Icon name={isCopied ? 'check' : 'mail'} size={16} />
          <bdi>{address}</bdi>
        </button>
      ))}
    </div>
  )
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
.copies{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center;padding:4px 8px}
.copies .copy{display:flex;gap:6px;align-items:center;min-height:32px;padding:2px 10px;border:1px solid var(--edge);border-radius:8px;font-size:13px;color:var(--ink-2);min-width:0;overflow-wrap:anywhere}
.copies [aria-pressed=true]{background:var(--accent-wash);border-color:transparent;color:var(--accent-ink);font-weight:600}
@media(forced-colors:active){.copies [aria-pressed=true]{outline:2px solid}}
`)
document.adoptedStyleSheets.push(sheet)
