// Newcomers: how many strangers may begin something at a site in a while, so that a flood of them leaves the team to
// those who are known. Whoever has a history here or is vouched for always may.

import { Refused } from '../protocol/answer.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from '../visitors/visitors.ts'

/** Counts what is spent; refuses `too-many` what is over its budget. */
interface Budgeted {
  spend: (key: string) => Promise<unknown>
}

export interface NewcomerParts {
  store: Store
  limit: (name: string, budget: { points: number; seconds: number }) => Budgeted
}

const seconds = 600

/**
 * Generous: more than any team answers in that time, times the factor of the site's size. The first few of each client
 * address have a budget of their own, which a flood from some addresses cannot use up.
 */
const budgets = {
  few: { points: 2, seconds },
  reserve: { points: 600, seconds },
  address: { points: 60, seconds },
  site: { points: 200, seconds },
  /** Mails to an address that was only typed, a client address and day. */
  typed: { points: 30, seconds: 86_400 },
} as const

export class Newcomers {
  readonly #store: Store
  readonly #limits: Record<keyof typeof budgets, Budgeted>

  constructor({ store, limit }: NewcomerParts) {
    this.#store = store
    const made = (name: keyof typeof budgets) => limit(`newcomer-${name}`, budgets[name])
    const [few, reserve, address, site] = [made('few'), made('reserve'), made('address'), made('site')]
    this.#limits = { few, reserve, address, site, typed: made('typed') }
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
    if (error instanceof Refused && error.code === 'too-many') return error.retryAfter ?? seconds
    throw error
  }
}
