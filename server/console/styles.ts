// The console's style sheet.

import { fileStyles } from '../../widget/view/Files.tsx'
import { dark, fonts, light } from '../../widget/view/tokens.ts'

export const styles = `
:root{${light};--side:#f7f7f5;--warn:#8a5300;--note:#fff6db;--note-line:#eadba6;--note-ink:#5f4700}
@media(prefers-color-scheme:dark){:root{${dark};--side:#101413;--warn:#e5b062;--note:#2b2614;--note-line:#4a4120;--note-ink:#e8d9a0}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:400 14px/20px ${fonts};letter-spacing:-.008em;font-variant-numeric:tabular-nums}
button,input,textarea{font:inherit;letter-spacing:inherit;color:inherit}
button{cursor:pointer;background:none;border:0;padding:0;text-align:start}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.icon{display:block;flex:none}
h1:focus{outline:0}
h1:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
h1{font-size:18px;line-height:24px;font-weight:600;letter-spacing:-.015em}
h2{font-size:13px;line-height:20px;font-weight:400;color:var(--ink-2)}
b{font-weight:600}
.meta{font-size:13px;line-height:18px;color:var(--ink-2)}
.who{flex:1;min-width:0}
.who b,.who>.meta{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.face{flex:none;width:32px;height:32px;border-radius:50%;display:grid;place-items:center;font-size:12px;font-weight:600;background:var(--face-1);color:var(--on-face-1)}
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
.second:hover,.quiet:hover,.tool:hover{background:var(--wash)}
.tool{width:36px;height:36px;flex:none;display:grid;place-items:center;border-radius:8px;color:var(--ink-2)}
.error{color:var(--bad);display:flex;gap:6px;align-items:center}
.refusal{display:flex;flex-wrap:wrap;gap:0 12px}
.strip{background:var(--wash-2);padding:8px 20px;font-size:13px}
.mark path{fill:var(--accent)}
.mark .sign{fill:none;stroke:var(--on-accent);stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}

.sign-in{min-height:100dvh;display:grid;place-content:center;padding:24px;background:var(--side)}
.sign-in form{width:min(360px,calc(100vw - 48px));display:grid;gap:8px}
.sign-in h1{font-size:22px;line-height:30px;margin-block:16px 8px}
.sign-in label{font-size:13px;font-weight:600;margin-block-start:8px}
.sign-in .primary{min-height:44px;margin-block-start:8px}
.sign-in .error{min-height:20px}
.input{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:16px}
.input:focus-visible{outline-offset:-1px}

.desk{display:grid;grid-template:100dvh/216px 300px 1fr 288px}
.nav{display:flex;flex-direction:column;gap:8px;padding:12px;background:var(--side);border-inline-end:1px solid var(--line);min-width:0}
.brand{display:flex;gap:12px;align-items:center;padding:8px 8px 12px}
.brand b{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.nav nav{flex:1;display:flex;flex-direction:column;gap:2px}
.nav nav button,.me button{display:flex;gap:10px;align-items:center;width:100%;min-height:36px;padding:6px 10px;border-radius:8px}
.nav nav button:hover,.me button:hover{background:var(--wash-2)}
.nav nav .icon,.me .icon{color:var(--ink-2)}
.nav nav button span{flex:1}
.nav nav i{font-style:normal;color:var(--ink-2);font-size:13px}
.nav nav i.due{color:var(--bad);font-weight:600}
.nav [aria-current=page]{background:var(--wash-2);font-weight:600}
.me{position:relative}
.sheet{position:absolute;z-index:2;inset:auto 0 calc(100% + 4px);background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:6px;box-shadow:var(--shadow)}

.desk:not(.wide)>main{display:contents}
.middle h1{font-size:15px;line-height:20px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.list{display:flex;flex-direction:column;min-height:0;min-width:0;border-inline-end:1px solid var(--line)}
.list header{padding:16px 20px 8px}
.find{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-block-start:12px;color:var(--ink-2)}
.find input{flex:1;min-width:0;min-height:36px;padding:6px 10px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color:var(--ink)}
.find .error{flex-basis:100%;font-size:13px}
.find .error:empty{display:none}
.rows{flex:1;overflow:auto;padding:0 8px 16px;position:relative;overflow-anchor:none}
.rows ul{list-style:none;padding:0;position:relative}
.rows li{position:absolute;inset-inline:0}
.rows h2{padding:12px 12px 4px;display:flex;justify-content:space-between}
.row{display:flex;gap:12px;width:100%;padding:10px 12px;border-radius:8px;align-items:flex-start}
.row:hover{background:var(--wash)}
.row[aria-current=true]{background:var(--wash-2)}
.row .top{display:flex;gap:8px;align-items:center}
.row .top b{flex:0 1 auto}
.row .top .meta{margin-inline-start:auto;display:flex;gap:4px;white-space:nowrap}
.row .said{display:block;min-height:20px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--ink-2)}
.row .meta{min-height:18px}
.row .top .meta{min-height:20px;line-height:20px}
.new{min-width:18px;height:18px;padding:0 5px;border-radius:9px;background:var(--accent);color:var(--on-accent);font-size:12px;line-height:18px;font-weight:600;text-align:center;flex:none}
.fresh .said{color:var(--ink);font-weight:600}
@media(forced-colors:active){.new{border:1px solid}}
.late{color:var(--bad)!important;font-weight:600}
.soon{color:var(--warn)!important;font-weight:600}
.meta.warn{color:var(--warn)}
.due{display:flex;gap:6px;align-items:center}
.empty{padding:16px 12px;display:grid;gap:4px}

.middle{display:flex;flex-direction:column;min-width:0;min-height:0}
.middle>.said{margin:auto;padding:24px;color:var(--ink-2);font-size:14px;font-weight:400;white-space:normal;text-align:center}
.middle header{display:flex;gap:8px;align-items:center;padding:10px 20px;border-block-end:1px solid var(--line);min-height:60px}
.log{flex:1;overflow:auto;padding:20px;display:flex;flex-direction:column;gap:4px}
.log:focus-visible{outline-offset:-2px}
.line{max-width:min(80%,560px);display:flex;gap:8px;align-items:flex-end;align-self:flex-start}
.line.run{margin-block-start:8px}
.line .face{width:28px;height:28px;font-size:11px}
.line.theirs{padding-inline-start:36px}
.line.theirs:has(.face){padding-inline-start:0}
.ours{align-self:flex-end!important}
.bubble{min-width:0;padding:8px 14px;border-radius:16px;background:var(--wash);white-space:pre-wrap;overflow-wrap:anywhere;border-end-start-radius:4px;font-size:15px;line-height:22px}
.ours .bubble{background:var(--accent-wash);border-end-start-radius:16px;border-end-end-radius:4px}
.refused .bubble{background:var(--paper);box-shadow:inset 0 0 0 2px var(--bad)}
.bubble a{color:inherit}
.under{margin-inline-start:36px}
.under.ours{margin-inline:0}
.day{align-self:center;text-align:center;color:var(--ink-2);font-size:13px;margin-block:8px}
.composer{margin:8px 16px 16px;border:1px solid var(--edge);border-radius:12px;padding:8px}
.composer:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.composer .kinds{display:flex;gap:4px}
.composer .kinds button{padding:4px 10px;border-radius:8px;font-size:13px;min-height:32px}
.composer .kinds [aria-pressed=true]{background:var(--wash);font-weight:600}
.composer.noting{background:var(--note);border-color:var(--note-line)}
.composer.noting,.composer.noting .meta,.composer.noting textarea,.note,.note .meta{color:var(--note-ink)}
.composer.noting textarea::placeholder{color:inherit;opacity:.85}
.composer.noting .kinds [aria-pressed=true]{background:var(--note-line)}
.note{display:flex;gap:12px;margin-block:8px;padding:10px 14px;border:1px solid var(--note-line);border-radius:12px;background:var(--note)}
.note p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px;line-height:22px}
.note .meta{font-size:13px;line-height:20px}
.note.refused{box-shadow:inset 0 0 0 2px var(--bad)}
.composer textarea{display:block;width:100%;border:0;outline:0;background:none;resize:none;min-height:56px;max-height:200px;padding:6px 8px;font-size:15px;line-height:22px;field-sizing:content}
.send{display:flex;gap:12px;justify-content:flex-end;align-items:center}

.mails{list-style:none;margin:0;padding:4px 20px;border-block-end:1px solid var(--line)}
.mails li{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding-block:8px;overflow-wrap:anywhere}
.mails .who{flex:1 1 200px}
.mails b,.mails .meta{display:block;white-space:normal}
.mails li:has(.second)>.icon,.bad{color:var(--bad)}
${fileStyles}
.hide{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.attach{position:relative;cursor:pointer;margin-inline-end:auto}
.attach:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.picked{list-style:none;padding:0 8px}
.ours .files .meta{color:inherit}

.context{border-inline-start:1px solid var(--line);padding:16px 20px;overflow:auto;overflow-wrap:anywhere}
.context header{display:flex;gap:12px;align-items:center}
.who>.address{display:flex;gap:4px;align-items:center}
.address a{min-width:0;overflow:hidden;text-overflow:ellipsis;color:inherit}
.address .icon{color:var(--ok)}
.context .face{width:40px;height:40px;font-size:14px}
dl{margin-block:16px;padding-block-end:16px;border-block-end:1px solid var(--line);display:grid;gap:10px}
dl div{display:grid;grid-template-columns:92px 1fr;gap:12px}
dt{color:var(--ink-2)}
dd{margin:0}
dd .meta{display:block}
.path{list-style:none;padding:0;display:grid;gap:12px;margin-block-start:10px}
.path li{display:flex;gap:10px}
.path .icon{margin-block-start:2px;color:var(--ink-2)}
.path .who .meta{display:block}
.back,.info{display:none}

.desk.wide{grid-template-columns:216px 1fr}
.sheet-page{overflow:auto;padding:20px 32px 48px;max-width:960px}
.sheet-page h1{font-size:22px;line-height:30px}
.sheet-page h2{font-size:15px;font-weight:600;color:var(--ink);margin-block:32px 8px}
.banner{display:flex;gap:4px 16px;align-items:baseline;flex-wrap:wrap;background:var(--wash);border-radius:12px;padding:12px 16px;margin-block-start:16px}
.banner b{flex:1 1 auto}
.dot.closed{background:none;border:2px solid var(--edge)}
.said-now,.act,.ahead li{display:flex;gap:16px;align-items:center;padding-block:10px;border-block-end:1px solid var(--line);max-width:560px}
.said-now span,.ahead li span:first-child{flex:1}
.act .second{min-width:128px}
.act label.who{display:flex;gap:16px;align-items:center}
.act label b{flex:1}
.time{min-height:36px;padding:4px 10px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color-scheme:light dark}
.ahead{list-style:none;padding:0}
.tabs{display:flex;gap:8px;flex-wrap:wrap;margin-block-start:16px}
.tabs [aria-pressed=true]{background:var(--accent-wash);border-color:var(--accent);color:var(--accent-ink)}
table{width:100%;border-collapse:collapse}
th,td{text-align:start;padding:8px 16px 8px 0;font-weight:400;vertical-align:top}
thead th{font-size:13px;color:var(--ink-2)}
tbody tr{border-block-start:1px solid var(--line)}
tbody th{width:60%;overflow-wrap:anywhere}
tbody th .meta{display:block}
@media(max-width:1199px){.desk.wide{grid-template-columns:64px 1fr}}
@media(max-width:899px){.time,.act .second,.mails button{min-height:44px}.act{flex-wrap:wrap}.act .meta{white-space:normal}.act label.who{flex:1 0 100%}.act label.who+.second{flex:1}.desk.wide{grid-template-columns:1fr}.sheet-page{grid-row:1;padding:20px}}

@media(max-width:1199px){
.desk{grid-template-columns:64px 280px 1fr}
.brand b,.me>button>.icon{display:none}
.nav nav span,.me .who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.nav nav button{position:relative;justify-content:center}
.nav nav i{position:absolute;inset:0 4px auto auto;font-size:11px}
.me>button{padding:4px}
.sheet{inset-inline-end:auto;width:220px}
.info{display:grid}
.context{display:none}
.asking .context{display:block;position:fixed;inset:0 0 0 auto;width:min(360px,100vw);background:var(--paper);box-shadow:var(--shadow);z-index:3}
}
@media(max-width:899px){
.desk{grid-template:1fr auto/1fr;height:100dvh}
.nav{grid-row:2;flex-direction:row;align-items:center;gap:0;padding:4px;border:0;border-block-start:1px solid var(--line)}
.brand{display:none}
.nav nav{flex-direction:row;gap:0}
.nav nav button{flex:1;flex-direction:column;gap:2px;padding:6px 0;min-height:52px;font-size:11px;line-height:14px}
.nav nav span{position:static;width:auto;height:auto;clip-path:none;flex:none;max-width:64px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.nav nav i{inset:2px 12px auto auto}
[data-view=queue],[data-view=mine],[data-view=hours],.quiet.mail{display:none!important}
.nav [aria-current=page]{background:none;color:var(--accent-ink)}
.nav [aria-current=page] .icon{color:inherit}
.sheet{inset-inline:auto 0}
.list{grid-row:1;border:0}
.list header{padding:20px 20px 8px}.list h1{font-size:22px;line-height:30px}
.row{padding-block:12px}
.desk .middle,.reading .list,.reading .nav{display:none}
.desk.reading{grid-template:1fr/1fr}
.reading .middle{display:flex;grid-row:1}
.back{display:grid}
.middle header{padding-inline:8px}
.middle header .quiet span,.middle header .second span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.send .meta{display:none}
.middle header .quiet,.middle header .second{min-width:44px;min-height:44px;padding:6px;border:0}
.tool{width:44px;height:44px}
.log{padding:16px}
.composer{margin:8px 12px 12px;display:flex;flex-wrap:wrap;align-items:flex-end;border-radius:24px;padding:4px 4px 4px 12px}
.composer .kinds{flex:1 0 100%;padding-block-start:4px;margin-inline-start:-8px}
.composer .kinds button{min-height:44px;padding-inline:12px}
.composer textarea{flex:1;min-width:0;width:0;min-height:40px;font-size:16px;padding-block:9px}
.send .primary{border-radius:20px;min-height:40px}
.asking .context{inset:0;width:auto}
}
`
