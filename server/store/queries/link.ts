// Links that let somebody of the team in once: rows of better-auth's table of what is proven within a time.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { Database } from '../tables/tables.ts'

/** As better-auth writes an instant. */
export interface NewLink {
  id: string
  /** A hash of what the link has in it. */
  identifier: string
  /** What it is for. */
  value: string
  expiresAt: string
  createdAt: string
  updatedAt: string
}

export function linkQueries(db: Kysely<Database>) {
  return {
    addLink: prepare((p: Slots<NewLink>) =>
      db
        .insertInto('verification')
        .values(some(p, ['id', 'identifier', 'value', 'expiresAt', 'createdAt', 'updatedAt'])),
    ),
    /** What a link is for that holds still. */
    linkBy: prepare((p: Slots<{ identifier: string; now: string }>) =>
      db
        .selectFrom('verification')
        .select(['id', 'value', 'expiresAt'])
        .where('identifier', '=', p.identifier)
        .where('expiresAt', '>', p.now),
    ),
    /** Ends every link for this; whoever is given a row has ended it, and nobody else has. */
    endLinks: prepare((p: Slots<{ value: string }>) =>
      db.deleteFrom('verification').where('value', '=', p.value).returning('id'),
    ),
    /** Whether there is an owner who may sign in. */
    anOwner: prepare(() =>
      db
        .selectFrom('user as u')
        .innerJoin('account as a', 'a.userId', 'u.id')
        .select('u.id')
        .where('u.role', '=', sql.lit('owner'))
        .limit(1),
    ),
  }
}
