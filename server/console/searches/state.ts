// What people searched for and did not find, of each site and language, as it was told the last time.

import { signal } from '@preact/signals'
import type { Searched } from '../../protocol/insight.ts'
import type { Line } from '../line.ts'

export interface Told {
  /** Without a sure answer. */
  unanswered: Searched[]
  /** Read, and asked about all the same. */
  asked: Searched[]
}

const nameOf = (site: string, locale: string) => `${site} ${locale}`

export class Searches {
  readonly #told = signal<ReadonlyMap<string, Told>>(new Map())
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Nothing before it was told. */
  of(site: string, locale: string): Told | undefined {
    return this.#told.value.get(nameOf(site, locale))
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(site: string, locale: string): Promise<void> {
    const answer = await this.#ask('searches:open', { site, locale })
    if (answer?.ok) this.#told.value = new Map(this.#told.value).set(nameOf(site, locale), answer)
  }
}
