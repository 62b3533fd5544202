// The style sheet of ready replies: their page.

export const style = `
.replies{list-style:none;padding:0;max-width:720px}
.replies>li{display:flex;gap:8px 16px;align-items:center;flex-wrap:wrap;padding-block:10px;border-block-end:1px solid var(--line)}
.replies .who{flex:1 1 240px;overflow-wrap:anywhere}
.replies .who b{white-space:normal}
.replies .who>.meta{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;white-space:pre-line}
.replies .reply-form,.replies .sure{flex-basis:100%}
.sure{display:flex;gap:8px;align-items:center;flex-wrap:wrap}
.reply-form{display:grid;gap:8px;max-width:640px;padding-block:8px}
.reply-form label,.reply-form legend{font-size:13px;font-weight:600}
.reply-form .input{min-height:44px;padding:8px 12px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);color:var(--ink);width:100%}
.reply-form textarea.input{min-height:132px;resize:vertical;line-height:22px}
.reply-form legend{padding:0;margin-block-end:8px}
.reply-form fieldset{border:0;padding:0;display:flex;gap:4px 20px;flex-wrap:wrap}
.reply-form .following{display:grid;gap:8px}
.reply-form .choice{display:flex;gap:8px;align-items:center;font-weight:400;font-size:14px;min-height:32px}
.reply-form .choice input{width:18px;height:18px;accent-color:var(--accent)}
.reply-form .beside{display:flex;gap:8px;flex-wrap:wrap;align-items:center}
.reply-form .theirs{padding:10px 14px;border-radius:10px;background:var(--wash);white-space:pre-wrap;overflow-wrap:anywhere}
.sheet-page>.second,.sheet-page>.primary{margin-block-start:20px}
@media(max-width:899px){.replies .second,.reply-form button.small,.reply-form button,.reply-form .choice{min-height:44px}}
`
