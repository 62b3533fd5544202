// Feedback: whether an article helped, and what was missing.

import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { Feedback } from '../protocol/insight.ts'
import { countLed } from './insights.ts'
import type { Store } from '../store/store.ts'

interface FeedbackParts {
  store: Store
  /** Whether a site serves the article in a locale; refuses an unknown site or locale. */
  isServed: (site: string, locale: string, article: string) => boolean
  clock: () => number
}

/** Keeps an answer; the latest of the same id counts. @param mark that of the visitor at the article */
export async function giveFeedback(
  site: string,
  { helped, missing, last, ...given }: Feedback,
  mark: (article: string) => number,
  { store, isServed, clock }: FeedbackParts,
): Promise<void> {
  if (missing.length > limits.missing) throw new Refused('too-long')
  if (!isServed(site, given.locale, given.article)) throw new Refused('unknown-article')
  const row = { ...given, site, helped: helped ? 1 : 0, missing, at: clock() }
  const { queries } = store
  await store.write(function* () {
    const [before] = yield* queries.feedback(row)
    yield* queries.putFeedback(row)
    const worth = (said: number) => (said ? 1 : -1)
    yield* countLed(queries, {
      site,
      locale: row.locale,
      opened: row.article,
      at: row.at,
      query: last?.opened === row.article ? last.query : '',
      led: worth(row.helped) - (before ? worth(before.helped) : 0),
      visitors: helped ? mark(row.article) : 0,
    })
  })
}
