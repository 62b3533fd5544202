// Deadlines: what happens by itself when nobody has answered in time. Every node looks; what it does it does inside the
// one writer, on the condition that nobody has done it yet.

import type { Publisher } from '../conversations/publisher.ts'
import * as write from '../conversations/writes.ts'
import { stateAt } from '../hours/calendar.ts'
import type { Sites } from '../config/config.ts'
import { guarded } from '../faults.ts'
import { bounds } from '../bounds.ts'
import type { Letters } from '../letters/letters.ts'
import type { Live } from '../live/live.ts'
import { queue } from '../mail/outbox.ts'
import { holding, type Overrides } from '../hours/overrides.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { due, recounted } from './targets.ts'
import type { Tickets } from '../tickets/tickets.ts'

interface DeadlineParts {
  sites: Sites
  store: Store
  live: Live
  publisher: Publisher
  tickets: Tickets
  overrides: Overrides
  clock: () => number
  letters: Pick<Letters, 'overdue'>
  /** Called when mails wait in the outbox. */
  queued: () => void
  log: { error: (details: object, message: string) => void }
}

/**
 * How often the database is looked at besides the known instants: the clock may be moved, and other nodes write too.
 */
const lookEveryMs = 2_000
/** How long the team is left alone after a mail that answers are overdue. */
const mailEveryMs = 15 * 60_000
/** Of how many overdue answers one mail tells; of the others it says how many they are. */
const mostInMail = 50
/** How long nobody may be there before the last agent has left: a console is reloaded, a node restarted. */
const aloneForMs = 15_000

export class Deadlines {
  readonly #parts: DeadlineParts
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #isOver = false
  /** By site, since when nobody who answers there is present. */
  readonly #aloneSince = new Map<string, number>()

  constructor(parts: DeadlineParts) {
    this.#parts = parts
  }

  /** Gives a time to what waits without one, and begins to look; while the database is away it tries again. */
  async start(): Promise<void> {
    const { sites, log } = this.#parts
    try {
      for (const site of sites.keys()) await this.count(site)
    } catch (err) {
      log.error({ err }, 'deadlines not counted')
      if (!this.#isOver)
        this.#timer = setTimeout(
          guarded(log, () => this.start()),
          2_000,
        )
      return
    }
    guarded(log, () => this.look())()
  }

