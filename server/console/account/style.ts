// The style sheet of one's own account, and of the team's people.

import { style as secondFactor } from '../secondFactor/style.ts'

export const style = `${secondFactor}
.within{display:block;min-height:0;padding:0;background:none}
.entries{list-style:none;padding:0;max-width:640px}
.entries>li{display:flex;gap:8px 16px;align-items:center;flex-wrap:wrap;padding-block:10px;border-block-end:1px solid var(--line)}
.entries .who b,.entries .who>.meta{white-space:normal}
.sheet-page section>p+.primary{margin-block-start:8px}
.sheet-page>.entries+.second{margin-block-start:16px}
.fields{display:grid;gap:8px;max-width:360px}
.fields label{font-size:13px;font-weight:600}
.fields textarea.input{min-height:96px;resize:vertical;line-height:22px;padding-block:8px}
.fields .input{min-height:44px;max-width:360px}
.fields .error:empty{display:none}
.fields .primary,.fields .second{justify-self:start}
.fields select.input{appearance:auto;font:inherit}
.fields fieldset{border:0;padding:0;display:grid;gap:4px}
.fields legend{padding:0;margin-block-end:4px;font-size:13px;font-weight:600}
.fields.changes{max-width:none}
.fields .choice{display:flex;gap:10px;align-items:center;font-weight:400;min-height:32px}
.sheet-page section>p+.second{margin-block:8px 12px}
.entries+.second,.entries+.fields,.entries+section>.second:first-child{margin-block-start:16px}
.changes{flex-basis:100%;display:grid;gap:12px;padding-block:8px}
.beside{display:flex;gap:8px;flex-wrap:wrap}
@media(max-width:899px){.entries .second,.fields button{min-height:44px}}
@media(max-width:479px){.invited li{flex-wrap:wrap}.invited .who{flex:1 0 100%}}
.sheet-page>.said{margin-block:16px 8px}
@media(max-width:899px){.fields .choice{min-height:44px}}
`
