// One's own account as it was told the last time, and what is changed of it.

import { signal } from '@preact/signals'
import type { OwnAccount } from '../../protocol/account.ts'
import type { fromAgent } from '../../protocol/agent.ts'
import type { ReplyOf } from '../../protocol/request.ts'
import { latest } from '../latest.ts'
import type { Line, Payload } from '../line.ts'

type Change =
  'account:end' | 'account:password' | 'account:signature' | 'account:passkey' | 'push:wish' | 'attendance:wish'

export class Account {
  /** Null before it was told. */
  readonly known = signal<OwnAccount | null>(null)
  /** How one is called while the console is closed; null before it was told. */
  readonly calls = signal<ReplyOf<typeof fromAgent, 'push:open'> | null>(null)
  readonly #ask: Line['ask']
  readonly #latest = latest()

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#ask('account:open', {}))
    if (answer?.ok) this.known.value = answer
    void this.#lookAtCalls()
  }

  async #lookAtCalls(): Promise<void> {
    const calls = await this.#ask('push:open', {})
    if (calls?.ok) this.calls.value = calls
  }

  /** @returns why it could not, or null */
  async change<E extends Change>(event: E, payload: Payload<E>): Promise<string | null> {
    const answer = await this.#ask(event, payload)
    await this.look()
    return answer?.ok ? null : (answer?.error ?? 'failed')
  }
}
