// Passkeys, and the challenges that they are to sign: rows of better-auth's table of what is proven within a time.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import type { StoredPasskey } from '../tables/passkey.ts'
import type { Database } from '../tables/tables.ts'

const added = ['id', 'userId', 'credential', 'publicKey', 'counter', 'transports', 'label', 'addedAt'] as const

export function passkeyQueries(db: Kysely<Database>) {
  return {
    passkeysOf: prepare((p: Slots<{ userId: string }>) =>
      db.selectFrom('passkey').selectAll().where('userId', '=', p.userId).orderBy('addedAt'),
    ),
    passkeyBy: prepare((p: Slots<{ credential: string }>) =>
      db.selectFrom('passkey').selectAll().where('credential', '=', p.credential),
    ),
    /** How many everyone has who has any. */
    passkeyCounts: prepare(() =>
      db
        .selectFrom('passkey')
        .select(['userId', sql<number>`count(*)`.as('n')])
        .groupBy('userId'),
    ),
    anyPasskey: prepare(() => db.selectFrom('passkey').select('id').limit(1)),
    addPasskey: prepare((p: Slots<Pick<StoredPasskey, (typeof added)[number]>>) =>
      db.insertInto('passkey').values(some(p, added)),
    ),
    /** That it was used; gives nothing where it was removed meanwhile, or is at a higher count. */
    passkeyUsed: prepare((p: Slots<{ id: string; counter: number; usedAt: number }>) =>
      db
        .updateTable('passkey')
        .set(some(p, ['counter', 'usedAt']))
        .where('id', '=', p.id)
        .where('counter', '<=', p.counter)
        .returning('id'),
    ),
    dropPasskey: prepare((p: Slots<{ id: string; userId: string }>) =>
      db.deleteFrom('passkey').where('id', '=', p.id).where('userId', '=', p.userId).returning('label'),
    ),
    dropPasskeys: prepareCounted((p: Slots<{ userId: string }>) =>
      db.deleteFrom('passkey').where('userId', '=', p.userId),
    ),
    /** The sign-ins that a passkey has made. */
    signInsBy: prepare((p: Slots<{ passkey: string }>) =>
      db.selectFrom('session').select('id').where('passkey', '=', p.passkey),
    ),
    /** Uses a challenge up; whoever is given a row has, and nobody else. */
    spendChallenge: prepare((p: Slots<{ identifier: string; now: string }>) =>
      db
        .deleteFrom('verification')
        .where('identifier', '=', p.identifier)
        .where('expiresAt', '>', p.now)
        .returning('value'),
    ),
    /** A second factor that was never proven. */
    dropUnproven: prepare((p: Slots<{ userId: string }>) =>
      db.deleteFrom('twoFactor').where('userId', '=', p.userId).where('verified', '=', sql.lit(false)),
    ),
  }
}
