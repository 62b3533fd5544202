// Search: articles and a query in, ranked articles out, with what matched marked in its original spelling.

import type { Library, SearchData } from '../view/article.ts'
import { createCatalogue, placesOf, wordsOf } from './catalogue.ts'
import { type Correct, type Unit, understand } from './understand.ts'
import { again, enough, fields, light, together, unasked, unknown } from './weights.ts'

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
export interface Search {
  (query: string): Found
  /** Goes on indexing until `until` (of performance.now()). @returns whether everything is indexed */
  build: (until?: number) => boolean
  /** Gives it `correct` of `correct.ts`, which is too large to be there before it is wanted. */
  learn: (correct: Correct) => void
}

/** ms of indexing at a time, of the 16 between two frames. */
const slice = 8

/** Segments with a word that is not quite the typed one, above which it tells nothing. */
const crowd = 1_500

/** Indexes a library as far as one slice goes; the function it gives searches what is indexed, at every keystroke. */
export function createSearch(library: Library, data: SearchData, correct?: Correct): Search {
  const catalogue = createCatalogue(library, data)
  const { articles, kinds, texts, sizes, bodies, known } = catalogue
  const cache = new Map<string, Unit[]>()
  let isBuilt = false
  const build = (until = Infinity) => {
    cache.clear()
    return (isBuilt = catalogue.build(until))
  }

  const search = (query: string): Found => {
    if (!isBuilt) build(performance.now() + slice)
    // The accent's key, typed with the Latin layout.
    const words = wordsOf(query.replaceAll(/;(?=[a-z])/gi, ''))
    const units = understand(catalogue, words, cache, correct)
    const count = bodies.length
    const total = new Float32Array(count)
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
          const worth = quality * fields[kinds[at]!]!
          const before = best[article]!
          if (worth > before) best[article] = Math.min(1, worth + (before > 0 ? again : 0))
        }
      }
      let frequency = 0
      for (const worth of best) frequency += worth
      const weight = (frequency > 0 ? Math.log(1 + count / (frequency + 0.5)) : unknown) * (isLight ? light : 1)
      all += weight
      best.forEach((worth, at) => (total[at]! += weight * worth))
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
    const passage = new Int32Array(count)
    for (let at = 0; at < texts.length; at++) {
      const worth = inSegment[at]!
      if (worth === 0) continue
      const article = articles[at]!
      const kind = kinds[at]!
      closest[article] = Math.max(closest[article]!, (worth * fields[kind]!) / (1 + unasked * (sizes[at]! - hits[at]!)))
      if (kind === 2 && (passage[article] === 0 || worth > inSegment[passage[article]!]!)) passage[article] = at
    }
    const scores = total.map((worth, at) => (worth + together * closest[at]!) / all)
    const ranked = [...scores.keys()].filter((at) => scores[at]! > 0).toSorted((a, b) => scores[b]! - scores[a]!).slice(0, 6)
    const marked = new Set(units.flatMap(({ matches }) => [...matches].flatMap(([key, quality]) => (quality > 0.4 ? [key, ...key.parts] : []))))
    const mark = (text: string): Marked => ({
      text,
      marks: [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => (marked.has(known.get(word.toLowerCase())!) ? [[index, index + word.length] as const] : [])),
    })
    return {
      results: ranked.map((at) => {
        const { id, question } = library.articles[at]!
        const place = passage[at]! || bodies[at]!
        return { id, score: total[at]! / all, question: mark(question), passage: clip(articles[place] === at ? texts[place]! : '', mark) }
      }),
      confident: total[ranked[0]!]! > enough * all,
      understood: units.map(({ spelling }) => spelling).join(' '),
      isLost: units.some(({ isLost }) => isLost),
    }
  }
  build(performance.now() + slice)
  const learn = (learnt: Correct) => {
    correct = learnt
    cache.clear()
  }
  return Object.assign(search, { build, learn })
}

/** Some 130 characters around the first word that matched. */
function clip(text: string, mark: (text: string) => Marked): Marked {
  const first = mark(text).marks[0]?.[0] ?? 0
  const start = first < 60 ? 0 : text.indexOf(' ', first - 50) + 1
  return mark((start > 0 ? '…' : '') + text.slice(start, start + 130) + (text.length > start + 130 ? '…' : ''))
}
