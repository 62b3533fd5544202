// Tickets.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { added, type StoredTicket } from '../tables/ticket.ts'

/** What acts change of a ticket. */
export type TicketFacts = Pick<StoredTicket, 'state' | 'answerBy' | 'email'>

export function ticketQueries(db: Kysely<Database>) {
  return {
    ticket: prepare((p: Slots<{ conversation: number }>) =>
      db.selectFrom('ticket').selectAll().where('conversation', '=', p.conversation),
    ),
    ticketByReference: prepare((p: Slots<{ reference: string }>) =>
      db.selectFrom('ticket').selectAll().where('reference', '=', p.reference),
    ),
    addTicket: prepare((p: Slots<Omit<StoredTicket, 'heldBack'>>) => db.insertInto('ticket').values(some(p, added))),
    /** What its visitor is told of a ticket that is to be answered. */
    promiseTicket: prepare((p: Slots<{ conversation: number; answerBy: number }>) =>
      db.updateTable('ticket').set({ state: 'open', answerBy: p.answerBy }).where('conversation', '=', p.conversation),
    ),
    /** How many tickets a visitor has made since an instant, and when the latest. */
    ticketsOfVisitor: prepare((p: Slots<{ visitor: number; since: number }>) =>
      db
        .selectFrom('ticket as t')
        .innerJoin('conversation as c', 'c.key', 't.conversation')
        .select([sql<number>`count(*)`.as('n'), sql<number | null>`max(${sql.ref('t.openedAt')})`.as('latest')])
        .where('c.visitor', '=', p.visitor)
        .where('t.openedAt', '>', p.since),
    ),
    noteHeldBack: prepare((p: Slots<{ conversation: number; why: NonNullable<StoredTicket['heldBack']> }>) =>
      db.updateTable('ticket').set({ heldBack: p.why }).where('conversation', '=', p.conversation),
    ),
    changeTicket: prepare((p: Slots<{ conversation: number } & TicketFacts>) =>
      db
        .updateTable('ticket')
        .set(some(p, ['state', 'answerBy', 'email']))
        .where('conversation', '=', p.conversation),
    ),
    changeTicketState: prepare((p: Slots<{ conversation: number; state: StoredTicket['state'] }>) =>
      db.updateTable('ticket').set({ state: p.state }).where('conversation', '=', p.conversation),
    ),
  }
}
