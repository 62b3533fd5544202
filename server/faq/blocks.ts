// What stands by itself in an article: paragraphs, headings, lists, cards, tables, quotations, code.

import type { Code, ListItem, RootContent } from 'mdast'
import { placeholderWords } from '../config/ownerFile.ts'
import type { Inline, Node } from '../protocol/articles.ts'
import { foldedMark } from './dialects.ts'
import { type Headings, withoutName } from './headings.ts'
import type { Inlines } from './inlines.ts'
import { wordsIn } from './nodes.ts'
import type { Slips } from './slips.ts'

interface BlockParts {
  /** The whole text. */
  source: string
  headings: Headings
  inlines: Inlines
  slips: Slips
}

export class Blocks {
  readonly #source: string
  readonly #headings: Headings
  readonly #inlines: Inlines
  readonly #slips: Slips

  constructor({ source, headings, inlines, slips }: BlockParts) {
    this.#source = source
    this.#headings = headings
    this.#inlines = inlines
    this.#slips = slips
  }

  /** A block as it is shown; empty: there is nothing to show. */
  block(node: RootContent): Node[] {
    switch (node.type) {
      case 'paragraph': {
        const children = this.#inlines.shown(node)
        return children.length > 0 ? [{ type: 'p', children }] : []
      }
      case 'heading':
        return [
          {
            type: 'h',
            level: node.depth <= 2 ? 2 : 3,
            id: this.#headings.idOf(node),
            children: this.#inlines.shown(withoutName(node)),
          },
        ]
      case 'list': {
        const items = node.children.map((item) => this.#item(item))
        if (!node.ordered && items.every(isCard))
          return [{ type: 'cards', items: items.map((item) => this.#card(item)) }]
        return [
          { type: node.ordered ? 'ol' : 'ul', items: items.map((item) => item.flatMap((child) => this.block(child))) },
        ]
      }
      case 'table': {
        const [head, ...rows] = node.children.map(({ children }) => children.map((cell) => this.#inlines.shown(cell)))
        return [{ type: 'table', head: head ?? [], rows }]
      }
      case 'blockquote':
        return [this.#quote(node.children)]
      case 'code':
        return [this.#code(node)]
      case 'thematicBreak':
        return [{ type: 'rule' }]
      case 'definition':
        return []
      case 'html': {
        const shown = this.#inlines.html(node)
        return shown.length > 0 ? [{ type: 'p', children: shown }] : []
      }
      default:
        this.#slips.refuse(node)
        return []
    }
  }

  /** A quotation, or what is folded under its title. */
  #quote(blocks: RootContent[]): Node {
    const [first, ...rest] = blocks
    const isFolded = first?.type === 'heading' && wordsIn(first).startsWith(foldedMark)
    const children = (isFolded ? rest : blocks).flatMap((child) => this.block(child))
    if (!isFolded) return { type: 'quote', children }
    const [mark, ...title] = this.#inlines.shown(first)
    const begun = typeof mark === 'string' ? mark.slice(foldedMark.length) : ''
    return { type: 'quote', title: begun ? [begun, ...title] : title, children }
  }

  #item({ checked, children, position }: ListItem): RootContent[] {
    // `- [X] days` is a box to tick for Markdown, and a placeholder for the owner.
    const message = checked ? placeholderWords('[X]') : 'a box to tick cannot be shown; write it as plain Markdown'
    if (checked !== null && checked !== undefined) this.#slips.add(position!.start.line, message)
    return children
  }

  #card(item: RootContent[]): { title: Inline[]; children: Node[] } {
    const [first, ...rest] = item
    const title = first?.type === 'paragraph' ? this.#inlines.shown(first) : []
    const [bold] = title
    const isBold = typeof bold === 'object' && bold.type === 'b'
    return { title: isBold ? bold.children : title, children: rest.flatMap((child) => this.block(child)) }
  }

  /** Text that was only indented is rarely meant as code, and so may be text that someone was to replace. */
  #code(node: Code): Node {
    const isFenced = /^\s*(```|~~~)/.test(this.#source.slice(node.position!.start.offset))
    if (!isFenced) this.#slips.checkPlaceholders(node.value, node.position!.start.line)
    return { type: 'code', text: node.value }
  }
}

/** A bold title alone on its line, and what belongs to it. */
function isCard(item: RootContent[]): boolean {
  const [first] = item
  return (
    item.length > 1 &&
    first?.type === 'paragraph' &&
    first.children.length === 1 &&
    first.children[0]!.type === 'strong'
  )
}
