// The style sheet of the inbox: the list, the conversation, and who it is with.

import { fileStyles } from '../../../widget/view/Files.tsx'

export const style = `
.inbox{display:grid;grid-template:minmax(0,1fr)/300px minmax(0,1fr) 288px;min-height:0}
.inbox>main{display:contents}
.list{display:flex;flex-direction:column;min-height:0;min-width:0;border-inline-end:1px solid var(--line)}
.list header{padding:16px 20px 8px}
.list .title{display:flex;gap:8px;align-items:center;justify-content:space-between}
.list .title .tool{margin:-8px -10px -8px 0}
.find{position:relative;display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-block-start:12px;color:var(--ink-2)}
.find .icon{position:absolute;inset:10px auto auto 10px}
.find input{flex:1;min-width:0;min-height:36px;padding:6px 10px 6px 34px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color:var(--ink)}
.find .error{flex-basis:100%;font-size:13px}
.find .error:empty{display:none}
.rows{flex:1;overflow:auto;padding:0 8px 16px;position:relative;overflow-anchor:none}
.rows ul{list-style:none;padding:0;position:relative}
.rows li{position:absolute;inset-inline:0}
.rows h2{padding:12px 12px 4px;display:flex;justify-content:space-between;align-items:baseline}
.row{display:flex;gap:12px;width:100%;padding:10px 12px;border-radius:8px;align-items:flex-start}
.row:hover{background:var(--wash)}
.row:focus-visible{outline-offset:-2px}
.row[aria-current=true]{background:var(--wash-2)}
.row.selected{background:var(--accent-wash)}
.face.chosen{background:var(--accent);color:var(--on-accent)}
.row .top{display:flex;gap:8px;align-items:baseline;height:20px}
.row .top :is(.icon,.bad){align-self:center}
.row .top b{flex:0 1 auto}
.row .top .meta{margin-inline-start:auto;display:flex;gap:4px;align-items:baseline;white-space:nowrap}
.row .said{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--ink-2)}
.row .meta{min-height:18px}
.new{min-width:18px;height:18px;padding:0 5px;border-radius:9px;background:var(--accent);color:var(--on-accent);font-size:12px;line-height:18px;font-weight:600;text-align:center;flex:none}
.fresh .said{color:var(--ink);font-weight:600}
@media(forced-colors:active){.new{border:1px solid}}
.late{color:var(--bad)!important;font-weight:600}
.soon{color:var(--warn)!important;font-weight:600}
.meta.warn{color:var(--warn)}
.due{display:flex;gap:6px}
.due .icon{margin-block-start:2px}
.empty{padding:16px 20px;display:grid;gap:4px}

.middle{display:flex;flex-direction:column;min-width:0;min-height:0}
.middle h1{font-size:15px;line-height:20px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.middle>.said{margin:auto;padding:24px;color:var(--ink-2);font-size:14px;font-weight:400;white-space:normal;text-align:center}
.middle header{display:flex;gap:8px;align-items:center;padding:10px 20px;border-block-end:1px solid var(--line);min-height:60px}
.log{flex:1;overflow:auto;padding:20px;display:flex;flex-direction:column;gap:4px}
:is(.log,.context):focus-visible{outline-offset:-2px}
.line{max-width:min(80%,560px);display:flex;gap:8px;align-items:flex-end;align-self:flex-start}
.line.run{margin-block-start:8px}
.line .face{width:28px;height:28px;font-size:11px}
.line.theirs{padding-inline-start:36px}
.line.theirs:has(.face){padding-inline-start:0}
.ours{align-self:flex-end!important}
.bubble{min-width:0;padding:8px 14px;border-radius:16px;background:var(--wash);white-space:pre-wrap;overflow-wrap:anywhere;border-end-start-radius:4px;font-size:15px;line-height:22px}
.ours .bubble{background:var(--accent-wash);border-end-start-radius:16px;border-end-end-radius:4px}
.refused .bubble{background:var(--paper);box-shadow:inset 0 0 0 2px var(--bad)}
.refusal{display:flex;flex-wrap:wrap;gap:0 12px;justify-content:end}
.bubble a,.day a{color:inherit}
.card{display:flex;gap:10px;align-items:flex-start;max-width:100%}
.bubble .card{margin-block:4px;padding:8px 12px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color:var(--ink);white-space:normal}
.card .icon{margin-block-start:1px;color:var(--accent-ink)}
.card .who{font-size:14px;line-height:20px;font-weight:600;white-space:normal;overflow-wrap:anywhere}
.card .meta{display:block;font-weight:400}
.chosen-article{display:flex;gap:8px;align-items:center;padding:4px 8px}
.chosen-article .card{flex:1;min-width:0}
.kinds .of-replies{margin-inline-start:auto}
.of-replies,.of-article{display:flex;gap:6px;align-items:center;color:var(--accent-ink)}
.under{margin-inline-start:36px}
.under.ours{margin-inline:0}
.withdraw{margin-inline-start:8px;padding:2px 6px;border-radius:6px;color:var(--accent-ink);text-decoration:underline;font-size:13px;min-height:24px}
.withdraw:hover{background:var(--wash)}
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
.note[aria-current],.line[aria-current] .bubble{outline:2px solid var(--accent);outline-offset:2px}
.note{display:flex;gap:12px;margin-block:8px;padding:10px 14px;border:1px solid var(--note-line);border-radius:12px;background:var(--note)}
.note p,.note .said{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:15px;line-height:22px}
.note .meta{font-size:13px;line-height:20px}
.mailed{align-self:flex-start;margin:4px 0 0 36px;max-width:calc(100% - 36px)}
.mailed .quiet{color:var(--accent-ink);padding:4px 8px;margin-inline-start:-8px;font-size:13px;min-height:32px}
.whole{margin-block:4px 8px;padding-inline-start:12px;border-inline-start:2px solid var(--line);color:var(--ink-2);font-size:13px;line-height:20px;overflow-wrap:anywhere}
.whole p{margin:0 0 4px;white-space:pre-wrap}
.note.refused{box-shadow:inset 0 0 0 2px var(--bad)}
.composer textarea{display:block;width:100%;border:0;outline:0;background:none;resize:none;min-height:56px;max-height:200px;padding:6px 8px;font-size:15px;line-height:22px;field-sizing:content}
.composer{position:relative}
.sheet.offered{z-index:4;width:auto;inset:auto 0 calc(100% + 6px);max-height:min(320px,45dvh);overflow:auto;padding:6px}
p.sheet.offered{padding:12px 14px}
.offered [role=option]{padding:8px 10px;border-radius:8px;cursor:pointer;display:flex;gap:2px 8px;flex-wrap:wrap;align-items:baseline}
.offered [role=option]:hover{background:var(--wash)}
.offered [aria-selected=true]{background:var(--wash-2)!important}
.offered{color:var(--ink)}
.offered .name{font-weight:600;overflow-wrap:anywhere}
.offered .said{flex-basis:100%;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
@media(forced-colors:active){.offered [aria-selected=true]{outline:2px solid}}
.steps{list-style:none;padding:4px 8px 0;display:flex;gap:4px 8px;flex-wrap:wrap;font-size:13px}
.steps li{display:flex;gap:6px;align-items:center;padding-inline-start:10px;border-radius:8px;background:var(--accent-wash);color:var(--accent-ink);min-width:0;overflow-wrap:anywhere}
.steps .tool{width:32px;height:32px;color:inherit}
.unfilled{display:flex;gap:4px 8px;align-items:center;flex-wrap:wrap;padding-inline:8px;color:var(--warn);font-size:13px}
.unfilled span{flex:1 1 160px;overflow-wrap:anywhere}
.send{display:flex;gap:12px;justify-content:flex-end;align-items:center}

.mails{list-style:none;margin:0;padding:4px 20px;border-block-end:1px solid var(--line)}
.mails li{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding-block:8px;overflow-wrap:anywhere}
.mails .who{flex:1 1 200px}
.mails b,.mails .meta{display:block;white-space:normal}
.mails li:has(.second)>.icon{color:var(--bad)}
${fileStyles}
.attach{position:relative;cursor:pointer;margin-inline-end:auto}
.attach:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.picked{list-style:none;padding:0 8px}
.ours .files .meta{color:inherit}

.context{border-inline-start:1px solid var(--line);padding:16px 20px;overflow:auto;overflow-wrap:anywhere}
.context header{display:flex;gap:12px;align-items:center}
.context header .who>*{white-space:normal}
.address a{color:inherit}
.address span{display:inline-block;vertical-align:-3px;margin-inline:4px -20px;color:var(--ok)}
.context .face{width:40px;height:40px;font-size:14px}
dl{margin-block:16px;padding-block-end:16px;border-block-end:1px solid var(--line);display:grid;gap:10px}
dl div{display:grid;grid-template-columns:104px 1fr;gap:8px}
dt{color:var(--ink-2)}
dd{margin:0}
dd .meta{display:block}
.path{list-style:none;padding:0;display:grid;gap:12px;margin-block-start:10px}
.path:empty{display:none}
.path li{display:flex;gap:10px}
.path .icon{margin-block-start:2px;color:var(--ink-2)}
.path .who .meta{display:block;white-space:normal}

@media(max-width:1399px){
.middle header .who{min-width:56px}
.middle header{padding-inline:16px 12px;gap:4px}
.middle header .quiet,.middle header .second{padding-inline:10px}
.inbox{grid-template-columns:300px minmax(0,1fr) 256px}
}
@media(max-width:1199px){
.inbox{grid-template-columns:280px minmax(0,1fr)}
.context{display:none}
.asking .context{display:block;position:fixed;inset:0 0 0 auto;width:min(360px,100vw);background:var(--paper);box-shadow:var(--shadow);z-index:3}
}
@media(max-width:899px){
.mails button,.withdraw{min-height:44px}
.inbox{grid-row:1;grid-template-columns:minmax(0,1fr)}
.list{grid-row:1;border:0}
.list header{padding:20px 20px 8px}.list h1{font-size:22px;line-height:30px}
.row{padding-block:12px}
.inbox .middle,.reading .list>:not(p),.desk:has(.reading) .nav{display:none}
.inbox.reading{grid-template-rows:auto minmax(0,1fr)}
.desk:has(.reading){grid-template-rows:minmax(0,1fr)}
.reading .middle{display:flex;grid-row:2}
.middle header{padding-inline:4px;gap:0}
.middle header .quiet span,.middle header .second span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.middle header .quiet,.middle header .second{min-width:44px;min-height:44px;padding:6px;border:0}
.quiet.mail{display:none!important}
.send .meta{display:none}
.log{padding:16px}
.line{max-width:88%}
.composer{margin:8px 12px 12px;display:flex;flex-wrap:wrap;align-items:flex-end;border-radius:24px;padding:4px 4px 4px 12px}
.unfilled,.steps{flex:1 0 100%}.steps .tool{width:44px;height:44px}.unfilled button{min-height:44px}
.composer .kinds{flex:1 0 100%;padding-block-start:4px;margin-inline-start:-8px}
.composer .kinds button{min-height:44px;padding-inline:8px}
.composer .kinds{flex-wrap:wrap}
.of-replies kbd,.of-article .icon{display:none}
.composer textarea{flex:1;min-width:0;width:0;min-height:44px;font-size:16px;padding-block:11px}
.composer textarea:not(:placeholder-shown){flex-basis:100%;width:100%}.composer .send{margin-inline-start:auto}
.send .primary{border-radius:22px}
.find input{min-height:44px}
.find .icon{inset-block-start:12px}
.asking .context{inset:0;width:auto}
}
.rated{margin-block:12px 4px;padding:12px 16px;border:1px solid var(--line);border-radius:12px}
.rated p{margin:0}
.rated.no{border-color:var(--bad)}
.rated blockquote{margin:8px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.part{margin-block-end:12px;padding:8px 12px;border:1px solid var(--line);border-radius:12px}
.part summary{font-size:13px;color:var(--ink-2);cursor:pointer;min-height:24px}
.elsewhere{margin:0;padding:12px 20px;background:var(--wash)}
.elsewhere a{color:var(--accent-ink)}
`
