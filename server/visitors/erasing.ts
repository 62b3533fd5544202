// Erasing: what is kept of conversations goes from every table, and a stone without words stands in their place.

import { randomBytes } from 'node:crypto'
import { groupOf, masked } from '../faq/insights.ts'
import { uploadedByVisitor } from '../files/files.ts'
import type { Queries } from '../store/queries.ts'
import type { Query, Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredErasure } from '../store/tables/erasure.ts'
import type { Person } from './person.ts'

/** How many rows of each table. */
export type Counts = Record<string, number>

/** What is asked to be erased, as a list keeps it that stands beside the database. */
export interface Erasing {
  id: string
  at: number
  why: StoredErasure['why']
  /** Ids of conversations. */
  conversations: string[]
}

export const newErasing = (why: StoredErasure['why'], at: number, conversations: string[]): Erasing => ({
  id: randomBytes(16).toString('base64url'),
  at,
  why,
  conversations,
})

/** What erasing would take, and changes nothing. */
export async function countOf({ all, queries }: Store, { conversations, mails }: Person): Promise<Counts> {
  const counts = new Tally({ conversation: conversations.length, mail: mails.length })
  for (const conversation of conversations)
    for (const { table, rows } of queries.parts) counts.add(table, (await all(rows({ conversation }))).length)
  return counts.all
}

/** The ids of a person's conversations. */
export const idsOf = async ({ all, queries }: Store, { conversations }: Person): Promise<string[]> =>
  (await Promise.all(conversations.map((key) => all(queries.conversationByKey({ key }))))).flat().map(({ id }) => id)

/**
 * Erases a person's conversations, or those of a list, a conversation a write, and all that stands for them elsewhere.
 * Done again after it was broken off, it goes on.
 * @param mails ids of mails that are of none of them
 */
export async function erase(
  store: Store,
  { conversations, ...erasure }: Erasing,
  mails: number[] = [],
): Promise<Counts> {
  const { queries } = store
  const counts = new Tally()
  const note = (doneAt: number | null) => queries.addErasure({ ...erasure, doneAt, counts: counts.all })
  await store.write(function* () {
    yield* note(null)
    for (const id of mails) counts.add('mail', yield* changed(queries.eraseMail({ id })))
  })
  for (const id of conversations)
    await store.write(function* () {
      const [row] = yield* queries.conversation({ id })
      if (row) yield* eraseOne(queries, row, erasure.id, counts)
    })
  await store.write(function* () {
    yield* note(Date.now())
  })
  return counts.all
}

class Tally {
  readonly all: Counts
  constructor(all: Counts = {}) {
    this.all = Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0))
  }
  add(table: string, count: number): void {
    if (count > 0) this.all[table] = (this.all[table] ?? 0) + count
  }
}

function* changed(query: Query<{ changed: number }>): Work<number> {
  const [row] = yield* query
  return row!.changed
}

function* eraseOne(queries: Queries, row: StoredConversation, erasure: string, counts: Tally): Work<void> {
  const { key: conversation, id, site, visitor } = row
  yield* eraseSearches(queries, row, counts)
  for (const mail of yield* queries.mailsOfMany())
    if (mail.facts?.kind === 'overdue' && mail.facts.overdue.some((each) => each.conversation === id))
      counts.add('mail', yield* changed(queries.eraseMail({ id: mail.id })))
  const hashes: string[] = []
  for (const { table, rows, erase } of queries.parts) {
    if (table === 'file') for (const { hash } of yield* rows({ conversation })) hashes.push(hash as string)
    counts.add(table, yield* changed(erase({ conversation })))
  }
  counts.add('conversation', yield* changed(queries.eraseConversation({ key: conversation })))
  if ((yield* queries.conversationsOf({ visitor })).length === 0) {
    const [gone] = yield* queries.visitorByKey({ key: visitor })
    for (const file of gone ? yield* queries.unsentOf(uploadedByVisitor(gone)) : []) {
      hashes.push(file.hash)
      counts.add('file', yield* changed(queries.eraseFile(file)))
    }
    counts.add('visitor', yield* changed(queries.eraseVisitor({ key: visitor })))
  }
  for (const hash of hashes) yield* forgetBytes(queries, hash)
  const revision = yield* queries.nextRevision({ site })
  yield* queries.addErased({ erasure, id, site, revision })
}

/** Bytes that another file has too stay. */
function* forgetBytes(queries: Queries, hash: string): Work<void> {
  if ((yield* queries.fileOfHash({ hash })).length > 0) return
  yield* queries.forgetPieces({ hash })
  yield* queries.forgetBlob({ hash })
}

/**
 * Counts of searches have nobody in them, but what nobody else has searched for is this person's: so are words that
 * name them, there and in what they missed in an article.
 */
function* eraseSearches(queries: Queries, row: StoredConversation, counts: Tally): Work<void> {
  const { site, locale, context } = row
  const own = Map.groupBy(
    context.path.flatMap((step) => (step.kind === 'search' ? [groupOf(masked(step.query))] : [])),
    (key) => key,
  )
  for (const [key, times] of own) {
    const all = yield* queries.searchesLike({ site, locale, key })
    if (all.reduce((sum, { total }) => sum + total, 0) <= times.length)
      counts.add('search', yield* changed(queries.eraseSearches({ site, locale, key })))
  }
  const names = namesOf(row)
  if (names.length === 0) return
  for (const { query, ...found } of yield* queries.searchedKeys())
    if (found.site === site && isNamedIn(query, names))
      counts.add('search', yield* changed(queries.eraseSearches(found)))
  for (const { id, missing, ...of } of yield* queries.lackingWords())
    if (of.site === site && isNamedIn(missing, names))
      counts.add('feedback', yield* changed(queries.eraseLacking({ site, id })))
}

/** What names a person: an address, an id, a name of two words at least, as one word is many people's. */
const namesOf = ({ email, sub, name }: StoredConversation): string[] =>
  [email, sub && sub.length > 5 ? sub : null, name && /\S{2,}\s+\S{2,}/.test(name) ? name : null].flatMap((text) =>
    text ? [text.toLowerCase()] : [],
  )
const isNamedIn = (text: string, names: string[]): boolean => names.some((name) => text.toLowerCase().includes(name))
