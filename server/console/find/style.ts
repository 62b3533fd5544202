// The style sheet of finding.

export const style = `
.finding{display:grid;gap:12px;margin-block-start:16px}
.finding>label{display:grid;gap:6px}
.finding .query{min-height:44px;padding:8px 14px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);font-size:15px;width:100%}
.finding+.meta{margin-block-start:12px}
.filters{display:flex;flex-wrap:wrap;gap:8px}
.filters :is(select,input){font:inherit;color:inherit;min-height:36px;max-width:100%;padding:4px 8px;border:1px solid var(--edge);border-radius:10px;background:var(--paper)}
.filters input{width:150px;padding-inline:12px}
.hits{list-style:none;padding:0;margin-block-start:8px}
.hits li+li{border-block-start:1px solid var(--line)}
.hit{display:grid;gap:2px;width:100%;padding:12px;margin-inline:-12px;width:calc(100% + 24px);border-radius:8px}
.hit:hover{background:var(--wash)}
.hit .top{display:flex;gap:8px;align-items:baseline}
.hit .top b{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.hit .top time{margin-inline-start:auto;white-space:nowrap}
.hit .cut{overflow-wrap:anywhere;font-size:15px;line-height:22px}
.hit mark{background:var(--mark);color:var(--ink);border-radius:3px}
@media(forced-colors:active){.hit mark{outline:1px solid}}
@media(max-width:899px){.filters{flex-wrap:nowrap;overflow-x:auto;scrollbar-width:none;margin-inline:-20px;padding:3px 20px}.filters :is(select,input){min-height:44px;flex:none}}
`
