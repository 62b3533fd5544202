// Returning: what an agent had who is gone waits for the next one, after a grace time, and its visitor is told.

import type { Sites } from '../config/config.ts'
import { say } from '../conversations/messages.ts'
import type { Publisher } from '../conversations/publisher.ts'
import * as write from '../conversations/writes.ts'
import type { Overrides } from '../hours/overrides.ts'
import type { Live } from '../live/live.ts'
import type { Store } from '../store/store.ts'

interface ReturningParts {
  store: Store
  sites: Sites
  publisher: Publisher
  live: Pick<Live, 'isHere'>
  overrides: Pick<Overrides, 'isOpen'>
  clock: () => number
}

export class Returning {
  readonly #parts: ReturningParts
  /** While no server ran nobody could be connected to one: it counts from here on. */
  readonly #startedAt: number

  constructor(parts: ReturningParts) {
    this.#parts = parts
    this.#startedAt = parts.clock()
  }

  /**
   * Gives back the chats of those who were connected to no node for the grace time of the site: those in which somebody
   * waits, and, while the site is open, is there to be told. All others stay whose they were.
   */
  async look(): Promise<void> {
    const { store, sites, live, overrides, clock } = this.#parts
    const now = clock()
    for (const [site, { chats }] of sites) {
      const before = now - chats.grace
      if (this.#startedAt > before && this.#startedAt <= now) continue
      const all = await store.all(store.queries.leftBehind({ site, before }))
      const isOpen = all.length > 0 && (await overrides.isOpen(site, now))
      for (const left of all) {
        const isNeeded = left.waitingSince !== null || (isOpen && live.isHere({ site, visitor: left.secretHash }))
        if (isNeeded) await this.#giveBack(left.id, before)
      }
    }
  }

  async #giveBack(id: string, before: number): Promise<void> {
    const { store, publisher, clock } = this.#parts
    const { queries } = store
    const at = clock()
    const line = await store.write(function* () {
      const row = yield* write.get(queries, id)
      const { assignee, assigneeName, state, target, restrictedAt } = row
      if (state === 'closed' || target !== 'chat' || restrictedAt !== null || assignee === null) return null
      // Somebody else has it by now, or they are back, at this node or another.
      const [seen] = yield* queries.attendanceOf({ userId: assignee })
      if (seen?.seenAt == null || seen.seenAt > before) return null
      const values = { name: assigneeName ?? '' }
      return yield* say(queries, row, { code: 'returned', values, at }, { assignee: null, assigneeName: null })
    })
    if (!line) return
    await publisher.publish(id, line)
    publisher.call({ kind: 'offered', conversation: id, to: null })
  }
}
