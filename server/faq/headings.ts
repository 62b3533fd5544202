// Headings: what links may call them, and which of them something leads to.

import type { Heading, Nodes, Root } from 'mdast'
import type { Node } from '../protocol/articles.ts'
import { nameIn } from './html.ts'
import { wordsIn } from './nodes.ts'

export class Headings {
  /** What `#part` may name, in small letters -> the heading's id. */
  readonly parts = new Map<string, string>()
  /** Those that something in the article leads to; the others need no id. */
  readonly linked = new Set<string>()
  readonly #ids = new Map<Heading, string>()

  constructor(root: Root) {
    let names: string[] = []
    const look = (node: Nodes): void => {
      const name = node.type === 'html' ? nameIn(node.value) : undefined
      if (name) names.push(name)
      if ('children' in node) for (const child of node.children) look(child)
      if (node.type !== 'heading') return
      // A name before a heading is the heading's.
      this.#add(node, names)
      names = []
    }
    look(root)
  }

  idOf(heading: Heading): string {
    return this.#ids.get(heading)!
  }

  #add(heading: Heading, names: string[]): void {
    const part = partOf(heading)
    let id = part
    for (let twins = 1; this.parts.has(id); twins++) id = `${part}-${twins}`
    this.#ids.set(heading, id)
    for (const each of [id, ...names]) this.parts.set(each.toLowerCase(), id)
  }
}

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

/** What a heading is called in links: `## Words {#name}`, or `{: #name .class}` where others read it too. */
const headingName = /\s*\{[#.:][^{}]*\}\s*$/

/** A heading without its name. */
export function withoutName(node: Heading): Heading {
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
      .replace(headingName, '')
      .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-')
  ).toLowerCase()
}
