// What the tree of a mail says in words, and whether it says more.

import type { MailInline, MailNode } from '../../protocol/mailTree.ts'

export function textOfLine(line: readonly MailInline[]): string {
  return line
    .map((each) =>
      typeof each === 'string' ? each : each.type === 'br' ? '\n' : 'children' in each ? textOfLine(each.children) : '',
    )
    .join('')
}

export function textIn(nodes: readonly MailNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'p') return textOfLine(node.children)
      if (node.type === 'quote') return textIn(node.children)
      if (node.type === 'rule') return '-'.repeat(32)
      return node.type === 'table'
        ? node.rows.map((row) => row.map(textIn).join('\n')).join('\n')
        : node.items.map(textIn).join('\n')
    })
    .join('\n')
}

/** Whether a node says what its text does not. */
export function isMore(node: MailNode): boolean {
  if (node.type !== 'p') return node.type !== 'rule'
  const has = (line: readonly MailInline[]): boolean =>
    line.some(
      (each) =>
        typeof each !== 'string' &&
        each.type !== 'br' &&
        (each.type !== 'a' || textOfLine(each.children).trim() !== each.href || has(each.children)),
    )
  return has(node.children)
}
