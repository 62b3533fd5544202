// Markdown into the small tree of allowed nodes: what is not allowed is a problem with its line, never dropped silently.

import type { Code, Heading, Html, Image, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Inline, Node } from '../../widget/view/article.ts'
import { bounded, longestStretch, tooDeep } from '../config/bounded.ts'
import { plainMarkdown } from './dialects.ts'
import { placeholdersIn, placeholderWords } from '../config/ownerFile.ts'
import type { Problem } from '../config/problem.ts'
import type { Filled } from './variables.ts'

export interface Surroundings {
  /** The file, as problems name it, and its line at which the text begins. */
  file: string
  firstLine: number
  locale: string
  /** What an address like `/contact` is relative to; null when the owner did not say. */
  home: string | null
  fill: (text: string) => Filled
  /** Resolves `../account/forgot-password.md` to an article's id, or to words that say what is wrong. */
  articleAt: (link: string) => { id: string } | { problem: string }
  /** Resolves `picture.png` to the address of a file beside the article, or to words that say what is wrong. */
  pictureAt: (name: string) => { src: string } | { problem: string }
}

/** A link to it opens the form for a problem. */
const problemForm = 'rotame:problem'

/** Parses an article's text, all its problems at once. */
export function parseMarkdown(text: string, surroundings: Surroundings): { body: Node[]; problems: Problem[] } {
  const { file, firstLine } = surroundings
  const read = bounded(text, () => {
    const reader = new Reader(text, surroundings)
    return { body: reader.body(), problems: reader.problems.toSorted((a, b) => a.line! - b.line!) }
  })
  if ('done' in read) return read.done
  return { body: [], problems: [{ file, line: firstLine + longestStretch(text) - 1, message: read.problem }] }
}

class Reader {
  readonly problems: Problem[] = []
  readonly #surroundings: Surroundings
  /** With the variables filled in. */
  readonly #text: string
  /** What `#part` may name. */
  readonly #parts = new Set<string>()

  constructor(text: string, surroundings: Surroundings) {
    this.#surroundings = surroundings
    const plain = plainMarkdown(text, surroundings.locale)
    for (const { line, message } of plain.slips) this.#say(line, message)
    const { text: filled, lost } = surroundings.fill(plain.text)
    this.#text = filled
    for (const { at, message } of lost) this.#say(lineAt(plain.text, at), message)
  }

