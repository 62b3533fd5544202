// Nodes of Markdown: what each says, at which line, and how deep they lie.

import type { Nodes } from 'mdast'

/** The text in a node. */
export const wordsIn = (node: Nodes): string =>
  'children' in node ? node.children.map(wordsIn).join('') : 'value' in node && node.type !== 'html' ? node.value : ''

export const lineOf = (node: Nodes) => node.position?.start.line ?? 1
/** The line of a place in a text. */
export const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length

/** Nodes within nodes; lists in lists in lists are six. A browser draws no more than some hundreds. */
export const mostDepth = 40

/** The first node that lies deeper, or undefined; without going deep itself. */
export function deeperThan(most: number, nodes: Nodes[]): Nodes | undefined {
  let level = nodes
  for (let depth = 0; depth < most && level.length > 0; depth++)
    level = level.flatMap((node): Nodes[] => ('children' in node ? node.children : []))
  return level[0]
}

/** A block's source with all blank that is no text, such as stars and a link's address; lines and places stay. */
export function plain(block: Nodes, source: string): string {
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
