// The style sheet of the searches.

export const style = `
.tabs{display:flex;gap:8px;flex-wrap:wrap;margin-block-start:16px}
.tabs [aria-pressed=true]{background:var(--accent-wash);border-color:var(--accent);color:var(--accent-ink)}
table{width:100%;border-collapse:collapse}
th,td{text-align:start;padding:8px 16px 8px 0;font-weight:400;vertical-align:top}
thead th{font-size:13px;color:var(--ink-2)}
tbody tr{border-block-start:1px solid var(--line)}
tbody th{width:60%;overflow-wrap:anywhere}
tbody th .meta{display:block}
`
