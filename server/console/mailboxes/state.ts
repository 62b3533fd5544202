// The mailboxes as they were told the last time, and what an owner does about them.

import { signal } from '@preact/signals'
import type { ConsentOutcome, MailboxTold } from '../../protocol/mailbox.ts'
import { latest } from '../latest.ts'
import type { Line } from '../line.ts'

/** What came of asking for consent, of which site. */
export interface Came {
  site: string
  outcome: ConsentOutcome
  /** As the provider says it. */
  why: string
}

/** `SITE?QUERY`, as a provider has sent somebody back; null: it is none. */
export function readReturn(id: string | null): { site: string; said: string } | null {
  const [, site, said] = /^([^?]+)\?(.*)$/.exec(id ?? '') ?? []
  return site === undefined ? null : { site: decodeURIComponent(site), said: said ?? '' }
}

export class Mailboxes {
  /** Null before they were told. */
  readonly known = signal<MailboxTold[] | null>(null)
  readonly came = signal<Came | null>(null)
  /** Whether the latest thing that was asked for could not be done. */
  readonly hasFailed = signal(false)
  readonly #ask: Line['ask']
  readonly #latest = latest()

  constructor({ ask }: Pick<Line, 'ask'>) {
    this.#ask = ask
  }

  /** Asks anew; what is known stays where no answer comes. */
  async look(): Promise<void> {
    const answer = await this.#latest(this.#ask('mailbox:open', {}))
    if (answer?.ok) this.known.value = answer.mailboxes
  }

  /** @returns where to go to consent; null: it could not be asked for */
  async connect(site: string): Promise<string | null> {
    this.came.value = null
    const answer = await this.#ask('mailbox:connect', { site })
    this.hasFailed.value = !answer?.ok
    return answer?.ok ? answer.url : null
  }

  /** Takes what one has come back with, which the server has from the provider within a minute. */
  async take(site: string, said: string): Promise<void> {
    const answer = await this.#ask('mailbox:consent', { site, said }, 60_000)
    this.hasFailed.value = !answer?.ok
    if (answer?.ok) this.came.value = { site, outcome: answer.outcome, why: answer.why }
    await this.look()
  }

  async disconnect(site: string): Promise<void> {
    this.came.value = null
    const answer = await this.#ask('mailbox:disconnect', { site }, 60_000)
    this.hasFailed.value = !answer?.ok
    await this.look()
  }
}
