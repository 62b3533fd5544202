// The style sheet of the ratings.

export const style = `
.shares{display:grid;gap:12px;margin:0;padding:0;list-style:none}
.shares li{display:grid;grid-template-columns:1fr auto;gap:4px 16px}
.shares i{grid-column:1/-1;height:8px;border-radius:4px;background:var(--wash-2);overflow:hidden}
.shares i>b{display:block;height:100%;border-radius:inherit;background:var(--accent)}
.shares+.meta{margin-block-start:12px}
.comments{margin:0;padding:0;list-style:none}
.comments li{padding-block:12px;border-block-start:1px solid var(--line)}
.comments p{margin:0;overflow-wrap:anywhere}
`
