// What is restricted: kept, and used for nothing until that is lifted.

import type { Kysely } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'

export function restrictionQueries(db: Kysely<Database>) {
  return {
    /** Since when a conversation is restricted, and under what; nulls: it is not. */
    restrictionOf: prepare((p: Slots<{ id: string }>) =>
      db.selectFrom('conversation').select(['restrictedAt', 'restriction']).where('id', '=', p.id),
    ),
    restrict: prepare((p: Slots<{ key: number; restriction: string; at: number; revision: number }>) =>
      db
        .updateTable('conversation')
        .set({ restrictedAt: p.at, restriction: p.restriction, revision: p.revision })
        .where('key', '=', p.key)
        .where('restrictedAt', 'is', null),
    ),
    unrestrict: prepare((p: Slots<{ key: number; revision: number }>) =>
      db
        .updateTable('conversation')
        .set({ restrictedAt: null, restriction: null, revision: p.revision })
        .where('key', '=', p.key),
    ),
    /** Mails that came in and belong to nothing, and are restricted or not. */
    strayRestricted: prepare((p: Slots<{ key: number }>) =>
      db.selectFrom('arrival').select('restrictedAt').where('key', '=', p.key).where('conversation', 'is', null),
    ),
    restrictStray: prepare((p: Slots<{ key: number; at: number | null }>) =>
      db.updateTable('arrival').set({ restrictedAt: p.at }).where('key', '=', p.key),
    ),
    /** Requests since an instant, the latest first, and whose they are. */
    freshRequests: prepare((p: Slots<{ site: string; since: number }>) =>
      db
        .selectFrom('conversation as c')
        .innerJoin('ticket as t', 't.conversation', 'c.key')
        .select(['c.id', 't.email'])
        .where('c.site', '=', p.site)
        .where('t.openedAt', '>=', p.since)
        .where('c.restrictedAt', 'is', null)
        .where('c.mergedInto', 'is', null)
        .where('c.spamAt', 'is', null)
        .orderBy('c.key', 'desc'),
    ),
    /** Who is restricted at a site or objects to statistics, and what they have searched for. */
    uncountedAt: prepare((p: Slots<{ site: string }>) =>
      db
        .selectFrom('conversation')
        .select(['site', 'locale', 'context', 'name', 'email', 'sub'])
        .where('site', '=', p.site)
        .where((e) => e.or([e('restrictedAt', 'is not', null), e('objectedAt', 'is not', null)])),
    ),
  }
}
