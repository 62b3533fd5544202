// What is said of a site's hours.

import type { Kysely } from 'kysely'
import { prepare, type Query, type Slots, some } from '../query.ts'
import { added, type OverrideRow, type StoredOverride } from '../tables/override.ts'
import type { Database } from '../tables/tables.ts'

const overrideOf = ({ byId, byName, ...override }: OverrideRow): StoredOverride => ({
  ...override,
  by: { id: byId, name: byName },
})

export function overrideQueries(db: Kysely<Database>) {
  const add = prepare((p: Slots<Omit<OverrideRow, 'id'>>) => db.insertInto('override').values(some(p, added)))
  return {
    /** In the order made, those that end after an instant. */
    overrides: prepare(
      (p: Slots<{ site: string; after: number }>) =>
        db.selectFrom('override').selectAll().where('site', '=', p.site).where('until', '>', p.after).orderBy('id'),
      overrideOf,
    ),
    addOverride: ({ by, ...override }: Omit<StoredOverride, 'id'>): Query<unknown> =>
      add({ ...override, byId: by?.id, byName: by?.name }),
    endOverride: prepare((p: Slots<{ id: number; at: number }>) =>
      db.updateTable('override').set({ until: p.at }).where('id', '=', p.id),
    ),
  }
}
