// What people ask of their data, as it was told the last time; and what an owner decides.

import { signal } from '@preact/signals'
import type { Claim } from '../../protocol/claim.ts'
import type { Line } from '../line.ts'

export class Claims {
  /** Null before it was told. */
  readonly known = signal<Claim[] | null>(null)
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#ask('claims:open', {})
    if (answer?.ok) this.known.value = answer.claims
  }

  /** @returns why it could not; null: it is decided */
  async decide(reference: string, accept: boolean, reason: string): Promise<string | null> {
    const answer = await this.#ask('claims:decide', { reference, accept, reason })
    await this.look()
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }
}
