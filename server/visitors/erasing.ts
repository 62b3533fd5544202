// Erasing: what is kept of conversations goes from every table, and a stone without words stands in their place.

import { randomBytes } from 'node:crypto'
import { uploadedByVisitor } from '../files/uploader.ts'
import { letGo, recall } from '../mail/recall.ts'
import type { Queries } from '../store/queries.ts'
import type { Query, Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredErasure } from '../store/tables/erasure.ts'
import type { Listed } from './listed.ts'
import { atMailbox, forgetIn } from './named.ts'
import { keptAs, type Person } from './person.ts'
import { groupOf } from '../faq/insights.ts'
import { isNamedIn, namesOf, searchedIn } from './searched.ts'

/** How many rows of each table. */
export type Counts = Record<string, number>

/** What is asked to be erased, as a list keeps it that stands beside the database. */
export interface Erasing {
  id: string
  at: number
  why: StoredErasure['why']
  /** Ids of conversations. */
  conversations: string[]
  /** Whose all of it is. */
  person?: Listed | undefined
}

export const newErasing = (
  why: StoredErasure['why'],
  at: number,
  conversations: string[],
  person?: Listed,
): Erasing => ({
  id: randomBytes(16).toString('base64url'),
  at,
  why,
  conversations,
  person,
})

/** What erasing would take, and changes nothing. */
export async function countOf({ all, queries }: Store, person: Person): Promise<Counts> {
  const { conversations, mails, strays, others } = person
  const counts = new Tally({
    conversation: conversations.length,
    mail: mails.length,
    arrival: strays.length,
    named: others.length,
  })
  for (const conversation of conversations)
    for (const { table, count } of queries.parts) counts.add(table, Number((await all(count({ conversation })))[0]!.n))
  return counts.all
}

/** The ids of a person's conversations. */
export const idsOf = async ({ all, queries }: Store, { conversations }: Person): Promise<string[]> =>
  (await Promise.all(conversations.map((key) => all(queries.conversationByKey({ key }))))).flat().map(({ id }) => id)

/**
 * Erases a person's conversations, or those of a list, a conversation a write, and all that stands for them elsewhere.
 * Done again after it was broken off, it goes on. A mail that is just being sent has gone when this resolves, or never
 * goes; unless nobody waits for that.
 * @param parts.named whose all of it is: what they have asked of it is not theirs any more
 * @param parts.site at which; null: at every one
 * @param parts.mails ids of mails that are of none of them
 * @param parts.strays keys of mails that came in and are of none of them
 * @param parts.others keys of conversations of others that name them
 * @param parts.isWhole false: it is done once `wipeAfter` says so
 */
export async function erase(
  store: Store,
  { id: erasureId, at, why, conversations }: Erasing,
  {
    named,
    site = null,
    mails = [],
    strays = [],
    others = [],
    waits = true,
    isWhole = true,
  }: Partial<Omit<Person, 'conversations'>> & { site?: string | null; waits?: boolean; isWhole?: boolean } = {},
): Promise<Counts> {
  const { queries } = store
  const counts = new Tally()
  const note = (doneAt: number | null) => queries.addErasure({ id: erasureId, at, why, doneAt, counts: counts.all })
  const underWay = await store.write(function* () {
    yield* note(null)
    return yield* recall(queries, { conversations, mails, at: Date.now() })
  })
  if (waits) await letGo(store, underWay)
  await store.write(function* () {
    for (const id of mails) counts.add('mail', yield* changed(queries.eraseMail({ id })))
    for (const key of strays) yield* eraseStray(queries, key, counts)
  })
  for (const id of conversations)
    await store.write(function* () {
      const [row] = yield* queries.conversation({ id })
      if (row) {
        yield* eraseSearches(queries, row, counts)
        for (const hash of yield* eraseConversation(queries, row, erasureId, counts)) yield* forgetBytes(queries, hash)
      }
    })
  if (named && 'email' in named) for (const key of others) await forgetNamed(store, key, named.email, counts)
  await store.write(function* () {
    yield* eraseTold(queries, new Set(conversations), counts)
    if (named) counts.add('claim', yield* forgetClaims(queries, keptAs(named), site))
    yield* note(isWhole ? Date.now() : null)
  })
  return counts.all
}

