// Blocking: whose messages are refused at a site; what was stored before stays, and is acknowledged when repeated.

import { mailboxOf } from '../mail/mailbox.ts'
import { Refused } from '../protocol/answer.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredTicket } from '../store/tables/ticket.ts'
import type { Visitor } from '../visitors/visitors.ts'

/** Refuses `blocked` what somebody begins, or sends from an address, whose messages are refused. */
export function* checkBlocked(queries: Queries, { site, secretHash, identity }: Visitor, email?: string): Work<void> {
  const [blocks] = yield* queries.blocksOf({
    site,
    visitor: secretHash,
    identity: identity?.sub ?? null,
    address: email === undefined ? null : mailboxOf(email).mailbox,
  })
  if (blocks!.n > 0) throw new Refused('blocked')
}

/** In whose conversation somebody is blocked, by whom and when. */
interface Blocking {
  row: StoredConversation
  ticket: Pick<StoredTicket, 'email'> | null
  by: string
  at: number
}

/** The same of who holds the link of a ticket, by its address. */
export function* checkHolder(queries: Queries, site: string, reference: string): Work<void> {
  const [ticket] = yield* queries.ticketByReference({ reference })
  const address = ticket ? mailboxOf(ticket.email).mailbox : null
  const [blocks] = yield* queries.blocksOf({ site, visitor: null, identity: null, address })
  if (blocks!.n > 0) throw new Refused('blocked')
}

/**
 * Blocks the visitor of a conversation, by their browser and by who they are, or its address; or lifts that, and what
 * was blocked in it by an address that it does not have any more.
 * @throws Refused `bad-email`: no address is known
 */
export function* block(queries: Queries, what: 'visitor' | 'address', on: boolean, from: Blocking): Work<void> {
  const { row, ticket, by, at } = from
  const [known] = yield* queries.blocksIn({ conversation: row.key })
  const email = ticket?.email ?? row.email
  if (what === 'address' && on && email === null) throw new Refused('bad-email')
  const blocked =
    what === 'address'
      ? email === null
        ? []
        : [['address', mailboxOf(email).mailbox] as const]
      : [['visitor', known!.secretHash] as const, ...(row.sub === null ? [] : [['identity', row.sub] as const])]
  for (const [kind, value] of blocked)
    if (on) yield* queries.addBlock({ conversation: row.key, site: row.site, kind, value, by, at })
    else yield* queries.liftBlock({ site: row.site, kind, value })
  if (on) return
  for (const kind of what === 'address' ? (['address'] as const) : (['visitor', 'identity'] as const))
    yield* queries.liftBlocksIn({ conversation: row.key, site: row.site, kind })
}
