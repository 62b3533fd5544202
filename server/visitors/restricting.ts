// Restricting: what is kept of a person stays, and is used for nothing and shown to nobody of the team until that is
// lifted (GDPR, article 18).

import { randomBytes } from 'node:crypto'
import { letGo, recall } from '../mail/recall.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { type Counts, Tally } from './erasing.ts'
import type { Person } from './person.ts'

/** By what the owner, and whoever of the team opens an address, know a restriction; no reference of a request. */
export const newRestriction = (): string => `R${randomBytes(4).toString('hex').toUpperCase()}`

/**
 * A person's conversations, and all that was put together with one of them: that is one person's, and shown as one.
 */
function* wholeOf(queries: Queries, { conversations }: Person): Work<StoredConversation[]> {
  const rows = new Map<number, StoredConversation>()
  const left = [...conversations]
  for (let key = left.pop(); key !== undefined; key = left.pop()) {
    const [row] = rows.has(key) ? [] : yield* queries.conversationByKey({ key })
    if (!row) continue
    rows.set(key, row)
    if (row.mergedInto !== null) left.push(row.mergedInto)
    left.push(...(yield* queries.mergedIn({ key })).map((part) => part.key))
  }
  return [...rows.values()]
}

/** What would be changed: what is not restricted yet, or what is. */
function* concerned(queries: Queries, person: Person, isRestricted: boolean) {
  const isSo = ({ restrictedAt }: { restrictedAt: number | null }) => (restrictedAt !== null) === isRestricted
  const conversations = (yield* wholeOf(queries, person)).filter(isSo)
  const strays: number[] = []
  for (const key of person.strays) if ((yield* queries.strayRestricted({ key })).some(isSo)) strays.push(key)
  return { conversations, strays }
}

/** How many rows of each table that is. */
export async function countConcerned(store: Store, person: Person, isRestricted: boolean): Promise<Counts> {
  const { conversations, strays } = await store.write(() => concerned(store.queries, person, isRestricted))
  return new Tally({ conversation: conversations.length, arrival: strays.length }).all
}

/**
 * Restricts what is kept of a person and is not restricted yet. A mail to them that is just being sent has gone when
 * this resolves, or does not go.
 */
export async function restrict(store: Store, person: Person, restriction: string, at: number): Promise<void> {
  const { queries } = store
  const underWay = await store.write(function* () {
    const { conversations: rows, strays } = yield* concerned(queries, person, false)
    for (const { key, site } of rows)
      yield* queries.restrict({ key, restriction, at, revision: yield* queries.nextRevision({ site }) })
    for (const key of strays) yield* queries.restrictStray({ key, at })
    return yield* recall(queries, { conversations: rows.map(({ id }) => id), mails: person.mails, at })
  })
  await letGo(store, underWay)
}

/** Everything is as it was, but for mails that did not go. */
export const unrestrict = ({ write, queries }: Store, person: Person): Promise<void> =>
  write(function* () {
    const { conversations, strays } = yield* concerned(queries, person, true)
    for (const { key, site } of conversations)
      yield* queries.unrestrict({ key, revision: yield* queries.nextRevision({ site }) })
    for (const key of strays) yield* queries.restrictStray({ key, at: null })
  })
