// The style sheet of the mailboxes.

import { style as parts } from '../account/style.ts'

export const style = `${parts}
.mailbox{max-width:640px;padding-block:20px;border-block-end:1px solid var(--line);display:grid;gap:12px}
.mailbox h2{margin:0;overflow-wrap:anywhere}
.mailbox h2 .meta{display:block;font-weight:400}
.mailbox .state{display:flex;align-items:baseline}
.mailbox .dot{flex:none}
.mailbox .dot.gone{background:var(--bad)}
.mailbox .why{overflow-wrap:anywhere}
.mailbox .primary{justify-self:start}
.mailbox .callback{display:flex;gap:8px;align-items:center;flex-wrap:wrap}
.mailbox code{overflow-wrap:anywhere;padding:6px 10px;border-radius:8px;background:var(--wash);font-size:13px;line-height:20px}
@media(max-width:899px){.mailbox .second,.mailbox .primary,.mailbox .quiet{min-height:44px}}
`
