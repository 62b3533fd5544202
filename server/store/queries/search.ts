// Counts of what people look for, and whether articles helped.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { counted, given, type StoredFeedback, type StoredSearch } from '../tables/search.ts'
import type { Database } from '../tables/tables.ts'

const month = 30 * 86_400_000

export function searchQueries(db: Kysely<Database>) {
  return {
    countSearch: prepare((p: Slots<StoredSearch>) =>
      db
        .insertInto('search')
        .values(some(p, counted))
        .onConflict((c) =>
          c.columns(['site', 'locale', 'key', 'opened']).doUpdateSet((eb) => ({
            query: eb.ref('excluded.query'),
            total: eb('search.total', '+', eb.ref('excluded.total')),
            unsure: eb('search.unsure', '+', eb.ref('excluded.unsure')),
            asked: eb('search.asked', '+', eb.ref('excluded.asked')),
            at: eb.ref('excluded.at'),
            led: eb('search.led', '+', eb.ref('excluded.led')),
            visitors: sql<number>`case when search.at < excluded.at - ${sql.lit(month)} then excluded.visitors else search.visitors | excluded.visitors end`,
          })),
        ),
    ),
    searches: prepare((p: Slots<{ site: string; locale: string; since: number; limit: number }>) =>
      db
        .selectFrom('search')
        .selectAll()
        .where('site', '=', p.site)
        .where('locale', '=', p.locale)
        .where('at', '>=', p.since)
        .orderBy('at', 'desc')
        .limit(p.limit),
    ),
    /** Some of those that nobody has searched since. */
    forgetSearches: prepareCounted((p: Slots<{ before: number; limit: number }>) =>
      db
        .deleteFrom('search')
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('site', 'locale', 'key', 'opened'),
            'in',
            eb
              .selectFrom('search')
              .select(['site', 'locale', 'key', 'opened'])
              .where('at', '<', p.before)
              .limit(p.limit)
              .$asTuple('site', 'locale', 'key', 'opened'),
          ),
        ),
    ),
    feedback: prepare((p: Slots<Pick<StoredFeedback, 'site' | 'id'>>) =>
      db.selectFrom('feedback').select('helped').where('site', '=', p.site).where('id', '=', p.id),
    ),
    putFeedback: prepare((p: Slots<StoredFeedback>) =>
      db
        .insertInto('feedback')
        .values(some(p, given))
        .onConflict((c) => c.columns(['site', 'id']).doUpdateSet(some(p, ['helped', 'missing', 'at']))),
    ),
  }
}
