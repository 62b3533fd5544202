// How the tree of a mail is drawn, in the console and on the page of a request alike.

import { type ComponentChildren, h } from 'preact'
import type { MailInline, MailNode } from '../../server/protocol/mailTree.ts'

interface Drawing {
  /** The address of a file that came with it; undefined: it is not there. */
  picture: (file: string) => string | undefined
  /** What is said where a picture of another server was. */
  remote: (host: string) => string
}

/** No HTML string is made or read: there is nothing to sanitise. */
export function drawMail(nodes: readonly MailNode[], drawing: Drawing): ComponentChildren {
  const draw = (of: readonly MailNode[]) => drawMail(of, drawing)
  const items = (of: readonly MailNode[][], tag: string) => of.map((item) => h(tag, null, draw(item)))
  return nodes.map((node) => {
    switch (node.type) {
      case 'p':
        return h('p', { class: node.isTight && 'tight', dir: 'auto' }, drawLine(node.children, drawing))
      case 'quote':
        return h('blockquote', null, draw(node.children))
      case 'rule':
        return h('hr', null)
      case 'table': {
        const rows = node.rows.map((row) => h('tr', null, items(row, 'td')))
        // What is wider than its place scrolls in itself, by keyboard too.
        return h('div', { class: 'scrolls', tabIndex: 0 }, h('table', null, h('tbody', null, rows)))
      }
      default:
        return h(node.type, null, items(node.items, 'li'))
    }
  })
}

function drawLine(line: readonly MailInline[], drawing: Drawing): ComponentChildren {
  return line.map((each) => {
    if (typeof each === 'string') return each
    switch (each.type) {
      case 'br':
        return h('br', null)
      case 'picture': {
        const src = drawing.picture(each.file)
        return src ? h('img', { src, alt: each.alt, loading: 'lazy' }) : each.alt
      }
      case 'remote':
        return h('small', { class: 'remote', title: each.alt || undefined }, drawing.remote(each.host))
      case 'a':
        return [
          h('a', { href: each.href, target: '_blank', rel: 'noopener nofollow' }, drawLine(each.children, drawing)),
          each.real && ` ⚠ (${each.real})`,
        ]
      default:
        return h(each.type, null, drawLine(each.children, drawing))
    }
  })
}

/** The files that it shows itself. */
export function picturesIn(nodes: readonly MailNode[] = []): Set<string> {
  const found = new Set<string>()
  const look = (each: unknown): void => {
    if (Array.isArray(each)) return each.forEach(look)
    if (typeof each !== 'object' || each === null) return
    if ('file' in each) found.add(each.file as string)
    Object.values(each).forEach(look)
  }
  look(nodes)
  return found
}

export const mailStyles = (of: string): string => `
${of} p{margin:0 0 8px;white-space:normal}
${of} p.tight,${of} li>p,${of} td>p{margin:0}
${of} ul,${of} ol{margin:4px 0 8px;padding-inline-start:24px}
${of} ul{list-style:disc}
${of} ol{list-style:decimal}
${of} blockquote{margin:4px 0 8px;padding-inline-start:12px;border-inline-start:3px solid var(--edge)}
${of} .scrolls{overflow-x:auto;margin-block:4px 8px}
${of} table{border-collapse:collapse}
${of} td{overflow-wrap:normal;padding:4px 10px;border:1px solid var(--edge);vertical-align:top;text-align:start}
${of} img{display:block;max-width:100%;max-height:480px;height:auto;border-radius:8px}
${of} hr{border:0;border-block-start:1px solid var(--edge);margin-block:8px}
${of} .remote{display:inline-block;padding:2px 8px;border:1px dashed var(--edge);border-radius:6px;font-size:13px}
${of}>:last-child{margin-block-end:0}
`
