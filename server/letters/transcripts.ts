// Transcripts: a copy of a conversation by mail, to the address that the owner's site vouches for or to one that is
// proved.

import { checkAddress } from '../mail/address.ts'
import { onPage } from '../conversations/author.ts'
import * as write from '../conversations/writes.ts'
import type { Newcomers } from '../conversations/newcomers.ts'
import { Refused } from '../protocol/answer.ts'
import type { TranscriptAsked } from '../protocol/mail.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { Visitor } from '../visitors/visitors.ts'
import type { Letters } from './letters.ts'
import { keepCode, newCode, proveCode } from '../mail/codes.ts'
import { mayMail, queue } from '../mail/outbox.ts'

interface TranscriptParts {
  store: Store
  /** Real time: mails keep it when the product's clock is moved. */
  realClock: () => number
  /** What codes are hashed with: six digits alone are soon guessed from a hash. */
  secret: string
  /** Whether the site can send mail at all. */
  mayMail: (site: string) => boolean
  letters: Pick<Letters, 'code' | 'transcript' | 'transcriptId'>
  newcomers: Newcomers
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Transcripts {
  readonly #parts: TranscriptParts

  constructor(parts: TranscriptParts) {
    this.#parts = parts
  }

  /**
   * Sends the copy to the identity's address, else a code to the one that was typed; without any, asks for one.
   * Idempotent by the request's id.
   * @param address the client's, of which strangers may have only so many codes sent
   */
  async ask(
    visitor: Visitor,
    { conversation, id, email }: { conversation: string; id: string; email: string },
    address: string,
  ): Promise<TranscriptAsked> {
    const { store, newcomers, queued } = this.#parts
    if (!this.#parts.mayMail(visitor.site)) throw new Refused('no-mail')
    const typed = email.trim()
    if (typed) checkAddress(typed)
    if (typed && !(await newcomers.mayWriteTo(address))) throw new Refused('too-many', 3_600)
    const asked = await store.write(() => this.#ask(visitor, conversation, id, typed))
    queued()
    return asked
  }

  *#ask(visitor: Visitor, conversation: string, id: string, typed: string): Work<TranscriptAsked> {
    const row = yield* this.#own(visitor, conversation)
    if (row.sub !== null && row.email !== null) {
      yield* this.#send(row, id, row.email)
      return { state: 'sent', email: row.email }
    }
    if (!typed) return { state: 'address' }
    const { store, realClock, letters } = this.#parts
    const digits = newCode()
    const mail = letters.code({ ...this.#addressed(row, typed), request: id, code: digits })!
    const [known] = yield* store.queries.mail({ messageId: mail.messageId })
    if (known) return { state: 'code', email: typed }
    if (!(yield* mayMail(store.queries, typed, realClock()))) throw new Refused('too-many', 3_600)
    yield* keepCode(this.#code(row), digits, typed)
    yield* queue(store.queries, mail, row.key)
    return { state: 'code', email: typed }
  }

  /** Sends the copy to whoever has typed the code that was mailed there. */
  async confirm(
    visitor: Visitor,
    { conversation, id, code: typed }: { conversation: string; id: string; code: string },
  ): Promise<{ email: string }> {
    const { store, queued } = this.#parts
    // A wrong one is counted, so it is no refusal before it is committed.
    const outcome = await store.write(() => this.#confirm(visitor, conversation, id, typed))
    if (typeof outcome === 'string') throw new Refused(outcome)
    queued()
    return outcome
  }

  *#confirm(
    visitor: Visitor,
    conversation: string,
    id: string,
    typed: string,
  ): Work<{ email: string } | 'wrong-code' | 'expired-code'> {
    const { store, letters } = this.#parts
    const row = yield* this.#own(visitor, conversation)
    const [sent] = yield* store.queries.mail({ messageId: letters.transcriptId(id) })
    if (sent) return { email: sent.to }
    const proven = yield* proveCode(this.#code(row), typed)
    if (typeof proven === 'string') return proven
    yield* this.#send(row, id, proven.email)
    return proven
  }

  *#send(row: StoredConversation, id: string, email: string): Work<void> {
    const { store, realClock, letters } = this.#parts
    const { queries } = store
    const [known] = yield* queries.mail({ messageId: letters.transcriptId(id) })
    if (known) return
    if (!(yield* mayMail(queries, email, realClock()))) throw new Refused('too-many', 3_600)
    const mail = letters.transcript({ ...this.#addressed(row, email), request: id, upTo: row.lastSeq })!
    yield* queue(queries, mail, row.key)
  }

  *#own(visitor: Visitor, id: string): Work<StoredConversation> {
    yield* write.own(this.#parts.store.queries, onPage(visitor), id, null)
    return yield* write.get(this.#parts.store.queries, id)
  }

  #addressed({ site, id, locale }: StoredConversation, email: string) {
    return { site, conversation: id, locale, email }
  }

  #code(row: StoredConversation) {
    const { store, secret, realClock } = this.#parts
    return { queries: store.queries, row, purpose: 'copy', secret, now: realClock() } as const
  }
}
