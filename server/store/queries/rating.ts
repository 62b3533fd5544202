// Ratings of conversations.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { added, type StoredRating } from '../tables/rating.ts'
import type { Database } from '../tables/tables.ts'

type Since = Slots<{ site: string; since: number }>

export function ratingQueries(db: Kysely<Database>) {
  return {
    rating: prepare((p: Slots<{ conversation: number }>) =>
      db.selectFrom('rating').selectAll().where('conversation', '=', p.conversation),
    ),
    putRating: prepare((p: Slots<StoredRating>) =>
      db
        .insertInto('rating')
        .values(some(p, added))
        .onConflict((c) => c.column('conversation').doUpdateSet(some(p, ['outcome', 'comment', 'agent', 'at']))),
    ),
    ratingCounts: prepare((p: Since) =>
      db
        .selectFrom('rating as r')
        .innerJoin('conversation as c', 'c.key', 'r.conversation')
        .select(['r.outcome', sql<number>`count(*)`.as('n')])
        .where('r.site', '=', p.site)
        .where('r.at', '>=', p.since)
        .where('c.restrictedAt', 'is', null)
        .where('c.objectedAt', 'is', null)
        .groupBy('r.outcome'),
    ),
    /** Conversations that were answered and closed since an instant. */
    answeredAndClosed: prepare((p: Since) =>
      db
        .selectFrom('conversation')
        .select(sql<number>`count(*)`.as('n'))
        .where('site', '=', p.site)
        .where('state', '=', sql.lit('closed'))
        .where('spamAt', 'is', null)
        .where('restrictedAt', 'is', null)
        .where('objectedAt', 'is', null)
        .where('closedAt', '>=', p.since)
        .where('answeredSeq', '>', sql.lit(0)),
    ),
    ratingComments: prepare((p: Slots<{ site: string; since: number; limit: number }>) =>
      db
        .selectFrom('rating as r')
        .innerJoin('conversation as c', 'c.key', 'r.conversation')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.id', 'c.name', 'c.assigneeName', 'v.secretHash', 'r.outcome', 'r.comment', 'r.at'])
        .where('r.site', '=', p.site)
        .where('r.at', '>=', p.since)
        .where('r.comment', '!=', sql.lit(''))
        .where('c.restrictedAt', 'is', null)
        .where('c.objectedAt', 'is', null)
        .orderBy('r.at', 'desc')
        .limit(p.limit),
    ),
    /** Takes back a mail that asks for one and has not begun to leave: the conversation is open again. */
    dropClosingMail: prepareCounted((p: Slots<{ conversation: number }>) =>
      db
        .deleteFrom('mail')
        .where('conversation', '=', p.conversation)
        .where('kind', '=', sql.lit('closing' as const))
        .where('sentAt', 'is', null)
        .where('leaseUntil', 'is', null),
    ),
  }
}
