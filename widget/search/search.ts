// Search: articles and a query in, ranked articles out, with what matched marked in its original spelling.

import type { Found, Library, Marked, SearchData } from '../../server/protocol/articles.ts'
import { type Catalogue, createCatalogue, word, wordsOf } from './catalogue.ts'
import { speak } from './fold.ts'
import { rank } from './rank.ts'
import { beginnings, type Correct, type Unit, understand } from './understand.ts'
import { enough, perSubject, subjects } from './weights.ts'
import { lightKeys } from './stopWords.ts'

export interface Search {
  (query: string): Found
  /** Goes on indexing until `until` (of performance.now()). @returns whether everything is indexed */
  build: (until?: number) => boolean
  /** That of `correct.ts`, which is too large to be there before it is wanted. */
  correct?: Correct
}

/** ms of indexing at a time, of the 16 between two frames. */
const slice = 8

/** Indexes a library as far as one slice goes; the function it gives searches what is indexed, at every keystroke. */
export function createSearch(library: Library, data: SearchData, correct?: Correct): Search {
  const catalogue = createCatalogue(library, data)
  const cache = new Map<string, Unit[]>()
  let isBuilt = false
  const build = (until = Infinity) => {
    cache.clear()
    return (isBuilt = catalogue.build(until))
  }
  const search: Search = (query) => {
    speak(data.tongue)
    if (!isBuilt) build(performance.now() + slice)
    // The accent's key, typed with the Latin layout.
    const words = wordsOf(query.replaceAll(/;(?=[a-z])/gi, ''))
    const units = (beginnings[data.tongue!] ?? understand)(catalogue, words, cache, search.correct)
    const { order, cover, passage } = rank(catalogue, units)
    const { bodies, texts } = catalogue
    const mark = marker(catalogue, units)
    const best = cover[order[0]!]!
    const confident = surety(best, units) > enough
    return {
      // Beside a sure answer, what has much less of the query is noise, the more so the lower it stands.
      results: order
        .filter((at, place) => !confident || cover[at]! > best * (place < 3 ? 0.3 : 0.5))
        .slice(0, 6)
        .map((at) => {
          const { id, question } = library.articles[at]!
          return {
            id,
            score: cover[at]!,
            question: mark(question),
            passage: clip(texts[passage[at]! || bodies[at]!]!, mark),
          }
        }),
      confident,
      understood: units.map(({ spelling }) => spelling).join(' '),
      isLost: units.some(({ isLost }) => isLost),
    }
  }
  search.build = build
  search.correct = correct
  build(performance.now() + slice)
  return search
}

/** How sure it is that the best, which has so much of the query, is an answer. */
export const surety = (cover: number, units: Unit[]): number =>
  cover + perSubject * Math.min(subjects, units.filter(({ isLight }) => !isLight).length)

/** Marks the words of a text that stand for what was typed. */
function marker({ known }: Catalogue, units: Unit[]): (text: string) => Marked {
  const meant = new Set(
    units.flatMap(({ matches, synonyms }) =>
      [...matches, ...synonyms].flatMap(([key, quality]) =>
        quality > 0.4 ? [key, ...key.parts].filter(({ name }) => !lightKeys.has(name)) : [],
      ),
    ),
  )
  return (text) => ({
    text,
    marks: [...text.matchAll(word)].flatMap(({ 0: found, index }) =>
      meant.has(known.get(found.toLowerCase())!) ? [[index, index + found.length] as const] : [],
    ),
  })
}

/** Some 130 characters around the first word that matched. */
function clip(text: string, mark: (text: string) => Marked): Marked {
  const [[first] = [0]] = mark(text).marks
  const start = first < 60 ? 0 : text.indexOf(' ', first - 50) + 1
  return mark((start ? '…' : '') + text.slice(start, start + 130) + (text[start + 130] ? '…' : ''))
}
