// The style sheet of what every page draws with: words, buttons, people, and pages that are one sheet.

import { dark, fonts, light } from '../../../widget/view/tokens.ts'

export const style = `
:root{${light};--side:#f7f7f5;--warn:#8a5300;--note:#fff6db;--note-line:#eadba6;--note-ink:#5f4700}
@media(prefers-color-scheme:dark){:root{${dark};--side:#101413;--warn:#e5b062;--note:#2b2614;--note-line:#4a4120;--note-ink:#e8d9a0}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:400 14px/20px ${fonts};letter-spacing:-.008em;font-variant-numeric:tabular-nums}
button,input,select,textarea{font:inherit;letter-spacing:inherit;color:inherit}
a{color:var(--accent-ink)}
button{cursor:pointer;background:none;border:0;padding:0;text-align:start}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
:is(select,textarea,input:not([type=checkbox],[type=radio])):focus-visible{outline-offset:-1px}
::-webkit-search-cancel-button{filter:grayscale(1)}
.icon{display:block;flex:none}
h1:focus{outline:0}
h1:focus-visible{text-decoration:underline 2px var(--accent);text-underline-offset:3px}
h1{font-size:18px;line-height:24px;font-weight:600;letter-spacing:-.015em}
h2{font-size:13px;line-height:20px;font-weight:400;color:var(--ink-2)}
b{font-weight:600}
.meta{font-size:13px;line-height:18px;color:var(--ink-2)}
.who{flex:1;min-width:0}
.who b,.who>.meta{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.face{flex:none;width:32px;height:32px;border-radius:50%;display:grid;place-items:center;font-size:12px;font-weight:600;text-transform:uppercase;background:var(--face-1);color:var(--on-face-1)}
.face.f2{background:var(--face-2);color:var(--on-face-2)}
.face.f3{background:var(--face-3);color:var(--on-face-3)}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;margin-inline-end:6px;background:var(--ok)}
.dot.away{background:none;border:2px solid var(--warn-dot)}
.failed{padding:16px;display:grid;gap:8px;justify-items:start;min-width:0}
.primary,.second,.quiet{display:flex;gap:8px;align-items:center;justify-content:center;min-height:36px;padding:6px 14px;border-radius:10px;font-weight:500;text-decoration:none;color:inherit;white-space:nowrap}
.primary{background:var(--accent);color:var(--on-accent);font-weight:600}
.primary:hover{background:var(--accent-press)}
[aria-disabled=true]{background:var(--wash-2)!important;color:var(--ink-3)!important}
.second{border:1px solid var(--edge)}
.second.small{min-height:32px;padding:4px 12px;font-size:13px}
.second[aria-pressed=true]{border-color:var(--bad);color:var(--bad);font-weight:600;box-shadow:inset 0 0 0 1px var(--bad)}
.tabs{display:flex;gap:8px;flex-wrap:wrap;margin-block-start:16px}
.tabs .second[aria-pressed=true]{background:var(--accent-wash);border-color:var(--accent);color:var(--accent-ink);box-shadow:none}
.second:hover,.quiet:hover,.tool:hover{background:var(--wash)}
.tool{width:36px;height:36px;flex:none;display:grid;place-items:center;border-radius:8px;color:var(--ink-2)}
.bad{color:var(--bad)}
.error{color:var(--bad);display:flex;gap:6px;align-items:center}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.back,.info{display:none}
.sheet-page{overflow:auto;padding:20px 32px 48px;max-width:960px}
.sheet-page h1{font-size:22px;line-height:30px;width:fit-content}
.sheet-page h1+.meta{margin-block-end:16px}
.sheet-page h2+.meta{margin-block-end:8px}
.sheet-page h2{font-size:15px;font-weight:600;color:var(--ink);margin-block:32px 8px}
@media(max-width:1199px){.info{display:grid}}
@media(max-width:899px){
.primary,.second,.quiet,.second.small{min-height:44px;min-width:44px}
.sheet-page{grid-row:1;padding:20px}
.back{display:grid}
.tool{width:44px;height:44px}
}
`
