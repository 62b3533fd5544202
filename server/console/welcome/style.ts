// The style sheet of who comes by a link.

export const style = `
.named{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
.named button{font-size:13px;min-height:24px;color:var(--accent-ink)}
.sign-in .second{min-height:44px}
.seen{position:relative}
.seen .input{padding-inline-end:52px}
.seen .tool{position:absolute;inset:0 4px 0 auto;height:auto}
.seen [aria-pressed=true]{color:var(--accent-ink)}
.hint{font-size:13px;line-height:20px;text-wrap:pretty}
`
