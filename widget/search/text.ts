// The plain text of an article's tree.

import type { Inline, Node } from '../../server/protocol/articles.ts'

/** The texts of an article's blocks: paragraphs, items, cards, rows. */
export const blocksOf = (nodes: Node[] = []): string[] => nodes.flatMap(blocks)

function blocks(node: Node): string[] {
  if (node.type === 'cards') return node.items.map(({ title, children }) => `${inline(title)}: ${joined(children)}`)
  if (node.type === 'quote') return [...(node.title ? [inline(node.title)] : []), ...blocksOf(node.children)]
  if ('items' in node) return node.items.map(joined)
  if (node.type === 'table') return [node.head, ...node.rows].map((row) => row.map(inline).join(' '))
  return [inline([node])]
}

const joined = (nodes: Node[]): string => blocksOf(nodes).join(' ')

function inline(nodes: (Inline | Node)[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if ('children' in node) return inline(node.children)
      if ('text' in node) return node.text
      return 'alt' in node ? node.alt : ' '
    })
    .join('')
}
