// The console's style sheet.

import { dark, fonts, light } from '../../widget/view/tokens.ts'

export const styles = `
:root{${light}}
@media(prefers-color-scheme:dark){:root{${dark};--canvas:#101413}}
*{box-sizing:border-box;margin:0}
body{background:var(--canvas);color:var(--ink);font:400 14px/20px ${fonts};font-variant-numeric:tabular-nums}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer;background:none;border:0;padding:0;text-align:start}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.icon{display:block;flex:none}
.sign{min-height:100dvh;display:grid;place-content:center;padding:24px}
.sign form{width:min(360px,calc(100vw - 48px));display:grid;gap:8px}
h1{font-size:22px;line-height:30px;font-weight:600}
h2{font-size:13px;line-height:20px;font-weight:400;color:var(--ink-2)}
label{font-size:13px;font-weight:600;margin-block-start:8px}
.input{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:16px}
.primary,.second{min-height:36px;padding:8px 16px!important;border-radius:12px;font-weight:600}
.primary{background:var(--accent);color:var(--on-accent);text-align:center}
.primary:hover{background:var(--accent-press)}
.second{border:1px solid var(--edge)}
.second:hover{background:var(--wash)}
.error{color:var(--bad);min-height:20px}
.meta{font-size:12px;line-height:16px;color:var(--ink-2)}
.desk{display:grid;grid-template:100dvh/320px 1fr 300px}
.side{display:flex;flex-direction:column;border-inline-end:1px solid var(--line);min-height:0}
.side nav{flex:1;overflow:auto;padding:16px 8px}
.side h1{padding:0 12px 12px;font-size:18px;line-height:24px}
.side h2{padding:16px 12px 4px}
.item{display:block;width:100%;padding:10px 12px!important;border-radius:8px}
.item:hover{background:var(--wash-2)}
.item[aria-current=true]{background:var(--wash-2)}
.item .top{display:flex;gap:8px;align-items:center}
.item b{flex:1;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.item p{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--ink-2)}
.new{width:8px;height:8px;border-radius:50%;background:var(--accent);flex:none}
.late{color:var(--bad);font-weight:600}
.me{border-block-start:1px solid var(--line);padding:12px 20px;display:flex;gap:12px;align-items:center;flex-wrap:wrap}
.me b{flex:1;font-weight:600}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;margin-inline-end:6px;background:var(--ok)}
.dot.away{background:none;border:2px solid var(--warn-dot)}
.middle{background:var(--paper);display:flex;flex-direction:column;min-width:0;min-height:0;border-inline-end:1px solid var(--line)}
.middle header{display:flex;gap:8px;align-items:center;padding:12px 24px;border-block-end:1px solid var(--line);min-height:60px}
.middle header div{flex:1;min-width:0}
.log{flex:1;overflow:auto;padding:24px;display:flex;flex-direction:column;gap:4px}
.line{max-width:75%;align-self:flex-start}
.line.ours{align-self:flex-end}
.bubble{padding:8px 14px;border-radius:16px;background:var(--wash);white-space:pre-wrap;overflow-wrap:anywhere}
.ours .bubble{background:var(--accent-wash)}
.said{align-self:center;color:var(--ink-2);font-size:12px;margin-block:8px}
.composer{margin:12px 24px 20px;border:1px solid var(--edge);border-radius:12px;padding:8px;display:flex;gap:8px;align-items:end}
.composer:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.composer textarea{flex:1;border:0;outline:0;background:none;resize:none;min-height:64px;padding:6px}
.context{background:var(--paper);padding:20px;overflow:auto}
dl{display:grid;grid-template-columns:100px 1fr;gap:8px 12px;margin-block:12px}
dt{color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
.path{list-style:none;padding:0;display:grid;gap:8px;margin-block-start:8px}
.empty{padding:24px 12px}
.strip{background:var(--wash-2);padding:8px 24px}
.back{display:none}
@media(max-width:1199px){.desk{grid-template-columns:300px 1fr}.context{display:none}}
@media(max-width:899px){.desk{grid-template-columns:1fr}.desk .middle{display:none}.desk.reading .side{display:none}.desk.reading .middle{display:flex}.back{display:block}.middle header{padding-inline:16px}}
`
