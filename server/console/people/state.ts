// The team's people as they were told the last time, and what an owner changes of them.

import { signal } from '@preact/signals'
import type { Member } from '../../protocol/account.ts'
import type { Line, Payload } from '../line.ts'

type Change = 'people:standing' | 'people:reset' | 'people:end' | 'people:remove' | 'people:add'

export class People {
  /** Null before they were told. */
  readonly known = signal<Member[] | null>(null)
  /** What waits for the owner's password; null: nothing. */
  readonly unproven = signal<(() => Promise<void>) | null>(null)
  /** Why the latest change could not be made. */
  readonly refused = signal<string | null>(null)
  readonly #ask: Line['ask']

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#ask('people:open', {})
    if (answer?.ok) this.known.value = answer.people
  }

  /** Changes something, after the password where that is due. @param done called when it is changed */
  async change<E extends Change>(event: E, payload: Payload<E>, done: () => void = () => {}): Promise<void> {
    const answer = await this.#ask(event, payload)
    if (answer && !answer.ok && answer.error === 'unproven') {
      this.unproven.value = () => this.change(event, payload, done)
      return
    }
    this.refused.value = answer?.ok ? null : (answer?.error ?? 'failed')
    if (answer?.ok) done()
    await this.look()
  }

  /** Says the password again, and does what waited for it. @returns why not, or null */
  async prove(password: string): Promise<string | null> {
    const answer = await this.#ask('account:prove', { password })
    if (!answer?.ok) return answer?.error ?? 'failed'
    const waiting = this.unproven.value
    this.unproven.value = null
    await waiting?.()
    return null
  }

  /** Leaves what waits for the password. */
  leave(): void {
    this.unproven.value = null
  }
}
