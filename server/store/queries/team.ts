// Teams, and the conversations of those that are no more.

import type { Kysely } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { added, changing, type StoredTeam } from '../tables/team.ts'

export function teamQueries(db: Kysely<Database>) {
  return {
    teams: prepare(() => db.selectFrom('team').select(added).orderBy('key')),
    team: prepare((p: Slots<{ id: string }>) => db.selectFrom('team').select(added).where('id', '=', p.id)),
    addTeam: prepare((p: Slots<StoredTeam>) => db.insertInto('team').values(some(p, added))),
    changeTeam: prepare((p: Slots<StoredTeam>) => db.updateTable('team').set(some(p, changing)).where('id', '=', p.id)),
    removeTeam: prepare((p: Slots<{ id: string }>) => db.deleteFrom('team').where('id', '=', p.id)),
    givenToNone: prepare(() =>
      db
        .selectFrom('conversation as c')
        .select('c.id')
        .where('c.team', 'is not', null)
        .where((e) => e.not(e.exists(e.selectFrom('team as t').select('t.key').whereRef('t.id', '=', 'c.team'))))
        .orderBy('c.key'),
    ),
  }
}
