// Markdown into the small tree of allowed nodes: what is not allowed is a problem with its line, never dropped
// silently.

import type { Code, Heading, Html, Image, ListItem, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Inline, Node } from '../protocol/articles.ts'
import { bounded, longestStretch, tooDeep } from '../config/bounded.ts'
import { foldedMark, plainMarkdown } from './dialects.ts'
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

/** A link to a part of another article. */
export interface Lead {
  id: string
  part: string
  line: number
}
export interface Parsed {
  /** Headings have an id where something in the article leads to them. */
  body: Node[]
  /** With the ids of all headings. */
  whole: Node[]
  /** What `#part` may name, in small letters -> the heading's id. */
  parts: ReadonlyMap<string, string>
  leads: Lead[]
  problems: Problem[]
}

/** Parses an article's text, all its problems at once. */
export function parseMarkdown(text: string, surroundings: Surroundings): Parsed {
  const { file, firstLine } = surroundings
  const read = bounded(text, () => {
    const reader = new Reader(text, surroundings)
    const whole = reader.whole()
    const { parts, leads, problems } = reader
    const body = keepIds(whole, reader.linked)
    return { body, whole, parts, leads, problems: problems.toSorted((a, b) => a.line! - b.line!) }
  })
  if ('done' in read) return read.done
  const none = { body: [], whole: [], parts: new Map<string, string>(), leads: [] }
  return { ...none, problems: [{ file, line: firstLine + longestStretch(text) - 1, message: read.problem }] }
}

class Reader {
  readonly problems: Problem[] = []
  readonly leads: Lead[] = []
  /** What `#part` may name -> what its heading is known by. */
  readonly parts = new Map<string, string>()
  /** Headings that something in the article leads to; the others need no id. */
  readonly linked = new Set<string>()
  readonly #surroundings: Surroundings
  /** With the variables filled in. */
  readonly #text: string
  /** The addresses that stand apart from their links. */
  readonly #addresses = new Map<string, string>()
  readonly #ids = new Map<Heading, string>()

  constructor(text: string, surroundings: Surroundings) {
    this.#surroundings = surroundings
    const plain = plainMarkdown(text, surroundings.locale)
    for (const { line, message } of plain.slips) this.#say(line, message)
    const { text: filled, lost } = surroundings.fill(plain.text)
    this.#text = filled
    for (const { at, message } of lost) this.#say(lineAt(plain.text, at), message)
  }

