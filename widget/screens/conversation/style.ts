// How the conversation looks; with the chat chunk, which alone shows it.

/** The conversation's own, loaded with it. */
export const chatStyles = `
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-width:22px;padding-inline:6px;box-sizing:border-box;border-radius:11px;background:#b3261e;color:#fff;border:2px solid #fff;font-size:12px;line-height:18px;text-align:center}
.ongoing{margin:16px 0 0;width:100%;padding:12px 16px}
.count{background:var(--badge);color:#fff;border-radius:11px;min-width:22px;text-align:center;font-size:12px;line-height:22px}
.log{display:flex;flex-direction:column;gap:4px}
.log,.line.run{margin-inline:-8px}
.log .line.run{margin-inline:0;margin-block-start:8px}
.line{max-width:86%;display:flex;gap:8px;align-items:flex-end;align-self:flex-start}
.line.theirs{padding-inline-start:36px}
.line.theirs:has(.face){padding-inline-start:0}
.line .face{width:28px;height:28px;font-size:11px;border:0}
.line.mine{align-self:flex-end}
.bubble{min-width:0;padding:8px 16px;border-radius:16px;background:var(--wash);line-height:22px;white-space:pre-wrap;overflow-wrap:anywhere;border-end-start-radius:4px}
.mine .bubble{background:var(--mine);color:var(--on-mine);border-end-start-radius:16px;border-end-end-radius:4px}
.mine.refused .bubble{background:var(--paper);color:var(--ink);box-shadow:inset 0 0 0 2px var(--bad)}
.bubble a{color:inherit;text-decoration:underline}
.under{font-size:12px;line-height:16px;color:var(--ink-3);margin-inline-start:36px;display:flex;gap:4px;align-items:center}
.own{align-self:flex-end;margin-inline:0}
.error.own{min-height:32px}
.said{align-self:center;text-align:center;font-size:13px;line-height:20px;color:var(--ink-2);margin-block:8px;text-wrap:balance}
.dots{display:flex;gap:4px;padding-block:14px;margin-block-start:8px}
.dots i{width:6px;height:6px;border-radius:50%;background:var(--ink-3);animation:dot 1.2s infinite}
.dots i+i{animation-delay:.15s}.dots i+i+i{animation-delay:.3s}
@keyframes dot{0%,60%,100%{opacity:.35}30%{opacity:1}}
@media(prefers-reduced-motion:reduce){.dots i{animation:none}}
.bar{background:var(--wash-2)}.bar,.bar i{display:block;height:4px;border-radius:2px}.bar i{background:var(--accent)}
.behind{position:sticky;inset-block-end:0;margin:8px auto 0;background:var(--paper)}
.foot:has(.composer){border:0;padding-inline:16px}
.composer{display:flex;align-items:flex-end;gap:8px;flex:1;min-width:0;border:1px solid var(--edge);border-radius:24px;padding:3px}
.composer .tool{margin:0;cursor:pointer}
.tool:has(:focus-visible){outline:2px solid var(--accent)}
.composer:focus-within{outline:2px solid var(--accent);outline-offset:-1px}
.composer textarea{flex:1;min-width:0;border:0;outline:0;background:none;resize:none;padding:8px 0;font-size:16px;line-height:24px;max-height:160px;field-sizing:content}
.composer textarea:first-child{padding-inline-start:16px}
.composer .tool,.composer .go{width:40px;height:40px}
`
