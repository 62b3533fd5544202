// The text of a mail's HTML: words, lists and links, and marks where it says itself that something is quoted or signed.
// No picture is fetched, and nothing of the HTML is kept.

import { compile, type DomNode, type FormatCallback, type HtmlToTextOptions } from 'html-to-text'

/** Marks in the text, signs that no mail of a person has in it: what is between two, and what follows a last one. */
export const marks = { quote: '\uE0F0', unquote: '\uE0F1', sign: '\uE0F2', rest: '\uE0F3' } as const
const marked = /[\uE0F0-\uE0F3]/g

/** Mail programs put what they quote in containers of their own. */
const quotes = [
  'blockquote',
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'div.moz-cite-prefix',
  'div.zmail_extra',
  'div.tutanota_quote',
]
const signatures = [
  'div.gmail_signature',
  'span.gmail_signature_prefix',
  'div.moz-signature',
  'pre.moz-signature',
  'div#Signature',
  'div#signature',
  'div#AppleMailSignature',
  'div.protonmail_signature_block',
  'div#ms-outlook-mobile-signature',
  'div.ms-outlook-mobile-reference-message',
  'a#yahoo_mail_signature',
  'div.ymail_signature',
]
/** Outlook says only where it begins. */
const rests = ['div#appendonsend', 'div#divRplyFwdMsg', 'div#mail-editor-reference-message-container']

/** A container between two marks, each on a line of its own. */
const between =
  (open: string, close: string): FormatCallback =>
  (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 1 })
    builder.addLiteral(open)
    builder.closeBlock({ trailingLineBreaks: 1 })
    builder.openBlock({ leadingLineBreaks: 1 })
    walk(element.children, builder)
    builder.closeBlock({ trailingLineBreaks: 1 })
    builder.openBlock({ leadingLineBreaks: 1 })
    builder.addLiteral(close)
    builder.closeBlock({ trailingLineBreaks: 1 })
  }

const quoted = between(marks.quote, marks.unquote)
/** The first words in it, of as many nodes as a program writes before them: a mail may be of any depth and breadth. */
function beginOf(element: DomNode): string {
  const left = [element]
  for (let looked = 0; looked < 100 && left.length > 0; looked++) {
    const { data = '', children } = left.pop()!
    if (data.trim() !== '') return data.trimStart()
    left.push(...(children ?? []).slice(0, 100).toReversed())
  }
  return ''
}
/** What Gmail puts above a quote belongs to it; what it forwards is no quote, and says so there. */
const above: FormatCallback = (element, walk, builder, given) => {
  if (!beginOf(element).startsWith('-----')) return quoted(element, walk, builder, given)
  builder.openBlock({ leadingLineBreaks: 1 })
  walk(element.children, builder)
  builder.closeBlock({ trailingLineBreaks: 1 })
}

const options: HtmlToTextOptions = {
  wordwrap: false,
  // A page that is quoted has a body of its own, which is not all.
  baseElements: { selectors: [] },
  limits: { maxInputLength: 2_000_000, maxDepth: 300, ellipsis: '…' },
  formatters: {
    quoted,
    above,
    signed: between(marks.sign, marks.unquote),
    rest: between(marks.rest, marks.unquote),
  },
  selectors: [
    ...['img', 'title', 'style', 'script'].map((selector) => ({ selector, format: 'skip' })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true, linkBrackets: ['<', '>'] } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 1 },
    })),
    { selector: 'p', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    // Outlook writes each line as a paragraph without space around it.
    ...['p.MsoNormal', 'p.MsoPlainText', 'div.MsoNormal'].map((selector) => ({
      selector,
      format: 'paragraph',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    { selector: 'ul', options: { itemPrefix: '• ' } },
    { selector: 'hr', options: { length: 32 } },
    { selector: 'div.gmail_attr', format: 'above' },
    ...quotes.map((selector) => ({ selector, format: 'quoted' })),
    ...signatures.map((selector) => ({ selector, format: 'signed' })),
    ...rests.map((selector) => ({ selector, format: 'rest' })),
  ],
}
const convert = compile(options)

/** The text of HTML, with marks. */
export const textOf = (html: string): string =>
  // A link to a mailbox is its name; what leads to no page is no link.
  convert(html.replaceAll(marked, '').slice(0, options.limits!.maxInputLength)).replaceAll('\u00A0', ' ')

/** Text as it came, which has no marks of ours. */
export const unmarked = (text: string): string => text.replaceAll(marked, '')