  body(): Node[] {
    const root = fromMarkdown(this.#text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    const deep = deeperThan(mostDepth, root.children)
    if (deep) this.#say(lineOf(deep), tooDeep)
    for (const node of deep ? [] : root.children) if (node.type === 'heading') this.#parts.add(partOf(node))
    return deep ? [] : root.children.flatMap((child) => this.#block(child))
  }

  #block(node: RootContent): Node[] {
    switch (node.type) {
      case 'paragraph':
        return [{ type: 'p', children: this.#shown(node) }]
      case 'heading':
        return [{ type: 'h', level: node.depth <= 2 ? 2 : 3, children: this.#shown(withoutName(node)) }]
      case 'list': {
        const items = node.children.map((item) => this.#item(item))
        if (!node.ordered && items.every(isCard))
          return [{ type: 'cards', items: items.map((item) => this.#card(item)) }]
        return [
          { type: node.ordered ? 'ol' : 'ul', items: items.map((item) => item.flatMap((child) => this.#block(child))) },
        ]
      }
      case 'table': {
        const [head, ...rows] = node.children.map(({ children }) => children.map((cell) => this.#shown(cell)))
        return [{ type: 'table', head: head ?? [], rows }]
      }
      case 'blockquote':
        return [{ type: 'quote', children: node.children.flatMap((child) => this.#block(child)) }]
      case 'code':
        return [this.#code(node)]
      case 'thematicBreak':
        return [{ type: 'rule' }]
      case 'html': {
        const shown = this.#html(node)
        return shown.length > 0 ? [{ type: 'p', children: shown }] : []
      }
      default:
        this.#refuse(node)
        return []
    }
  }

  #item({ checked, children, position }: ListItem): RootContent[] {
    // `- [X] days` is a box to tick for Markdown, and a placeholder for the owner.
    const message = checked ? placeholderWords('[X]') : 'a box to tick cannot be shown; write it as plain Markdown'
    if (checked !== null && checked !== undefined) this.#say(position!.start.line, message)
    return children
  }

  #card(item: RootContent[]): { title: Inline[]; children: Node[] } {
    const [first, ...rest] = item
    const title = first?.type === 'paragraph' ? this.#shown(first) : []
    const [bold] = title
    const isBold = typeof bold === 'object' && bold.type === 'b'
    return { title: isBold ? bold.children : title, children: rest.flatMap((child) => this.#block(child)) }
  }

  /** Text that was only indented is rarely meant as code, and so may be text that someone was to replace. */
  #code(node: Code): Node {
    const isFenced = /^\s*(```|~~~)/.test(this.#text.slice(node.position!.start.offset))
    if (!isFenced) this.#checkPlaceholders(node.value, node.position!.start.line)
    return { type: 'code', text: node.value }
  }

  /** A piece of text as visitors read it, checked as a whole: `**XX** €` is a placeholder too. */
  #shown(block: Nodes & { children: PhrasingContent[] }): Inline[] {
    const { start, end } = block.position!
    this.#checkPlaceholders(plain(block, this.#text).slice(start.offset, end.offset), start.line)
    return this.#inlines(block.children)
  }

  #inlines(nodes: PhrasingContent[]): Inline[] {
    const shown: Inline[] = []
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!
      const end = isHtml(node, /^<kbd>$/i) ? nodes.findIndex((each, to) => to > at && isHtml(each, /^<\/kbd>$/i)) : -1
      if (end < 0) shown.push(...this.#inline(node))
      else {
        shown.push({ type: 'b', children: this.#inlines(nodes.slice(at + 1, end)) })
        at = end
      }
    }
    return shown
  }

  /** The little HTML that has a place in the tree: a new line, a picture; and comments, which nobody is to see. */
  #html(node: Html): Inline[] {
    const bare = node.value.replaceAll(/<!--[\s\S]*?-->/g, '').trim()
    if (bare === '') return []
    if (/^<br\s*\/?>$/i.test(bare)) return [{ type: 'br' }]
    if (/^<img\s[^>]*>$/i.test(bare)) {
      const attribute = (name: string) => new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(bare)
      const [url, alt] = ['src', 'alt'].map((name) => attribute(name)?.slice(1).find(Boolean) ?? '') as [string, string]
      return this.#image({ type: 'image', url, alt, position: node.position })
    }
    this.#refuse(node)
    return []
  }

  #inline(node: PhrasingContent): Inline[] {
    switch (node.type) {
      case 'text':
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
      case 'image':
        return this.#image(node)
      case 'html':
        return this.#html(node)
      default:
        this.#refuse(node)
        return []
    }
  }

  #link(url: string, children: Inline[], line: number): Inline[] {
    if (/^(https?:\/\/|mailto:|tel:)/i.test(url)) {
      this.#checkPlaceholders(url, line)
      return [{ type: 'a', href: url, children }]
    }
    if (url === problemForm) return [{ type: 'article', id: '', children }]
    const [file, part] = url.split('#') as [string, string?]
    if (file === '' && this.#parts.has(decoded(part ?? '').toLowerCase())) return children
    if (url.startsWith('/') && !/\.mdx?$/.test(file) && this.#surroundings.home !== null)
      return [{ type: 'a', href: new URL(url, this.#surroundings.home).href, children }]
    if (!/\.mdx?$/.test(file)) {
      this.#say(
        line,
        file === '' && part
          ? `there is no heading #${part} in this article; name one of its headings, or another article's .md file`
          : url.startsWith('/')
            ? `${url} is on your own site, and rotame.yaml does not say where that is; write home: https://… there, or the whole address here`
            : `${url || 'it'} is no link that can be followed; begin it with https://, mailto: or tel:, or name an article's .md file`,
      )
      return children
    }
    const found = this.#surroundings.articleAt(file.replace(/\.mdx$/, '.md'))
    if ('id' in found) return [{ type: 'article', id: found.id, children }]
    this.#say(line, found.problem)
    return children
  }

  #image({ url, alt, position }: Image): Inline[] {
    const line = position!.start.line
    const found = this.#surroundings.pictureAt(url)
    if ('problem' in found) {
      this.#say(line, found.problem)
      return []
    }
    this.#checkPlaceholders(alt ?? '', line)
    if (!alt) this.#say(line, `say between the brackets what ${url} shows, for those who cannot see it`)
    return [{ type: 'img', src: found.src, alt: alt ?? '' }]
  }

  /** Owners ship text with `[email-urgence]` or `XX €` in it; visitors must never see it. */
  #checkPlaceholders(text: string, line: number): void {
    for (const { found, at } of placeholdersIn(text)) this.#say(line + lineAt(text, at) - 1, placeholderWords(found))
  }

  #refuse(node: Nodes): void {
    this.#say(lineOf(node), namesOf[node.type] ?? `${node.type} cannot be shown; write it as plain Markdown`)
  }

  #say(line: number, message: string): void {
    const { file, firstLine } = this.#surroundings
    this.problems.push({ file, line: firstLine + line - 1, message })
  }
}

const asLink = 'write the address beside the text: [text](address)'
const namesOf: Record<string, string> = {
  html: 'HTML cannot be shown; write it as plain Markdown',
  definition: `an address apart from its link cannot be read; ${asLink}`,
  linkReference: `a link without its address cannot be followed; ${asLink}`,
  imageReference: 'a picture without its file cannot be shown; write ![what it shows](picture.png)',
  footnoteReference: 'a footnote cannot be shown; write it in the text',
  footnoteDefinition: 'a footnote cannot be shown; write it in the text',
}

const isHtml = (node: PhrasingContent, pattern: RegExp) => node.type === 'html' && pattern.test(node.value)

/** What a heading is called in links: `## Words {#name}`. */
const headingName = /\s*\{[#.:][^{}]*\}\s*$/

/** A heading without its name. */
function withoutName(node: Heading): Heading {
  const last = node.children.at(-1)
  if (last?.type !== 'text' || !headingName.test(last.value)) return node
  return { ...node, children: [...node.children.slice(0, -1), { ...last, value: last.value.replace(headingName, '') }] }
}

/** As programs make it of the words, where the author gave none. */
function partOf(heading: Heading): string {
  const text = wordsIn(heading)
  const given = /\{[^{}]*#([^\s{}]+)[^{}]*\}\s*$/.exec(text)?.[1]
  return (
    given ??
    text
      .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-')
  ).toLowerCase()
}

const wordsIn = (node: Nodes): string =>
  'children' in node ? node.children.map(wordsIn).join('') : 'value' in node && node.type !== 'html' ? node.value : ''

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
const lineOf = (node: Nodes) => node.position?.start.line ?? 1
const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length

/** Nodes within nodes; lists in lists in lists are six. A browser draws no more than some hundreds. */
const mostDepth = 40

/** The first node that lies deeper, or undefined; without going deep itself. */
function deeperThan(most: number, nodes: Nodes[]): Nodes | undefined {
  let level = nodes
  for (let depth = 0; depth < most && level.length > 0; depth++)
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []))
  return level[0]
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

/** The source with all blank that is no text in this node, such as stars and a link's address; lines and places stay. */
function plain(node: Nodes, source: string): string {
  if (!node.position) return source
  const { start, end } = node.position
  if (node.type === 'inlineCode' || node.type === 'html' || node.type === 'image')
    return blank(source, start.offset!, end.offset!)
  if (!('children' in node)) return source
  const inside = node.children.reduce<string>((text, child) => plain(child, text), source)
  const [first, last] = [node.children[0]?.position, node.children.at(-1)?.position]
  const isSyntax = node.type === 'link' || node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete'
  if (!isSyntax || !first || !last) return inside
  return blank(blank(inside, start.offset!, first.start.offset!), last.end.offset!, end.offset!)
}

const blank = (text: string, from: number, to: number) =>
  text.slice(0, from) + text.slice(from, to).replaceAll(/[^\n]/g, ' ') + text.slice(to)
