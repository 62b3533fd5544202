// Closed conversations, those closed last first, page by page.

import { type Kysely, sql } from 'kysely'
import { bounds } from '../../bounds.ts'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { constant, listed } from './list.ts'

/** A site's, from before one that was closed at an instant on. */
export interface ClosedBefore {
  site: string
  at: number
  id: string
}

export function closedQueries(db: Kysely<Database>) {
  const before = (p: Slots<ClosedBefore>) =>
    listed(db)
      .where('c.site', '=', constant(p.site, 'text'))
      .where('c.state', '=', sql.lit('closed'))
      .where('c.restrictedAt', 'is', null)
      .where(sql<boolean>`(${sql.ref('c.closedAt')}, ${sql.ref('c.id')}) < (${p.at}, ${p.id})`)
      .orderBy('c.closedAt', 'desc')
      .orderBy('c.id', 'desc')
      // Given as a value, PostgreSQL would plan anew each time, which takes longer than to read the page.
      .limit(sql.lit(bounds.closed + 1))
  return {
    closedConversations: prepare((p: Slots<ClosedBefore>) => before(p).where('c.spamAt', 'is', null)),
    spamConversations: prepare((p: Slots<ClosedBefore>) => before(p).where('c.spamAt', 'is not', null)),
  }
}
