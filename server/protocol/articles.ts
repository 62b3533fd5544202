// Articles: how a site's are told, what searching them needs, and what is found.

/** A node of an article's body. Built by the server from Markdown; nothing else can occur. */
export type Node =
  | { type: 'p'; children: Inline[] }
  /** With an id where something leads to it. */
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
  /**
   * A link to another article of the same site, to a heading of this one (`#id`), or without an id to the form for a
   * problem. `part` is the id of a heading of the other article.
   */
  | { type: 'article'; id: string; part?: string; children: Inline[] }
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
/** Of each page its path, with `*` at its end those below it too, and the ids of articles. */
export type Suggestions = [path: string, ids: string[]][]
/** The articles of a site in one locale, in the owner's order. */
export interface Library {
  categories: Category[]
  articles: Article[]
  /** Ids of the articles that are asked most, best first. */
  most: string[]
  /** What the owner suggests on pages of theirs. */
  suggestions?: Suggestions
  /** Of a large site: `articles` are those asked most; the others' questions are asked for after them. */
  isPart?: boolean
  /** What the icons of the categories are drawn by, of those that not every panel has. */
  icons?: Record<string, string>
  /** What search needs besides; of a large site nothing yet. Always there in what is sent. */
  searchData?: SearchData
}
/** What only search needs. */
export interface SearchData {
  /** Article id -> the owner's keywords: folded words, packed, phrases parted by commas. */
  keywords: Record<string, string>
  /**
   * Groups of terms that mean the same, pruned to the site's own words; groups parted by semicolons, terms by commas.
   */
  synonyms: string
  /** What more than Greek and English its language needs: `de`. */
  tongue?: string
  /** Words without a subject, which count for little: parted by commas. */
  light?: string
}

/** [start, end) in the original text. */
export type Mark = readonly [start: number, end: number]

export interface Marked {
  text: string
  marks: Mark[]
}
export interface Result {
  id: string
  /** How much of the query it has, 0 to 1; the order weighs more than this. */
  score: number
  question: Marked
  passage: Marked
}
export interface Found {
  results: Result[]
  /** Whether the first result answers the query, as far as words can tell. */
  confident: boolean
  /** The query as it was understood, in the texts' own spelling. */
  understood: string
  /** A word is like nothing here; `correct.ts` might know what was meant. */
  isLost: boolean
}
