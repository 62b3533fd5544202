// The style sheet of who comes by a link.

export const style = `
.named{display:flex;justify-content:space-between;align-items:end;gap:16px}
.named button{font-size:13px;min-height:24px;color:var(--accent-ink)}
.sign-in .second{min-height:44px}
.seen{position:relative}
.seen .input{padding-inline-end:52px}
.seen .tool{position:absolute;inset:4px 4px auto auto}
.seen [aria-pressed=true]{color:var(--accent-ink)}
.hint{font-size:13px;line-height:20px;text-wrap:pretty}
`
