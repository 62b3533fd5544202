// The tree of a mail's HTML: what of it is shown with its form. It says what the folded text says, or there is none.

import { parseDocument } from 'htmlparser2'
import type { MailInline, MailNode } from '../../protocol/mailTree.ts'
import { cut } from '../../protocol/pieces.ts'
import { shownOf } from './fold.ts'
import { isMore, textIn, textOfLine } from './treeText.ts'
import { containerOf, isTooDeep, marks, unmarked } from './text.ts'

interface Parsed {
  type: string
  name?: string
  data?: string
  attribs?: Record<string, string>
  children?: Parsed[]
}

/** The ids of files by the Content-IDs of the pictures that they are. */
export type Pictures = ReadonlyMap<string, string>

const most = { html: 2_000_000, nodes: 20_000, depth: 200, json: 30_000, href: 2_000, alt: 200 }
/** What of it nobody reads. */
const skipped = new Set(
  `script style head title noscript template iframe object embed applet svg math audio video canvas map form input
  button select textarea option meta link base frame frameset noframes xml`.split(/\s+/),
)
const blocks = new Set(
  `p div h1 h2 h3 h4 h5 h6 pre center section article header footer main aside nav address figure figcaption dl dt dd
  body html fieldset details summary td th tr tbody thead tfoot caption`.split(/\s+/),
)
const bold = new Set(['b', 'strong', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'th', 'dt'])
const italic = new Set(['i', 'em', 'cite', 'address'])

class TooMuch extends Error {}

/**
 * @param shown the folded text of the same mail
 * @returns null: it says nothing more than its text does, or it cannot be told what of it is the text
 */
export function treeOf(html: string, shown: string, pictures: Pictures): MailNode[] | null {
  if (html.length > most.html || isTooDeep(html)) return null
  try {
    const document = parseDocument(unmarked(html), { decodeEntities: true }) as unknown as Parsed
    const made = new Builder(pictures).made(document.children ?? [])
    const kept = keptOf(made)
    if (!kept.some(isMore) || wordsIn(textIn(kept)) !== wordsIn(withoutLinks(shown))) return null
    return JSON.stringify(kept).length > most.json ? null : kept
  } catch (error) {
    if (error instanceof TooMuch) return null
    throw error
  }
}

/** A node, and in which containers that say themselves that they are quoted or signed. */
type Made = MailNode | { type: 'in'; mark: string; children: Made[] }

class Builder {
  readonly #pictures: Pictures
  #count = 0

  constructor(pictures: Pictures) {
    this.#pictures = pictures
  }

  made(nodes: readonly Parsed[], depth = 0): Made[] {
    const made: Made[] = []
    let line: MailInline[] = []
    const end = (isTight = false) => {
      const children = trimmed(line)
      if (children.length > 0) made.push({ type: 'p', ...(isTight && { isTight }), children })
      line = []
    }
    for (const node of nodes) {
      if (this.#isBlock(node, depth)) {
        end(true)
        made.push(...this.#block(node, depth))
      } else line.push(...this.#inline(node, depth))
    }
    end(true)
    return made
  }

  #pay(depth: number): void {
    if (++this.#count > most.nodes || depth > most.depth) throw new TooMuch()
  }

  /** Whether it stands by itself, or something in it does. */
  #isBlock({ name = '', children = [] }: Parsed, depth: number): boolean {
    if (skipped.has(name)) return false
    if (blocks.has(name) || ['ul', 'ol', 'li', 'table', 'blockquote', 'hr'].includes(name)) return true
    this.#pay(depth)
    return children.some((each) => this.#isBlock(each, depth + 1))
  }

  #block(node: Parsed, depth: number): Made[] {
    this.#pay(depth)
    const { name = '', children = [] } = node
    const within = () => this.made(children, depth + 1)
    const mark = containerOf({ name, attribs: node.attribs ?? {}, children: children as never })
    if (mark) return [{ type: 'in', mark, children: within() }]
    if (name === 'hr') return [{ type: 'rule' }]
    if (name === 'ul' || name === 'ol') {
      const items = children
        .filter((each) => each.name === 'li')
        .map((each) => plainOf(this.made(each.children ?? [], depth + 2)))
      return items.length > 0 ? [{ type: name, items: items.filter((item) => item.length > 0) }] : within()
    }
    if (name === 'table') return this.#table(node, depth)
    const made = within()
    if (name === 'p') return made.map((each) => loose(each))
    return bold.has(name) ? made.map((each) => emboldened(each)) : made
  }

  /** Rows of what says data; what lays out a page is what is in it. */
  #table(table: Parsed, depth: number): Made[] {
    const rows = within(table, ['tr'], ['tbody', 'thead', 'tfoot']).map((row) => within(row, ['td', 'th']))
    const cells = rows.map((row) =>
      row.map(({ name, children = [] }) => ({ name, made: this.made(children, depth + 3) })),
    )
    const isData = rows.length > 1 && rows.every((row) => row.length > 1 && row.length === rows[0]!.length)
    const all = cells.flat()
    if (!isData || all.some(({ made }) => made.some(({ type }) => type === 'table' || type === 'in')))
      return all.flatMap(({ made }) => made)
    const drawn = ({ name, made }: (typeof all)[number]) =>
      plainOf(name === 'th' ? made.map((each) => emboldened(each)) : made)
    return [{ type: 'table', rows: cells.map((row) => row.map(drawn)) }]
  }

