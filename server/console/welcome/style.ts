// The style sheet of who comes by a link.

export const style = `
.named{display:grid;grid-template-columns:1fr auto;align-items:baseline;gap:8px 16px}
.named .seen{grid-column:1/-1}
.named>button{grid-area:1/2;font-size:13px;min-height:24px;color:var(--accent-ink)}
.sign-in .second{min-height:44px}
.seen{position:relative}
.seen .input{padding-inline-end:52px}
.seen .tool{position:absolute;inset:0 4px 0 auto;height:auto}
.seen [aria-pressed=true]{color:var(--accent-ink)}
.hint{font-size:13px;line-height:20px;text-wrap:pretty}
`
