// Tickets: conversations that go on by e-mail, made together with the mails that say so.

import type { Kept, Stored } from './files.ts'
import { checkText } from './conversations/conversations.ts'
import type { Conversations } from './conversations/conversations.ts'
import { messageOf } from './conversations/shapes.ts'
import * as write from './conversations/writes.ts'
import type { Plan } from './config.ts'
import { limits } from './limits.ts'
import { type Said, saidIn } from './overrides.ts'
import { Refused, type Report, type Ticket, type TicketOpen } from './protocol.ts'
import type { ConversationRow, MailRow, TicketRow } from './store/queries.ts'
import type { Work } from './store/query.ts'
import type { Store } from './store/store.ts'
import type { Visitor } from './visitors.ts'

/** A mail as it is queued; what the sender adds later is not in it. */
export type MailDraft = Omit<MailRow, 'id' | 'conversation' | 'attempts' | 'leaseUntil' | 'sentAt' | 'failedAt' | 'error'>

/** What the mails of a new ticket are written from. */
export interface TicketFacts {
  site: string
  ticket: Ticket
  conversation: string
  name: string | null
  /** Id of the topic chosen, or ''. */
  topic: string
  /** Everything the visitor wrote, in order. */
  texts: string[]
  files: Kept[]
  report: Report | null
  context: TicketOpen['context'] & { browser: string }
  /** What has been said of the site's hours. */
  said: Said[]
}

/** What the mail of an agent's reply is written from. */
export interface ReplyFacts {
  site: string
  reference: string
  email: string
  /** The visitor's. */
  locale: string
  /** Of the message. */
  id: string
  text: string
  /** Names of what was sent with it. */
  files: string[]
  /** The agent's name. */
  by: string
  /** Message-IDs of the mails that the visitor has, oldest first. */
  before: string[]
}

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
  /** How many automatic mails one address may get within so many ms. */
  automatic: readonly { within: number; most: number }[]
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
    const now = yield* write.get(queries, row.id)
    const reference = yield* this.#freeReference()
    const ticket: TicketRow = {
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
    if (!ticket) return
    const before = yield* queries.mailsToVisitor({ conversation: row.key })
    const { reference, email } = ticket
    const facts = { site: row.site, reference, email, locale: row.locale, id: message.id, text: message.text, files: (message.files ?? []).map((file) => file.name), by: message.by?.name ?? '' }
    const mail = replyMail({ ...facts, before: before.map(({ messageId }) => messageId) }, realClock())
    if (!mail) return
    yield* queries.addMail({ ...mail, conversation: row.key })
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
  *#queueMails(row: ConversationRow, ticket: TicketRow, form: TicketOpen, browser: string): Work<void> {
    const { store, mails, clock, realClock } = this.#parts
    const { queries } = store
    const written = yield* queries.messagesAfter({ conversation: row.key, after: 0, limit: limits.messages })
    const theirs = written.filter(({ author }) => author === 'visitor').map(messageOf)
    const texts = theirs.map(({ text }) => text).filter(Boolean)
    const files = theirs.flatMap((message) => message.files ?? [])
    const said = yield* saidIn(queries, row.site, clock())
    const facts = { site: row.site, ticket, conversation: row.id, name: row.name, topic: ticket.topic, texts, files, report: form.report ?? null, said }
    const { team, visitor } = mails({ ...facts, context: { ...form.context, browser } }, realClock())
    if (team) yield* queries.addMail({ ...team, conversation: row.key })
    if (visitor && (yield* this.#mayMail(visitor.to))) yield* queries.addMail({ ...visitor, conversation: row.key })
  }

  /** An address that nobody vouched for gets few mails, however often it is typed. */
  *#mayMail(to: string): Work<boolean> {
    const { store, automatic, realClock } = this.#parts
    for (const { within, most } of automatic) {
      const [sent] = yield* store.queries.mailsTo({ to, kind: 'ticket-visitor', since: realClock() - within })
      if (sent!.n >= most) return false
    }
    return true
  }
}

/** Good enough to write to: one @, a dot in the domain, nothing that could end a header (RFC 5321, 4.1.2, less quotes). */
const address = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]{2,}$/

function checkForm({ email, name, text, files, report, conversation }: TicketOpen): void {
  const typed = email.trim()
  if (typed.length > limits.email || !address.test(typed)) throw new Refused('bad-email')
  if (name.length > limits.name) throw new Refused('too-long')
  // A conversation that becomes a ticket has its text already.
  if (conversation === undefined || text !== '') checkText({ text, files })
  // What has gone wrong can be seen in a picture, and no picture says what should have happened; it may be left out.
  if (report && (report.expected.length > limits.text || report.device.length > limits.query)) throw new Refused('too-long')
}
