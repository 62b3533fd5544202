// The help pages' style sheet, in the site's colours.

import { dark, fonts, light, wide } from '../../widget/view/tokens.ts'
import type { Theme } from '../config/theme.ts'

/** @param theme null: the product's own */
export const pageStyles = (
  theme: Theme | null,
): string => `:root{${light};--canvas:#f7f7f5${theme ? `;${theme.light}` : ''}}
@media(prefers-color-scheme:dark){:root{${dark};--canvas:#0d100f${theme ? `;${theme.dark}` : ''}}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--ink);font:400 16px/26px ${fonts};overflow-wrap:anywhere}
header,main,footer{max-width:760px;margin-inline:auto;padding-inline:24px}
header{display:flex;justify-content:space-between;align-items:center;min-height:72px}
.brand{display:flex;gap:12px;align-items:center;font-weight:600;text-decoration:none;color:inherit}
.brand img{border-radius:8px}
main{padding-block-end:48px}
footer{padding-block-end:96px;font-size:14px}
a{color:var(--accent-ink);text-underline-offset:3px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;inset-block-start:-80px}
.skip:focus{inset-block-start:16px;inset-inline-start:24px;background:var(--paper);padding:8px 16px}
form{display:flex;gap:8px;margin-block:8px 32px}
input,button{font:inherit;min-height:48px;border-radius:12px;border:1px solid var(--edge);padding-inline:16px}
input{flex:1;min-width:0;background:var(--paper);color:inherit}
button{background:var(--accent);color:var(--on-accent);border-color:transparent;font-weight:600;cursor:pointer}
h1{font-size:28px;line-height:36px;letter-spacing:-.015em;text-wrap:balance;margin-block:16px 8px}
h2{font-size:18px;line-height:24px;margin-block:32px 8px}
h3{font-size:16px;margin-block:24px 8px}
.meta{color:var(--ink-2);font-size:14px;line-height:22px;margin-block:4px}
.rows{list-style:none;margin:0;padding:0}
.rows li{padding-block:12px;border-block-start:1px solid var(--line)}
.rows a{text-decoration:none;color:inherit}
.rows a:hover{text-decoration:underline}
mark{background:var(--mark);color:var(--ink);border-radius:3px}
article{margin-block-start:24px}
article img{max-width:100%;height:auto;border-radius:12px}
.steps{padding-inline-start:28px}
.steps li,article ul li{margin-block:6px}
.cards{list-style:none;padding:0;display:grid;grid-template-columns:minmax(0,1fr);gap:8px}
.cards li{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:12px 16px;margin:0!important}
.cards p,li>p{margin:0}
table{min-width:100%;border-collapse:collapse;table-layout:fixed;margin-block:16px}
.wide{${wide('var(--canvas)')}}
th,td{text-align:start;padding:4px 12px 4px 0;vertical-align:top}
thead th{color:var(--ink-2);font-weight:400;font-size:14px}
tbody{border-block-start:1px solid var(--line)}
tbody th{padding-block-start:12px}
tbody td{padding-block-end:12px}
pre{border-radius:12px;padding:12px 16px}
pre.wide{${wide('var(--wash)')}}
summary{cursor:pointer;font-weight:600}
blockquote{margin-inline:0;padding-inline-start:16px;border-inline-start:2px solid var(--line)}
`
