// Turns: one at a time, and who has asked for much waits for their own, not everybody for them.

import { Refused } from '../protocol/answer.ts'

/** How many may wait of one, and of all together. */
const most = { each: 20, all: 60 }
/** Seconds after which trying again makes sense. */
const retryAfter = 10

export class Turns {
  /** Who waits, in the order of their turns, each with what starts their next. */
  readonly #lines = new Map<string, (() => void)[]>()
  #waiting = 0
  #isBusy = false

  /** Runs `work` when it is its turn. @throws Refused when too much waits */
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
    const line = this.#lines.get(who) ?? []
    if (line.length >= most.each || this.#waiting >= most.all) throw new Refused('too-many', retryAfter)
    this.#lines.set(who, line)
    this.#waiting++
    return new Promise((resolve) => line.push(resolve))
  }

  /** Who has had a turn goes behind the others. */
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
