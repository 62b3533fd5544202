// Finding conversations by words, for the team: the best and newest first, with the words marked.

import { setTimeout as wait } from 'node:timers/promises'
import { indexed, marksIn, type Sought, soughtIn } from '../../widget/search/folded.ts'
import { Refused } from '../protocol/answer.ts'
import type { FindAsked, FoundConversation, FoundPage } from '../protocol/finding.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import { readReference } from '../tickets/reference.ts'

/** Entries looked at, conversations shown, characters shown of a text and before the first word found in it. */
const most = { entries: 200, shown: 30, text: 220, before: 60 }
/**
 * Conversations looked at together for what is not in the index (measured: 0.4 ms), those added to it between two
 * pauses, and how long these are.
 */
const indexing = { looked: 1_000, added: 20, pauseMs: 50 }

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

export class Finding {
  readonly #store: Store
  #isPartial = true
  #adding: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(store: Store) {
    this.#store = store
  }

  /** @param sites those that whoever asks may see */
  async find({ text, site, state, agent, from, until }: FindAsked, sites: readonly string[]): Promise<FoundPage> {
    const sought = soughtIn(wordsOf(text))
    if (site !== undefined && !sites.includes(site)) throw new Refused('unknown-site')
    const among = site === undefined ? sites : [site]
    if (sought.length === 0 || among.length === 0) return { found: [], more: false, isPartial: this.#isPartial }
    const rows = await rowsOf(this.#store, {
      sought,
      sites: ` ${among.join(' ')} `,
      state: state ?? null,
      assignee: agent ?? null,
      from: from ?? null,
      until: until ?? null,
      limit: most.entries,
    })
    const found = best(rows, sought)
    return {
      found: found.slice(0, most.shown).map((row) => shown(row, sought)),
      more: found.length > most.shown || rows.length === most.entries,
      isPartial: this.#isPartial,
    }
  }

  /** Adds to the index what was there before it, in small writes with pauses. */
  addOlder(): Promise<void> {
    return (this.#adding = this.#addAll())
  }

  /** Ends after the step under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#adding.catch(() => {}) // Whoever began it has heard.
  }

  /** Without the thread for long reads: it holds 15 MB, and mostly there is nothing to add. */
  async #addAll(): Promise<void> {
    const { queries, all, write } = this.#store
    const [newest] = await all(queries.newestKey())
    for (let before = (newest!.key ?? 0) + 1; before > 0 && !this.#stopped;) {
      const from = before - indexing.looked
      const rows = await all(queries.unindexed({ from, before, limit: indexing.added }))
      for (const row of rows) await write(() => addOne(queries, row))
      before = rows.at(-1)?.key ?? from
      // Others have their turn.
      await wait(rows.length > 0 ? indexing.pauseMs : 0)
    }
    if (!this.#stopped) this.#isPartial = false
  }
}

/** A reference is one word however it was typed. */
function wordsOf(text: string): string {
  const reference = readReference(text)
  return reference === null || reference === 'mistyped' ? text : reference.replace('-', '')
}

const rowsOf = (store: Store, looked: Parameters<Queries['find']>[0]) => store.readLong(store.queries.find(looked))

/** What it is known by comes before what was said, whole words before their beginnings; then the newest. */
function best(rows: Row[], sought: Sought[]): Row[] {
  const rankOf = ({ kind, words }: Row): number => {
    const all = new Set(words.split(' '))
    const isWhole = sought.every(({ stems }) => stems.some((stem) => all.has(stem)))
    return (kind === 'about' ? 2 : 0) + (isWhole ? 1 : 0)
  }
  const ranked = rows.map((row) => ({ row, rank: rankOf(row), at: atOf(row) }))
  const each = new Map<string, Row>()
  for (const { row } of ranked.toSorted((a, b) => b.rank - a.rank || b.at - a.at))
    if (!each.has(row.id)) each.set(row.id, row)
  return [...each.values()]
}

const atOf = ({ at, notedAt, startedAt }: Row): number => at ?? notedAt ?? startedAt

function shown(row: Row, sought: Sought[]): FoundConversation {
  const { id, site, state, name, email, guest, reference, kind } = row
  const about = [name, email, reference].filter(Boolean).join(' · ')
  const whole = kind === 'about' ? about : (row.text ?? row.noteText ?? '')
  const [first] = marksIn(whole, sought)
  const start = first && first[1] > most.text ? first[0] - most.before : 0
  const cut = whole.slice(start, start + most.text)
  const text = `${start > 0 ? '…' : ''}${cut}${start + most.text < whole.length ? '…' : ''}`
  return {
    id,
    site,
    state,
    name,
    email,
    guest,
    reference,
    assignee: row.assigneeName,
    kind,
    seq: row.kind === 'message' ? row.place : (row.after ?? 0),
    author: row.author,
    by: row.byName ?? row.notedBy,
    at: atOf(row),
    text,
    marks: marksIn(text, sought),
  }
}

type Unindexed = { key: number; name: string | null; email: string | null; sub: string | null }

/** Adds one conversation that is not in the index, or not whole; what is there of it stays. */
function* addOne(queries: Queries, { key: conversation, name, email, sub }: Unindexed): Work<void> {
  for (const { key: place, text } of yield* queries.notesOf({ conversation }))
    yield* queries.addOlder({ conversation, kind: 'note', place, words: indexed(text) })
  for (const { seq: place, text, files } of yield* queries.wordsOf({ conversation })) {
    const words = indexed(text, ...(files ?? []).map((file) => file.name))
    if (words) yield* queries.addOlder({ conversation, kind: 'message', place, words })
  }
  const [ticket] = yield* queries.ticket({ conversation })
  if (ticket) {
    const words = indexed(ticket.reference, ticket.reference.replace('-', ''), ticket.email)
    yield* queries.addOlder({ conversation, kind: 'about', place: 1, words })
  }
  yield* queries.addOlder({ conversation, kind: 'about', place: 0, words: indexed(name, email, sub) })
}
