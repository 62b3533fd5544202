// Chance that falls the same way each time: what is taken of lists, and ids.

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export class Random {
  #state: number
  constructor(seed: number) {
    this.#state = seed
  }

  /** From 0 to 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number in [from, to). */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from))
  }

  isOnce(share: number): boolean {
    return this.next() < share
  }

  one<T>(of: readonly T[]): T {
    return of[this.between(0, of.length)]!
  }

  /** As a browser makes one, of so many characters. */
  id(length = 22): string {
    return Array.from({ length }, () => letters[this.between(0, 64)]).join('')
  }

  /** Gives all of a list before any of it again, each round in an order of its own. */
  round<T>(of: readonly T[]): () => T {
    let left: T[] = []
    return () => {
      if (left.length === 0) left = [...of]
      return left.splice(this.between(0, left.length), 1)[0]!
    }
  }
}
