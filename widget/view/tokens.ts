// The colours, sizes and motion of every screen, as CSS custom properties; contrast ratios are in the design's table.

/** Declarations for light and dark; put them in a rule. */
export const light = `
color-scheme:light;
--paper:#fff;--wash:#f4f6f5;--wash-2:#e9edeb;--line:#e2e6e4;--edge:#858e89;
--ink:#151a18;--ink-2:#4c5551;--ink-3:#636c68;
--accent:#14674d;--on-accent:#fff;--accent-press:#0e523d;--accent-ink:#126047;--accent-wash:#e5f1ec;
--mine:#14674d;--on-mine:#fff;--mark:#cbe7da;
--ok:#1b8152;--warn-dot:#c77a00;--bad:#b3261e;--badge:#b3261e;
--face-1:#dce7e1;--on-face-1:#2f4a3f;--face-2:#e9e2d6;--on-face-2:#56482f;--face-3:#dce3ea;--on-face-3:#35475a;
--shadow:0 1px 2px rgb(15 25 20/.06),0 16px 48px -8px rgb(15 25 20/.2);`

export const dark = `
color-scheme:dark;
--paper:#151918;--wash:#1e2422;--wash-2:#2a312e;--line:#2a312e;--edge:#737d78;
--ink:#ecf0ee;--ink-2:#b4bdb8;--ink-3:#939d98;
--accent:#62cba4;--on-accent:#06241a;--accent-press:#7dd9b7;--accent-ink:#7ad6b3;--accent-wash:#17332a;
--mine:#1d6049;--on-mine:#f3fbf7;--mark:#1f5642;
--ok:#4cc38a;--warn-dot:#e5a23d;--bad:#ff8f87;--badge:#c93a31;
--face-1:#2a3d35;--on-face-1:#c4ddd1;--face-2:#3d3627;--on-face-2:#e6d8bc;--face-3:#2a3642;--on-face-3:#c6d4e2;
--shadow:0 1px 2px rgb(15 25 20/.06),0 16px 48px -8px rgb(15 25 20/.2),0 0 0 1px rgb(255 255 255/.06);`

/** A rule for each scheme that the host says it is drawn in. */
export const inBoth = (rule: string, inLight: string, inDark: string): string =>
  `${rule}{${inLight}}:host([data-scheme=dark]) ${rule}{${inDark}}`

/** Scrolls in itself, with a shadow at each side where there is more of it, on a ground of one colour. */
export const wide = (ground: string): string =>
  `overflow:auto;background:linear-gradient(90deg,${ground} 8px,#0000 24px) local,linear-gradient(-90deg,${ground} 8px,#0000 24px) local,linear-gradient(90deg,var(--edge),#0000 8px),linear-gradient(-90deg,var(--edge),#0000 8px)`

export const fonts =
  '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,Inter,"Noto Sans","Helvetica Neue",Arial,sans-serif'
