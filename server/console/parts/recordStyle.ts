// The style sheet of tables that have a page to themselves: the record, what goes by its age, the searches.

export const style = `
.record{overflow-x:auto}
.record table{width:100%;border-collapse:collapse;margin-block:8px 24px}
.record th,.record td{text-align:start;padding:8px 16px 8px 0;font-weight:400;vertical-align:top}
.record thead th{font-size:13px;color:var(--ink-2)}
.record tbody tr{border-block-start:1px solid var(--line)}
.record time{white-space:nowrap}
.record .meta{display:block}
.asks{display:flex;flex-wrap:wrap;gap:12px 16px}
.asks label{display:grid;gap:4px;flex:1 1 200px;max-width:360px;font-size:13px;font-weight:600}
.asks .input{font-weight:400;appearance:auto}
`
