// The style sheet of what is around every page, over what every page draws with.

import { style as acts } from '../acts/style.ts'
import { style as parts } from '../parts/style.ts'

export const style = `${parts}${acts}
.strip{background:var(--wash-2);padding:8px 20px;font-size:13px}
.strays p,.strays ul{margin:0}
.strays ul{padding:0;list-style:none;max-height:200px;overflow:auto}
.strays li{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:center}
.strays li span{flex:1 1 200px;overflow-wrap:anywhere}
.mark path{fill:var(--accent)}
.mark .sign{fill:none;stroke:var(--on-accent);stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}

.sign-in{min-height:100dvh;display:grid;place-content:center;padding:24px;background:var(--side)}
.sign-in form,.form{display:grid;gap:8px}
.sign-in>*{width:min(360px,calc(100vw - 48px))}
.sign-in .mark{width:36px;height:36px;margin-inline-start:-4px}
.sign-in h1{font-size:22px;line-height:30px;margin-block:16px 8px}
.sign-in label{font-size:13px;font-weight:600;margin-block-start:8px}
.sign-in .primary{min-height:44px;margin-block-start:8px}
.sign-in form>p,.form>p{color:var(--ink-2)}
.sign-in .error{min-height:20px;color:var(--bad)}
.input{width:100%;min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:16px}

.desk{display:grid;grid-template:100dvh/232px minmax(0,1fr)}
.nav{display:flex;flex-direction:column;gap:8px;padding:12px;background:var(--side);border-inline-end:1px solid var(--line);min-width:0}
.brand{display:flex;gap:12px;align-items:center;padding:8px 8px 12px}
.brand b{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.nav nav{flex:1;min-height:0;overflow:auto;margin:-3px;padding:3px}
.nav nav .meta{padding:14px 10px 4px}
.nav nav button,.me button,.command{display:flex;gap:10px;align-items:center;width:100%;min-height:34px;padding:6px 10px;border-radius:8px}
.command{gap:6px;padding-inline:8px;min-height:36px;font-size:13px;border:1px solid var(--edge);background:var(--paper);color:var(--ink-2)}
.command .icon{width:16px;height:16px}
.command:hover{background:var(--wash)}
.command span{flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.command kbd{border:0;padding:0}
.nav nav button:hover,.me button:hover{background:var(--wash-2)}
.nav nav .icon,.me .icon{color:var(--ink-2)}
.nav nav button span{flex:1}
.nav nav i{font-style:normal;color:var(--ink-2);font-size:13px}
.nav nav i.due{color:var(--bad);font-weight:600}
.nav [aria-current=page]{background:var(--wash-2);font-weight:600}
.me{position:relative}
.me .narrow{display:none}
.sheet{position:absolute;z-index:2;inset:auto 0 calc(100% + 4px);background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:6px;box-shadow:var(--shadow)}

@media(max-width:1199px){
.desk{grid-template-columns:64px minmax(0,1fr)}
.brand b,.me>button>.icon,.command kbd{display:none}
.command{justify-content:center}
.nav nav .meta{height:9px;margin-block-start:8px;padding:0;font-size:0;border-block-start:1px solid var(--line)}
.nav nav span,.command span,.me .who{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.nav nav button{position:relative;justify-content:center}
.nav nav i{position:absolute;inset:0 0 auto auto;font-size:11px}
.me>button{padding:4px}
.sheet{inset-inline-end:auto;width:220px}
}
@media(max-width:899px){
.desk{grid-template:minmax(0,1fr) auto/minmax(0,1fr);height:100dvh}
.nav{grid-row:2;flex-direction:row;align-items:center;gap:0;padding:4px;border:0;border-block-start:1px solid var(--line)}
.brand,.command,.nav nav .meta{display:none}
.nav nav{display:flex;margin:0;padding:0}
.nav nav div{display:contents}
.nav nav button{flex:1;flex-direction:column;gap:2px;padding:6px 0;min-height:52px;font-size:11px;line-height:14px}
.nav nav span{position:static;width:auto;height:auto;clip-path:none;flex:none;max-width:76px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.nav nav i{inset:2px 12px auto auto}
[data-view=queue],[data-view=mine],.wide{display:none!important}
.nav [aria-current=page]{background:none;color:var(--accent-ink)}
.nav [aria-current=page] .icon{color:inherit}
.sheet{inset-inline:auto 0;max-height:calc(100dvh - 80px);overflow:auto}
.me .narrow{display:flex}
.me button{min-height:44px;min-width:44px}
}
`
