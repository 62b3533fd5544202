// How well what search is sure of is told from what it is not, over all thresholds and not only at the one that it has.

import { createCatalogue, wordsOf } from '../../widget/search/catalogue.ts'
import { correct } from '../../widget/search/correct.ts'
import { speak } from '../../widget/search/fold.ts'
import { rank } from '../../widget/search/rank.ts'
import { surety } from '../../widget/search/search.ts'
import { beginnings, understand } from '../../widget/search/understand.ts'
import type { Bench, Query } from './search.ts'

/**
 * ROC-AUC: how often search is surer of a query that the FAQ answers than of one that it does not, 0 to 1; a tie is
 * half. NaN where a set has only one of the two.
 */
export function rocAuc({ library, data }: Bench, queries: Query[]): number {
  const catalogue = createCatalogue(library, data)
  catalogue.build(Infinity)
  speak(data.tongue)
  const surest = ({ q }: Query) => {
    const units = (beginnings[data.tongue!] ?? understand)(catalogue, wordsOf(q), new Map(), correct)
    const { order, cover } = rank(catalogue, units)
    return order.length > 0 ? surety(cover[order[0]!]!, units) : 0
  }
  const answered = queries.filter(({ ids }) => ids.length > 0).map(surest)
  const none = queries.filter(({ ids }) => ids.length === 0).map(surest)
  const wins = answered.map(
    (one) => none.filter((other) => one > other).length + none.filter((other) => one === other).length / 2,
  )
  return wins.reduce((sum, won) => sum + won, 0) / (answered.length * none.length)
}
