// The catalogue: which segments of which articles have a word, whatever its ending or spelling.

import type { Library, SearchData } from '../../server/protocol/articles.ts'
import { plain, speak, tongue, unpack } from './fold.ts'
import { blocksOf } from './text.ts'
import { lightKeys } from './stopWords.ts'

/** With their marks, and with what divides them on a line only when it must. */
export const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*/gu
export const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? []

/** What a segment is: a question, a keyword, a block of the body. */
export type Kind = 0 | 1 | 2

export interface Key {
  name: string
  /** Which letters it has, as bits; noted when first asked for. */
  letters?: number
  /** The places of its segments, in order; of a term of several words found when asked for, by `placesOf`. */
  segments: number[]
  /** How the texts spell it, in up to eight forms. */
  spellings: Set<string>
  /** The groups of synonyms that it is in. */
  groups: Key[][]
  /** Of a term of several words: their keys. */
  parts: Key[]
}
export type Catalogue = ReturnType<typeof createCatalogue>

/** The words that are known, by their keys. */
function createKeys() {
  const keys = new Map<string, Key>()
  const known = new Map<string, Key>()
  /** By two letters: the words that begin with them as they are, as they sound, and without their endings. */
  const shelves = new Map<string, [string, Key][]>()

  const shelve = (text: string, key: Key) => {
    const two = text.slice(0, 2)
    const shelf = shelves.get(two)
    if (shelf) shelf.push([text, key])
    else shelves.set(two, [[text, key]])
  }
  const make = (name: string): Key => {
    let key = keys.get(name)
    if (!key) {
      keys.set(name, (key = { name, segments: [], spellings: new Set(), groups: [], parts: [] }))
      shelve(name, key)
    }
    return key
  }
  const keyFor = (word: string): Key => {
    let key = known.get(word)
    if (!key) {
      known.set(word, (key = make(tongue.keyOf(word))))
      const text = plain(word)
      for (const form of new Set([text, tongue.sound(text)])) if (form !== key.name) shelve(form, key)
      if (key.spellings.size < 8) key.spellings.add(word)
    }
    return key
  }
  return [keys, known, shelves, make, keyFor] as const
}

/** Puts the groups of synonyms into the keys of their terms. @returns the terms of several words */
function readSynonyms({ light, synonyms }: SearchData, make: (name: string) => Key): Set<Key> {
  const phrases = new Set<Key>()
  /** A term of keys as they come over the wire. */
  const termOf = (packed: string): Key => {
    const name = unpack(packed)
    const parts = name.split(' ').map(make)
    if (!parts[1]) return parts[0]!
    const phrase = make(name)
    phrase.parts = parts
    phrases.add(phrase)
    return phrase
  }
  // A copy that a page has kept may be from before there were any in it.
  for (const key of unpack(light ?? '').split(',')) lightKeys.add(key)
  for (const group of synonyms.split(';')) {
    const terms = group.split(',').map(termOf)
    for (const term of terms) term.groups.push(terms)
  }
  return phrases
}

export function createCatalogue(library: Library, data: SearchData) {
  speak(data.tongue)
  const [keys, known, shelves, make, keyFor] = createKeys()
  /** Of each segment: its article, what it is, its text, how many of its words have a subject. */
  const articles: number[] = []
  const kinds: Kind[] = []
  const texts: string[] = []
  const sizes: number[] = []
  const phrases = readSynonyms(data, make)
  /** The place of each article's first segment of its body. */
  const bodies: number[] = []

  const add = (article: number, kind: Kind, text: string, words: Key[]) => {
    const at = articles.push(article) - 1
    kinds.push(kind)
    texts.push(text)
    let size = 0
    for (const { name, segments } of words) {
      if (!lightKeys.has(name)) size++
      // A body's light words would only cost time.
      else if (kind > 1) continue
      if (segments.at(-1) !== at) segments.push(at)
    }
    sizes.push(size)
  }
  return {
    keys,
    known,
    shelves,
    articles,
    kinds,
    texts,
    sizes,
    phrases,
    bodies,
    /** Goes on until `until` (of performance.now()). @returns whether everything is there */
    build(until: number): boolean {
      speak(data.tongue)
      for (const phrase of phrases) phrase.segments = []
      while (bodies.length < library.articles.length) {
        const article = bodies.length
        const { id, question, body } = library.articles[article]!
        const read = (kind: Kind, text: string) => add(article, kind, text, wordsOf(text).map(keyFor))
        read(0, question)
        for (const keyword of data.keywords[id]?.split(',') ?? [])
          add(article, 1, '', unpack(keyword).split(' ').map(make))
        bodies.push(texts.length)
        // An article without a body has an empty block to show.
        for (const text of blocksOf(body).concat('')) read(2, text)
        if (performance.now() > until) return false
      }
      return true
    },
  }
}

/** Where a term is: all its words in one segment; a body, whose light words are not noted, needs the others only. */
export function placesOf({ kinds }: Pick<Catalogue, 'kinds'>, key: Key): number[] {
  if (key.parts[0] && !key.segments.length) {
    const parts = key.parts.map(({ name, segments }) => ({ isLight: lightKeys.has(name), segments: new Set(segments) }))
    const { segments } = parts.find(({ isLight }) => !isLight) ?? parts[0]!
    key.segments = [...segments].filter((at) =>
      parts.every((part) => part.segments.has(at) || (part.isLight && kinds[at] === 2)),
    )
  }
  return key.segments
}
