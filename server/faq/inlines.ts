// What stands in a line of an article: words, links, pictures, and the little HTML that has a place.

import type { Html, Image, Nodes, PhrasingContent } from 'mdast'
import type { Inline } from '../protocol/articles.ts'
import type { Headings } from './headings.ts'
import { attributeOf, endOfTag, nameIn, opened, tags } from './html.ts'
import { lineOf, plain, wordsIn } from './nodes.ts'
import type { Slips } from './slips.ts'
import type { Surroundings } from './surroundings.ts'

/** A link to it opens the form for a problem. */
const problemForm = 'rotame:problem'

/** A link to a part of another article. */
export interface Lead {
  id: string
  part: string
  line: number
}

interface InlineParts {
  /** The whole text. */
  source: string
  surroundings: Pick<Surroundings, 'home' | 'articleAt' | 'pictureAt'>
  headings: Headings
  /** The addresses that stand apart from their links, by what links call them. */
  addresses: ReadonlyMap<string, string>
  slips: Slips
}

export class Inlines {
  /** Links to parts of other articles. */
  readonly leads: Lead[] = []
  readonly #source: string
  readonly #surroundings: InlineParts['surroundings']
  readonly #headings: Headings
  readonly #addresses: ReadonlyMap<string, string>
  readonly #slips: Slips

  constructor({ source, surroundings, headings, addresses, slips }: InlineParts) {
    this.#source = source
    this.#surroundings = surroundings
    this.#headings = headings
    this.#addresses = addresses
    this.#slips = slips
  }

  /** A piece of text as visitors read it, checked as a whole: `**XX** €` is a placeholder too. */
  shown(block: Nodes & { children: PhrasingContent[] }): Inline[] {
    this.#slips.checkPlaceholders(plain(block, this.#source), block.position!.start.line)
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
  html(node: Html): Inline[] {
    const bare = node.value.replaceAll(/<!--[\s\S]*?-->/g, '').trim()
    if (bare === '' || nameIn(bare)) return []
    if (/^<br\s*\/?>$/i.test(bare)) return [{ type: 'br' }]
    if (/^<img\s[^>]*>$/i.test(bare)) {
      const [url, alt] = [attributeOf(bare, 'src'), attributeOf(bare, 'alt')]
      return this.#image({ type: 'image', url, alt, position: node.position })
    }
    this.#slips.refuse(node)
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
        return this.html(node)
      default:
        this.#slips.refuse(node)
        return []
    }
  }

  #link(url: string, children: Inline[], line: number): Inline[] {
    if (/^(https?:\/\/|mailto:|tel:)/i.test(url)) {
      this.#slips.checkPlaceholders(url, line)
      return [{ type: 'a', href: url, children }]
    }
    if (url === problemForm) return [{ type: 'article', id: '', children }]
    const [file, part] = url.split('#') as [string, string?]
    const heading = file === '' ? this.#headings.parts.get(decoded(part ?? '').toLowerCase()) : undefined
    if (heading !== undefined) {
      this.#headings.linked.add(heading)
      return [{ type: 'article', id: `#${heading}`, children }]
    }
    if (url.startsWith('/') && !/\.mdx?$/.test(file) && this.#surroundings.home !== null)
      return [{ type: 'a', href: new URL(url, this.#surroundings.home).href, children }]
    if (!/\.mdx?$/.test(file)) {
      this.#slips.add(
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
      this.#slips.add(line, found.problem)
      return children
    }
    const { id } = found
    if (!part) return [{ type: 'article', id, children }]
    const lead = { id, part: decoded(part).toLowerCase(), line: this.#slips.inFile(line) }
    this.leads.push(lead)
    return [{ type: 'article', id, part: lead.part, children }]
  }

  #image({ url, alt, position }: Image): Inline[] {
    const line = position!.start.line
    const found = this.#surroundings.pictureAt(url)
    if ('problem' in found) {
      this.#slips.add(line, found.problem)
      return []
    }
    this.#slips.checkPlaceholders(alt ?? '', line)
    if (!alt) this.#slips.add(line, `say between the brackets what ${url} shows, for those who cannot see it`)
    return [{ type: 'img', src: found.src, alt: alt ?? '' }]
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
