// What a mail says anew, apart from what it quotes and what it is signed with, which are folded away. Its own code: the
// libraries that are kept know no Greek, and look at lines where mail programs mark in HTML what they quote.

import { marks } from './text.ts'

export interface Folded {
  /** What its writer has written for this mail. */
  text: string
  /** What they quote and are signed with; '': nothing. */
  rest: string
}

interface Line {
  text: string
  kind: 'own' | 'quote' | 'sign'
}

/** `On Tue, 3 Mar 2026 at 10:15, Shop <support@example.com> wrote:`, in whatever order a program has it. */
const wrote =
  /(?:\bwrote|\bwrites|έγραψε|έγραψαν|γράφει|γράψατε|\bschrieb(?:en)?\b[^:]{0,200})(?:\s*\([^)]{0,100}\))?\s*:\s*$/iu
/** A year, a date, a time or an address: who only says that somebody wrote says none. */
const when = /\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2}|\d{1,2}:\d{2}|@/u
const isAttribution = (line: string): boolean => line.length < 500 && wrote.test(line) && when.test(line)
/** `-----Original Message-----`, as Outlook, Samsung and others have it; what is forwarded is meant to be read. */
const separator =
  /^[-_=\s]*(?:original (?:message|mail)|reply message|αρχικό μήνυμα|αρχικό μήνυμα ηλεκτρονικού ταχυδρομείου|μήνυμα απάντησης|ursprüngliche nachricht|originalnachricht)[-_=\s]*$/iu
const field = (names: string) => new RegExp(`^[*\\s]*(?:${names})\\s*:[*\\s]*\\S?`, 'iu')
/** The four lines that Outlook begins what it quotes with. */
const head = [
  field('from|από|von'),
  field('sent|date|στάλθηκε|απεσταλμένα|αποστολή|ημερομηνία(?: αποστολής)?|ημ/νία|εστάλη|gesendet|datum'),
  field('to|προς|cc|κοιν\\.?|an|kopie'),
  field('subject|θέμα|betreff'),
]
/** What telephones and programs sign with by themselves. */
const adverts = [
  String.raw`sent from my\b.*`,
  'sent from (?:yahoo mail|outlook|mail for windows|proton mail|samsung|spark).*',
  'sent (?:with|via) (?:proton|spark|samsung|the).*',
  'get outlook for .*',
  'yahoo mail:.*',
  'στάλθηκε από (?:το|τη|την|τον|yahoo|outlook).*',
  '(?:στάλθηκε|εστάλη) μέσω .*',
  'αποκτήστε το outlook για .*',
  '(?:αποστολή|απεστάλη) από .*',
  'von meine[mr] .* gesendet',
  '(?:diese nachricht wurde )?(?:gesendet (?:von|mit) (?:meine[mr]|outlook|yahoo|samsung|der|mail) .*|von .* gesendet)',
  '(?:holen sie sich )?outlook für .*',
]
const advert = new RegExp(`^(?:${adverts.join('|')})$`, 'iu')

/** How programs begin what they forward. */
const forwards =
  /^[-_\s]*(?:(?:begin )?forwarded message|προωθημένο μήνυμα|έναρξη προωθημένου μηνύματος|μεταβίβαση μηνύματος|(?:anfang der )?weitergeleiteten? nachricht)[-_:\s]*$/iu

const linesOf = (text: string): Line[] => signed(quotedBelow(marksRead(text)))

/** @param text with the marks of `textOf`, or without */
export function fold(text: string): Folded {
  const lines = linesOf(text)
  if (!lines.some(isOwn)) return { text: trimmed(lines), rest: '' }
  // Quotes that are answered piece by piece stay where they are; what is before the first words or after the last goes.
  const first = lines.findIndex(isOwn)
  const last = lines.findLastIndex(isOwn)
  const middle = lines.slice(first, last + 1)
  const kept = middle.filter(({ kind }) => kind !== 'sign')
  const shown = kept.map(asShown)
  const gone = [...lines.slice(0, first), ...middle.filter(({ kind }) => kind === 'sign'), ...lines.slice(last + 1)]
  return { text: trimmed(shown), rest: trimmed(gone) }
}

/** Of each line that is no mark of ours, whether it is shown, as what its writer says or quotes; null: it is not. */
export function shownOf(text: string): ('own' | 'quote' | null)[] {
  const lines = linesOf(text)
  if (!lines.some(isOwn)) return lines.map(() => 'own')
  const [first, last] = [lines.findIndex(isOwn), lines.findLastIndex(isOwn)]
  return lines.map(({ kind }, at) => (at < first || at > last || kind === 'sign' ? null : kind))
}

