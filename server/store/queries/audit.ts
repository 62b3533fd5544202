// The record of who did what.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slot, type Slots, some } from '../query.ts'
import { added, type StoredLine } from '../tables/audit.ts'
import type { Database } from '../tables/tables.ts'

export function auditQueries(db: Kysely<Database>) {
  /** Null: any will do. */
  const orAny = (column: 'what' | 'userId' | 'person', slot: Slot<string | null>) =>
    sql<boolean>`(cast(${slot} as text) is null or ${sql.ref(column)} = cast(${slot} as text))`
  /** The oldest that are to go; the latest stays, on which the next is built. */
  const isOld = (before: Slot<number>) =>
    sql<boolean>`key < coalesce((select min(key) from audit where at >= ${before}), (select max(key) from audit))`
  return {
    addLine: prepare((p: Slots<Omit<StoredLine, 'key'>>) => db.insertInto('audit').values(some(p, added))),
    lastLine: prepare(() => db.selectFrom('audit').selectAll().orderBy('key', 'desc').limit(sql.lit(1))),
    lastLineOf: prepare((p: Slots<{ what: StoredLine['what'] }>) =>
      db.selectFrom('audit').selectAll().where('what', '=', p.what).orderBy('key', 'desc').limit(sql.lit(1)),
    ),
    linesBefore: prepare(
      (
        p: Slots<{
          before: number
          limit: number
          what: StoredLine['what'] | null
          userId: string | null
          person: string | null
        }>,
      ) =>
        db
          .selectFrom('audit')
          .selectAll()
          .where('key', '<', p.before)
          .where(orAny('what', p.what))
          .where(orAny('userId', p.userId))
          .where(orAny('person', p.person))
          .orderBy('key', 'desc')
          .limit(p.limit),
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
