// Twins: articles that say nearly the same, so that visitors who ask one thing are shown two answers.

import { wordsOf } from '../../widget/search/catalogue.ts'
import { keyOf } from '../../widget/search/fold.ts'
import { blocksOf } from '../../widget/search/text.ts'
import type { Article } from '../protocol/articles.ts'
import { lightKeys } from './light.ts'

/**
 * What two must share of all the words that both have (Jaccard), and how many words an article must have to be
 * compared. Of six real sites no two different articles share more than .38.
 */
const twins = { share: 0.6, words: 8 }

/** Of each article the one before it that it resembles most, where that is a twin. @returns pairs of places */
export function twinsOf(articles: Article[]): [article: number, of: number][] {
  const places = new Map<string, number[]>()
  const sizes: number[] = []
  return articles.flatMap(({ question, body }, at) => {
    const keys = new Set([question, ...blocksOf(body)].flatMap(wordsOf).map(keyOf))
    const heavy = [...keys].filter((key) => !lightKeys.has(key))
    sizes.push(heavy.length)
    const shared = new Map<number, number>()
    for (const key of heavy) {
      const others = places.get(key) ?? []
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + 1)
      others.push(at)
      places.set(key, others)
    }
    const like = ([other, count]: [number, number]) => count / (sizes[at]! + sizes[other]! - count)
    const [nearest] = [...shared].toSorted((a, b) => like(b) - like(a))
    const isTwin = nearest && Math.min(sizes[at]!, sizes[nearest[0]]!) >= twins.words && like(nearest) >= twins.share
    return isTwin ? [[at, nearest[0]]] : []
  })
}
