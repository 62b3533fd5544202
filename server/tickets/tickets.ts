// Tickets: conversations that go on by e-mail, made together with the mails that say so.

import { checkAddress } from '../mail/address.ts'
import { onPage } from '../conversations/author.ts'
import { create, join } from '../conversations/beginning.ts'
import { checkBlocked } from '../conversations/blocking.ts'
import type { Publisher } from '../conversations/publisher.ts'
import { checkText, receive, say } from '../conversations/messages.ts'
import * as write from '../conversations/writes.ts'
import type { Sites } from '../config/config.ts'
import { limits } from '../limits.ts'
import type { TicketFacts } from '../letters/drafts.ts'
import type { Letters } from '../letters/letters.ts'
import { heldBackFor, queue } from '../mail/outbox.ts'
import type { Newcomers } from '../conversations/newcomers.ts'
import { saidIn } from '../hours/overrides.ts'
import { Refused } from '../protocol/answer.ts'
import { isBlank } from '../protocol/pieces.ts'
import type { Ticket, TicketOpen } from '../protocol/ticket.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import { dueOfRequest } from '../answers/targets.ts'
import type { Visitor } from '../visitors/visitors.ts'

const minute = 60_000
const hour = 60 * minute

interface TicketParts {
  store: Store
  publisher: Publisher
  clock: () => number
  /** Real time: mails keep it when the product's clock is moved. */
  realClock: () => number
  newReference: () => string
  newcomers: Newcomers
  sites: Sites
  /** Whether a site's forms offer a topic. */
  isTopic: (site: string, topic: string) => boolean
  letters: Pick<Letters, 'ticket'>
  /** Called when mails wait in the outbox. */
  queued: () => void
}

/** What a conversation needs to become a ticket. */
type Made = Pick<TicketFacts, 'name' | 'topic' | 'context'> & {
  isByMail?: boolean
  email: string
  /** Whether a field was filled in that people do not see. */
  isTrap: boolean
  /** Whether their client address has had its share of acknowledgements. */
  isHeldBack: boolean
}

export class Tickets {
  readonly #parts: TicketParts

  constructor(parts: TicketParts) {
    this.#parts = parts
  }

  /** Makes a ticket of a form, or of a conversation that waits. Idempotent by the form's id. */
  async open(
    visitor: Visitor,
    form: TicketOpen,
    { browser, address }: { browser: string; address: string },
  ): Promise<{ ticket: Ticket; conversation: string }> {
    const vouched = visitor.identity?.email
    const email = (vouched ?? form.email).trim()
    checkForm({ ...form, email })
    const { store, publisher, newcomers, queued } = this.#parts
    await newcomers.admit(visitor, address)
    const isHeldBack = !vouched && !(await newcomers.mayWriteTo(address))
    const made = await store.write(() => this.#open(visitor, { ...form, email }, browser, isHeldBack))
    queued()
    const row = await publisher.publish(made.conversation, ...made.said)
    return {
      conversation: row.id,
      ticket: {
        reference: row.reference!,
        email: row.ticketEmail!,
        state: row.ticketState!,
        openedAt: row.openedAt!,
        answerBy: row.answerBy!,
        isConfirmed: row.heldBack === null,
      },
    }
  }

  *#open(visitor: Visitor, form: TicketOpen, browser: string, isHeldBack: boolean) {
    const { store, clock } = this.#parts
    const { queries } = store
    const at = clock()
    const site = this.#parts.sites.get(visitor.site)!
    const { id, email, text, files, report } = form
    const name = form.name.trim() || null
    const created = { id: form.id, name, plan: site.plans[0]!.id, context: form.context, browser, at }
    const known = yield* write.find(queries, visitor, form.conversation ?? form.id, form.id)
    // What is stored is acknowledged, whoever was blocked since; what is restricted does not go on.
    const [stored] = known ? yield* queries.message({ conversation: known.key, author: 'visitor', id: form.id }) : []
    const found = stored || !known?.restrictedAt || known.id === form.id ? known : null
    if (!stored) yield* checkBlocked(queries, visitor, email)
    const row = found ? yield* join(queries, site, found, visitor, at) : yield* create(queries, visitor, created)
    const isEmpty = isBlank(text) && !files?.length
    const said = isEmpty ? [] : [yield* receive(queries, site, row, { id, text, files, report, at }, onPage(visitor))]
    const [ticket] = yield* queries.ticket({ conversation: row.key })
    if (ticket) return { conversation: row.id, said }
    yield* this.#checkPace(row.visitor, at)
    const now = yield* write.get(queries, row.id)
    said.push(
      yield* this.make(now, {
        email,
        name,
        // What no page of ours offers says nothing to the team.
        topic: this.#parts.isTopic(visitor.site, form.topic) ? form.topic : '',
        context: { ...form.context, browser },
        isTrap: Boolean(form.trap),
        isHeldBack,
      }),
    )
    return { conversation: row.id, said }
  }

