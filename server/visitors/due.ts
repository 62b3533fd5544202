// By when a claim is answered (GDPR, article 12, 3), and after when nobody knows any more whose it was.

import type { Store } from '../store/store.ts'

/** One month after an instant, ms: the same day of the next month, or its last. */
export function monthAfter(at: number): number {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + 1)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

/** Whose claims were that ended before an instant is forgotten. */
export const forgetWhose = (store: Store, before: number): Promise<void> =>
  store.write(function* () {
    yield* store.queries.forgetOldClaims({ before })
  })
