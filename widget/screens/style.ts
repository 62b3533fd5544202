// The panel's style sheet.

import { dark, fonts, inBoth, light, wide } from '../view/tokens.ts'

/** Where the panel takes the whole screen. */
export const phone = '(max-width:480px),(max-height:560px)'

/** What the owner's colours are for. */
export const themed = ':is(.launcher,.panel)'

export const styles = `
:host{user-select:text!important;zoom:var(--zoom)!important}
:host([hidden]){display:none!important}
${inBoth(themed, light, dark)}
.launcher[aria-expanded=true]{background:var(--paper);color:var(--ink);box-shadow:var(--shadow)}
.launcher[aria-expanded=true]:before,.launcher[aria-expanded=false]>.chevron{display:none}
.panel{
position:fixed;width:400px;max-width:calc(100vw - 48px);overscroll-behavior:contain;
display:flex;flex-direction:column;background:var(--paper);color:var(--ink);border-radius:16px;box-shadow:var(--shadow);overflow:hidden;
font:400 15px/24px ${fonts};letter-spacing:-.008em;font-variant-numeric:tabular-nums;text-align:start}
@keyframes open{from{opacity:0;transform:translateY(8px) scale(.98)}}
*{box-sizing:border-box}
.screen{flex:1;min-height:0;display:flex;flex-direction:column}
@media(prefers-reduced-motion:no-preference){.panel{animation:open 180ms cubic-bezier(.2,.8,.2,1)}.screen+.screen{animation:in 160ms cubic-bezier(.2,.8,.2,1)}}
@keyframes in{from{opacity:0;transform:translateX(12px)}}
input,textarea,.bubble{unicode-bidi:plaintext}
button,input,textarea,select{font:inherit;letter-spacing:inherit;color:inherit}
button{cursor:pointer;background:none;border:0;padding:0;text-align:start}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
h1,h2,h3,p,ul,ol{margin:0;padding:0}
ul,ol{list-style:none}
.icon{display:block;flex:none}
.head{display:flex;align-items:center;gap:8px;padding:16px 24px;min-height:72px}
.head.lined{border-block-end:1px solid var(--line)}
.who{flex:1;min-width:0}
.who b,.who .meta{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.who [data-status]{white-space:normal}
.who b{font-weight:600}
.logo{width:40px;height:40px;border-radius:10px;object-fit:contain;margin-inline-end:4px}
.head .face{width:40px;height:40px;border:0}
.meta{font-size:13px;line-height:20px;color:var(--ink-2)}
.dot{vertical-align:1px;display:inline-block;width:8px;height:8px;border-radius:50%;margin-inline-end:8px;background:var(--ok)}
.dot.closed{background:none;border:2px solid var(--edge)}
.dot.away{background:none;border:2px solid var(--warn-dot)}
.tool{width:44px;height:44px;margin:-8px;display:grid;place-items:center;border-radius:8px;color:var(--ink-2);outline-offset:-1px}
.tool:hover{background:var(--wash)}
.main{flex:1;min-height:0;overflow-y:auto;padding:8px 24px 24px;overscroll-behavior:contain}
.hello{font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.015em;margin-block-end:16px}
.hello span{color:var(--ink-3);display:block}
.field{display:flex;align-items:center;gap:12px;border:1px solid var(--edge);border-radius:12px;padding-inline:16px;background:var(--paper)}
.field:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.field input{flex:1;min-width:0;height:48px;border:0;outline:0;background:none;font-size:16px}
::placeholder{color:var(--ink-3);opacity:1}
.label{font-size:13px;line-height:20px;font-weight:600;color:var(--ink-2);margin-block:24px 8px;display:block}
.row{display:flex;width:calc(100% + 24px);margin-inline:-12px;padding:12px;gap:12px;align-items:center;border-radius:8px;line-height:22px;min-height:44px;position:relative}
.row:hover,.row[aria-selected=true]{background:var(--wash)}
.row[aria-selected=true]{box-shadow:inset 0 0 0 2px var(--accent)}
.row>span{flex:1;min-width:0;text-wrap:balance}
.lines{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
li+li>.row::before,[role=option]+[role=option]::before{content:"";position:absolute;inset:0 12px auto;border-block-start:1px solid var(--line)}
.row .icon{color:var(--ink-2)}
.result{flex-direction:column;align-items:stretch;gap:4px}
.result b{font-weight:600}
mark{background:var(--mark);color:var(--ink);border-radius:3px}
.topics{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.topics button{background:var(--wash);border-radius:12px;padding:16px;width:100%;height:100%;display:flex;flex-direction:column;gap:8px;font-weight:500;line-height:20px}
.topics .icon{color:var(--accent-ink)}
.topics button:hover{background:var(--wash-2)}
.foot{display:flex;align-items:center;gap:12px;padding:12px 24px;border-block-start:1px solid var(--line)}
.foot .say{flex:1;min-width:0}
.foot b{font-weight:600;display:block}
.go{width:44px;height:44px;border-radius:50%;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;flex:none}
.go:not([aria-disabled=true]):hover,.primary:not([aria-disabled=true]):hover{background:var(--accent-press)}
.primary,.second{display:flex;justify-content:center;align-items:center;gap:8px;min-height:48px;padding:8px 20px;border-radius:12px;font-weight:600;width:100%}
.primary{background:var(--accent);color:var(--on-accent)}
.second{border:1px solid var(--edge)}
.second.small{width:auto;min-height:40px;padding:4px 16px}
[aria-disabled=true]{background:var(--wash-2);color:var(--ink-3)}
.faces{display:flex}
.face{flex:none;width:36px;height:36px;border-radius:50%;display:grid;place-items:center;font-size:13px;font-weight:600;background:var(--face-1);color:var(--on-face-1);border:2px solid var(--paper)}
.faces .face+.face{margin-inline-start:-14px}
.face.f2{background:var(--face-2);color:var(--on-face-2)}
.face.f3{background:var(--face-3);color:var(--on-face-3)}
.title{font-size:22px;line-height:30px;font-weight:600;letter-spacing:-.015em;text-wrap:balance}
.title+.meta{margin-block-start:8px}
.body{margin-block-start:16px;display:grid;gap:12px;overflow-wrap:anywhere}
.body *{min-width:0;max-width:100%}
.wide{${wide('var(--paper)')}}.wide>*{max-width:none}
.body :is(li,blockquote,details)>*+*{margin-block-start:8px}
summary{cursor:pointer;font-weight:600}
.body p{text-wrap:pretty}
.body a,.link{color:var(--accent-ink);text-decoration:underline}
.body ul:not(.cards)>li{padding-inline-start:20px;position:relative}
.body ul:not(.cards)>li::before{content:"•";position:absolute;inset-inline-start:4px;color:var(--ink-3)}
.steps{counter-reset:step;display:grid;gap:12px}
.steps>li{counter-increment:step;padding-inline-start:44px;position:relative;min-height:28px}
.steps>li::before{content:counter(step);position:absolute;inset-inline-start:0;width:28px;height:28px;border-radius:50%;display:grid;place-items:center;background:var(--accent-wash);color:var(--accent-ink);font-size:13px;font-weight:600}
.steps>li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:13px;inset-block:34px -6px;border-inline-start:1px solid var(--line)}
.cards{display:grid;gap:8px}
.cards li{background:var(--wash);border-radius:12px;padding:12px 16px}
table{min-width:100%;border-collapse:collapse;table-layout:fixed}
table th,table td{text-align:start;vertical-align:bottom;padding:4px 6px 4px 0}
thead th{font-weight:400;font-size:13px;line-height:20px;color:var(--ink-2)}
tbody th{font-weight:600;padding-block-start:12px}
tbody{border-block-start:1px solid var(--line)}
tbody td{padding-block-end:12px;font-size:13px;line-height:20px;vertical-align:top}
.helped{border-block-start:1px solid var(--line);margin-block-start:24px;padding-block-start:16px}
.ask{display:flex;align-items:center;gap:8px}
.ask b{flex:1;font-weight:600}
[aria-pressed=true].small{background:var(--accent-wash);border-color:var(--accent);color:var(--accent-ink)}
.card{background:var(--wash);border-radius:12px;padding:20px;display:grid;gap:12px;margin-block-start:16px}
.card h2{font-size:18px;line-height:24px;font-weight:600}
.input{width:100%;min-height:48px;padding:10px 16px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:16px}
textarea.input{min-height:112px;resize:vertical;display:block}
.input:focus-visible{outline-offset:-1px}
.error{color:var(--bad);font-size:13px;line-height:20px;display:flex;gap:8px;align-items:center;margin-block-start:8px}
.strip{background:var(--wash);padding:8px 24px;font-size:13px;line-height:20px;text-wrap:balance;color:var(--ink-2)}
.below{margin-block-start:16px}
.lead{color:var(--ink-2);text-wrap:pretty}
.select{position:relative}
.select select{appearance:none;padding-inline-end:44px}
.select .icon{position:absolute;inset-block-start:14px;inset-inline-end:12px;pointer-events:none;color:var(--ink-2)}
[aria-invalid=true]{border-color:var(--bad);box-shadow:inset 0 0 0 1px var(--bad)}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.full .panel{inset:var(--top,0) 0 auto;width:auto;max-width:none;height:var(--height,100dvh);border-radius:0;box-shadow:none;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)}
.full :is(.head,.foot,.main,.strip){padding-inline:20px}.full .card{padding:16px}.full .card .second{padding-inline:8px}.short .talk{display:none}
@media(max-height:320px){.screen{overflow-y:auto}.main{flex:none;overflow:visible}}
@media(forced-colors:active){.panel,.card,.bubble,.topics button{border:1px solid}.dot{background:CanvasText}}
`
