// Legal holds: while one is there, nothing of whom it names is forgotten, and nobody may erase it.

import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredHold } from '../store/tables/hold.ts'
import { findPeople, keptAs, type Named, namedBy } from './person.ts'

/** The holds on one person or request; an earlier version kept an address as it was typed. */
function* holdsOn(queries: Queries, named: Named): Work<StoredHold[]> {
  const holds = yield* queries.holds()
  return holds.filter((hold) => keptAs(namedBy(hold.named)!) === keptAs(named))
}

/** @returns whether it was not held before */
export const placeHold = (store: Store, named: Named, reason: string, at: number): Promise<boolean> =>
  store.write(function* () {
    if ((yield* holdsOn(store.queries, named)).length > 0) return false
    const [row] = yield* store.queries.addHold({ named: keptAs(named), reason, at })
    return row!.changed > 0
  })

/** @returns whether there was one */
export const releaseHold = (store: Store, named: Named): Promise<boolean> =>
  store.write(function* () {
    const holds = yield* holdsOn(store.queries, named)
    for (const hold of holds) yield* store.queries.releaseHold(hold)
    return holds.length > 0
  })

export const isHeldBy = async ({ all, queries }: Store, named: Named): Promise<boolean> =>
  (await all(queries.holds())).some((hold) => keptAs(namedBy(hold.named)!) === keptAs(named))

export interface Held {
  holds: StoredHold[]
  /** Keys of the conversations that are held. */
  conversations: ReadonlySet<number>
  /** Keys of mails that belong to nothing. */
  strays: ReadonlySet<number>
}

/** What the holds keep, by all that is known of whom they name by now. */
export async function heldNow(store: Store): Promise<Held> {
  const holds = await store.all(store.queries.holds())
  const people = await findPeople(
    store,
    holds.map(({ named }) => namedBy(named)!),
  )
  return {
    holds,
    conversations: new Set(people.flatMap(({ conversations }) => conversations)),
    strays: new Set(people.flatMap(({ strays }) => strays)),
  }
}
