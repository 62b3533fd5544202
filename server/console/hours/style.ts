// The style sheet of the hours.

export const style = `
.banner{display:flex;gap:4px 16px;align-items:baseline;flex-wrap:wrap;background:var(--wash);border-radius:12px;padding:12px 16px;margin-block-start:16px;max-width:560px}
.banner b{flex:1 1 auto}
.dot.closed{background:none;border:2px solid var(--edge)}
.said-now,.act,.ahead li{display:flex;gap:16px;align-items:center;padding-block:10px;border-block-end:1px solid var(--line);max-width:560px}
.said-now span,.ahead li span:first-child{flex:1}
.act .second{min-width:128px}
.act label.who{display:flex;gap:16px;align-items:center}
.act label b{flex:1}
.time{min-height:36px;padding:4px 10px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color-scheme:light dark}
.ahead{list-style:none;padding:0}
@media(max-width:899px){
.time,.act .second{min-height:44px}
.act{flex-wrap:wrap}
.act .meta{white-space:normal}
.act label.who{flex:1 0 100%}
.act label.who+.second{flex:1}
}
`
