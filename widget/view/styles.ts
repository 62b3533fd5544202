// The panel's style sheet.

import { dark, fonts, light } from './tokens.ts'

export const styles = `
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-width:22px;height:22px;padding-inline:6px;box-sizing:border-box;border-radius:11px;background:#b3261e;color:#fff;border:2px solid #fff;font:600 12px/18px ${fonts};text-align:center}
.panel{${light}
position:fixed;inset-block-end:104px;inset-inline-end:24px;width:400px;max-width:calc(100vw - 48px);height:min(680px,calc(100vh - 128px));
display:flex;flex-direction:column;background:var(--paper);color:var(--ink);border-radius:16px;box-shadow:var(--shadow);overflow:hidden;
font:400 15px/24px ${fonts};letter-spacing:-.008em;font-variant-numeric:tabular-nums;text-align:start;animation:open 180ms cubic-bezier(.2,.8,.2,1)}
.panel[hidden]{display:none}
@media(prefers-color-scheme:dark){.panel{${dark}}}
@keyframes open{from{opacity:0;transform:translateY(8px) scale(.98)}}
@media(prefers-reduced-motion:reduce){.panel{animation-duration:1ms}}
.panel *{box-sizing:border-box}
.panel [hidden]{display:none}
.panel button,.panel input,.panel textarea,.panel select{font:inherit;letter-spacing:inherit;color:inherit}
.panel button{cursor:pointer;background:none;border:0;padding:0;text-align:start}
.panel :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.panel h1,.panel h2,.panel h3,.panel h4,.panel p,.panel ul,.panel ol{margin:0;padding:0}
.panel ul,.panel ol{list-style:none}
.icon{display:block;flex:none}
.head,.foot{flex:none}
.head{display:flex;align-items:center;gap:8px;padding:16px 24px;min-height:72px}
.head.lined{border-block-end:1px solid var(--line)}
.head .who{flex:1;min-width:0}
.head .who b{display:block;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.meta{font-size:13px;line-height:20px;color:var(--ink-2)}
.dot{display:inline-block;width:8px;height:8px;border-radius:50%;margin-inline-end:8px;background:var(--ok)}
.dot.closed{background:none;border:2px solid var(--edge)}
.dot.away{background:none;border:2px solid var(--warn-dot)}
.tool{width:44px;height:44px;margin:-8px;display:grid!important;place-items:center;border-radius:8px;color:var(--ink-2)!important}
.tool:hover{background:var(--wash)}
.main{flex:1;min-height:0;overflow-y:auto;padding:8px 24px 24px;overscroll-behavior:contain}
.hello{font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.015em;margin-block-end:16px!important}
.hello span{color:var(--ink-3);display:block}
.field{display:flex;align-items:center;gap:12px;border:1px solid var(--edge);border-radius:12px;padding-inline:16px;background:var(--paper)}
.field:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.field input{flex:1;min-width:0;height:48px;border:0;outline:0!important;background:none;font-size:16px}
.panel ::placeholder{color:var(--ink-3);opacity:1}
.label{font-size:13px;line-height:20px;font-weight:600;color:var(--ink-2);margin-block:24px 8px!important;display:block}
.row{display:flex!important;width:calc(100% + 24px);margin-inline:-12px;padding:12px!important;gap:12px;align-items:center;border-radius:8px;line-height:22px;min-height:44px;position:relative}
.row:hover,.row[aria-selected=true]{background:var(--wash)}
.row[aria-selected=true]{box-shadow:inset 0 0 0 2px var(--accent)}
.row>span{flex:1;text-wrap:balance}
li+li>.row::before,[role=option]+[role=option]::before{content:"";position:absolute;inset:0 12px auto;border-block-start:1px solid var(--line)}
.row .icon{color:var(--ink-2)}
.result{flex-direction:column;align-items:stretch!important;gap:4px!important}
.result b{font-weight:600}
mark{background:var(--mark);color:var(--ink);border-radius:3px}
@media(forced-colors:active){mark{background:Mark;color:MarkText}}
.topics{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.topics button{background:var(--wash)!important;border-radius:12px;padding:16px!important;width:100%;height:100%;display:flex;flex-direction:column;gap:8px;font-weight:500;line-height:20px}
.topics .icon{color:var(--accent-ink)}
.topics button:hover{background:var(--wash-2)!important}
.foot{display:flex;align-items:center;gap:12px;padding:12px 24px;border-block-start:1px solid var(--line)}
.foot .say{flex:1;min-width:0}
.foot b{font-weight:600;display:block}
.go{width:44px;height:44px;border-radius:50%!important;background:var(--accent)!important;color:var(--on-accent)!important;display:grid!important;place-items:center;flex:none}
.go:hover,.primary:hover{background:var(--accent-press)!important}
.primary,.second{display:flex!important;justify-content:center;align-items:center;gap:8px;min-height:48px;padding:8px 20px!important;border-radius:12px;font-weight:600!important;width:100%}
.primary{background:var(--accent)!important;color:var(--on-accent)!important}
.second{border:1px solid var(--edge)!important}
.second.small{width:auto;min-height:40px;padding:4px 16px!important}
[aria-disabled=true]{background:var(--wash-2)!important;color:var(--ink-3)!important}
.faces{display:flex}
.face{width:36px;height:36px;border-radius:50%;display:grid;place-items:center;font-size:13px;font-weight:600;background:var(--face-1);color:var(--on-face-1);border:2px solid var(--paper);margin-inline-start:-10px}
.face:first-child{margin-inline-start:0}
.face.f2{background:var(--face-2);color:var(--on-face-2)}
.face.f3{background:var(--face-3);color:var(--on-face-3)}
.title{font-size:22px;line-height:30px;font-weight:600;letter-spacing:-.015em;text-wrap:balance}
.body{margin-block-start:16px;display:grid;gap:12px}
.body p{text-wrap:pretty}
.body a,.link{color:var(--accent-ink)!important;text-decoration:underline!important}
.body ul:not(.cards)>li{padding-inline-start:20px;position:relative}
.body ul:not(.cards)>li::before{content:"•";position:absolute;inset-inline-start:4px;color:var(--ink-3)}
.steps{counter-reset:step;display:grid;gap:12px}
.steps>li{counter-increment:step;padding-inline-start:44px;position:relative;min-height:28px}
.steps>li::before{content:counter(step);position:absolute;inset-inline-start:0;width:28px;height:28px;border-radius:50%;display:grid;place-items:center;background:var(--accent-wash);color:var(--accent-ink);font-size:13px;font-weight:600}
.steps>li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:13px;inset-block:34px -6px;border-inline-start:1px solid var(--line)}
.cards{display:grid;gap:8px}
.cards li{background:var(--wash);border-radius:12px;padding:12px 16px}
table{width:100%;border-collapse:collapse;table-layout:fixed}
table th,table td{text-align:start;vertical-align:bottom;padding:4px 8px 4px 0;overflow-wrap:anywhere}
thead th{font-weight:400;font-size:13px;line-height:20px;color:var(--ink-2)}
tbody th{font-weight:600;padding-block-start:12px}
tbody{border-block-start:1px solid var(--line)}
tbody td{padding-block-end:12px;font-size:14px;vertical-align:top}
.helped{display:flex;align-items:center;gap:8px;border-block-start:1px solid var(--line);margin-block-start:24px;padding-block-start:16px}
.helped b{flex:1;font-weight:600}
.card{background:var(--wash);border-radius:12px;padding:20px;display:grid;gap:12px;margin-block-start:16px}
.card h2{font-size:18px;line-height:24px;font-weight:600}
form{display:contents}
.input{width:100%;min-height:48px;padding:10px 16px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:16px!important}
textarea.input{min-height:112px;resize:vertical;display:block}
.input:focus-visible{outline-offset:-1px!important}
.error{color:var(--bad);font-size:13px;line-height:20px;display:flex;gap:8px;align-items:center;margin-block-start:8px!important}
.strip{background:var(--wash);padding:8px 24px;font-size:13px;line-height:20px;color:var(--ink-2)}
.reference{background:var(--wash);border-radius:12px;padding:12px 16px;margin-block:16px;display:flex;align-items:center}
.reference div{flex:1}
.reference b{display:block;font-size:18px}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media(max-width:480px),(max-height:560px){.panel{inset:0;width:auto;max-width:none;height:100dvh;border-radius:0;box-shadow:none}
.head,.foot{padding-inline:20px}.main{padding-inline:20px}}
`

