// Views of the team.

import type { Kysely } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { added, changing, type StoredView } from '../tables/view.ts'

export function viewQueries(db: Kysely<Database>) {
  return {
    /** The shared ones and an agent's own, in the order in which they were made. */
    views: prepare((p: Slots<{ userId: string }>) =>
      db
        .selectFrom('view')
        .select(added)
        .where((or) => or.or([or('userId', 'is', null), or('userId', '=', p.userId)]))
        .orderBy('key'),
    ),
    view: prepare((p: Slots<{ id: string }>) => db.selectFrom('view').select(added).where('id', '=', p.id)),
    addView: prepare((p: Slots<StoredView>) => db.insertInto('view').values(some(p, added))),
    changeView: prepare((p: Slots<StoredView>) => db.updateTable('view').set(some(p, changing)).where('id', '=', p.id)),
    removeView: prepare((p: Slots<{ id: string }>) => db.deleteFrom('view').where('id', '=', p.id)),
  }
}
