// An article: its types, and how its tree is drawn, in the widget and on the server's pages alike.

import { type ComponentChildren, h, type VNode } from 'preact'

/** A node of an article's body. Built by the server from Markdown; nothing else can occur. */
export type Node =
  | { type: 'p'; children: Inline[] }
  /** With an id where something in the article leads to it. */
  | { type: 'h'; level: 2 | 3; id?: string; children: Inline[] }
  /** `ol` is drawn as steps. */
  | { type: 'ul' | 'ol'; items: Node[][] }
  /** Term and description pairs drawn as cards. */
  | { type: 'cards'; items: { title: Inline[]; children: Node[] }[] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }
  /** With a title it is no quotation, and folded under it. */
  | { type: 'quote'; title?: Inline[]; children: Node[] }
  | { type: 'code'; text: string }
  | { type: 'rule' }
export type Inline =
  | string
  | { type: 'b' | 'i' | 's'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'a'; href: string; children: Inline[] }
  /** A link to another article of the same site, to a heading of this one (`#id`), or without an id to the form for a problem. */
  | { type: 'article'; id: string; children: Inline[] }
  | { type: 'img'; src: string; alt: string }
  | { type: 'br' }

export interface Article {
  /** Its path: `account/forgot-password`. */
  id: string
  question: string
  /** The id of its category: `account`. */
  category: string
  /** ISO date of the last edit, or null. */
  updated: string | null
  /** Missing where it has not been fetched: a large site's are, one by one. */
  body?: Node[]
}
export interface Category {
  id: string
  title: string
  /** Name of an icon of the widget, or null. */
  icon: string | null
}
/** `GET /articles/SITE/LOCALE`: the articles of a site in one locale, in the owner's order. */
export interface Library {
  categories: Category[]
  articles: Article[]
  /** Ids of the articles that are asked most, best first. */
  most: string[]
  /** Of a large site: `articles` are those asked most; the others' questions are at `/questions/SITE/LOCALE`. */
  isPart?: boolean
  /** What the icons of the categories are drawn by, of those that not every panel has. */
  icons?: Record<string, string>
  /** What search needs besides; of a large site nothing yet. Always there in what is sent. */
  searchData?: SearchData
}
/** What only search needs; of a large site at `GET /keywords/SITE/LOCALE`. */
export interface SearchData {
  /** Article id -> the owner's keywords: folded words, packed, phrases parted by commas. */
  keywords: Record<string, string>
  /** Groups of terms that mean the same, pruned to the site's own words; groups parted by semicolons, terms by commas. */
  synonyms: string
  /** Words without a subject, which count for little: parted by commas. */
  light?: string
}

/** What differs between the places where an article is drawn. */
export interface Drawing {
  /** The address of an image, from the one in the tree. */
  image: (src: string) => string
  /** A link to another article, to a heading (`#id`) or to the form for a problem (``). */
  article: (id: string, children: ComponentChildren) => VNode
}

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
        return h(node.level === 2 ? 'h2' : 'h3', { id: node.id }, inLine(node.children))
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
        return drawing.article(node.id, inLine(node.children))
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
