// What is new in a mail, as the programs that people use write it, in Greek and in English: mails of our own writing in
// their formats.

import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import type { Mailed } from './parse.ts'
import { textOf } from './text.ts'
import { replyIn } from './content.ts'

const answer = {
  el: 'Ευχαριστώ, το έλαβα.\nΜια ερώτηση ακόμη: πότε λήγει;',
  en: 'Thanks, it came.\nOne more thing: when does it end?',
}
const quoted = { el: 'Το τιμολόγιό σας είναι έτοιμο.', en: 'Your invoice is ready.' }
type Locale = 'el' | 'en'

const inHtml = (locale: Locale, line: (text: string) => string) => answer[locale].split('\n').map(line).join('')
const inQuote = (locale: Locale) => `> ${quoted[locale]}\n> \n> OX Zino`

/** As each program writes HTML, by its name; the line says who wrote what it quotes. */
const html: Record<string, (locale: Locale) => string> = {
  Gmail: (l) =>
    `<div dir="ltr">${inHtml(l, (t) => `<div>${t}</div>`)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${
      l === 'el'
        ? 'Στις Τετ 25 Νοε 2026 στις 8:00&nbsp;μ.μ., ο χρήστης OX Zino &lt;<a href="mailto:support@oxzino.example">support@oxzino.example</a>&gt; έγραψε:'
        : 'On Wed, Nov 25, 2026 at 8:00&nbsp;PM OX Zino &lt;<a href="mailto:support@oxzino.example">support@oxzino.example</a>&gt; wrote:'
    }<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><p>${quoted[l]}</p></blockquote></div>`,
  'Gmail with a signature': (l) =>
    `<div dir="ltr">${inHtml(l, (t) => `<div>${t}</div>`)}<div><br clear="all"></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><b>Μαρία Κ.</b><br>210 0000000</div></div><br><div class="gmail_quote"><blockquote class="gmail_quote">${quoted[l]}</blockquote></div>`,
  'Outlook for the web': (l) =>
    `<div style="font-family:Aptos" class="elementToProof">${inHtml(l, (t) => `<div>${t}</div>`)}</div><div id="Signature"><p>Μαρία</p></div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>${
      l === 'el' ? 'Από:' : 'From:'
    }</b> OX Zino<br><b>${l === 'el' ? 'Στάλθηκε:' : 'Sent:'}</b> 25/11/2026<br></font></div><div><p>${quoted[l]}</p></div>`,
  'Outlook of Windows': (l) =>
    `<div class="WordSection1">${inHtml(l, (t) => `<p class="MsoNormal">${t}<o:p></o:p></p>`)}<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${
      l === 'el'
        ? '<b>From:</b> OX Zino &lt;support@oxzino.example&gt; <br><b>Sent:</b> Τετάρτη, 25 Νοεμβρίου 2026 8:00 μμ<br><b>To:</b> maria@example.com<br><b>Subject:</b> Το αίτημά σας'
        : '<b>From:</b> OX Zino &lt;support@oxzino.example&gt; <br><b>Sent:</b> Wednesday, November 25, 2026 8:00 PM<br><b>To:</b> maria@example.com<br><b>Subject:</b> Your request'
    }</p></div><p class="MsoNormal">${quoted[l]}</p></div>`,
  'Outlook of Windows in its own language': (l) =>
    `<div class="WordSection1">${inHtml(l, (t) => `<p class="MsoNormal">${t}</p>`)}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">${
      l === 'el'
        ? '<b>Από:</b> OX Zino &lt;support@oxzino.example&gt;<br><b>Στάλθηκε:</b> Τετάρτη, 25 Νοεμβρίου 2026 8:00 μμ<br><b>Προς:</b> maria@example.com<br><b>Θέμα:</b> Το αίτημά σας'
        : '<b>From:</b> OX Zino<br><b>Date:</b> Wednesday, 25 November 2026 at 20:00<br><b>To:</b> maria@example.com<br><b>Cc:</b> x@example.com<br><b>Subject:</b> Your request'
    }</p></div></div><p>${quoted[l]}</p></div>`,
  'Outlook of a telephone': (l) =>
    `<div dir="auto">${inHtml(l, (t) => `<div>${t}</div>`)}</div><div id="ms-outlook-mobile-signature"><div>${
      l === 'el'
        ? 'Αποκτήστε το <a href="https://aka.ms/x">Outlook για iOS</a>'
        : 'Get <a href="https://aka.ms/x">Outlook for iOS</a>'
    }</div></div><div id="mail-editor-reference-message-container"><hr><div>${quoted[l]}</div></div>`,
  'Apple Mail': (l) =>
    `<html><body style="overflow-wrap: break-word;">${inHtml(l, (t) => `<div>${t}</div>`)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>${
      l === 'el'
        ? 'Στις 25 Νοε 2026, στις 20:00, OX Zino &lt;support@oxzino.example&gt; έγραψε:'
        : 'On 25 Nov 2026, at 20:00, OX Zino &lt;support@oxzino.example&gt; wrote:'
    }</div><br class="Apple-interchange-newline"><div>${quoted[l]}</div></blockquote></div></body></html>`,
  'Apple Mail of a telephone': (l) =>
    `<html><body dir="auto">${inHtml(l, (t) => `<div dir="ltr">${t}</div>`)}<br><div dir="ltr">${
      l === 'el' ? 'Στάλθηκε από το iPhone μου' : 'Sent from my iPhone'
    }</div><div dir="ltr"><br><blockquote type="cite">${
      l === 'el' ? 'Στις 25 Νοε 2026, στις 8:00 μ.μ., OX Zino έγραψε:' : 'On 25 Nov 2026, at 8:00 PM, OX Zino wrote:'
    }<br><br></blockquote></div><blockquote type="cite"><div>${quoted[l]}</div></blockquote></body></html>`,
  Thunderbird: (l) =>
    `<html><body>${inHtml(l, (t) => `<p>${t}</p>`).replaceAll('</p><p>', '<br>')}<div class="moz-cite-prefix">${
      l === 'el' ? 'Στις 25/11/2026 8:00 μ.μ., ο/η OX Zino έγραψε:' : 'On 25/11/2026 20:00, OX Zino wrote:'
    }<br></div><blockquote type="cite" cite="mid:x@rotame"><p>${quoted[l]}</p></blockquote><pre class="moz-signature" cols="72">-- \nΜαρία</pre></body></html>`,
  Yahoo: (l) =>
    `<html><head></head><body><div class="ydp1yahoo-style-wrap"><div dir="ltr">${inHtml(l, (t) => `<div>${t}</div>`)}</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div><div>${
      l === 'el'
        ? 'Την Τετάρτη, 25 Νοεμβρίου 2026 στις 08:00:00 μ.μ. EET, ο χρήστης OX Zino &lt;support@oxzino.example&gt; έγραψε:'
        : 'On Wednesday, 25 November 2026 at 20:00:00 EET, OX Zino &lt;support@oxzino.example&gt; wrote:'
    }</div><div>${quoted[l]}</div></div></div></body></html>`,
  'Proton Mail': (l) =>
    `<div>${inHtml(l, (t) => `<div>${t}</div>`)}</div><div class="protonmail_signature_block"><div>Sent with <a href="https://proton.me">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Wednesday, November 25th, 2026 at 8:00 PM, OX Zino wrote:<br><blockquote class="protonmail_quote" type="cite">${quoted[l]}</blockquote></div>`,
  'Gmail of a telephone': (l) =>
    `<div dir="auto">${inHtml(l, (t) => `<div dir="auto">${t}</div>`)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${
      l === 'el'
        ? 'Στις Τετ 25 Νοε 2026, 20:00 ο χρήστης OX Zino &lt;<a href="mailto:support@oxzino.example">support@oxzino.example</a>&gt; έγραψε:'
        : 'On Wed, Nov 25, 2026, 20:00 OX Zino &lt;<a href="mailto:support@oxzino.example">support@oxzino.example</a>&gt; wrote:'
    }<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>${quoted[l]}</div></blockquote></div>`,
  Samsung: (l) =>
    `<html><body dir="auto">${inHtml(l, (t) => `<div dir="auto">${t}</div>`)}<div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">${
      l === 'el' ? 'Στάλθηκε από τη συσκευή Galaxy μου' : 'Sent from my Galaxy'
    }</div></div><div><br></div><div style="font-size:100%;color:#000000" dir="auto"><!-- originalMessage --><div>-------- ${
      l === 'el' ? 'Αρχικό μήνυμα' : 'Original message'
    } --------</div><div>${l === 'el' ? 'Από' : 'From'}: OX Zino &lt;support@oxzino.example&gt; </div></div><p>${quoted[l]}</p></body></html>`,
  'K-9 Mail': (l) =>
    `<!DOCTYPE html><html><body><div dir="auto">${answer[l].replaceAll('\n', '<br>')}<br><br>-- <br>${
      l === 'el' ? 'Στάλθηκε από το Android μου με το K-9 Mail.' : 'Sent from my Android device with K-9 Mail.'
    }</div><br><br><div class="gmail_quote"><div dir="auto">${
      l === 'el'
        ? 'Στις 25 Νοεμβρίου 2026 8:00:00 μ.μ. EET, ο/η OX Zino &lt;support@oxzino.example&gt; έγραψε:'
        : 'On 25 November 2026 20:00:00 EET, OX Zino &lt;support@oxzino.example&gt; wrote:'
    }</div><blockquote class="gmail_quote"><p>${quoted[l]}</p></blockquote></div></body></html>`,
  Roundcube: (l) =>
    `<html><body style='font-size: 10pt'>${inHtml(l, (t) => `<div>${t}</div>`)}<div id="signature"></div><p id="reply-intro">${
      l === 'el' ? 'Στις 2026-11-25 20:00, OX Zino έγραψε:' : 'On 2026-11-25 20:00, OX Zino wrote:'
    }</p><blockquote type="cite" style="padding: 0 0.4em"><div id="replybody1"><p>${quoted[l]}</p></div></blockquote></body></html>`,
  Zimbra: (l) =>
    `<html><body><div style="font-family: arial; font-size: 12pt">${inHtml(l, (t) => `<div>${t}</div>`)}<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>${
      l === 'el' ? 'Από' : 'From'
    }: </b>"OX Zino" &lt;support@oxzino.example&gt;<br><b>${
      l === 'el' ? 'Προς' : 'To'
    }: </b>"Maria" &lt;maria@example.com&gt;<br><b>${l === 'el' ? 'Απεσταλμένα' : 'Sent'}: </b>${
      l === 'el' ? 'Τετάρτη, 25 Νοεμβρίου 2026 20:00:00' : 'Wednesday, November 25, 2026 8:00:00 PM'
    }<br><b>${l === 'el' ? 'Θέμα' : 'Subject'}: </b>Re<br></div><div><br></div><div data-marker="__QUOTED_TEXT__"><p>${quoted[l]}</p></div></div></body></html>`,
  Spark: (l) =>
    `<html><body><div name="messageBodySection"><div dir="auto">${answer[l].replaceAll('\n', '<br />')}</div></div><div name="messageSignatureSection"><br /><div class="matchFont">${
      l === 'el' ? 'Στάλθηκε από το Spark' : 'Sent from Spark'
    }</div></div><div name="messageReplySection">${
      l === 'el'
        ? 'Στις 25 Νοε 2026, 8:00 μ.μ. +0200, OX Zino &lt;support@oxzino.example&gt;, έγραψε:'
        : 'On 25 Nov 2026, 8:00 PM +0200, OX Zino &lt;support@oxzino.example&gt;, wrote:'
    }<br /><blockquote type="cite" style="margin: 5px" class="spark_quote"><p>${quoted[l]}</p></blockquote></div></body></html>`,
}

