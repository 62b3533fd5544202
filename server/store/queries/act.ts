// Acts that were done, and what they have put off.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { added, type StoredAct } from '../tables/act.ts'
import type { Database } from '../tables/tables.ts'

export function actQueries(db: Kysely<Database>) {
  return {
    act: prepare((p: Slots<Pick<StoredAct, 'conversation' | 'by' | 'id'>>) =>
      db
        .selectFrom('act')
        .selectAll()
        .where('conversation', '=', p.conversation)
        .where('by', '=', p.by)
        .where('id', '=', p.id),
    ),
    addAct: prepare((p: Slots<Omit<StoredAct, 'key'>>) => db.insertInto('act').values(some(p, added))),
    /** Conversations that are to come back by now, and when the next one is. */
    snoozedUntil: prepare((p: Slots<{ now: number; limit: number }>) =>
      db
        .selectFrom('conversation')
        .select('id')
        .where('snoozedUntil', '<=', p.now)
        .where('restrictedAt', 'is', null)
        .orderBy('snoozedUntil')
        .limit(p.limit),
    ),
    nextWakeAt: prepare((p: Slots<{ now: number }>) =>
      db
        .selectFrom('conversation')
        .select(sql<number | null>`min(${sql.ref('snoozedUntil')})`.as('at'))
        .where('snoozedUntil', '>', p.now)
        .where('restrictedAt', 'is', null),
    ),
    forgetActs: prepareCounted((p: Slots<{ before: number }>) => db.deleteFrom('act').where('at', '<', p.before)),
  }
}
