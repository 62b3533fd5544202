// The team's people as they were told the last time, and what an owner changes of them.

import { signal } from '@preact/signals'
import type { Handed, Invited, Member, Unmailed } from '../../protocol/account.ts'
import { latest } from '../latest.ts'
import type { Line, Payload } from '../line.ts'

/** What sends a link. */
type Sending = 'people:invite' | 'people:again' | 'people:password'
type Change =
  | 'people:standing'
  | 'people:reset'
  | 'people:end'
  | 'people:remove'
  | Sending
  | 'people:withdraw'
  | 'team:save'
  | 'team:remove'

export class People {
  /** Null before they were told. */
  readonly known = signal<Member[] | null>(null)
  /** Who was invited and has not come. */
  readonly invited = signal<Invited[]>([])
  /** Letters that did not arrive, by the address. */
  readonly unmailed = signal<ReadonlyMap<string, Unmailed>>(new Map())
  /** What became of the latest link: to whom, and the link itself where no mail takes it there; null: nothing. */
  readonly sent = signal<({ email: string } & Handed) | null>(null)
  /** Who is asked for a proof; null: the owner's password is. */
  readonly issuer = signal<string | null>(null)
  /** What waits for the owner's proof; null: nothing. */
  readonly unproven = signal<(() => Promise<void>) | null>(null)
  /** Why the latest change could not be made. */
  readonly refused = signal<string | null>(null)
  readonly #ask: Line['ask']
  readonly #latest = latest()

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#ask('people:open', {}))
    if (!answer?.ok) return
    this.known.value = answer.people
    this.issuer.value = answer.issuer
    this.invited.value = answer.invited
    this.unmailed.value = new Map(answer.unmailed.map((each) => [each.email, each]))
  }

  /** Changes something, after the password where that is due. @param done called when it is changed */
  async change<E extends Change>(
    event: E,
    payload: Payload<E>,
    done: (answer: object) => void = () => {},
  ): Promise<void> {
    const answer = await this.#ask(event, payload)
    if (answer && !answer.ok && answer.error === 'unproven') {
      this.refused.value = null
      this.unproven.value = () => this.change(event, payload, done)
      return
    }
    this.refused.value = answer?.ok ? null : (answer?.error ?? 'failed')
    if (answer?.ok) done(answer)
    await this.look()
  }

  /** Has a link sent to somebody. @param done called when it was */
  send<E extends Sending>(event: E, payload: Payload<E>, email: string, done = () => {}): Promise<void> {
    this.sent.value = null
    return this.change(event, payload, (answer) => {
      this.sent.value = { email, ...(answer as Handed) }
      done()
    })
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
