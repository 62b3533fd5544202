// The style sheet of acts: notices, the menu of a conversation, keys as they are shown.

export const style = `
kbd{flex:none;min-width:24px;padding:0 6px;border:1px solid var(--edge);border-radius:6px;font:inherit;font-size:12px;line-height:20px;text-align:center;color:var(--ink-2);white-space:nowrap}
.notices{position:fixed;z-index:6;inset:68px 288px auto 532px;display:grid;gap:8px;justify-items:center;pointer-events:none;padding-inline:12px}
.notice{pointer-events:auto;display:flex;gap:12px;align-items:center;max-width:min(560px,100%);padding:6px 8px 6px 16px;border-radius:12px;background:var(--paper);border:1px solid var(--line);box-shadow:var(--shadow)}
.notice>.icon{color:var(--ok)}
.notice.refused>.icon{color:var(--bad)}
.notice span{overflow-wrap:anywhere}
.undo{min-height:36px;padding:6px 10px;border-radius:8px;font-weight:600;color:var(--accent-ink)}
.undo:hover{background:var(--wash)}
.bar{display:flex;align-items:center;margin-block-start:12px;min-height:36px;border-radius:10px;background:var(--accent-wash)}
.bar b{flex:1;min-width:0;padding-inline:12px 4px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar .tool{width:32px}
.acts{position:relative;flex:none}
.sheet.down{z-index:7;inset:calc(100% + 4px) 0 auto auto;width:max-content;min-width:240px;max-width:calc(100vw - 24px);max-height:min(520px,70dvh);overflow:auto}
.sheet.down button{display:flex;gap:10px;align-items:center;width:100%;min-height:36px;padding:6px 10px;border-radius:8px}
.sheet.down button:hover{background:var(--wash-2)}
.sheet.down .icon{color:var(--ink-2)}
@media(max-width:1199px){.notices{inset-inline:344px 0}}
@media(min-width:900px){.desk:not(:has(.inbox)) .notices{inset:auto 0 16px 232px}}
@media(max-width:899px){
.notices{inset:auto 0 76px}
.desk:has(.reading) .notices{inset:68px 0 auto}
.bar .tool{width:44px}
.sheet.down button{min-height:44px}
.sheet.down kbd{display:none}
.undo{min-height:44px}
}
`
