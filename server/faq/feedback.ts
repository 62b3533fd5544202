// Feedback: whether an article helped, and what was missing.

import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { Feedback } from '../protocol/insight.ts'
import type { Store } from '../store/store.ts'

interface FeedbackParts {
  store: Store
  /** Whether a site serves the article in a locale; refuses an unknown site or locale. */
  isServed: (site: string, locale: string, article: string) => boolean
  clock: () => number
}

/** Keeps an answer; the latest of the same id counts. */
export async function giveFeedback(
  site: string,
  { helped, missing, ...given }: Feedback,
  { store, isServed, clock }: FeedbackParts,
): Promise<void> {
  if (missing.length > limits.missing) throw new Refused('too-long')
  if (!isServed(site, given.locale, given.article)) throw new Refused('unknown-article')
  const row = { ...given, site, helped: helped ? 1 : 0, missing, at: clock() }
  await store.write(function* () {
    yield* store.queries.putFeedback(row)
  })
}
