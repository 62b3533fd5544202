// What search is not to learn: what an owner has struck out, and names.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { type StoredStruck, striking } from '../tables/search.ts'
import type { Database } from '../tables/tables.ts'

export function learningQueries(db: Kysely<Database>) {
  return {
    struck: prepare((p: Slots<{ site: string; locale: string }>) =>
      db.selectFrom('struck').selectAll().where('site', '=', p.site).where('locale', '=', p.locale),
    ),
    strike: prepare((p: Slots<StoredStruck>) =>
      db
        .insertInto('struck')
        .values(some(p, striking))
        .onConflict((c) => c.doNothing()),
    ),
    unstrike: prepareCounted((p: Slots<Omit<StoredStruck, 'at'>>) =>
      db
        .deleteFrom('struck')
        .where('site', '=', p.site)
        .where('locale', '=', p.locale)
        .where('word', '=', p.word)
        .where('article', '=', p.article),
    ),
    /** Whether any search has led anywhere yet. */
    hasLed: prepare((p: Slots<{ site: string; locale: string }>) =>
      db
        .selectFrom('search')
        .select('key')
        .where('site', '=', p.site)
        .where('locale', '=', p.locale)
        .where('led', '>', sql.lit(0))
        .limit(sql.lit(1)),
    ),
    /** What the visitors of a site are called. */
    namesAt: prepare((p: Slots<{ site: string }>) =>
      db.selectFrom('conversation').select('name').distinct().where('site', '=', p.site).where('name', 'is not', null),
    ),
  }
}