/** Says that erasures are done, once nothing of them is left in the database's own files either. */
export async function wipeAfter(store: Store, done: readonly (Omit<Erasing, 'conversations'> & { counts: Counts })[]) {
  await store.wipe(true)
  // Not before: broken off, it would be known as done, and nobody would wipe it again.
  await store.write(function* () {
    for (const { id, at, why, counts } of done)
      yield* store.queries.addErasure({ id, at, why, doneAt: Date.now(), counts })
  })
}

const forgetClaims = (queries: Queries, named: string, site: string | null): Work<number> =>
  changed(site === null ? queries.forgetClaimsOf({ named }) : queries.forgetClaimsAt({ named, site }))

const forgetNamed = ({ queries, write }: Store, key: number, email: string, counts: Tally): Promise<void> =>
  write(function* () {
    for (const hash of yield* forgetIn(queries, key, atMailbox(email))) yield* forgetBytes(queries, hash)
    counts.add('named', 1)
  })

export class Tally {
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

/** That a mail came which belongs to nothing is kept, so that it does not come again. */
function* eraseStray(queries: Queries, key: number, counts: Tally): Work<void> {
  const [stray] = yield* queries.strayByKey({ key })
  if (!stray) return
  yield* queries.forgetStray({ key, at: Date.now() })
  counts.add('arrival', 1)
  const [file] = stray.original === null ? [] : yield* queries.file({ id: stray.original })
  if (!file) return
  counts.add('file', yield* changed(queries.eraseFile(file)))
  yield* forgetBytes(queries, file.hash)
}

/** Mails that tell the team of several conversations, some of which are these. */
export function* eraseTold(queries: Queries, conversations: ReadonlySet<string>, counts: Tally): Work<void> {
  for (const { id, facts } of yield* queries.mailsOfMany())
    if (facts?.kind === 'overdue' && facts.overdue.some((each) => conversations.has(each.conversation)))
      counts.add('mail', yield* changed(queries.eraseMail({ id })))
}

/**
 * Erases a conversation, and its visitor with their last one; part of a write, as is `eraseTold`.
 * @returns hashes of its files; bytes that no other file has go with the next sweep of files, or at once
 */
export function* eraseConversation(
  queries: Queries,
  { key: conversation, id, site, visitor }: StoredConversation,
  erasure: string,
  counts: Tally,
): Work<string[]> {
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
  const revision = yield* queries.nextRevision({ site })
  yield* queries.addErased({ erasure, id, site, revision })
  return hashes
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
export function* eraseSearches(queries: Queries, row: StoredConversation, counts: Tally): Work<void> {
  const { site, locale } = row
  for (const [key, times] of searchedIn(row)) {
    const all = yield* queries.searchesLike({ site, locale, key })
    if (all.reduce((sum, { total }) => sum + total, 0) <= times)
      counts.add('search', yield* changed(queries.eraseSearches({ site, locale, key })))
  }
  const names = namesOf(row)
  if (names.length === 0) return
  for (const { query, ...found } of yield* queries.searchedKeys())
    if (found.site === site && isNamedIn(query, names))
      counts.add('search', yield* changed(queries.eraseSearches(found)))
  const called = names.flatMap((name) => [groupOf(name), groupOf(name, locale)].flatMap((words) => words.split(' ')))
  for (const { at: _at, ...each } of yield* queries.struckWords({ site }))
    if (called.includes(each.word)) counts.add('struck', yield* changed(queries.unstrike(each)))
  for (const { id, missing, ...of } of yield* queries.lackingWords())
    if (of.site === site && isNamedIn(missing, names))
      counts.add('feedback', yield* changed(queries.eraseLacking({ site, id })))
}
