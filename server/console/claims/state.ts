// What people ask of their data, as it was told the last time; and what an owner decides.

import { signal } from '@preact/signals'
import type { Claim } from '../../protocol/claim.ts'
import type { Line } from '../line.ts'

export class Claims {
  /** Null before it was told. */
  readonly known = signal<Claim[] | null>(null)
  /** Who is asked for a proof; null: the owner's password is. */
  readonly issuer = signal<string | null>(null)
  /** Which decision waits for the owner's proof, and what it does then; null: none. */
  readonly unproven = signal<{ reference: string; act: () => Promise<unknown> } | null>(null)
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#ask('claims:open', {})
    if (answer?.ok) this.known.value = answer.claims
  }

  /** @returns why it could not; null: it is decided, or waits for a proof */
  async decide(reference: string, accept: boolean, reason: string): Promise<string | null> {
    const answer = await this.#ask('claims:decide', { reference, accept, reason })
    if (answer && !answer.ok && answer.error === 'unproven') {
      const team = await this.#ask('people:open', {})
      if (team?.ok) this.issuer.value = team.issuer
      this.unproven.value = { reference, act: () => this.decide(reference, accept, reason) }
      return null
    }
    await this.look()
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }

  /** Says the password again, and does what waited for it. @returns why not, or null */
  async prove(password: string): Promise<string | null> {
    const answer = await this.#ask('account:prove', { password })
    if (!answer?.ok) return answer?.error ?? 'failed'
    const { value: waiting } = this.unproven
    this.unproven.value = null
    await waiting?.act()
    return null
  }

  /** Leaves what waits for it. */
  leave(): void {
    this.unproven.value = null
  }
}
