// An article: its types, and how its tree is drawn, in the widget and on the server's pages alike.

/** A node of an article's body. Built by the server from Markdown; nothing else can occur. */
export type Node =
  | { type: 'p'; children: Inline[] }
  | { type: 'h'; level: 2 | 3; children: Inline[] }
  /** `ol` is drawn as steps. */
  | { type: 'ul' | 'ol'; items: Node[][] }
  /** Term and description pairs drawn as cards. */
  | { type: 'cards'; items: { title: Inline[]; children: Node[] }[] }
  | { type: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { type: 'quote'; children: Node[] }
  | { type: 'code'; text: string }
  | { type: 'rule' }
export type Inline =
  | string
  | { type: 'b' | 'i' | 's'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'a'; href: string; children: Inline[] }
  /** A link to another article of the same site. */
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
  body: Node[]
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
}
/** `GET /keywords/SITE/LOCALE`: what only search needs. */
export interface SearchData {
  /** Article id -> the owner's keywords: folded words, packed, phrases parted by commas. */
  keywords: Record<string, string>
  /** Groups of terms that mean the same, pruned to the site's own words; groups parted by semicolons, terms by commas. */
  synonyms: string
}