  /** The body, with the ids of all headings. */
  whole(): Node[] {
    const root = fromMarkdown(this.#text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    const deep = deeperThan(mostDepth, root.children)
    if (deep) this.#say(lineOf(deep), tooDeep)
    if (deep) return []
    this.#survey(root)
    return root.children.flatMap((child) => this.#block(child))
  }

  /** Looks for what may be named from anywhere: headings, names beside them, addresses. */
  #survey(root: Root): void {
    let names: string[] = []
    const look = (node: Nodes): void => {
      if (node.type === 'definition') this.#addresses.set(node.identifier, node.url)
      const name = node.type === 'html' ? nameIn(node.value) : undefined
      if (name) names.push(name)
      if ('children' in node) for (const child of node.children) look(child)
      if (node.type !== 'heading') return
      const part = partOf(node)
      let id = part
      for (let twins = 1; this.parts.has(id); twins++) id = `${part}-${twins}`
      this.#ids.set(node, id)
      // A name before a heading is the heading's.
      for (const each of [id, ...names]) this.parts.set(each.toLowerCase(), id)
      names = []
    }
    look(root)
  }

  #block(node: RootContent): Node[] {
    switch (node.type) {
      case 'paragraph': {
        const children = this.#shown(node)
        return children.length > 0 ? [{ type: 'p', children }] : []
      }
      case 'heading':
        return [
          {
            type: 'h',
            level: node.depth <= 2 ? 2 : 3,
            id: this.#ids.get(node)!,
            children: this.#shown(withoutName(node)),
          },
        ]
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
        return [this.#quote(node.children)]
      case 'code':
        return [this.#code(node)]
      case 'thematicBreak':
        return [{ type: 'rule' }]
      case 'definition':
        return []
      case 'html': {
        const shown = this.#html(node)
        return shown.length > 0 ? [{ type: 'p', children: shown }] : []
      }
      default:
        this.#refuse(node)
        return []
    }
  }

  /** A quotation, or what is folded under its title. */
  #quote(blocks: RootContent[]): Node {
    const [first, ...rest] = blocks
    const isFolded = first?.type === 'heading' && wordsIn(first).startsWith(foldedMark)
    const children = (isFolded ? rest : blocks).flatMap((child) => this.#block(child))
    if (!isFolded) return { type: 'quote', children }
    const [mark, ...title] = this.#shown(first)
    const begun = typeof mark === 'string' ? mark.slice(foldedMark.length) : ''
    return { type: 'quote', title: begun ? [begun, ...title] : title, children }
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
    this.#checkPlaceholders(plain(block, this.#text), block.position!.start.line)
    return this.#inlines(block.children)
  }

  #inlines(nodes: PhrasingContent[]): Inline[] {
    const shown: Inline[] = []
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!
      const [, tag = '', attributes = ''] = (node.type === 'html' && opened.exec(node.value)) || []
      const end = tag ? endOfTag(nodes, at, tag) : -1
      if (end < 0) shown.push(...this.#inline(node))
      else {
        shown.push(...this.#tagged(tag.toLowerCase(), attributes, nodes.slice(at + 1, end), lineOf(node)))
        at = end
      }
    }
    return shown
  }

  /** What stands between a tag and its end. */
  #tagged(tag: string, attributes: string, within: PhrasingContent[], line: number): Inline[] {
    if (tag === 'code') return [{ type: 'code', text: within.map(wordsIn).join('') }]
    const children = this.#inlines(within)
    const href = tag === 'a' ? attributeOf(attributes, 'href') : ''
    if (href) return this.#link(href, children, line)
    const type = tags[tag]
    return type ? [{ type, children }] : children
  }

  /** The little HTML that has a place in the tree: a new line, a picture; and comments, which nobody is to see. */
  #html(node: Html): Inline[] {
    const bare = node.value.replaceAll(/<!--[\s\S]*?-->/g, '').trim()
    if (bare === '' || nameIn(bare)) return []
    if (/^<br\s*\/?>$/i.test(bare)) return [{ type: 'br' }]
    if (/^<img\s[^>]*>$/i.test(bare)) {
      const [url, alt] = [attributeOf(bare, 'src'), attributeOf(bare, 'alt')]
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
      case 'linkReference':
        // Without an address it would be text.
        return this.#link(this.#addresses.get(node.identifier)!, this.#inlines(node.children), lineOf(node))
      case 'image':
        return this.#image(node)
      case 'imageReference':
        return this.#image({ ...node, type: 'image', url: this.#addresses.get(node.identifier)! })
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
    const heading = file === '' ? this.parts.get(decoded(part ?? '').toLowerCase()) : undefined
    if (heading !== undefined) {
      this.linked.add(heading)
      return [{ type: 'article', id: `#${heading}`, children }]
    }
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
    if ('problem' in found) {
      this.#say(line, found.problem)
      return children
    }
    const { id } = found
    if (!part) return [{ type: 'article', id, children }]
    const lead = { id, part: decoded(part).toLowerCase(), line: this.#surroundings.firstLine + line - 1 }
    this.leads.push(lead)
    return [{ type: 'article', id, part: lead.part, children }]
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

const namesOf: Record<string, string> = {
  html: 'HTML cannot be shown; write it as plain Markdown',
  footnoteReference: 'a footnote cannot be shown; write it in the text',
  footnoteDefinition: 'a footnote cannot be shown; write it in the text',
}

/** Tags within a text that say what Markdown says too; of others the text alone is shown. */
const tags: Record<string, 'b' | 'i' | 's'> = { kbd: 'b', b: 'b', strong: 'b', i: 'i', em: 'i', s: 's', del: 's' }
const opened = /^<(kbd|b|strong|i|em|s|del|code|a|span|abbr|small|mark|u|ins)(\s[^>]*)?>$/i

function endOfTag(nodes: PhrasingContent[], from: number, tag: string): number {
  let depth = 0
  const turn = new RegExp(`^<(/?)${tag}(\\s[^>]*)?>$`, 'i')
  return nodes.findIndex((node, at) => {
    const found = at >= from && node.type === 'html' ? turn.exec(node.value) : null
    if (found) depth += found[1] ? -1 : 1
    return found?.[1] !== undefined && depth === 0
  })
}

const attributeOf = (tag: string, name: string): string =>
  new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)?.slice(1).find(Boolean) ?? ''

/** What `<a name="x"></a>` names; it is seen by nobody. */
const nameIn = (html: string): string | undefined =>
  /^\s*<a\s+(?:name|id)=["']([^"']+)["']\s*\/?>\s*(?:<\/a>)?\s*$/i.exec(html)?.[1]

/** Headings keep the ids that something leads to. */
export function keepIds(nodes: Node[], linked: ReadonlySet<string>): Node[] {
  return nodes.map((node) => {
    if (node.type === 'h') {
      const { id, ...bare } = node
      return linked.has(id!) ? node : bare
    }
    if (node.type === 'quote') return { ...node, children: keepIds(node.children, linked) }
    if (node.type === 'cards')
      return { ...node, items: node.items.map((item) => ({ ...item, children: keepIds(item.children, linked) })) }
    return 'items' in node ? { ...node, items: node.items.map((item) => keepIds(item, linked)) } : node
  })
}

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

/** A block's source with all blank that is no text, such as stars and a link's address; lines and places stay. */
function plain(block: Nodes, source: string): string {
  const { start, end } = block.position!
  let text = ''
  let at = start.offset!
  for (const [from, to] of unsaid(block)) {
    text += source.slice(at, from) + source.slice(from, to).replaceAll(/[^\n]/g, ' ')
    at = to
  }
  return text + source.slice(at, end.offset)
}

/** The stretches of the source, in order, that are no text. */
function unsaid(node: Nodes): [from: number, to: number][] {
  if (!node.position) return []
  const [from, to] = [node.position.start.offset!, node.position.end.offset!]
  if (/^(inlineCode|html|image|imageReference|footnoteReference)$/.test(node.type)) return [[from, to]]
  if (!('children' in node)) return []
  const inside = node.children.flatMap(unsaid)
  const [first, last] = [node.children[0]?.position, node.children.at(-1)?.position]
  if (!/^(link|linkReference|strong|emphasis|delete)$/.test(node.type) || !first || !last) return inside
  return [[from, first.start.offset!], ...inside, [last.end.offset!, to]]
}
