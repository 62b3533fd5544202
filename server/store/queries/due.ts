// Who waits for an answer, and by when it is due.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { StoredConversation } from '../tables/conversation.ts'
import type { Database } from '../tables/tables.ts'

/** One who waits in a queue. */
export type QueuedConversation = Pick<StoredConversation, 'key' | 'id' | 'site' | 'email'> & {
  dueAt: number
  secretHash: string
}

/** Nobody waits in what is restricted. */
export const withOpen = (db: Kysely<Database>) =>
  db.selectFrom('conversation as c').where('c.state', '=', sql.lit('open')).where('c.restrictedAt', 'is', null)

export function dueQueries(db: Kysely<Database>) {
  return {
    /** The queues of all sites, in the order in which answers fall due. */
    queued: prepare(() =>
      withOpen(db)
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.key', 'c.id', 'c.site', 'c.dueAt', 'c.email', 'v.secretHash'])
        .where('c.dueAt', 'is not', null)
        .where('c.target', '=', sql.lit('chat'))
        .where('c.assignee', 'is', null)
        .$castTo<QueuedConversation>(),
    ),
    nextDueAt: prepare((p: Slots<{ now: number }>) =>
      withOpen(db)
        .select(sql<number | null>`min(${sql.ref('c.dueAt')})`.as('at'))
        .where('c.dueAt', '>', p.now),
    ),
    /** Chats that wait for an answer, and what waits without a time. */
    counted: prepare((p: Slots<{ site: string }>) =>
      withOpen(db)
        .selectAll('c')
        .where('c.site', '=', p.site)
        .where('c.waitingSince', 'is not', null)
        .where((e) => e.or([e('c.dueAt', 'is', null), e('c.target', '=', sql.lit('chat'))])),
    ),
    /** After how much open time the latest were taken out of a site's queue. */
    takes: prepare((p: Slots<{ site: string; limit: number }>) =>
      db
        .selectFrom('conversation')
        .select('takenAfter')
        .where('site', '=', p.site)
        .where('takenAt', 'is not', null)
        .where('restrictedAt', 'is', null)
        .orderBy('takenAt', 'desc')
        .limit(p.limit)
        .$castTo<{ takenAfter: number }>(),
    ),
  }
}
