// Objecting: who objects to statistics is in none (GDPR, article 21), in what they write later either, until they
// withdraw that. Their rating stays what it says in its conversation, and counts nowhere.

import type { Store } from '../store/store.ts'
import { eraseSearches, Tally } from './erasing.ts'
import { findAt, namedBy, type Person } from './person.ts'
import type { Proven } from './rightsKey.ts'

/** Counts none of it from now on; counts of searches that are theirs alone go. */
export const object = (store: Store, { conversations }: Person, at: number): Promise<void> =>
  store.write(function* () {
    for (const key of conversations) {
      const [row] = yield* store.queries.conversationByKey({ key })
      if (!row || row.objectedAt !== null) continue
      yield* eraseSearches(store.queries, row, new Tally())
      yield* store.queries.objectTo({ key, at })
    }
  })

/** Counts ratings again; what went of searches is gone. */
export const withdraw = (store: Store, { conversations }: Person): Promise<void> =>
  store.write(function* () {
    for (const key of conversations) yield* store.queries.objectTo({ key, at: null })
  })

/** What objectors have written since they objected is not counted either: called before anybody is told numbers. */
export async function objectAnew(store: Store, site: string, at: number): Promise<void> {
  const latest = new Map<string, boolean>()
  for (const { named, what } of await store.all(store.queries.objections({ site })))
    latest.set(named!, what === 'object')
  for (const [named, isObjecting] of latest)
    if (isObjecting) await object(store, await findAt(store, site, namedBy(named) as Proven), at)
}
