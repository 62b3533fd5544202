// The style sheet of the second factor.

export const style = `
.boxes{position:relative;margin-block-start:8px;display:grid;grid-template-columns:repeat(6,1fr);gap:8px}
.boxes i{font-style:normal;min-height:56px;display:grid;place-items:center;border:1px solid var(--edge);border-radius:12px;background:var(--paper);font-size:20px;font-weight:600}
.boxes input{position:absolute;inset:0;width:100%;border:0;background:none;color:transparent;caret-color:transparent;font-size:20px}
.boxes input::selection{background:none;color:transparent}
.boxes input:focus-visible{outline:0}
.boxes:focus-within .now{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.boxes:focus-within .now:empty::after{content:"";width:2px;height:20px;background:var(--accent)}
.sign-in .choice{display:flex;gap:10px;align-items:center;font-weight:400;min-height:44px;margin:0}
.choice input{width:20px;height:20px;flex:none;accent-color:var(--accent)}
.sign-in:not(.within) .second{min-height:44px}
.ways{display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap;font-size:13px}
.ways button{min-height:44px;color:var(--ink-2)}
.ways button:first-child{color:var(--accent-ink);font-weight:600}
.qr{background:#fff;border-radius:12px;padding:8px;width:196px;border:1px solid var(--line);display:block;margin-block:8px}
.qr path{fill:#000}
.sign-in h2{font-size:13px;font-weight:600;color:var(--ink);margin-block-start:8px}
.secret{font-size:13px;line-height:20px;overflow-wrap:anywhere;user-select:all}
.secret code,.codes{font-family:ui-monospace,monospace}
.codes{list-style:none;padding:16px;margin-block:8px;display:grid;grid-template-columns:1fr 1fr;gap:8px 24px;border-radius:12px;background:var(--wash)}
.beside{display:flex;gap:8px}
.sign-in .beside .second{flex:1;min-height:44px}
`