  /** Looks now, and from then on whenever something may be due. */
  look(): Promise<void> {
    const { log } = this.#parts
    clearTimeout(this.#timer)
    return (this.#running = this.#running
      .then(() => this.#look())
      .catch((err: unknown) => {
        log.error({ err }, 'deadlines not looked at')
        return bounds.heartbeat
      })
      .then((pause) => {
        clearTimeout(this.#timer)
        if (!this.#isOver)
          this.#timer = setTimeout(
            guarded(log, () => this.look()),
            pause,
          )
      }))
  }

  async stop(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /** Counts anew by when a site's chats are due: its hours have changed, or nothing has counted them yet. */
  async count(id: string): Promise<void> {
    const { sites, store, overrides, publisher } = this.#parts
    const site = sites.get(id)!
    const { queries } = store
    const rows = await store.all(queries.counted({ site: id }))
    if (rows.length === 0) return
    const said = await overrides.of(id, Math.min(...rows.map(({ waitingSince }) => waitingSince!)))
    const counted = (row: StoredConversation) =>
      row.dueAt === null ? due(site, row, row.waitingSince!, said) : { dueAt: recounted(site, row, said) }
    for (const { id: conversation, dueAt } of rows.filter((row) => counted(row).dueAt !== row.dueAt)) {
      await store.write(function* () {
        const row = yield* write.get(queries, conversation)
        if (row.waitingSince !== null && row.dueAt === dueAt) yield* write.change(queries, row, counted(row))
      })
      await publisher.publish(conversation)
    }
  }

  /** @returns after how many ms to look again */
  async #look(): Promise<number> {
    const { sites, store, publisher, tickets, clock, log } = this.#parts
    const { queries } = store
    const now = clock()
    this.#countAlone(now)
    const isOver = new Map<string, boolean>()
    for (const { id, site, email, dueAt } of await publisher.tellQueue()) {
      // A site that is in rotame.yaml no more promises nothing.
      if (email === null || !sites.has(site)) continue
      if (!isOver.has(site)) isOver.set(site, await this.#isChatOver(site, now))
      if (!isOver.get(site) && dueAt > now) continue
      // What fails with one is no reason to let the others wait.
      await tickets
        .handOff(id, isOver.get(site)! ? Infinity : now)
        .catch((err: unknown) => log.error({ err, conversation: id }, 'not handed off'))
    }
    await this.#wake(now)
    for (const { site } of await store.all(queries.sitesOverdue({ now })))
      if (sites.has(site)) await this.#tell(site, now)
    const [next] = await store.all(queries.nextDueAt({ now }))
    const [woken] = await store.all(queries.nextWakeAt({ now }))
    return Math.min((next?.at ?? Infinity) - now, (woken?.at ?? Infinity) - now, lookEveryMs)
  }

  /** Brings back what was put off until now, so that somebody sees it. */
  async #wake(now: number): Promise<void> {
    const { store, publisher } = this.#parts
    const { queries } = store
    for (let rows = [{ id: '' }]; rows.length > 0;) {
      rows = await store.all(queries.snoozedUntil({ now, limit: bounds.atOnce }))
      for (const { id } of rows) {
        await store.write(function* () {
          const row = yield* write.get(queries, id)
          if (row.snoozedUntil !== null && row.snoozedUntil <= now)
            yield* write.change(queries, row, { ...write.awake, markedAt: row.snoozedUntil })
        })
        await publisher.tellAgents(id)
      }
    }
  }

  #countAlone(now: number): void {
    for (const site of this.#parts.sites.keys()) {
      const isAlone = this.#parts.live.team.of(site).every(({ presence }) => presence === 'away')
      // A clock may be put back.
      if (isAlone) this.#aloneSince.set(site, Math.min(this.#aloneSince.get(site) ?? now, now))
      else this.#aloneSince.delete(site)
    }
  }

  /**
   * Whether nobody will answer a site's chats for now: its hours have ended, or the last agent has left. A break ends
   * by itself.
   */
  async #isChatOver(id: string, now: number): Promise<boolean> {
    const aloneSince = this.#aloneSince.get(id)
    if (aloneSince !== undefined && now - aloneSince >= aloneForMs) return true
    const said = await this.#parts.overrides.of(id, now)
    return !stateAt(this.#parts.sites.get(id)!.hours, now, said).open && holding(said, now)?.kind !== 'away'
  }

  /** Tells a site's team by one mail of all that is overdue: of the first at once, of what follows after a while. */
  async #tell(site: string, now: number): Promise<void> {
    const { store, queued } = this.#parts
    if (await store.write(() => this.#tellOnce(site, now))) queued()
  }

  *#tellOnce(site: string, now: number): Work<boolean> {
    const { store, letters } = this.#parts
    const { queries } = store
    const [turn] = yield* queries.tellOverdue({ site, now, after: now - mailEveryMs })
    if (!turn) return false
    const rows = yield* queries.overdueAt({ site, now, limit: mostInMail })
    const [noted] = yield* queries.noteOverdue({ site, now })
    const [longest] = rows
    if (!longest) return false
    const overdue = rows.map(({ id, name, reference, email, dueAt, text, upTo }) => ({
      conversation: id,
      name,
      ticket: reference === null ? null : { reference, email: email! },
      dueAt,
      text: text ?? '',
      upTo,
    }))
    const mail = letters.overdue(site, overdue, noted!.changed)
    if (mail) yield* queue(queries, mail, longest.key)
    return mail !== null
  }
}
