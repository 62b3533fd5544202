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

const classed = (selectors: readonly string[]) =>
  selectors.map((selector) => /^(?<name>\w+)(?:(?<sign>[.#])(?<value>.+))?$/.exec(selector)!.groups!)
const containers: [mark: string, of: Partial<Record<'name' | 'sign' | 'value', string>>[]][] = [
  [marks.quote, classed(quotes)],
  [marks.sign, classed(signatures)],
  [marks.rest, classed(rests)],
]

/** Which mark begins what an element holds, as `textOf` has it; undefined: none. */
export function containerOf(element: Pick<DomNode, 'name' | 'attribs' | 'children'>): string | undefined {
  const { name, attribs = {} } = element
  const classes = (attribs['class'] ?? '').split(/\s+/)
  const isIt = ({ name: wanted, sign, value = '' }: (typeof containers)[number][1][number]) =>
    name === wanted && (!sign || (sign === '.' ? classes.includes(value) : attribs['id'] === value))
  if (name === 'div' && classes.includes('gmail_attr'))
    return beginOf(element as DomNode).startsWith('-----') ? undefined : marks.quote
  return containers.find(([, of]) => of.some(isIt))?.[0]
}

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
    // Words of two cells are no one word.
    cell(element, walk, builder) {
      walk(element.children, builder)
      builder.addInline(' ')
    },
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
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['td', 'th'].map((selector) => ({ selector, format: 'cell' })),
    { selector: 'ul', options: { itemPrefix: '• ' } },
    { selector: 'hr', options: { length: 32 } },
    { selector: 'div.gmail_attr', format: 'above' },
    ...quotes.map((selector) => ({ selector, format: 'quoted' })),
    ...signatures.map((selector) => ({ selector, format: 'signed' })),
    ...rests.map((selector) => ({ selector, format: 'rest' })),
  ],
}
const convert = compile(options)

/** Deeper than any mail program writes; reading it takes time by the square of that. */
const deepest = 500
/** What has no end, or ends where the next begins. */
const flat = new Set(
  'area base br col embed hr img input link meta source track wbr p li td th tr dt dd option'.split(' '),
)

/** Whether elements are in elements, too many times. */
export function isTooDeep(html: string): boolean {
  let depth = 0
  for (const [, end, name] of html.matchAll(/<(\/?)([a-z][\w-]*)[^<>]*>/gi)) {
    if (flat.has(name!.toLowerCase())) continue
    depth = Math.max(0, depth + (end ? -1 : 1))
    if (depth > deepest) return true
  }
  return false
}

/** The text of HTML, with marks. */
export function textOf(html: string): string {
  const own = html.replaceAll(marked, '').slice(0, options.limits!.maxInputLength)
  if (isTooDeep(own)) return own.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  // A link to a mailbox is its name; what leads to no page is no link.
  return convert(own).replaceAll('\u00A0', ' ')
}

/** Text as it came, which has no marks of ours. */
export const unmarked = (text: string): string => text.replaceAll(marked, '')
