// Offers: where a site decides so, a chat that nobody has is offered to one after the other of those who are there and
// have room. Every node looks; what it does it does inside the one writer, and after a restart the next look goes on.

import type { Site, Sites } from '../config/config.ts'
import type { Publisher } from '../conversations/publisher.ts'
import * as write from '../conversations/writes.ts'
import { guarded } from '../faults.ts'
import type { Overrides } from '../hours/overrides.ts'
import type { Live } from '../live/live.ts'
import type { Presence } from '../protocol/staff.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'

interface OffersParts {
  store: Store
  sites: Sites
  publisher: Publisher
  live: Pick<Live, 'team'>
  overrides: Pick<Overrides, 'isOpen'>
  clock: () => number
  log: { error: (details: object, message: string) => void }
}

/** ms between two looks: the clock may be moved, and other nodes write too. */
const lookEvery = 2_000

type Waiting = Pick<StoredConversation, 'id' | 'team' | 'offeredTo' | 'offeredUntil'>
/** To whom a chat is offered now; null: to nobody any more. */
interface Made {
  id: string
  to: string | null
}

export class Offers {
  readonly #parts: OffersParts
  /** The sites that offer in turn. */
  readonly #inTurn: Site[]
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #isDue = false
  #isOver = false

  constructor(parts: OffersParts) {
    this.#parts = parts
    this.#inTurn = [...parts.sites.values()].filter(({ chats }) => chats.offer === 'turn')
    if (this.#inTurn.length === 0) return
    parts.live.team.onChange(guarded(parts.log, () => this.wake()))
    parts.publisher.onTold(guarded(parts.log, () => this.wake()))
  }

  /** Looks soon: somebody came or went, or something has changed. */
  wake(): void {
    this.#isDue = true
    if (this.#running === null) guarded(this.#parts.log, () => this.look())()
  }

  /** Looks now, and from then on whenever an offer is over. */
  async look(): Promise<void> {
    if (this.#isOver || this.#inTurn.length === 0) return
    // Whoever asks while it looks is answered by one look more.
    while (this.#running) await this.#running
    this.#running = this.#lookAtAll().finally(() => (this.#running = null))
    await this.#running
    if (this.#isDue) this.wake()
  }

  async stop(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #lookAtAll(): Promise<void> {
    const { clock, log } = this.#parts
    clearTimeout(this.#timer)
    this.#isDue = false
    const ends: number[] = []
    for (const site of this.#inTurn) {
      const until = await this.#lookAt(site).catch((err: unknown) => {
        log.error({ err, site: site.id }, 'chats not offered')
        return Infinity
      })
      ends.push(until)
    }
    const pause = Math.max(0, Math.min(lookEvery, ...ends.map((at) => at - clock())))
    if (this.#isOver) return
    this.#timer = setTimeout(
      guarded(log, () => this.wake()),
      pause,
    ).unref()
  }

  /** @returns when the first of its offers is over */
  async #lookAt(site: Site): Promise<number> {
    const { store, publisher, overrides, clock } = this.#parts
    const waiting = await store.all(store.queries.offerable({ site: site.id }))
    const now = clock()
    const isDue = waiting.some((row) => isFree(row, site, now))
    // Whoever has left their console open at night is not called by it.
    const isOpen = isDue && (await overrides.isOpen(site.id, now))
    const made = isDue ? await store.write(() => this.#offer(site, isOpen)) : []
    for (const { id, to } of made) {
      await publisher.tellAgents(id)
      if (to !== null) publisher.call({ kind: 'offered', conversation: id, to })
    }
    const ends = waiting.flatMap(({ offeredUntil }) => (offeredUntil && offeredUntil > now ? [offeredUntil] : []))
    return Math.min(...ends, made.some(({ to }) => to !== null) ? now + site.chats.within : Infinity)
  }

  /** Offers what may be offered, each to whose turn it is: to whom nothing was offered for the longest time. */
  *#offer(site: Site, isOpen: boolean): Work<Made[]> {
    const { store, live, clock } = this.#parts
    const { queries } = store
    const now = clock()
    const present = live.team.of(site.id).filter(({ presence }) => isOpen && presence === 'present')
    const turns = yield* turnsOf(queries, present, site, now)
    const made: Made[] = []
    for (const waiting of (yield* queries.offerable({ site: site.id })).filter((row) => isFree(row, site, now))) {
      const [team] = waiting.team === null ? [] : yield* queries.team({ id: waiting.team })
      const next = turns
        .filter(({ id, room }) => room > 0 && (!team || team.members.includes(id)))
        .toSorted((a, b) => a.offeredAt - b.offeredAt || b.room - a.room || a.name.localeCompare(b.name))[0]
      const row = yield* write.get(queries, waiting.id)
      if (next) {
        // Of two that are offered at once the second one is later.
        next.offeredAt = Math.max(now, ...turns.map(({ offeredAt }) => offeredAt + 1))
        next.room--
        yield* queries.noteOffered({ userId: next.id, offeredAt: next.offeredAt })
      } else if (row.offeredTo === null) continue
      const offer = { offeredTo: next?.id ?? null, offeredUntil: next ? now + site.chats.within : null }
      yield* write.change(queries, row, offer)
      made.push({ id: row.id, to: offer.offeredTo })
    }
    return made
  }
}

/** Whether it may be offered to somebody. A clock may be put back. */
const isFree = ({ offeredTo, offeredUntil }: Waiting, { chats }: Site, now: number): boolean =>
  offeredTo === null || offeredUntil === null || offeredUntil <= now || offeredUntil > now + chats.within

/** Who may be offered something, how much, and when they were the last time. */
function* turnsOf(queries: Queries, present: readonly Presence[], { chats }: Site, now: number) {
  const known = new Map((yield* queries.attendance()).map((each) => [each.userId, each]))
  const busy = new Map<string, number>()
  for (const { userId, n } of [...(yield* queries.chatsOfEach()), ...(yield* queries.offersOfEach({ now }))])
    busy.set(userId, (busy.get(userId) ?? 0) + Number(n))
  return present.map(({ id, name }) => {
    const most = known.get(id)?.wishes?.most ?? chats.most ?? Infinity
    return { id, name, room: most - (busy.get(id) ?? 0), offeredAt: known.get(id)?.offeredAt ?? 0 }
  })
}
