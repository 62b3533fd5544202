// The plain text of an article's tree.

import type { Inline, Node } from '../view/article.ts'

/** The texts of an article's blocks: paragraphs, items, cards, rows. */
export const blocksOf = (nodes: Node[]): string[] => nodes.flatMap(blocks).map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean)

function blocks(node: Node): string[] {
  if ('items' in node && node.type !== 'cards') return node.items.map(joined)
  if (node.type === 'cards') return node.items.map(({ title, children }) => `${inline(title)}: ${joined(children)}`)
  if (node.type === 'table') return [node.head, ...node.rows].map((row) => row.map(inline).join(' '))
  if (node.type === 'quote') return node.children.flatMap(blocks)
  if (node.type === 'rule') return []
  if (node.type === 'code') return [node.text]
  return [inline(node.children)]
}

const joined = (nodes: Node[]): string => nodes.flatMap(blocks).join(' ')

function inline(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      if (node.type === 'code') return node.text
      if (node.type === 'img') return node.alt
      return node.type === 'br' ? ' ' : inline(node.children)
    })
    .join('')
}