/**
 * What a mail says to somebody who is not to see all that it quotes: its writer's words, with what they answer piece by
 * piece where `isKnown` lets it go. Null: nothing in it is theirs for sure, or it forwards another mail.
 * @param text with the marks of `textOf`, or without
 */
export function ownWords(text: string, isKnown: (quoted: string) => boolean): string | null {
  const lines = linesOf(text)
  if (!lines.some(isOwn) || lines.some(({ kind, text: line }) => kind === 'own' && forwards.test(line))) return null
  const middle = lines.slice(lines.findIndex(isOwn), lines.findLastIndex(isOwn) + 1)
  const quoted = (line: string) => line.replace(/^[>\s]+/, '').trim()
  const goes = ({ kind, text: line }: Line) => kind === 'own' || (kind === 'quote' && isKnown(quoted(line)))
  return trimmed(middle.filter(goes).map(asShown))
}

const isOwn = ({ kind, text }: Line) => kind === 'own' && text.trim() !== ''

const asShown = (line: Line): Line =>
  line.kind !== 'quote' || line.text.startsWith('>') ? line : { ...line, text: `> ${line.text}`.trimEnd() }

const trimmed = (lines: Line[]): string =>
  lines
    .map(({ text }) => text.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/^\n+|\n+$/g, '')

/** Takes the marks away; lines between two of them are what these say. */
function marksRead(text: string): Line[] {
  const open: Line['kind'][] = []
  let isRest = false
  const lines: Line[] = []
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const found = line.trim()
    if (found === marks.quote) open.push('quote')
    else if (found === marks.sign) open.push('sign')
    else if (found === marks.rest) isRest = open.push('quote') > 0
    else if (found === marks.unquote) open.pop()
    else {
      const inside = open.includes('quote') || isRest ? 'quote' : open.includes('sign') ? 'sign' : 'own'
      lines.push({ text: line, kind: inside === 'own' && /^\s{0,3}>/.test(line) ? 'quote' : inside })
    }
  }
  return lines
}

/** Finds what is quoted without a mark: the line that says who wrote what follows, and what programs put before it. */
function quotedBelow(lines: Line[]): Line[] {
  const made = lines.map((line) => ({ ...line }))
  const quote = (from: number, to: number) => {
    for (let at = from; at < to; at++) made[at]!.kind = 'quote'
  }
  for (let at = 0; at < made.length; at++) {
    if (made[at]!.kind !== 'own') continue
    if (separator.test(made[at]!.text.trim()) || isHead(made, at)) {
      // A line across the page belongs to it.
      const before = made.findLastIndex(({ text }, place) => place < at && text.trim() !== '')
      const rule = made[before] && /^[_-]{10,}$/.test(made[before].text.trim()) ? before : at
      quote(rule, made.length)
      break
    }
    const end = attributionFrom(made, at)
    if (end === null) continue
    const next = made.findIndex((line, place) => place >= end && line.text.trim() !== '')
    const isMarked = next >= 0 && made[next]!.kind === 'quote'
    // Without marks whatever follows is taken for the quote.
    quote(at, isMarked || next < 0 ? end : made.length)
  }
  return made
}

/** Where such a line ends that begins here, which programs break into three at most; null: none begins. */
function attributionFrom(lines: Line[], at: number): number | null {
  if (lines[at]!.text.trim() === '') return null
  let joined = ''
  for (let end = at; end < Math.min(at + 3, lines.length) && lines[end]!.kind === 'own'; end++) {
    const line = lines[end]!.text.trim()
    if (line === '') return null
    joined = `${joined} ${line}`.trim()
    if (isAttribution(joined) && (end === at || startsOne.test(lines[at]!.text.trim()))) return end + 1
  }
  return null
}
/** How a line begins that goes on in the next. */
const startsOne = /^(?:on|at|στις|στίς|την|τη|το|στο|κατά)\s|^\d{1,4}[-/. ]|@|\d{4}/iu

function isHead(lines: Line[], at: number): boolean {
  if (!head[0]!.test(lines[at]!.text)) return false
  const next = lines.slice(at + 1, at + 8).map(({ text }) => text)
  return head.slice(1).every((each) => next.some((line) => each.test(line)))
}

/** Finds the signature: after `-- `, and what programs add below by themselves. */
function signed(lines: Line[]): Line[] {
  const made = lines.map((line) => ({ ...line }))
  const dashes = made.findIndex(({ kind, text }) => kind === 'own' && /^-- ?$/.test(text))
  if (dashes >= 0) for (let at = dashes; at < made.length && made[at]!.kind === 'own'; at++) made[at]!.kind = 'sign'
  for (let at = made.length - 1; at >= 0; at--) {
    const { kind, text } = made[at]!
    if (kind !== 'own' || text.trim() === '') continue
    if (!advert.test(text.trim())) break
    made[at]!.kind = 'sign'
  }
  return made
}
