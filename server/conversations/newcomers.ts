// Newcomers: how many strangers may begin something at a site in a while, so that a flood of them leaves the team to
// those who are known. Whoever has a history here or is vouched for always may.

import { Refused } from '../protocol/answer.ts'
import type { RateLimit } from '../rateLimits.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from '../visitors/visitors.ts'

/** Counts what is spent; refuses `too-many` what is over its budget. */
interface Budgeted {
  spend: (key: string) => Promise<unknown>
}

interface NewcomerParts {
  store: Store
  limit: (name: RateLimit) => Budgeted
}

export class Newcomers {
  readonly #store: Store
  readonly #limits: Record<'few' | 'reserve' | 'address' | 'site' | 'typed', Budgeted>

  constructor({ store, limit }: NewcomerParts) {
    this.#store = store
    this.#limits = {
      few: limit('newcomer-few'),
      reserve: limit('newcomer-reserve'),
      address: limit('newcomer-address'),
      site: limit('newcomer-site'),
      typed: limit('newcomer-typed'),
    }
  }

  /** Refused `busy` when too many strangers have begun something. @param address the client's */
  async admit(visitor: Visitor, address: string): Promise<void> {
    if (visitor.identity) return
    const { all, queries } = this.#store
    if ((await all(queries.visitor(visitor))).length > 0) return
    const { few, reserve, address: one, site } = this.#limits
    const isFirst = (await overBy(few, address)) === null
    const wait = isFirst
      ? await overBy(reserve, visitor.site)
      : ((await overBy(one, address)) ?? (await overBy(site, visitor.site)))
    if (wait !== null) throw new Refused('busy', wait)
  }

  /** Whether one more mail may go to an address that somebody at this client address has typed. */
  async mayWriteTo(address: string): Promise<boolean> {
    return (await overBy(this.#limits.typed, address)) === null
  }
}

/** Spends a point. @returns null, or after how many seconds there is one again */
async function overBy(budget: Budgeted, key: string): Promise<number | null> {
  try {
    await budget.spend(key)
    return null
  } catch (error) {
    if (error instanceof Refused && error.code === 'too-many') return error.retryAfter ?? 600
    throw error
  }
}
