// An article's tree, and how it is drawn, in the widget and on the server's pages alike.

import { type ComponentChildren, h, type VNode } from 'preact'
import type { Inline, Node } from '../../server/protocol/articles.ts'

/** What differs between the places where an article is drawn. */
export interface Drawing {
  /** The address of an image, from the one in the tree. */
  image: (src: string) => string
  /** A link to another article, or a heading of it, to a heading of this (`#id`), or to the form for a problem (``). */
  article: (id: string, children: ComponentChildren, part: string | undefined) => VNode
  /** The heading that it is opened at. */
  part?: string | undefined
}

export const show = (heading: Element | null) => heading?.scrollIntoView()

/** What is wider than its place scrolls in itself, by keyboard too. */
const scrolling = { class: 'wide', tabIndex: 0 }

/** Draws a body's nodes, or what is in a line. No HTML string is made or read: there is nothing to sanitise. */
export function draw(nodes: (Node | Inline)[], drawing: Drawing, isInLine = false): ComponentChildren {
  const inLine = (children: Inline[]) => draw(children, drawing, true)
  const items = (of: Node[][]) => of.map((item) => h('li', null, draw(item, drawing)))
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    switch (node.type) {
      case 'h':
        return h(
          node.level === 2 ? 'h2' : 'h3',
          { id: node.id, ref: node.id && node.id === drawing.part ? show : null },
          inLine(node.children),
        )
      case 'ul':
        return h('ul', null, items(node.items))
      case 'ol':
        return h('ol', { class: 'steps' }, items(node.items))
      case 'cards':
        return h(
          'ul',
          { class: 'cards' },
          node.items.map(({ title, children }) => h('li', null, h('b', null, inLine(title)), draw(children, drawing))),
        )
      case 'table':
        return drawTable(
          node.head.map(inLine),
          node.rows.map((row) => row.map(inLine)),
        )
      case 'quote': {
        const within = draw(node.children, drawing)
        return node.title
          ? h('details', null, h('summary', null, inLine(node.title)), within)
          : h('blockquote', null, within)
      }
      case 'code':
        return isInLine ? h('code', null, node.text) : h('pre', scrolling, node.text)
      case 'rule':
        return h('hr', null)
      case 'br':
        return h('br', null)
      case 'img':
        return h('img', { src: drawing.image(node.src), alt: node.alt, loading: 'lazy' })
      case 'a':
        return h('a', { href: node.href, target: '_blank', rel: 'noopener' }, inLine(node.children))
      case 'article':
        return drawing.article(node.id, inLine(node.children), node.part)
      default:
        return h(node.type, null, inLine(node.children))
    }
  })
}

/** Each row's heading spans the width above its values, so that three columns read at 320 px. */
function drawTable([, ...heads]: ComponentChildren[], rows: ComponentChildren[][]): ComponentChildren {
  const isWide = heads.length > 4
  const row = (cells: ComponentChildren[], tag: string, props: object | null) =>
    h(
      'tr',
      null,
      cells.map((cell) => h(tag, props, cell)),
    )
  const table = h(
    'table',
    isWide ? { width: heads.length * 88 } : null,
    h('thead', null, row(heads, 'th', { scope: 'col' })),
    rows.map(([heading, ...cells]) =>
      h('tbody', null, row([heading], 'th', { scope: 'rowgroup', colSpan: cells.length }), row(cells, 'td', null)),
    ),
  )
  return isWide ? h('div', scrolling, table) : table
}
