// Tickets: conversations that go on by e-mail, made together with the mails that say so.

import { checkAddress } from './address.ts'
import { checkText } from './conversations/conversations.ts'
import type { Conversations } from './conversations/conversations.ts'
import { messageOf } from './conversations/shapes.ts'
import * as write from './conversations/writes.ts'
import type { Plan } from './config.ts'
import type { Stored } from './files.ts'
import { limits } from './limits.ts'
import type { ReplyFacts, TicketFacts } from './mail/drafts.ts'
import { mayMail, queue } from './mail/outbox.ts'
import { saidIn } from './overrides.ts'
import { Refused, type Ticket, type TicketOpen } from './protocol.ts'
import type { ConversationRow, MailDraft, TicketRow } from './store/queries.ts'
import type { Work } from './store/query.ts'
import type { Store } from './store/store.ts'
import type { Visitor } from './visitors.ts'

const minute = 60_000
const hour = 60 * minute

export interface TicketParts {
  store: Store
  conversations: Conversations
  clock: () => number
  /** Real time: mails keep it when the product's clock is moved. */
  realClock: () => number
  newReference: () => string
  /** The site's plan of this id; without one, a guest's. */
  planOf: (site: string, id?: string) => Plan
  mails: (facts: TicketFacts, at: number) => { team: MailDraft | null; visitor: MailDraft | null }
  replyMail: (facts: ReplyFacts, at: number) => MailDraft | null
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Tickets {
  readonly #parts: TicketParts

  constructor(parts: TicketParts) {
    this.#parts = parts
  }

  /** Makes a ticket of a form, or of a conversation that waits. Idempotent by the form's id. */
  async open(visitor: Visitor, form: TicketOpen, browser: string): Promise<{ ticket: Ticket; conversation: string }> {
    const email = (visitor.identity?.email ?? form.email).trim()
    checkForm({ ...form, email })
    const { store, conversations, queued } = this.#parts
    const made = await store.write(() => this.#open(visitor, { ...form, email }, browser))
    queued()
    const row = await conversations.publish(made.conversation, ...made.said)
    return {
      conversation: row.id,
      ticket: {
        reference: row.reference!,
        email: row.ticketEmail!,
        state: row.ticketState!,
        openedAt: row.openedAt!,
        answerBy: row.answerBy!,
      },
    }
  }

  *#open(visitor: Visitor, form: TicketOpen, browser: string) {
    const { store, clock, planOf } = this.#parts
    const { queries } = store
    const at = clock()
    const { email } = form
    const name = form.name.trim() || null
    const created = { id: form.id, name, plan: planOf(visitor.site).id, context: form.context, browser, at }
    const found = yield* write.find(queries, visitor, form.conversation ?? form.id)
    const row = found ? yield* write.join(queries, found, visitor) : yield* write.create(queries, visitor, created)
    const { id, text, files, report } = form
    const isEmpty = text.trim() === '' && !files?.length
    const said = isEmpty ? [] : [yield* write.receive(queries, row, { id, text, files, report, at }, visitor)]
    const [known] = yield* queries.ticket({ conversation: row.key })
    if (known) return { conversation: row.id, said }
    yield* this.#checkPace(row.visitor, at)
    const now = yield* write.get(queries, row.id)
    const reference = yield* this.#freeReference()
    const ticket: Omit<TicketRow, 'heldBack'> = {
      conversation: row.key,
      reference,
      email,
      topic: form.topic,
      state: 'open',
      openedAt: at,
      answerBy: at + planOf(row.site, row.plan).ticket,
    }
    yield* queries.addTicket(ticket)
    const line = { code: 'ticket' as const, values: { reference }, at }
    said.push(yield* write.say(queries, now, line, { name: now.name ?? name, ...(now.sub === null && { email: now.email ?? email }) }))
    yield* this.#queueMails(now, ticket, form, browser)
    return { conversation: row.id, said }
  }

  /** Queues what an agent has written in a ticket, in the write that stores it: an agent's reply always goes. */
  *answer(row: ConversationRow, message: Stored): Work<void> {
    const { store, replyMail, realClock } = this.#parts
    const { queries } = store
    const [ticket] = yield* queries.ticket({ conversation: row.key })
    if (!ticket) return void (yield* queries.awaitMailing({ key: row.key, at: message.at }))
    // With it goes what was written before it was a ticket, if the visitor had left by then.
    const after = Math.max(row.mailedSeq, row.readByVisitor)
    const replies = (yield* queries.repliesAfter({ conversation: row.key, after })).map(messageOf)
    const { reference, email } = ticket
    const facts = { site: row.site, conversation: row.id, reference, email, locale: row.locale, replies, isLate: false }
    const mail = replyMail(facts, realClock())
    if (!mail) return
    yield* queue(queries, mail, row.key)
    yield* queries.noteMailed({ key: row.key, upTo: message.seq })
  }

  /** A form a minute, and twice as long after each of the last hour: nobody who needs help sends ten, and who does keeps the text. */
  *#checkPace(visitor: number, at: number): Work<void> {
    const [made] = yield* this.#parts.store.queries.ticketsOfVisitor({ visitor, since: at - hour })
    if (made!.latest === null) return
    const wait = made!.latest + minute * 2 ** (made!.n - 1) - at
    if (wait > 0) throw new Refused('too-many', Math.ceil(wait / 1000))
  }

  *#freeReference(): Work<string> {
    const { store, newReference } = this.#parts
    for (;;) {
      const reference = newReference()
      const [taken] = yield* store.queries.ticketByReference({ reference })
      if (!taken) return reference
    }
  }

  /** Queues what the team and the visitor are told, in the write that makes the ticket. */
  *#queueMails(row: ConversationRow, ticket: Omit<TicketRow, 'heldBack'>, form: TicketOpen, browser: string): Work<void> {
    const { store, mails, clock, realClock } = this.#parts
    const { queries } = store
    const written = yield* queries.messagesAfter({ conversation: row.key, after: 0, limit: limits.messages })
    const theirs = written.filter(({ author }) => author === 'visitor').map(messageOf)
    const texts = theirs.map(({ text }) => text).filter(Boolean)
    const files = theirs.flatMap((message) => message.files ?? [])
    const said = yield* saidIn(queries, row.site, clock())
    const facts = { site: row.site, ticket, conversation: row.id, name: row.name, topic: ticket.topic, texts, files, report: form.report ?? null, said }
    const { team, visitor } = mails({ ...facts, context: { ...form.context, browser } }, realClock())
    if (team) yield* queue(queries, team, row.key)
    if (!visitor) return
    // A program fills in what people do not see, and so do some password managers: the ticket is made and the team is
    // told, so that nobody's words are lost; what is held back is what programs are after, a mail to somebody's address.
    if (form.trap) return void (yield* queries.noteHeldBack({ conversation: row.key, why: 'trap' }))
    if (yield* mayMail(queries, visitor.to, realClock())) yield* queue(queries, visitor, row.key)
    else yield* queries.noteHeldBack({ conversation: row.key, why: 'limit' })
  }
}

function checkForm({ email, name, text, files, report, conversation }: TicketOpen): void {
  checkAddress(email)
  if (name.length > limits.name) throw new Refused('too-long')
  // A conversation that becomes a ticket has its text already.
  if (conversation === undefined || text !== '') checkText({ text, files })
  // What has gone wrong can be seen in a picture, and no picture says what should have happened; it may be left out.
  if (report && (report.expected.length > limits.text || report.device.length > limits.query)) throw new Refused('too-long')
}
