// Answers that are overdue, and what the team has been told of them.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { withOpen } from './due.ts'

/** What is overdue and the team has not been told of; who has been taken is the agent's own affair. */
const overdue = (db: Kysely<Database>, p: Slots<{ now: number }>) =>
  withOpen(db)
    .where('c.dueAt', '<=', p.now)
    .where('c.overdueAt', 'is', null)
    .where((e) => e.or([e('c.target', '!=', sql.lit('chat')), e('c.assignee', 'is', null)]))

export function overdueQueries(db: Kysely<Database>) {
  return {
    /** Sites with answers that are overdue and that the team has not been told of. */
    sitesOverdue: prepare((p: Slots<{ now: number }>) => overdue(db, p).select('c.site').distinct()),
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
      overdue(db, p)
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.key', 'c.id', 'c.name', 'c.dueAt', 'c.lastSeq as upTo', 't.reference', 't.email'])
        .select((e) =>
          e
            .selectFrom('message as m')
            .select('m.text')
            .whereRef('m.conversation', '=', 'c.key')
            .where('m.author', '=', sql.lit('visitor'))
            .where('m.system', 'is', null)
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
        .where('key', 'in', overdue(db, p).select('c.key').where('c.site', '=', p.site)),
    ),
  }
}
