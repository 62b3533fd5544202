// The record of who did what.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slot, type Slots, some } from '../query.ts'
import { added, type StoredLine } from '../tables/audit.ts'
import type { Database } from '../tables/tables.ts'

export function auditQueries(db: Kysely<Database>) {
  const before = (p: Slots<{ before: number; limit: number }>) =>
    db.selectFrom('audit').selectAll().where('key', '<', p.before).orderBy('key', 'desc').limit(p.limit)
  /** The oldest that are to go; the latest stays, on which the next is built. */
  const isOld = (before: Slot<number>) =>
    sql<boolean>`key < coalesce((select min(key) from audit where at >= ${before}), (select max(key) from audit))`
  return {
    addLine: prepare((p: Slots<Omit<StoredLine, 'key'>>) => db.insertInto('audit').values(some(p, added))),
    lastLine: prepare(() => db.selectFrom('audit').selectAll().orderBy('key', 'desc').limit(sql.lit(1))),
    lastLineOf: prepare((p: Slots<{ what: StoredLine['what'] }>) =>
      db.selectFrom('audit').selectAll().where('what', '=', p.what).orderBy('key', 'desc').limit(sql.lit(1)),
    ),
    linesBefore: prepare(before),
    linesOfBefore: prepare((p: Slots<{ before: number; limit: number; what: StoredLine['what'] }>) =>
      before(p).where('what', '=', p.what),
    ),
    linesAfter: prepare((p: Slots<{ after: number; limit: number }>) =>
      db.selectFrom('audit').selectAll().where('key', '>', p.after).orderBy('key').limit(p.limit),
    ),
    oldLines: prepare((p: Slots<{ before: number }>) =>
      db
        .selectFrom('audit')
        .select([sql<number>`count(*)`.as('n'), sql<number | null>`min(at)`.as('oldest')])
        .where(isOld(p.before)),
    ),
    forgetLines: prepareCounted((p: Slots<{ before: number; limit: number }>) =>
      db
        .deleteFrom('audit')
        .where(({ eb }) =>
          eb('key', 'in', eb.selectFrom('audit').select('key').where(isOld(p.before)).orderBy('key').limit(p.limit)),
        ),
    ),
  }
}
