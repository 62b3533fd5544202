// What people searched for and did not find, of each site and language, as it was told the last time.

import { signal } from '@preact/signals'
import type { LearnedWord, Searched } from '../../protocol/insight.ts'
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
  readonly #learned = signal<ReadonlyMap<string, LearnedWord[]>>(new Map())
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

  /** What search has learned; nothing before it was told. */
  learnedOf(site: string, locale: string): LearnedWord[] | undefined {
    return this.#learned.value.get(nameOf(site, locale))
  }

  async lookAtLearned(site: string, locale: string): Promise<void> {
    this.#learn(site, locale, await this.#ask('learned:open', { site, locale }))
  }

  /** Strikes a word out, or lets it lead there again. */
  async strike(site: string, locale: string, { word, article, isStruck }: LearnedWord): Promise<void> {
    const asked = { site, locale, word, article, isStruck: !isStruck }
    this.#learn(site, locale, await this.#ask('learned:strike', asked))
  }

  #learn(site: string, locale: string, answer: { ok: boolean; words?: LearnedWord[] | null } | null): void {
    if (!answer?.ok || !answer.words) return
    this.#learned.value = new Map(this.#learned.value).set(nameOf(site, locale), answer.words)
  }
}
