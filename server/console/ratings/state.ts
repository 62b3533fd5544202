// What visitors say of closed conversations, of each site, as it was told the last time.

import { signal } from '@preact/signals'
import type { RatingsTold } from '../../protocol/rating.ts'
import type { Line } from '../line.ts'

export class RatingNumbers {
  readonly #told = signal<ReadonlyMap<string, RatingsTold>>(new Map())
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Nothing before it was told. */
  of(site: string): RatingsTold | undefined {
    return this.#told.value.get(site)
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(site: string): Promise<void> {
    const answer = await this.#ask('ratings:open', { site })
    if (answer?.ok) this.#told.value = new Map(this.#told.value).set(site, answer)
  }
}

/** Of a hundred, rounded; null where there is nothing to count. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 100) / whole)
