// The catalogue: which segments of which articles have a word, whatever its ending or spelling.

import type { Library, SearchData } from '../view/article.ts'
import { keyOf, unpack } from './fold.ts'
import { blocksOf } from './text.ts'
import { lightKeys } from './words.ts'

export const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** What a segment is: a question, a keyword, a category's title, a block of the body. */
export type Kind = 0 | 1 | 2 | 3

export interface Segment {
  article: number
  kind: Kind
  text: string
  /** How many of its words have a subject. */
  size: number
}
export interface Key {
  name: string
  isLight: boolean
  /** Its segments, in order. */
  segments: number[]
  /** How the texts spell it. */
  spellings: Set<string>
  /** The groups of synonyms that it is in. */
  groups: Key[][]
  /** Of a term of several words: their keys. */
  parts: Key[]
}


export function createCatalogue(library: Library, data: SearchData) {
  const keys = new Map<string, Key>()
  const known = new Map<string, Key>()
  const shelves = new Map<string, Key[]>()
  const segments: Segment[] = []
  const phrases: Key[] = []
  const titles = new Map(library.categories.map(({ id, title }) => [id, title]))
  let done = 0

  const make = (name: string): Key => {
    let key = keys.get(name)
    if (!key) {
      key = { name, isLight: lightKeys.has(name), segments: [], spellings: new Set(), groups: [], parts: [] }
      keys.set(name, key)
      const shelf = shelves.get(name.slice(0, 2))
      if (shelf) shelf.push(key)
      else shelves.set(name.slice(0, 2), [key])
    }
    return key
  }
  const keyFor = (word: string): Key => {
    let key = known.get(word)
    if (!key) {
      key = make(keyOf(word))
      known.set(word, key)
      key.spellings.add(word)
    }
    return key
  }
  const addText = (article: number, kind: Kind, text: string) => add(article, kind, text, wordsOf(text.toLowerCase()).map(keyFor))
  const add = (article: number, kind: Kind, text: string, words: Key[]) => {
    const segment: Segment = { article, kind, text, size: 0 }
    const at = segments.push(segment) - 1
    for (const key of words) {
      if (!key.isLight) segment.size++
      else if (kind > 1) continue
      if (key.segments.at(-1) !== at) key.segments.push(at)
    }
  }
  /** A term of keys as they come over the wire. */
  const termOf = (packed: string): Key => {
    const parts = unpack(packed).split(' ').map(make)
    if (parts.length < 2) return parts[0]!
    const phrase = make(parts.map(({ name }) => name).join(' '))
    if (phrase.parts.length === 0) phrases.push(phrase)
    phrase.parts = parts
    return phrase
  }
  for (const group of data.synonyms ? data.synonyms.split(';') : []) {
    const terms = group.split(',').map(termOf)
    for (const term of terms) term.groups.push(terms)
  }
  return {
    segments,
    phrases,
    shelves,
    keys,
    library,
    /** Goes on until `until` (of performance.now()). @returns whether everything is indexed */
    build(until = Infinity): boolean {
      while (done < library.articles.length) {
        const { id, question, category, body } = library.articles[done]!
        addText(done, 0, question)
        const keywords = data.keywords[id]
        if (keywords) for (const keyword of keywords.split(',')) add(done, 1, '', unpack(keyword).split(' ').map(make))
        addText(done, 2, titles.get(category) ?? '')
        for (const text of blocksOf(body)) addText(done, 3, text)
        done++
        if (performance.now() > until) break
      }
      return done === library.articles.length
    },
    count: () => done,
  }
}
