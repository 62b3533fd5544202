// On which devices agents are called, and how they want to be.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { StoredSubscription } from '../tables/subscription.ts'
import type { Database } from '../tables/tables.ts'

const added = ['session', 'userId', 'endpoint', 'p256dh', 'auth', 'at'] as const

export function subscriptionQueries(db: Kysely<Database>) {
  return {
    /** Of all, with whose they are, what these may see, and until when the sign-in is. */
    subscriptions: prepare(() =>
      db
        .selectFrom('subscription as s')
        .innerJoin('user as u', 'u.id', 's.userId')
        .innerJoin('session as e', 'e.id', 's.session')
        .leftJoin('wish as w', 'w.userId', 's.userId')
        .select([
          's.userId',
          's.endpoint',
          's.p256dh',
          's.auth',
          'u.role',
          'u.sites',
          'u.locale',
          'e.expiresAt',
          'w.wishes',
        ]),
    ),
    hasSubscriptions: prepare(() => db.selectFrom('subscription').select('session').limit(sql.lit(1))),
    subscriptionsOf: prepare((p: Slots<{ userId: string }>) =>
      db.selectFrom('subscription').select('session').where('userId', '=', p.userId),
    ),
    addSubscription: prepare((p: Slots<StoredSubscription>) => db.insertInto('subscription').values(some(p, added))),
    dropSubscription: prepare((p: Slots<{ session: string }>) =>
      db.deleteFrom('subscription').where('session', '=', p.session),
    ),
    dropEndpoint: prepare((p: Slots<{ endpoint: string }>) =>
      db.deleteFrom('subscription').where('endpoint', '=', p.endpoint),
    ),
    wishesOf: prepare((p: Slots<{ userId: string }>) =>
      db.selectFrom('wish').select('wishes').where('userId', '=', p.userId),
    ),
    putWishes: prepare((p: Slots<{ userId: string; wishes: Database['wish']['wishes'] }>) =>
      db
        .insertInto('wish')
        .values(some(p, ['userId', 'wishes']))
        .onConflict((c) => c.column('userId').doUpdateSet(some(p, ['wishes']))),
    ),
  }
}
