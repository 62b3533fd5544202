// Search: articles and a query in, ranked articles out, with what matched marked in its original spelling.

import type { Library, SearchData } from '../view/article.ts'
import { createCatalogue, type Key, wordsOf } from './catalogue.ts'
import { knobs } from './knobs.ts'
import { type Unit, understand } from './understand.ts'
import { lightKeys } from './words.ts'

/** [start, end) in the original text. */
export type Mark = readonly [start: number, end: number]

export interface Marked {
  text: string
  marks: Mark[]
}
export interface Result {
  id: string
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
}
export interface Search {
  (query: string): Found
  /** Goes on indexing until `until` (of performance.now()). @returns whether everything is indexed */
  build: (until?: number) => boolean
}

/** ms of indexing at a time, of the 16 between two frames. */
const slice = 10

/** Segments with a word that is not quite the typed one, above which it tells nothing. */
const crowd = 1_500

/** Indexes a library as far as one slice goes; the function it gives searches what is indexed, at every keystroke. */
export function createSearch(library: Library, data: SearchData): Search {
  const catalogue = createCatalogue(library, data, (key) => lightKeys.has(key))
  const { articles, kinds, texts, sizes, bodies, known } = catalogue
  const cache = new Map<string, Unit[]>()
  const phrases = new Map<Key, number[]>()
  let isBuilt = false
  const build = (until = Infinity) => {
    cache.clear()
    phrases.clear()
    return (isBuilt = catalogue.build(until))
  }
  /** Where a term is: all its words in one segment, or those with a subject. */
  const placesOf = (key: Key): number[] => {
    if (key.parts.length === 0) return key.segments
    let found = phrases.get(key)
    if (!found) {
      const heavy = key.parts.filter(({ name }) => !lightKeys.has(name))
      const [first, ...rest] = (heavy.length > 0 ? heavy : key.parts).map(({ segments }) => new Set(segments))
      phrases.set(key, (found = [...first!].filter((at) => rest.every((other) => other.has(at)))))
    }
    return found
  }

  const search = (query: string): Found => {
    if (!isBuilt) build(performance.now() + slice)
    // The accent's key, typed with the Latin layout.
    const words = wordsOf(query.replaceAll(/;(?=[a-z])/gi, ''))
    const units = understand(catalogue, words, cache)
    const count = bodies.length
    const total = new Float32Array(count)
    const present = new Float32Array(count)
    const inSegment = new Float32Array(texts.length)
    const hits = new Uint8Array(texts.length)
    const seen = new Uint8Array(texts.length)
    let all = 0
    units.forEach(({ matches, isLight }, turn) => {
      const best = new Float32Array(count)
      const surest = [...matches]
        .map(([key, quality]) => ({ quality, places: placesOf(key) }))
        .filter(({ quality, places }) => quality > 0.9 || places.length < crowd)
        .toSorted((a, b) => b.quality - a.quality)
      for (const { quality, places } of surest) {
        for (const at of places) {
          const article = articles[at]!
          const worth = quality * knobs.field[kinds[at]!]!
          const before = best[article]!
          if (worth > before) best[article] = Math.min(1, worth + (before > 0 ? knobs.repeat : 0))
        }
      }
      let frequency = 0
      for (const worth of best) frequency += worth
      const weight = (frequency > 0 ? Math.log(1 + count / (frequency + 0.5)) : knobs.unknown) * (isLight ? knobs.light : 1)
      all += weight
      for (let at = 0; at < count; at++) {
        if (best[at] === 0) continue
        total[at]! += weight * best[at]!
        present[at]! += weight
      }
      for (const { quality, places } of surest) {
        for (const at of places) {
          if (seen[at] === turn + 1) continue
          seen[at] = turn + 1
          inSegment[at]! += weight * quality
          if (!isLight) hits[at]!++
        }
      }
    })
    const closest = new Float32Array(count)
    const whole = new Float32Array(count)
    const passage = new Int32Array(count)
    for (let at = 0; at < texts.length; at++) {
      const worth = inSegment[at]!
      if (worth === 0) continue
      const article = articles[at]!
      const kind = kinds[at]!
      closest[article] = Math.max(closest[article]!, (worth * knobs.field[kind]!) / (1 + knobs.length * (sizes[at]! - hits[at]!)))
      whole[article] = Math.max(whole[article]!, worth * knobs.trustField[kind]!)
      if (kind === 3 && (passage[article] === 0 || worth > inSegment[passage[article]!]!)) passage[article] = at
    }
    const ranked: { at: number; score: number }[] = []
    for (let at = 0; at < count; at++) {
      if (present[at] === 0) continue
      const score = ((total[at]! + knobs.segment * closest[at]!) / all) * (present[at]! / all) ** knobs.coord
      if (score <= (ranked[5]?.score ?? 0)) continue
      ranked.splice(ranked.findLastIndex((other) => other.score >= score) + 1, 0, { at, score })
      ranked.length = Math.min(6, ranked.length)
    }
    const trust = ranked[0] ? (knobs.trustTotal * total[ranked[0].at]! + (1 - knobs.trustTotal) * whole[ranked[0].at]!) / all : 0
    const marked = new Set(units.flatMap(({ matches }) => [...matches].flatMap(([key, quality]) => (quality > 0.4 ? [key, ...key.parts] : []))))
    const mark = (text: string): Marked => ({
      text,
      marks: [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => (marked.has(known.get(word.toLowerCase())!) ? [[index, index + word.length] as const] : [])),
    })
    return {
      results: ranked.map(({ at, score }) => {
        const { id, question } = library.articles[at]!
        const place = passage[at]! || bodies[at]!
        return { id, score, question: mark(question), passage: clip(articles[place] === at ? texts[place]! : '', mark) }
      }),
      confident: trust > knobs.confident,
      understood: units.map(({ spelling }) => spelling).join(' '),
      trust,
    } as Found
  }
  build(performance.now() + slice)
  return Object.assign(search, { build })
}

/** Some 130 characters around the first word that matched. */
function clip(text: string, mark: (text: string) => Marked): Marked {
  const first = mark(text).marks[0]?.[0] ?? 0
  const start = first < 60 ? 0 : text.indexOf(' ', first - 50) + 1
  return mark((start > 0 ? '…' : '') + text.slice(start, start + 130) + (text.length > start + 130 ? '…' : ''))
}