  /**
   * Makes a ticket of a conversation that nobody has taken by an instant, if an e-mail is known; of two nodes one does.
   */
  async handOff(id: string, by: number): Promise<void> {
    const { store, publisher, queued } = this.#parts
    const said = await store.write(() => this.#handOff(id, by))
    if (!said) return
    queued()
    await publisher.publish(id, said)
  }

  *#handOff(id: string, by: number): Work<StoredMessage | null> {
    const row = yield* write.get(this.#parts.store.queries, id)
    const { state, assignee, target, dueAt, email } = row
    if (state === 'closed' || assignee !== null || target !== 'chat' || dueAt === null || dueAt > by || email === null)
      return null
    const about = { topic: '', context: row.context, isTrap: false, isHeldBack: false }
    return yield* this.make(row, { email, name: null, ...about })
  }

  /** The ticket of a conversation, and the mails that say so, in one write; refused where it goes on in another. */
  *make(row: StoredConversation, { email, name, topic, ...from }: Made): Work<StoredMessage> {
    const { store, clock, sites } = this.#parts
    const { queries } = store
    if (row.mergedInto !== null) throw new Refused('closed')
    const at = clock()
    const reference = yield* this.freeReference()
    const counted = dueOfRequest(sites.get(row.site)!, row.plan, at, from.isByMail)
    const ticket: Omit<StoredTicket, 'heldBack'> = {
      conversation: row.key,
      reference,
      email,
      topic,
      state: 'open',
      openedAt: at,
      answerBy: counted.dueAt,
    }
    yield* queries.addTicket(ticket)
    // Where an identity is written to, nobody has typed.
    const now = {
      name: row.name ?? name,
      email: row.sub === null ? (row.email ?? email) : row.email,
      waitingSince: row.waitingSince ?? at,
    }
    // An agent may have closed it while the form was filled in.
    const line = yield* say(
      queries,
      row,
      { code: 'ticket', values: { reference }, at },
      { ...counted, ...now, state: 'open', closedAt: null, spamAt: null },
    )
    yield* this.#queueMails({ ...row, ...now }, ticket, from, line.seq)
    return line
  }

  /**
   * A form a minute, and twice as long after each of the last hour: nobody who needs help sends ten, and whoever does
   * keeps the text.
   */
  *#checkPace(visitor: number, at: number): Work<void> {
    const [made] = yield* this.#parts.store.queries.ticketsOfVisitor({ visitor, since: at - hour })
    if (made!.latest === null) return
    const wait = made!.latest + minute * 2 ** (made!.n - 1) - at
    if (wait > 0) throw new Refused('too-many', Math.ceil(wait / 1000))
  }

  /** A reference that no ticket has. */
  *freeReference(): Work<string> {
    const { store, newReference } = this.#parts
    for (;;) {
      const reference = newReference()
      if ((yield* store.queries.ticketByReference({ reference })).length === 0) return reference
    }
  }

  /** Queues what the team and the visitor are told, in the write that makes the ticket. */
  *#queueMails(
    row: StoredConversation,
    ticket: Omit<StoredTicket, 'heldBack'>,
    { context, isTrap, isHeldBack }: Pick<Made, 'context' | 'isTrap' | 'isHeldBack'>,
    upTo: number,
  ): Work<void> {
    const { store, letters, clock, realClock } = this.#parts
    const { queries } = store
    const now = clock()
    const said = yield* saidIn(queries, row.site, now)
    const { reference, email, answerBy, topic } = ticket
    const { site, id: conversation, name } = row
    const { team, visitor } = letters.ticket({
      site,
      ticket: { reference, email, answerBy },
      conversation,
      name,
      topic,
      upTo,
      context,
      said,
      now,
    })
    if (team) yield* queue(queries, team, row.key)
    if (!visitor) return
    // A program fills in what people do not see, and so do some password managers: the ticket is made and the team is
    // told, so that nobody's words are lost; what is held back is what programs are after, a mail to somebody's
    // address.
    if (isTrap) return void (yield* queries.noteHeldBack({ conversation: row.key, why: 'trap' }))
    const why = isHeldBack ? 'limit' : yield* heldBackFor(queries, visitor.to, realClock())
    if (why) yield* queries.noteHeldBack({ conversation: row.key, why })
    else yield* queue(queries, visitor, row.key)
  }
}

function checkForm({ email, name, text, files, report, conversation }: TicketOpen): void {
  checkAddress(email)
  if (name.length > limits.name) throw new Refused('too-long')
  // A conversation that becomes a ticket has its text already.
  if (conversation === undefined || text !== '') checkText({ text, files })
  // What has gone wrong can be seen in a picture, and no picture says what should have happened; it may be left out.
  if (report && (report.expected.length > limits.text || report.device.length > limits.query))
    throw new Refused('too-long')
}
