// Replies: what an agent has written in a ticket goes by mail too, queued in the write that stores it.

import { queue } from '../mail/outbox.ts'
import { copiedTo, copyName } from '../mail/parties.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { replyMail } from './drafts.ts'

export interface ReplyParts {
  store: Store
  letters: { reply: (facts: Parameters<typeof replyMail>[0]) => MailDraft | null }
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Replies {
  readonly #parts: ReplyParts

  constructor(parts: ReplyParts) {
    this.#parts = parts
  }

  /** Queues a reply, part of the write that stores it: an agent's reply always goes. */
  *store(row: StoredConversation, message: StoredMessage): Work<void> {
    const { letters } = this.#parts
    const { queries } = this.#parts.store
    const [ticket] = yield* queries.ticket({ conversation: row.key })
    if (!ticket) return void (yield* queries.awaitMailing({ key: row.key, at: message.at }))
    yield* queries.changeTicketState({ conversation: row.key, state: 'waiting' })
    // With it goes what was written before it was a ticket, if the visitor had left by then.
    const after = Math.max(row.mailedSeq, row.readByVisitor)
    const { reference, email } = ticket
    const addressed = { site: row.site, conversation: row.id, email, locale: row.locale }
    const [signature] = yield* queries.signatureOf({ userId: message.by?.id ?? '' })
    const own = signature && { signature: signature.text }
    const cc = copiedTo(row).map(({ address }) => address)
    const people = cc.length > 0 && { people: { to: email, cc } }
    const told = { reference, after, upTo: message.seq, last: message.id, isLate: false, ...own, ...people }
    const mail = letters.reply({ ...addressed, ...told })
    if (!mail) return
    yield* queue(queries, mail, row.key)
    // What was said before is not for them.
    for (const each of cc) {
      const own = {
        email: each,
        last: `${message.id}.${copyName(each)}`,
        after: message.seq - 1,
        isCopy: true as const,
      }
      const copy = letters.reply({ ...addressed, ...told, ...own })
      yield* queue(queries, copy!, row.key)
    }
    yield* queries.noteMailed({ key: row.key, upTo: message.seq })
  }

  /** To be called once that write is committed. */
  stored(): void {
    this.#parts.queued()
  }
}
