// Agents' replies that nobody has read or been mailed yet.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { StoredConversation } from '../tables/conversation.ts'
import { undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'

/** A conversation in which replies wait to be mailed. */
export type UnmailedConversation = Pick<StoredConversation, 'key' | 'site'> & {
  unmailedSince: number
  secretHash: string
}

export function unmailedQueries(db: Kysely<Database>) {
  return {
    /** That a reply is neither mailed nor read yet. */
    awaitMailing: prepare((p: Slots<{ key: number; at: number }>) =>
      db
        .updateTable('conversation')
        .set({ unmailedSince: p.at })
        .where('key', '=', p.key)
        .where('unmailedSince', 'is', null),
    ),
    /** That replies up to a `seq` are mailed, or read. */
    noteMailed: prepare((p: Slots<{ key: number; upTo: number }>) =>
      db.updateTable('conversation').set({ mailedSeq: p.upTo, unmailedSince: null }).where('key', '=', p.key),
    ),
    /** Conversations with replies that wait since between two instants, and somewhere to mail them to. */
    unmailed: prepare((p: Slots<{ from: number; until: number; limit: number }>) =>
      db
        .selectFrom('conversation as c')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.key', 'c.site', 'c.unmailedSince', 'v.secretHash'])
        .where('c.unmailedSince', '>', p.from)
        .where('c.unmailedSince', '<=', p.until)
        .where('c.restrictedAt', 'is', null)
        .where((e) =>
          e.or([e('t.email', 'is not', null), e.and([e('c.sub', 'is not', null), e('c.email', 'is not', null)])]),
        )
        .orderBy('c.unmailedSince')
        .limit(p.limit)
        .$castTo<UnmailedConversation>(),
    ),
  }
}

/** What takes back a mail of theirs that waits. */
export function takingBackQueries(db: Kysely<Database>) {
  return {
    /** What was mailed up to then alone, and since when a reply after it waits. */
    noteUnmailed: prepare((p: Slots<{ key: number; upTo: number; since: number | null }>) =>
      db.updateTable('conversation').set({ mailedSeq: p.upTo, unmailedSince: p.since }).where('key', '=', p.key),
    ),
    /** Mails of a message: to its visitor, and to those whom it is copied to. @param name what their ids begin with */
    mailsOfMessage: prepare((p: Slots<{ conversation: number; name: string }>) =>
      db
        .selectFrom('mail')
        .select(['id', 'to', 'facts'])
        .where('conversation', '=', p.conversation)
        .where(sql`substr("messageId", 1, length(${p.name}))`, '=', p.name),
    ),
    /** Replies to an address after one that wait, oldest first. */
    replyMailsAfter: prepare((p: Slots<{ conversation: number; to: string; id: number }>) =>
      db
        .selectFrom('mail')
        .select(['messageId', 'facts'])
        .where('conversation', '=', p.conversation)
        .where('to', '=', p.to)
        .where('id', '>', p.id)
        .where('kind', '=', sql.lit('ticket-reply' as const))
        .where('dueAt', '=', sql.lit(undrawn))
        .orderBy('id'),
    ),
    /** Takes back a mail that is not drawn, and so in nobody's hands; gives nothing when it is. */
    takeMailBack: prepare((p: Slots<{ id: number }>) =>
      db.deleteFrom('mail').where('id', '=', p.id).where('dueAt', '=', sql.lit(undrawn)).returning('id'),
    ),
  }
}
