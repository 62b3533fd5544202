// The index of words that conversations are found by: what a write has stored is added to it soon after, so that nobody
// waits for it who writes. How far it has come is kept with it: what a node has not added another does, or the next
// start.

import { setImmediate as othersTurn } from 'node:timers/promises'
import { indexed } from '../../widget/search/folded.ts'
import { bounds } from '../bounds.ts'
import { guarded } from '../faults.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'

/** How long after a write its words are added: the more there are, the less each of them costs. */
const delayMs = 250
/** Between two steps of what was there before the index. */
const olderPauseMs = 100

interface IndexingParts {
  store: Store
  log: { error: (details: object, message: string) => void }
}

export class Indexing {
  readonly #parts: IndexingParts
  #timer: NodeJS.Timeout | undefined
  #adding: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: IndexingParts) {
    this.#parts = parts
    parts.store.onBatch(guarded(parts.log, () => this.wake()))
  }

  /** Adds what is missing, soon. */
  wake(afterMs = delayMs): void {
    const { log } = this.#parts
    if (this.#timer || this.#isStopped) return
    this.#timer = setTimeout(
      guarded(log, () => this.add()),
      afterMs,
    )
  }

  /** Adds all that is new, and one step of what is older, whose next one follows by itself. */
  add(): Promise<void> {
    this.#adding = this.#adding
      .catch(() => {}) // Whoever asked for it has heard.
      .then(() => this.#add())
    return this.#adding
  }

  /** Whether what was there before the index is not all in it yet. */
  async isPartial(): Promise<boolean> {
    const { all, queries } = this.#parts.store
    return (await all(queries.indexedSites())).some(({ indexedFrom }) => indexedFrom > 0)
  }

  /** Ends after the step under way. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#sleep()
    await this.#adding.catch(() => {}) // Whoever asked for it has heard.
  }

  async #add(): Promise<void> {
    const { queries, all, write } = this.#parts.store
    // Who writes from now on may be too late for this one.
    this.#sleep()
    const sites = await all(queries.indexedSites())
    for (const { id: site } of sites.filter(({ isBehind }) => isBehind))
      while (!this.#isStopped && (await write(() => addNewest(queries, site)))) await othersTurn()
    const older = sites.find(({ indexedFrom }) => indexedFrom > 0)
    if (older && !this.#isStopped) await write(() => addOlder(queries, older.id))
    if (!older) return
    this.#sleep()
    this.wake(olderPauseMs)
  }

  #sleep(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

/** Adds the changes after the last ones that are in the index. @returns whether there may be more */
function* addNewest(queries: Queries, site: string): Work<boolean> {
  const [state] = yield* queries.indexedSite({ site })
  const { indexedFrom, indexedTo } = state!
  const found = yield* missing(queries, 'newest', { site, after: indexedTo, upTo: Number.MAX_SAFE_INTEGER })
  for (const entry of found.entries) yield* queries.addEntry(entry)
  if (found.reached !== null) yield* queries.noteIndexed({ site, indexedFrom, indexedTo: found.reached })
  return !found.isLast
}

/** Adds the changes before the first ones that are in the index. */
function* addOlder(queries: Queries, site: string): Work<void> {
  const [state] = yield* queries.indexedSite({ site })
  const { indexedFrom, indexedTo } = state!
  const found = yield* missing(queries, 'older', { site, after: 0, upTo: indexedFrom })
  for (const entry of found.entries) yield* queries.addOlderEntry(entry)
  const reached = found.isLast ? 0 : found.reached === null ? indexedFrom : found.reached - 1
  yield* queries.noteIndexed({ site, indexedFrom: reached, indexedTo })
}

type Entry = Parameters<Queries['addEntry']>[0]
interface Missing {
  entries: Entry[]
  /** The last change of which nothing is missing then; null: there is none. */
  reached: number | null
  isLast: boolean
}

/** What is missing of some changes, as much as one write may add. */
function* missing(
  queries: Queries,
  which: keyof Queries['missing'],
  changes: { site: string; after: number; upTo: number },
): Work<Missing> {
  const ask = queries.missing[which]
  const rows = yield* ask.conversations(changes)
  if (rows.length === 0) return { entries: [], reached: null, isLast: true }
  const revisions = [rows[0]!.revision, rows.at(-1)!.revision]
  const among = { ...changes, after: Math.min(...revisions) - 1, upTo: Math.max(...revisions) }
  const messages = yield* ask.messages(among)
  const notes = yield* ask.notes(among)
  // Of the last one there may be more than was asked for.
  const cut = [messages, notes].flatMap((some) => (some.length < bounds.indexed ? [] : some.at(-1)!.conversation))
  const whole = cut.length === 0 ? rows.length : Math.min(...cut.map((of) => rows.findIndex(({ key }) => key === of)))
  const entries = [
    ...messages.map(({ conversation, place, text, files, article }): Entry => ({
      conversation,
      kind: 'message',
      place,
      words: indexed(text, ...(files ?? []).map(({ name }) => name), article?.title ?? ''),
    })),
    ...notes.map(({ text, ...of }): Entry => ({ ...of, kind: 'note', words: indexed(text) })),
    ...rows.slice(0, whole).flatMap((row) => knownBy(row, queries.indexedWords)),
  ]
  return {
    entries,
    reached: rows[whole - 1]?.revision ?? null,
    isLast: whole === rows.length && rows.length < bounds.indexed,
  }
}

type Row = ReturnType<ReturnType<Queries['missing']['newest']['conversations']>['given']>[number]

/** What a conversation is known by, where the index has something else. */
function knownBy(row: Row, kept: Queries['indexedWords']): Entry[] {
  const { reference } = row
  const request = reference && indexed(reference, reference.replace('-', ''), row.requestEmail)
  const tags = row.tags ?? (row.tagWords === null ? null : [])
  const all = [
    { words: indexed(row.name, row.email, row.sub), known: row.words },
    { words: request, known: row.requestWords },
    { words: tags && indexed(...tags), known: row.tagWords },
  ]
  return all.flatMap(({ words, known }, place): Entry[] =>
    words === null || kept(words) === known ? [] : [{ conversation: row.key, kind: 'about', place, words }],
  )
}