/** As each program writes plain text. */
const plain: Record<string, (locale: Locale) => string> = {
  Gmail: (l) =>
    l === 'el'
      ? `${answer.el}\n\nΣτις Τετ 25 Νοε 2026 στις 8:00 μ.μ., ο χρήστης OX Zino <\nsupport@oxzino.example> έγραψε:\n\n${inQuote(l)}\n`
      : `${answer.en}\n\nOn Wed, Nov 25, 2026 at 8:00 PM OX Zino <support@oxzino.example> wrote:\n\n${inQuote(l)}\n`,
  'Gmail that breaks the line': (l) =>
    l === 'el'
      ? `${answer.el}\n\nΣτις Τετ 25 Νοε 2026 στις 8:00 μ.μ., ο χρήστης Υποστήριξη πελατών OX Zino\n<support@oxzino.example> έγραψε:\n\n${inQuote(l)}`
      : `${answer.en}\n\nOn Wed, Nov 25, 2026 at 8:00 PM OX Zino Support Department of Customers\n<support@oxzino.example> wrote:\n\n${inQuote(l)}`,
  Outlook: (l) =>
    l === 'el'
      ? `${answer.el}\n\n________________________________\nΑπό: OX Zino <support@oxzino.example>\nΣτάλθηκε: Τετάρτη, 25 Νοεμβρίου 2026 8:00 μμ\nΠρος: maria@example.com\nΘέμα: Το αίτημά σας\n\n${quoted.el}`
      : `${answer.en}\n\n________________________________\nFrom: OX Zino <support@oxzino.example>\nSent: Wednesday, November 25, 2026 8:00 PM\nTo: maria@example.com\nSubject: Your request\n\n${quoted.en}`,
  'Outlook of old': (l) =>
    l === 'el'
      ? `${answer.el}\n\n-----Αρχικό μήνυμα-----\nΑπό: OX Zino\nΑποστολή: Τετάρτη\n\n${quoted.el}`
      : `${answer.en}\n\n-----Original Message-----\nFrom: OX Zino\n\n${quoted.en}`,
  'Apple Mail': (l) =>
    l === 'el'
      ? `${answer.el}\n\n> Στις 25 Νοε 2026, στις 20:00, OX Zino <support@oxzino.example> έγραψε:\n> \n${inQuote(l)}`
      : `${answer.en}\n\n> On 25 Nov 2026, at 20:00, OX Zino <support@oxzino.example> wrote:\n> \n${inQuote(l)}`,
  'a telephone of Apple': (l) =>
    l === 'el'
      ? `${answer.el}\n\nΣτάλθηκε από το iPhone μου\n\n> Στις 25 Νοε 2026, στις 8:00 μ.μ., OX Zino έγραψε:\n> \n${inQuote(l)}`
      : `${answer.en}\n\nSent from my iPhone\n\n> On 25 Nov 2026, at 8:00 PM, OX Zino wrote:\n> \n${inQuote(l)}`,
  Thunderbird: (l) =>
    l === 'el'
      ? `${answer.el}\n\nΣτις 25/11/2026 8:00 μ.μ., ο/η OX Zino έγραψε:\n${inQuote(l)}\n\n-- \nΜαρία`
      : `${answer.en}\n\nOn 25/11/2026 20:00, OX Zino wrote:\n${inQuote(l)}\n\n-- \nMaria`,
  'Thunderbird that answers below': (l) =>
    l === 'el'
      ? `Στις 25/11/2026 8:00 μ.μ., ο/η OX Zino έγραψε:\n${inQuote(l)}\n\n${answer.el}\n\n-- \nΜαρία`
      : `On 25/11/2026 20:00, OX Zino wrote:\n${inQuote(l)}\n\n${answer.en}\n\n-- \nMaria`,
  Yahoo: (l) =>
    l === 'el'
      ? `${answer.el}\n    Την Τετάρτη, 25 Νοεμβρίου 2026 στις 08:00:00 μ.μ. EET, ο χρήστης OX Zino <support@oxzino.example> έγραψε:  \n \n ${quoted.el}\n`
      : `${answer.en}\n    On Wednesday, 25 November 2026 at 20:00:00 EET, OX Zino <support@oxzino.example> wrote:  \n \n ${quoted.en}\n`,
  Samsung: (l) =>
    l === 'el'
      ? `${answer.el}\n\nΣτάλθηκε από τη συσκευή Galaxy\n\n-------- Αρχικό μήνυμα --------\nΑπό: OX Zino\n\n${quoted.el}`
      : `${answer.en}\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: OX Zino\n\n${quoted.en}`,
  'K-9 Mail': (l) =>
    l === 'el'
      ? `${answer.el}\n\n-- \nΣτάλθηκε από το Android μου με το K-9 Mail.\n\nΣτις 25 Νοεμβρίου 2026 8:00:00 μ.μ. EET, ο/η OX Zino <support@oxzino.example> έγραψε:\n${inQuote(l)}`
      : `${answer.en}\n\n-- \nSent from my Android device with K-9 Mail.\n\nOn 25 November 2026 20:00:00 EET, OX Zino <support@oxzino.example> wrote:\n${inQuote(l)}`,
  Roundcube: (l) =>
    l === 'el'
      ? `Στις 2026-11-25 20:00, OX Zino έγραψε:\n${inQuote(l)}\n\n${answer.el}`
      : `On 2026-11-25 20:00, OX Zino wrote:\n${inQuote(l)}\n\n${answer.en}`,
  Zimbra: (l) =>
    l === 'el'
      ? `${answer.el}\n\n----- Αρχικό μήνυμα -----\nΑπό: "OX Zino" <support@oxzino.example>\nΠρος: "Maria" <maria@example.com>\n\n${quoted.el}`
      : `${answer.en}\n\n----- Original Message -----\nFrom: "OX Zino" <support@oxzino.example>\nTo: "Maria" <maria@example.com>\n\n${quoted.en}`,
  'Outlook of a telephone': (l) =>
    l === 'el'
      ? `${answer.el}\n\nΑποκτήστε το Outlook για Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: OX Zino <support@oxzino.example>\nSent: Wednesday, November 25, 2026 8:00:00 PM\nTo: maria@example.com <maria@example.com>\nSubject: Re\n\n${quoted.el}`
      : `${answer.en}\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: OX Zino <support@oxzino.example>\nSent: Wednesday, November 25, 2026 8:00:00 PM\nTo: maria@example.com <maria@example.com>\nSubject: Re\n\n${quoted.en}`,
}

