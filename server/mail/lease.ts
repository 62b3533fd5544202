// Leases: each mail under way is held by one node, which says so again and again; who is silent for long is gone.

import { guarded } from '../faults.ts'
import type { Store } from '../store/store.ts'
import type { StoredMail } from '../store/tables/mail.ts'

interface LeaseParts {
  store: Store
  /** How long a mail is held without a word, ms. */
  duration: number
  /** Real time, ms. */
  clock: () => number
  log: { error: (details: object, message: string) => void }
}

/** A lease as it was seen. */
interface Held {
  id: number
  leaseUntil: number
}

export class Leases {
  readonly #parts: LeaseParts
  /**
   * Leases of others that have run out, by the mail's id, and since when they were seen so, the database always there.
   */
  #silent = new Map<number, { leaseUntil: number; since: number }>()

  constructor(parts: LeaseParts) {
    this.#parts = parts
  }

  /**
   * Goes on holding a mail; who has lost it, or cannot know, lets go of the line before another node may take it.
   * @returns ends it
   */
  hold({ id, attempts }: StoredMail, letGo: (reason: Error) => void): () => void {
    const { store, duration, clock, log } = this.#parts
    let until = clock() + duration
    const renew = async () => {
      const next = clock() + duration
      const [held] = await store.write(function* () {
        return yield* store.queries.renewMail({ id, attempts, leaseUntil: next })
      })
      if (held) until = next
      else letGo(new Error('another node holds the mail'))
    }
    const notRenewed = () => {
      if (clock() + duration / 3 >= until) letGo(new Error('the lease has run out'))
    }
    const renewal = setInterval(guarded(log, renew, notRenewed), duration / 3)
    return () => clearInterval(renewal)
  }

  /**
   * Looks at the leases that have run out, but for our own.
   * @returns `gone`: those whose holders have been silent for long enough; `isWatching`: whether there are others
   */
  async watch(now: number, isOurs: (id: number) => boolean): Promise<{ gone: Held[]; isWatching: boolean }> {
    const { store, duration } = this.#parts
    const silent = (await store.all(store.queries.silentMails({ now }))).filter(({ id }) => !isOurs(id))
    this.#silent = new Map(
      silent.map(({ id, leaseUntil }) => {
        const known = this.#silent.get(id)
        return [id, known?.leaseUntil === leaseUntil ? known : { leaseUntil, since: now }]
      }),
    )
    const gone = [...this.#silent].flatMap(([id, { leaseUntil, since }]) =>
      now - since >= duration / 5 ? [{ id, leaseUntil }] : [],
    )
    return { gone, isWatching: this.#silent.size > gone.length }
  }

  /** The database was away: whoever was silent is to be heard first. */
  forget(): void {
    this.#silent.clear()
  }
}
