// Replies: what an agent has written in a request goes by mail too, and to whom answers are copied, queued in the
// write that stores it.

import { isWithdrawn } from '../conversations/messages.ts'
import { queue } from '../mail/outbox.ts'
import { copiedTo, copyName } from '../mail/parties.ts'
import { Refused } from '../protocol/answer.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { ReplyFacts } from '../store/tables/facts.ts'
import type { MailDraft, StoredMail } from '../store/tables/mail.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import { addressOf, peopleOf } from './addressed.ts'
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

  /**
   * Queues a reply, part of the write that stores it: of a request it always goes, of a chat to those alone who are in
   * copy, as the visitor may be there to read it.
   */
  *store(row: StoredConversation, message: StoredMessage): Work<void> {
    const { queries } = this.#parts.store
    const to = yield* addressOf(queries, row)
    if (to?.reference == null) yield* queries.awaitMailing({ key: row.key, at: message.at })
    else yield* queries.changeTicketState({ conversation: row.key, state: 'waiting' })
    if (!to) return
    const [signature] = yield* queries.signatureOf({ userId: message.by?.id ?? '' })
    const own = signature && { signature: signature.text }
    const addressed = { site: row.site, conversation: row.id, ...to, locale: row.locale }
    const told = { ...addressed, upTo: message.seq, isLate: false, ...own, ...peopleOf(row, to.email) }
    if (to.reference !== null) {
      // With it goes what was written before it was a ticket, if the visitor had left by then.
      const after = Math.max(row.mailedSeq, row.readByVisitor)
      const mail = this.#parts.letters.reply({ ...told, after, last: message.id })
      if (!mail) return
      yield* queue(queries, mail, row.key)
      yield* queries.noteMailed({ key: row.key, upTo: message.seq })
    }
    for (const { address } of copiedTo(row)) {
      // What was said before is not for them.
      const own = { email: address, last: `${message.id}.${copyName(address)}`, after: message.seq - 1 }
      const copy = this.#parts.letters.reply({ ...told, ...own, isCopy: true })
      if (copy) yield* queue(queries, copy, row.key)
    }
  }

  /**
   * Takes back what mails a message, part of the write that withdraws it. What its mailing had moved on is set back, so
   * that the next mail is as if this one had never been.
   * @returns whether any was to go; refused `mailed` when one is due, and so perhaps under way, or gone
   */
  *takeBack(row: StoredConversation, { id, seq }: StoredMessage): Work<boolean> {
    const { queries } = this.#parts.store
    const { key: conversation } = row
    const mails = yield* queries.mailsOfMessage({ conversation, name: `<${row.id}.${id}` })
    for (const mail of mails) if ((yield* queries.takeMailBack(mail)).length === 0) throw new Refused('mailed')
    const own = mails.find(({ facts }) => facts && 'after' in facts && !('isCopy' in facts))
    if (own) yield* this.#setBack(row, seq, own)
    else if (row.mailedSeq >= seq) throw new Refused('mailed')
    return mails.length > 0
  }

  /** The next mail tells what one that is taken back was to tell besides; it may wait already. */
  *#setBack(row: StoredConversation, seq: number, { id, to, facts }: Pick<StoredMail, 'id' | 'to' | 'facts'>) {
    const { queries } = this.#parts.store
    const { key: conversation } = row
    const { after } = facts as ReplyFacts
    if (row.mailedSeq > seq) {
      const [next] = yield* queries.replyMailsAfter({ conversation, to, id })
      if (!next?.facts) throw new Refused('mailed')
      if (row.readByVisitor < seq)
        yield* queries.noteFacts({ messageId: next.messageId, facts: { ...(next.facts as ReplyFacts), after } })
      return
    }
    const untold = yield* queries.repliesAfter({ conversation, after })
    const first = untold.find((each) => each.seq < seq && !isWithdrawn(each))
    yield* queries.noteUnmailed({ key: conversation, upTo: after, since: first?.at ?? null })
  }

  /** To be called once that write is committed. */
  stored(): void {
    this.#parts.queued()
  }
}
