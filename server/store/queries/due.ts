// Who waits for an answer, and by when it is due.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots } from '../query.ts'
import type { StoredConversation } from '../tables/conversation.ts'
import type { Database } from '../tables/tables.ts'

/** One who waits in a queue. */
export type QueuedConversation = Pick<StoredConversation, 'key' | 'id' | 'site' | 'email'> & {
  dueAt: number
  secretHash: string
}

export function dueQueries(db: Kysely<Database>) {
  const open = () => db.selectFrom('conversation as c').where('c.state', '=', sql.lit('open'))
  /** What is overdue and the team has not been told of; who has been taken is the agent's own affair. */
  const overdue = (p: Slots<{ now: number }>) =>
    open()
      .where('c.dueAt', '<=', p.now)
      .where('c.overdueAt', 'is', null)
      .where((e) => e.or([e('c.target', '!=', sql.lit('chat')), e('c.assignee', 'is', null)]))
  return {
    /** The queues of all sites, in the order in which answers fall due. */
    queued: prepare(() =>
      open()
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.key', 'c.id', 'c.site', 'c.dueAt', 'c.email', 'v.secretHash'])
        .where('c.dueAt', 'is not', null)
        .where('c.target', '=', sql.lit('chat'))
        .where('c.assignee', 'is', null)
        .orderBy('c.dueAt')
        .orderBy('c.key')
        .$castTo<QueuedConversation>(),
    ),
    /** Sites with answers that are overdue and that the team has not been told of. */
    sitesOverdue: prepare((p: Slots<{ now: number }>) => overdue(p).select('c.site').distinct()),
    /** Takes the turn to tell a site's team, unless it was told after an instant; a clock may be put back. */
    tellOverdue: prepare((p: Slots<{ site: string; now: number; after: number }>) =>
      db
        .updateTable('site')
        .set({ overdueToldAt: p.now })
        .where('id', '=', p.site)
        .where((e) =>
          e.or([e('overdueToldAt', 'is', null), e('overdueToldAt', '<=', p.after), e('overdueToldAt', '>', p.now)]),
        )
        .returning('id'),
    ),
    /** What is overdue at a site, longest first. */
    overdueAt: prepare((p: Slots<{ site: string; now: number; limit: number }>) =>
      overdue(p)
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.key', 'c.id', 'c.name', 'c.dueAt', 't.reference', 't.email'])
        .select((e) =>
          e
            .selectFrom('message as m')
            .select('m.text')
            .whereRef('m.conversation', '=', 'c.key')
            .where('m.author', '=', sql.lit('visitor'))
            .orderBy('m.seq', 'desc')
            .limit(sql.lit(1))
            .as('text'),
        )
        .where('c.site', '=', p.site)
        .orderBy('c.dueAt')
        .orderBy('c.key')
        .limit(p.limit)
        .$narrowType<{ dueAt: number }>(),
    ),
    /** That a site's team has been told of all that is overdue. */
    noteOverdue: prepareCounted((p: Slots<{ site: string; now: number }>) =>
      db
        .updateTable('conversation')
        .set({ overdueAt: p.now })
        .where('key', 'in', overdue(p).select('c.key').where('c.site', '=', p.site)),
    ),
    nextDueAt: prepare((p: Slots<{ now: number }>) =>
      open()
        .select(sql<number | null>`min(${sql.ref('c.dueAt')})`.as('at'))
        .where('c.dueAt', '>', p.now),
    ),
    /** Chats that wait for an answer, and what waits without a time. */
    counted: prepare((p: Slots<{ site: string }>) =>
      open()
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
        .orderBy('takenAt', 'desc')
        .limit(p.limit)
        .$castTo<{ takenAfter: number }>(),
    ),
  }
}