/** The conversation's own, loaded with it. */
export const chatStyles = `
.log{display:flex;flex-direction:column;gap:4px;margin-inline:-8px}
.day{align-self:center;font-size:13px;color:var(--ink-2);margin-block:4px}
.line{max-width:82%;display:flex;flex-direction:column;align-self:flex-start}
.line.mine{align-self:flex-end;align-items:flex-end}
.line.first{margin-block-start:8px}
.bubble{padding:8px 16px;border-radius:16px;background:var(--wash);line-height:22px;white-space:pre-wrap;overflow-wrap:anywhere;border-end-start-radius:4px}
.mine .bubble{background:var(--mine);color:var(--on-mine);border-end-start-radius:16px;border-end-end-radius:4px}
.mine.refused .bubble{background:var(--paper);color:var(--ink);box-shadow:inset 0 0 0 2px var(--bad)}
.bubble a{color:inherit;text-decoration:underline}
.under{font-size:12px;line-height:16px;color:var(--ink-3);margin-block:4px;display:flex;gap:4px;align-items:center}
.said{align-self:center;text-align:center;font-size:13px;line-height:20px;color:var(--ink-2);margin-block:8px}
.composer{display:flex;align-items:flex-end;gap:8px;flex:1;border:1px solid var(--edge);border-radius:24px;padding:4px 4px 4px 20px}
.composer:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.composer textarea{flex:1;min-width:0;border:0;outline:0!important;background:none;resize:none;padding:8px 0;font-size:16px!important;line-height:24px;max-height:160px;field-sizing:content}
`
