// Markdown into the small tree of allowed nodes: what is not allowed is a problem with its line, never dropped silently.

import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Inline, Node } from '../widget/view/article.ts'

export interface MarkdownProblem {
  line: number
  message: string
}

export interface Surroundings {
  /** Resolves `../account/forgot-password.md` to an article's id, or null when there is no such article. */
  articleAt: (link: string) => string | null
  /** The value of `{{name}}`, or null. */
  variable: (name: string) => string | null
}

/** Parses an article's text. `firstLine` is the line of the file at which it begins. */
export function parseMarkdown(
  text: string,
  firstLine: number,
  surroundings: Surroundings,
): { body: Node[]; problems: MarkdownProblem[] } {
  const reader = new Reader(firstLine, surroundings)
  const filled = reader.fill(text)
  const root = fromMarkdown(filled, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const body = root.children.flatMap((child) => reader.block(child))
  return { body, problems: reader.problems }
}

class Reader {
  readonly problems: MarkdownProblem[] = []
  readonly #firstLine: number
  readonly #surroundings: Surroundings

  constructor(firstLine: number, surroundings: Surroundings) {
    this.#firstLine = firstLine
    this.#surroundings = surroundings
  }

  /** Puts the values of variables in; lines stay where they are. */
  fill(text: string): string {
    return text
      .split('\n')
      .map((line, at) =>
        line.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
          const value = this.#surroundings.variable(name)
          if (value === null) this.#say(at + 1, `{{${name}}} has no value; add it to variables in rotame.yaml`)
          return value ?? whole
        }),
      )
      .join('\n')
  }

  block(node: RootContent): Node[] {
    switch (node.type) {
      case 'paragraph':
        return [{ type: 'p', children: this.#inlines(node.children) }]
      case 'heading':
        return [{ type: 'h', level: node.depth <= 2 ? 2 : 3, children: this.#inlines(node.children) }]
      case 'list': {
        const items = node.children.map((item) => item.children)
        if (!node.ordered && items.every(isCard)) return [{ type: 'cards', items: items.map((item) => this.#card(item)) }]
        return [{ type: node.ordered ? 'ol' : 'ul', items: items.map((item) => item.flatMap((child) => this.block(child))) }]
      }
      case 'table': {
        const [head, ...rows] = node.children.map(({ children }) => children.map((cell) => this.#inlines(cell.children)))
        return [{ type: 'table', head: head ?? [], rows }]
      }
      case 'blockquote':
        return [{ type: 'quote', children: node.children.flatMap((child) => this.block(child)) }]
      case 'code':
        return [{ type: 'code', text: node.value }]
      case 'thematicBreak':
        return [{ type: 'rule' }]
      default:
        this.#say(lineOf(node), `${namesOf[node.type] ?? node.type} cannot be shown; write it as plain Markdown`)
        return []
    }
  }

  #card(item: RootContent[]): { title: Inline[]; children: Node[] } {
    const [first, ...rest] = item
    const title = first?.type === 'paragraph' && first.children[0]?.type === 'strong' ? first.children[0].children : []
    return { title: this.#inlines(title), children: rest.flatMap((child) => this.block(child)) }
  }

  #inlines(nodes: PhrasingContent[]): Inline[] {
    return nodes.flatMap((node) => this.#inline(node))
  }

  #inline(node: PhrasingContent): Inline[] {
    switch (node.type) {
      case 'text':
        this.#checkPlaceholders(node.value, lineOf(node))
        return [node.value.replaceAll('\n', ' ')]
      case 'strong':
        return [{ type: 'b', children: this.#inlines(node.children) }]
      case 'emphasis':
        return [{ type: 'i', children: this.#inlines(node.children) }]
      case 'delete':
        return [{ type: 's', children: this.#inlines(node.children) }]
      case 'inlineCode':
        return [{ type: 'code', text: node.value }]
      case 'break':
        return [{ type: 'br' }]
      case 'link':
        return this.#link(node.url, this.#inlines(node.children), lineOf(node))
      default:
        this.#say(lineOf(node), `${namesOf[node.type] ?? node.type} cannot be shown; write it as plain Markdown`)
        return []
    }
  }

  #link(url: string, children: Inline[], line: number): Inline[] {
    if (/^(https?:\/\/|mailto:|tel:)/i.test(url)) return [{ type: 'a', href: url, children }]
    if (!url.endsWith('.md')) {
      this.#say(line, `${url} is no link that can be followed; begin it with https://, mailto: or tel:, or name an article's .md file`)
      return children
    }
    const id = this.#surroundings.articleAt(url)
    if (id !== null) return [{ type: 'article', id, children }]
    this.#say(line, `there is no article ${url}; mend the link`)
    return children
  }

  /** Owners ship text with `[email-urgence]` or `XX €` in it; visitors must never see it. */
  #checkPlaceholders(text: string, line: number): void {
    for (const [found] of text.matchAll(/\[[^\][]+\]|\bXX+\b(?=\s*(€|\$|%))/g))
      this.#say(line + text.slice(0, text.indexOf(found)).split('\n').length - 1, `${found} is a placeholder; write what belongs there, or a {{variable}}`)
  }

  #say(line: number, message: string): void {
    this.problems.push({ line: this.#firstLine + line - 1, message })
  }
}

const namesOf: Record<string, string> = { html: 'HTML', image: 'an image', footnoteReference: 'a footnote' }
const lineOf = (node: Nodes) => node.position?.start.line ?? 1

/** A bold title alone on its line, and what belongs to it. */
function isCard(item: RootContent[]): boolean {
  const [first] = item
  return item.length > 1 && first?.type === 'paragraph' && first.children.length === 1 && first.children[0]!.type === 'strong'
}
