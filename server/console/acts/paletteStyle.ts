// The style sheet of the palette and of the list of keys: what floats over everything.

export const style = `
dialog{color:inherit;border:0;padding:0;overscroll-behavior:contain}
.box,.keys{background:var(--paper);border-radius:16px;box-shadow:var(--shadow);overflow:hidden}
.palette,.keys::backdrop{background:rgb(15 25 20/.4)}
.palette{position:fixed;z-index:9;inset:0;width:auto;height:auto;max-width:none;max-height:none}
.box{display:flex;flex-direction:column;width:min(600px,calc(100vw - 24px));max-height:min(520px,calc(100dvh - 24px));margin:max(12px,14vh) auto 0}
.asked{display:flex;gap:12px;align-items:center;padding:2px 20px;border-block-end:1px solid var(--line);color:var(--ink-2)}
.asked input{flex:1;min-width:0;min-height:48px;border:0;outline:0;background:none;color:var(--ink);font-size:16px;line-height:24px}
.asked input::placeholder{color:var(--ink-3)}
.found{flex:1;overflow:auto;padding:8px}
.found .kind{padding:8px 12px 4px}
.found .nothing{padding:16px 12px}
.option{display:flex;gap:12px;align-items:center;min-height:44px;padding:8px 12px;border-radius:8px;cursor:pointer}
.option .icon{color:var(--ink-2)}
.option[aria-selected=true]{background:var(--wash-2)}
.option[aria-selected=true] .icon{color:var(--accent-ink)}
.option bdi{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.option:hover{background:var(--wash)}
.option[aria-selected=true]:hover{background:var(--wash-2)}
@media(forced-colors:active){.option[aria-selected=true]{outline:2px solid}}
.hints{display:flex;gap:16px;padding:10px 20px;border-block-start:1px solid var(--line)}
.keys{width:min(560px,calc(100vw - 24px));max-height:calc(100dvh - 48px);margin:auto;padding:20px 24px 24px;overflow:auto}
.keys header{display:flex;gap:8px;align-items:center;justify-content:space-between}
.keys h2{font-size:15px;font-weight:600;color:var(--ink);margin-block:20px 4px}
.keys ul{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:0 24px}
.keys li{display:flex;gap:12px;justify-content:space-between;align-items:center;min-height:34px}
.keys label{display:flex;gap:10px;align-items:center;min-height:44px;margin-block-start:12px;cursor:pointer}
.keys input{width:20px;height:20px;accent-color:var(--accent)}
@media(max-width:480px){.box{margin-block-start:12px}.hints,.option kbd{display:none}}
.of-message{align-self:center;opacity:0}
.line:hover .of-message,.of-message:focus-within,.of-message:has([aria-expanded=true]){opacity:1}
.of-message .tool{width:32px;height:32px}
.of-message .sheet{inset-inline:0 auto}
.ours .of-message{order:-1}
.ours .of-message .sheet{inset-inline:auto 0}
@media(hover:none){.of-message{opacity:1}.of-message .tool{width:44px;height:44px}}
@media(max-width:899px){.of-message .sheet{inset-inline:auto 0}}
`
