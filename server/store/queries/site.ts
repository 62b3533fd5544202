// Sites with their counters, visitors, and the pulses of nodes.

import { type Kysely, sql } from 'kysely'
import { prepare, type Reserved, type Slots, some } from '../query.ts'
import { beaten, type Pulse } from '../tables/pulse.ts'
import type { Database } from '../tables/tables.ts'
import type { StoredVisitor } from '../tables/visitor.ts'

/** @param reserved what the writer's batch has reserved */
export function siteQueries(db: Kysely<Database>, reserved: Reserved) {
  const reserve = prepare((p: Slots<{ site: string; count: number }>) =>
    db
      .updateTable('site')
      .set({ revision: sql`revision + ${p.count}` })
      .where('id', '=', p.site)
      .returning('revision'),
  )
  return {
    addSite: prepare((p: Slots<{ id: string }>) =>
      db
        .insertInto('site')
        .values({ id: p.id, revision: 0, overdueToldAt: null })
        .onConflict((c) => c.doNothing()),
    ),
    /**
     * The next number of a site's counter, in a write only: greater than all that are committed, which may leave some
     * out.
     */
    nextRevision: ({ site }: { site: string }) => reserved.next(site, reserve),
    revision: prepare((p: Slots<{ site: string }>) =>
      db.selectFrom('site').select('revision').where('id', '=', p.site),
    ),
    addVisitor: prepare((p: Slots<Omit<StoredVisitor, 'key'>>) =>
      db
        .insertInto('visitor')
        .values(some(p, ['site', 'secretHash', 'createdAt']))
        .returning('key'),
    ),
    visitor: prepare((p: Slots<{ site: string; secretHash: string }>) =>
      db.selectFrom('visitor').select('key').where('site', '=', p.site).where('secretHash', '=', p.secretHash),
    ),
    putPulse: prepare((p: Slots<Pulse>) =>
      db
        .insertInto('pulse')
        .values(some(p, beaten))
        .onConflict((c) => c.column('node').doUpdateSet({ at: p.at })),
    ),
    forgetPulses: prepare((p: Slots<{ before: number }>) => db.deleteFrom('pulse').where('at', '<', p.before)),
  }
}