const cases = (given: Record<string, (locale: Locale) => string>, read: (mail: string) => string) =>
  Object.entries(given).flatMap(([name, write]) =>
    (['el', 'en'] as const).map((locale) => [name, locale, read(write(locale))] as const),
  )

test.each([...cases(html, textOf)])('HTML of %s, %s', (_name, locale, text) => {
  const folded = fold(text)
  expect(folded.text).toBe(answer[locale])
  expect(folded.rest).toContain(quoted[locale])
})

test.each(cases(plain, (text) => text))('text of %s, %s', (_name, locale, text) => {
  const folded = fold(text)
  expect(folded.text).toBe(answer[locale])
  expect(folded.rest).toContain(quoted[locale])
})

test.each([
  [
    'what is answered piece by piece',
    '> Which version?\n\nThe latest.\n\n> Which browser?\n\nFirefox.\n\n> Regards',
    'The latest.\n\n> Which browser?\n\nFirefox.',
  ],
  [
    'what is forwarded',
    'See below.\n\n---------- Forwarded message ---------\nFrom: Anna <anna@example.com>\nThe bill',
    null,
  ],
  ['somebody who says that somebody wrote', 'My colleague wrote:\nthe invoice is wrong.', null],
  ['a text with a field', 'From: Athens\nTo: Patras\nI need a ticket.', null],
  ['a quote alone', '> Only this.', null],
  ['a list with dashes', 'I need\n- bread\n-- cheese\n--- wine', null],
  ['nothing', '', null],
])('%s stays', (_name, text, wanted) => {
  expect(fold(text).text).toBe(wanted ?? text)
})

