// Retention: what has been kept for as long as the owner says goes, in small writes, but for what a legal hold keeps.

import { randomBytes } from 'node:crypto'
import type { Retention } from '../config/retention.ts'
import { into } from '../conversations/writes.ts'
import type { Going } from '../protocol/retention.ts'
import { forgetSearches } from '../faq/insights.ts'
import { shorten } from '../staff/audit.ts'
import type { Queries } from '../store/queries.ts'
import type { Query, Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import { forgetWhose } from './due.ts'
import { type Counts, eraseConversation, eraseTold, Tally } from './erasing.ts'
import { type Held, heldNow } from './holds.ts'

/** How many are looked for at once. */
const pageSize = 200
/** How many answers about articles lose what people missed in one write. */
const answersAtOnce = 500
const week = 7 * 86_400_000

interface Parts {
  store: Store
  retention: Retention
  clock: () => number
  /** Real time, which mails keep, wherever the product's clock was moved. */
  realClock: () => number
}
type Kind = keyof Retention

/** One thing that has been kept for long enough. */
interface Due {
  kind: Kind
  site: string
  /** Since when its time has counted, ms. */
  since: number
  /** The key of the conversation that it is of; null: of none. */
  conversation: number | null
  /** The key of a mail that belongs to nothing; null: it is none. */
  stray: number | null
  /** Takes it away; changes nothing where that is not due any more. */
  remove: (erasure: Erasure) => Work<void>
}
interface Erasure {
  id: string
  counts: Tally
}

/** Of a kind: how many things, and since when the time of the oldest has counted, ms. */
export type Foreseen = Partial<Record<Kind | 'held', { count: number; oldest: number }>>

/** What would go at an instant; changes nothing. */
export async function foresee(parts: Parts): Promise<Foreseen> {
  const all: Foreseen = {}
  for (const { kind, count, oldest } of await going(parts)) {
    const { count: before = 0, oldest: than = Infinity } = all[kind] ?? {}
    all[kind] = { count: before + count, oldest: Math.min(oldest, than) }
  }
  return all
}

/** The same by kind and site. */
export async function going({ store, retention, clock, realClock }: Parts): Promise<Going[]> {
  const held = await heldNow(store)
  const found = new Map<string, Going>()
  const add = (kind: Going['kind'], site: string | null, count: number, since: number | null) => {
    if (count === 0) return
    const known = found.get(`${kind} ${site}`) ?? { kind, site, count: 0, oldest: Infinity }
    const oldest = Math.min(known.oldest, since ?? Infinity)
    found.set(`${kind} ${site}`, { ...known, count: known.count + count, oldest })
  }
  for await (const each of due(store, retention, clock(), realClock()))
    add(isHeld(held, each) ? 'held' : each.kind, each.site, 1, each.since)
  if (retention.searches !== null)
    for (const query of [store.queries.oldSearches, store.queries.oldMissing])
      for (const { site, n, oldest } of await store.all(query({ before: clock() - retention.searches })))
        add('searches', site, n, oldest)
  if (retention.audit !== null) {
    const [lines] = await store.all(store.queries.oldLines({ before: clock() - retention.audit }))
    add('audit', null, lines!.n, lines!.oldest)
  }
  return [...found.values()]
}

/** What goes within a week, told to owners before it does. */
export async function goingSoon({ store, retention, clock, realClock }: Parts) {
  const in7Days = (now: () => number) => () => now() + week
  // Looked at on a screen, while visitors write.
  const beside = { ...store, all: store.readLong }
  const all = await going({ store: beside, retention, clock: in7Days(clock), realClock: in7Days(realClock) })
  return { kept: retention, going: all, until: clock() + week }
}

/**
 * Takes away what is due, each thing in a write of its own, so that it goes on wherever it was broken off.
 * @returns how many rows of each table went
 */
export async function applyRetention({ store, retention, clock, realClock }: Parts): Promise<Counts> {
  const { queries } = store
  const id = randomBytes(16).toString('base64url')
  const at = clock()
  let counts = new Tally()
  let held = await heldNow(store)
  for await (const each of due(store, retention, at, realClock()))
    for (let isDecided = false; !isDecided;) {
      if (isHeld(held, each)) break
      const known = held.holds
      const gone = await store.write(function* () {
        // Somebody may have placed a hold since the last look: then it is looked at again.
        if ((yield* queries.holds()).map(({ key }) => key).join() !== known.map(({ key }) => key).join()) return null
        const now = new Tally(counts.all)
        const note = () => queries.addErasure({ id, at, doneAt: clock(), why: 'retention', counts: now.all })
        yield* note()
        yield* each.remove({ id, counts: now })
        yield* note()
        return now
      })
      if (gone) counts = gone
      else held = await heldNow(store)
      isDecided = gone !== null
    }
  if (retention.searches !== null) await forgetWords(store, retention.searches, clock)
  if (retention.audit !== null)
    await Promise.all([shorten(store, retention.audit, clock), forgetWhose(store, clock() - retention.audit)])
  return counts.all
}

const isHeld = (held: Held, { conversation, stray }: Due) =>
  (conversation !== null && held.conversations.has(conversation)) || (stray !== null && held.strays.has(stray))

/** Words that nobody's name stands at. */
async function forgetWords(store: Store, keptMs: number, clock: () => number): Promise<void> {
  await forgetSearches({ store, clock, keptMs })
  const before = clock() - keptMs
  for (let count = answersAtOnce; count === answersAtOnce;)
    count = await store.write(function* () {
      const [row] = yield* store.queries.forgetMissing({ before, limit: answersAtOnce })
      return row!.changed
    })
}

/** All that is due. */
async function* due(store: Store, retention: Retention, now: number, realNow: number): AsyncGenerator<Due> {
  const { queries } = store
  const { spam, conversations, requests, files, mailSources } = retention
  for (const { id: site } of await store.all(queries.siteIds())) {
    if (spam !== null) yield* dueOfSite(store, 'spam', queries.heldForSpam, { site, before: now - spam })
    if (conversations !== null)
      yield* dueOfSite(store, 'conversations', queries.closedChats, { site, before: now - conversations })
    if (requests !== null) yield* dueOfSite(store, 'requests', queries.closedRequests, { site, before: now - requests })
  }
  if (files !== null) yield* dueFiles(store, now - files)
  if (mailSources !== null) yield* dueSources(store, realNow - mailSources, realNow)
}

async function* dueOfSite(
  store: Store,
  kind: Kind,
  query: Queries['closedChats'],
  of: { site: string; before: number },
): AsyncGenerator<Due> {
  const { queries } = store
  const pages = paged(
    store,
    { at: 0, id: '' },
    (after) => query({ ...of, ...after, limit: pageSize }),
    ({ closedAt, id }) => ({ at: closedAt, id }),
  )
  for await (const { key, id, closedAt, spamAt } of pages)
    yield {
      kind,
      site: of.site,
      since: spamAt ?? closedAt,
      conversation: key,
      stray: null,
      *remove({ id: erasure, counts }) {
        const [row] = yield* queries.conversation({ id })
        // Somebody may have written in it meanwhile, or called it no spam.
        if (row?.closedAt !== closedAt || row.spamAt !== spamAt) return
        yield* eraseConversation(queries, row, erasure, counts)
        yield* eraseTold(queries, new Set([id]), counts)
      },
    }
}

async function* dueFiles(store: Store, before: number): AsyncGenerator<Due> {
  const { queries } = store
  const page = (after: string) => queries.oldFiles({ before, after, limit: pageSize })
  for await (const { id, site, uploadedAt, conversation, mergedInto } of paged(store, '', page, (file) => file.id)) {
    if (mergedInto !== null && !(await store.write(() => isOver(queries, conversation)))) continue
    yield {
      kind: 'files',
      site,
      since: uploadedAt,
      conversation,
      stray: null,
      *remove({ counts }) {
        // What is open again meanwhile, or goes on in what is, has its files.
        if (!(yield* isOver(queries, conversation))) return
        // Its bytes go with the next sweep of files, when no other file has them.
        counts.add('file', (yield* queries.eraseFile({ id }))[0]!.changed)
      },
    }
  }
}

/** Whether a conversation is closed, and the one that it goes on in. */
function* isOver(queries: Queries, key: number): Work<boolean> {
  const [of] = yield* queries.conversationByKey({ key })
  return of?.state === 'closed' && (yield* into(queries, of, null)).state === 'closed'
}

async function* dueSources(store: Store, before: number, now: number): AsyncGenerator<Due> {
  const { queries } = store
  const pages = paged(
    store,
    0,
    (after) => queries.oldSources({ before, after, limit: pageSize }),
    ({ key }) => key,
  )
  for await (const { key, site, at, conversation, original } of pages)
    yield {
      kind: 'mailSources',
      site,
      since: at,
      conversation,
      stray: conversation === null ? key : null,
      *remove({ counts }) {
        yield* conversation === null ? queries.forgetStray({ key, at: now }) : queries.forgetSource({ key })
        counts.add('arrival', 1)
        if (original !== null) counts.add('file', (yield* queries.eraseFile({ id: original }))[0]!.changed)
      },
    }
}

/** The rows of a statement that gives some after one place. */
async function* paged<Row, Place>(
  { all }: Store,
  first: Place,
  query: (after: Place) => Query<Row>,
  placeOf: (row: Row) => Place,
): AsyncGenerator<Row> {
  for (let after = first; ;) {
    const rows = await all(query(after))
    yield* rows
    if (rows.length < pageSize) return
    after = placeOf(rows.at(-1)!)
  }
}
