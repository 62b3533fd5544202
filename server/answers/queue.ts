// The queue as those who wait in it are told: how many are before them, and how long it usually takes.

import type { Sites } from '../config/config.ts'
import { planOf } from './plans.ts'
import type { Waiting } from '../protocol/conversation.ts'
import type { QueuedConversation } from '../store/queries/due.ts'
import type { ListedConversation } from '../store/queries/list.ts'
import type { Store } from '../store/store.ts'

/** The usual wait is the median of so many, and of no fewer than so many. */
const takes = { most: 20, least: 5 }

/** The order of the queue: who is to be answered soonest; of two, who came first. */
const whoIsFirst = (a: QueuedConversation, b: QueuedConversation): number => a.dueAt - b.dueAt || a.key - b.key

export class Queue {
  readonly #store: Store
  readonly #sites: Sites
  #rows: QueuedConversation[] = []
  /** How many were last said to wait before each conversation. */
  #places = new Map<string, number>()
  #usually = new Map<string, number | null>()

  constructor({ store, sites }: { store: Store; sites: Sites }) {
    this.#store = store
    this.#sites = sites
  }

  /** Reads who waits. @returns all of them, as answers fall due, and those whose place is another than was said */
  async look(): Promise<{ rows: QueuedConversation[]; moved: QueuedConversation[] }> {
    const { all, queries } = this.#store
    const rows = (await all(queries.queued())).toSorted(whoIsFirst)
    const places = new Map<string, number>()
    const usually = new Map<string, number | null>()
    for (const [site, waiting] of Map.groupBy(rows, (row) => row.site)) {
      waiting.forEach(({ id }, place) => places.set(id, place))
      usually.set(
        site,
        median((await all(queries.takes({ site, limit: takes.most }))).map(({ takenAfter }) => takenAfter)),
      )
    }
    const moved = rows.filter(({ id }) => this.#places.get(id) !== places.get(id))
    this.#rows = rows
    this.#places = places
    this.#usually = usually
    return { rows, moved }
  }

  /** How a conversation's visitor waits in the queue; null when they do not. */
  of({
    id,
    site,
    key,
    state,
    assignee,
    target,
    waitingSince: since,
    dueAt,
    dueWithin: within,
    sub,
    plan,
  }: ListedConversation): Waiting | null {
    if (
      state === 'closed' ||
      assignee !== null ||
      target !== 'chat' ||
      since === null ||
      dueAt === null ||
      within === null
    )
      return null
    const isBefore = (row: QueuedConversation) =>
      row.site === site && (row.dueAt < dueAt || (row.dueAt === dueAt && row.key < key))
    const before = this.#places.get(id) ?? this.#rows.filter(isBefore).length
    this.#places.set(id, before)
    const { waitSeconds, plans } = this.#sites.get(site)!
    const proposeAt = Math.min(since + waitSeconds * 1000, dueAt)
    // A guest has no plan, though what is promised is the first one's.
    const title = sub === null ? null : planOf(plans, plan).title
    return { since, dueAt, within, before, usually: this.#usually.get(site) ?? null, proposeAt, plan: title }
  }
}

/** The middle one; null when there are too few to say. */
function median(values: number[]): number | null {
  if (values.length < takes.least) return null
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]!
  return sorted.length % 2 === 1 ? upper : (upper + sorted[sorted.length / 2 - 1]!) / 2
}
