// The style sheet of what people ask of their data.

import { style as record } from '../parts/recordStyle.ts'

export const style = `${record}
.claim{border:1px solid var(--line);border-radius:12px;padding:16px;margin-block:12px;background:var(--paper)}
.claim h3{margin:0 0 4px}
.claim dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px;margin-block:8px 12px}
.claim dt{color:var(--ink-2)}
.claim dd{margin:0;overflow-wrap:anywhere}
.claim label{display:block;font-weight:600}
.claim textarea{display:block;inline-size:100%;font:inherit;font-weight:400;margin-block:4px 12px;padding:8px 12px;
border:1px solid var(--edge);border-radius:8px;background:var(--paper);color:inherit;resize:vertical}
.claim .beside{display:flex;flex-wrap:wrap;gap:8px}
.claim .late{color:var(--bad);font-weight:600}
`