  #inline(node: Parsed, depth: number): MailInline[] {
    this.#pay(depth)
    const { type, name = '', data = '', attribs = {}, children = [] } = node
    if (type === 'text') return [data.replaceAll(/[\s\u00A0]+/g, ' ')]
    if (skipped.has(name) || type === 'comment' || type === 'directive') return []
    if (name === 'br') return [{ type: 'br' }]
    if (name === 'img') return this.#picture(attribs)
    const within = children.flatMap((each) => this.#inline(each, depth + 1))
    if (within.length === 0) return []
    if (name === 'a') return linked(attribs['href'] ?? '', within)
    const { style = '' } = attribs
    const isBold = bold.has(name) || /font-weight:\s*(bold|[6-9]00)/i.test(style)
    const isItalic = italic.has(name) || /font-style:\s*italic/i.test(style)
    const slanted: MailInline[] = isItalic ? [{ type: 'i', children: within }] : within
    return isBold ? [{ type: 'b', children: slanted }] : slanted
  }

  #picture({ src = '', alt = '' }: Record<string, string>): MailInline[] {
    const said = cut(alt.trim(), most.alt)
    const file = this.#pictures.get(src.replace(/^cid:/i, '').trim())
    if (/^cid:/i.test(src)) return file ? [{ type: 'picture', file, alt: said }] : []
    const url = /^(https?:)?\/\//i.test(src.trim()) ? URL.parse(src.trim(), 'https://x.invalid') : null
    return url ? [{ type: 'remote', host: url.hostname, alt: said }] : []
  }
}

/** Children by name, through what only groups them. */
function within({ children = [] }: Parsed, names: string[], through: string[] = []): Parsed[] {
  return children.flatMap((each) =>
    names.includes(each.name ?? '') ? [each] : through.includes(each.name ?? '') ? within(each, names) : [],
  )
}

const loose = (made: Made): Made => (made.type === 'p' ? { type: 'p', children: made.children } : made)
const emboldened = (made: Made): Made =>
  made.type === 'p' ? { ...made, children: [{ type: 'b', children: made.children }] } : made
/** Without containers: what stands in a list or a cell. */
const plainOf = (made: readonly Made[]): MailNode[] =>
  made.flatMap((each) => (each.type === 'in' ? plainOf(each.children) : [each]))

/** A link that leads somewhere a person may go. */
function linked(href: string, children: MailInline[]): MailInline[] {
  const url = href.length > most.href ? null : URL.parse(href.trim())
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return children
  const said = textOfLine(children)
  const named = /(?:[\p{L}\d-]+\.)+\p{L}{2,}/u.exec(said)?.[0]?.toLowerCase()
  const isOther = url.hostname !== '' && named !== undefined && !url.hostname.endsWith(named.replace(/^www\./, ''))
  return [{ type: 'a', href: url.href, ...(isOther && { real: url.hostname }), children }]
}

/** Without blanks and ends of lines around it. */
function trimmed(line: readonly MailInline[]): MailInline[] {
  const isBlank = (each: MailInline | undefined) =>
    each !== undefined && (typeof each === 'string' ? each.trim() === '' : each.type === 'br')
  let [from, to] = [0, line.length]
  while (isBlank(line[from])) from++
  while (to > from && isBlank(line[to - 1])) to--
  return line.slice(from, to)
}

/** The nodes whose lines are shown: those of what is quoted and signed go, as they do in the text. */
function keptOf(made: readonly Made[]): MailNode[] {
  const lines: string[] = []
  const leaves: (MailNode | null)[] = []
  const write = (nodes: readonly Made[]) => {
    for (const node of nodes) {
      if (node.type !== 'in') {
        const text = textIn([node]).split('\n')
        lines.push(...text)
        leaves.push(...text.map(() => node))
        continue
      }
      for (const [mark, isOpen] of [[node.mark, true] as const, [marks.unquote, false] as const]) {
        lines.push(mark)
        leaves.push(null)
        if (isOpen) write(node.children)
      }
    }
  }
  write(made)
  const written = leaves.filter((leaf) => leaf !== null)
  const shown = shownOf(lines.join('\n'))
  const isShown = new Map<MailNode, 'own' | 'quote'>()
  const isGone = new Set<MailNode>()
  for (const [at, leaf] of written.entries()) {
    const kind = shown[at] ?? null
    if (kind === null) isGone.add(leaf)
    else isShown.set(leaf, kind)
  }
  const kept: MailNode[] = []
  for (const [leaf, kind] of isShown) {
    // Of one that is partly gone nobody knows what is shown.
    if (isGone.has(leaf)) throw new TooMuch()
    const last = kept.at(-1)
    if (kind === 'own') kept.push(leaf)
    else if (last?.type === 'quote') last.children.push(leaf)
    else kept.push({ type: 'quote', children: [leaf] })
  }
  return kept
}

/** Addresses that the text has beside the words of links, and what it numbers lists with. */
const withoutLinks = (text: string) => text.replaceAll(/\s?<[^<>\s]+>/g, '').replaceAll(/^\s*\d{1,3}\. /gm, '')
const wordsIn = (text: string) => (text.replaceAll(/^\s*\d{1,3}\. /gm, '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
