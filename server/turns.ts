// Turns: dear work is done one at a time. Who has asked for much waits for their own, and not everybody for them; who
// would have to wait too long is sent away instead.

import { Refused } from './protocol/answer.ts'

export interface TurnRules {
  /** How many may wait of one asker. */
  each: number
  /** How many may wait of all together. */
  all: number
  /** Seconds after which trying again makes sense. */
  retryAfter: number
}

export class Turns {
  readonly #rules: TurnRules
  /** Who waits, in the order of their turns, each with what starts their next. */
  readonly #lines = new Map<string, (() => void)[]>()
  #waiting = 0
  #isBusy = false

  constructor(rules: TurnRules) {
    this.#rules = rules
  }

  /** Runs `work` when it is its turn. @throws Refused `too-many` when too much waits */
  async take<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.#isBusy) await this.#wait(who)
    this.#isBusy = true
    try {
      return await work()
    } finally {
      this.#next()
    }
  }

  #wait(who: string): Promise<void> {
    const { each, all, retryAfter } = this.#rules
    const line = this.#lines.get(who) ?? []
    if (line.length >= each || this.#waiting >= all) throw new Refused('too-many', retryAfter)
    this.#lines.set(who, line)
    this.#waiting++
    return new Promise((resolve) => line.push(resolve))
  }

  /** Whoever has had a turn goes behind the others. */
  #next(): void {
    const [first] = this.#lines
    // Busy until the next one goes on, so that nobody slips in between.
    if (!first) return void (this.#isBusy = false)
    const [who, line] = first
    this.#lines.delete(who)
    const start = line.shift()!
    if (line.length > 0) this.#lines.set(who, line)
    this.#waiting--
    start()
  }
}
