// Turns: dear work is done one at a time, and who would have to wait too long is sent away instead.

import { Refused } from '../protocol/answer.ts'

/** When who was sent away may try again, seconds. */
const later = 5

export class Turns {
  readonly #most: number
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** @param most how many may wait, with the one whose turn it is */
  constructor(most: number) {
    this.#most = most
  }

  /** Does it when all that came before is done. @throws Refused `too-many` */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.#most) throw new Refused('too-many', later)
    this.#waiting++
    const done = this.#last.then(work)
    this.#last = done.then(
      () => this.#waiting--,
      () => this.#waiting--,
    )
    return done
  }
}