test('HTML becomes words: lists, links, tables and signs; no picture, no script, no hidden style', () => {
  const text = textOf(
    '<style>p{color:red}</style><script>alert(1)</script><p>Dear &amp; all,</p><ul><li>one</li><li>two</li></ul><p><a href="https://example.com/x">here</a> or <a href="https://example.com">https://example.com</a></p><img src="https://tracker.example/p.gif" alt="pixel"><table><tr><td>a</td><td>b</td></tr></table>',
  )
  expect(text).toContain('Dear & all,')
  expect(text).toContain('• one\n')
  expect(text).toContain('here <https://example.com/x> or https://example.com')
  expect(text).not.toMatch(/alert|color|tracker|pixel/)
})

test('of a page that quotes a whole page with a body of its own all is read', () => {
  const inner = '<!doctype html><html><head><title>T</title></head><body><p>old</p></body></html>'
  const text = textOf(`<html><body><p>new</p><blockquote>${inner}</blockquote><p>more</p></body></html>`)
  expect(fold(text).text).toMatch(/^new\n[>\n ]+old\n[>\n ]+more$/)
})

test('what Gmail forwards is read; what is answered within its quote is the answer', () => {
  const forwarded = `<div>See</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: x</div><p>bill</p></div>`
  expect(fold(textOf(forwarded)).text).toContain('bill')
  const inline = `<div class="gmail_quote"><div class="gmail_attr">On 25/11/2026 x@example.com wrote:</div><blockquote class="gmail_quote">Which?</blockquote><div>Firefox</div><blockquote class="gmail_quote">Bye</blockquote></div>`
  expect(fold(textOf(inline)).text).toBe('Firefox')
})

test('of what a mail of the team’s says no more goes to its visitor than is shown of any mail', () => {
  const said = replyIn({ text: 'ω'.repeat(500_000), html: null } as Mailed, [], 'https://chat.example.com')
  expect(said).toBe(`${'ω'.repeat(20_000)}…`)
})

test('no mail keeps the reader busy', () => {
  const hard = [
    '<div>'.repeat(50_000) + 'deep',
    `${'a '.repeat(200_000)}wrote:`,
    `On ${'x'.repeat(300_000)}\n`.repeat(3),
    '> '.repeat(200_000),
    `${'\n'.repeat(300_000)}end`,
    '<blockquote>'.repeat(20_000),
    'From:\n'.repeat(50_000),
    `<div class="gmail_attr">${'<div>'.repeat(10_000)}deep`,
    `${'<div class="gmail_attr">'.repeat(290)}${'<b>x</b>'.repeat(200_000)}`,
  ]
  for (const each of hard) {
    const began = performance.now()
    fold(textOf(each))
    fold(each)
    expect(performance.now() - began, each.slice(0, 20)).toBeLessThan(5_000)
  }
})
