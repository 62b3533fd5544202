// How often a request's page may be asked for a code, be told one, and be written to.

import type { FastifyRequest } from 'fastify'
import type { Limit, Limiter } from './answer.ts'

/**
 * Budgets, per client address and per reference as it is typed, whether there is such a request or not: so that nothing
 * is told by them. Who guesses waits longer and longer.
 */
const budgetsOf = (limit: Limit) =>
  ({
    codes: [
      [limit('request-code'), 'address'],
      [limit('request-code-of'), 'reference'],
    ],
    tries: [
      [limit('request-try'), 'address'],
      [limit('request-try-soon'), 'reference'],
      [limit('request-try-day'), 'reference'],
    ],
    writes: [[limit('request-write'), 'reference']],
  }) satisfies Record<string, [Limiter, 'address' | 'reference'][]>

export class RequestBudgets {
  readonly #addressOf: (request: FastifyRequest) => string
  readonly #budgets: ReturnType<typeof budgetsOf>

  constructor({ limit, addressOf }: { limit: Limit; addressOf: (request: FastifyRequest) => string }) {
    this.#addressOf = addressOf
    this.#budgets = budgetsOf(limit)
  }

  /** @throws Refused `too-many` */
  async spend(what: keyof ReturnType<typeof budgetsOf>, request: FastifyRequest, reference: string): Promise<void> {
    for (const [limiter, by] of this.#budgets[what])
      await limiter.spend(by === 'address' ? this.#addressOf(request) : reference)
  }
}
