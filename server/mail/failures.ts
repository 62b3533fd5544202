// Failures: mails that did not arrive and will not by themselves, for the team to send again or to settle.

import * as write from '../conversations/writes.ts'
import { Refused } from '../protocol/answer.ts'
import type { FailedMail } from '../protocol/mail.ts'
import type { Query, Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'

interface FailureParts {
  store: Store
  /** Tells everyone concerned how a conversation stands. */
  publish: (conversation: string) => Promise<unknown>
  /** Mails keep it. */
  realClock: () => number
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Failures {
  readonly #parts: FailureParts

  constructor(parts: FailureParts) {
    this.#parts = parts
  }

  async of(conversation: string): Promise<FailedMail[]> {
    const { store } = this.#parts
    const [row] = await store.all(store.queries.conversation({ id: conversation }))
    if (!row) throw new Refused('unknown-conversation')
    const failed = await store.all(store.queries.failedMails({ conversation: row.key }))
    return failed.map(({ id, kind, to, facts, failedAt, error, fault }) => ({
      id,
      kind,
      to,
      seq: facts?.kind === 'ticket-reply' || facts?.kind === 'continuity' ? facts.upTo : null,
      at: failedAt!,
      error: error ?? '',
      isOurs: fault === 'drawing',
    }))
  }

  /** Queues a mail again, under the Message-ID it had: the server has never taken it. */
  async again(conversation: string, id: number): Promise<void> {
    const { store, realClock, queued } = this.#parts
    await this.#change(conversation, (key) => store.queries.sendMailAgain({ conversation: key, id, now: realClock() }))
    queued()
  }

  async settle(conversation: string, id: number): Promise<void> {
    const { store, realClock } = this.#parts
    await this.#change(conversation, (key) => store.queries.settleMail({ conversation: key, id, at: realClock() }))
  }

  async #change(conversation: string, act: (key: number) => Query<unknown>): Promise<void> {
    const { store, publish } = this.#parts
    await store.write(function* (): Work<void> {
      const { key } = yield* write.get(store.queries, conversation)
      yield* act(key)
      yield* write.touch(store.queries, key)
    })
    await publish(conversation)
  }
}
