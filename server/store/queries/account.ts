// Accounts of the team, as far as we change and read them beside better-auth.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'

export function accountQueries(db: Kysely<Database>) {
  return {
    /** Whom a letter about an account goes to. */
    addressee: prepare((p: Slots<{ id: string }>) =>
      db.selectFrom('user').select(['email', 'name', 'role', 'sites', 'locale']).where('id', '=', p.id),
    ),
    /** Whose an account at another is. */
    accountBy: prepare((p: Slots<{ providerId: string; accountId: string }>) =>
      db
        .selectFrom('account')
        .select('userId')
        .where('providerId', '=', p.providerId)
        .where('accountId', '=', p.accountId),
    ),
    /** Which language somebody reads. */
    putLocale: prepare((p: Slots<{ id: string; locale: string }>) =>
      db.updateTable('user').set({ locale: p.locale }).where('id', '=', p.id),
    ),
    /** @param p.password its hash @param p.updatedAt as better-auth writes an instant */
    putPassword: prepare((p: Slots<{ userId: string; password: string; updatedAt: string }>) =>
      db
        .updateTable('account')
        .set({ password: p.password, updatedAt: p.updatedAt })
        .where('userId', '=', p.userId)
        .where('providerId', '=', sql.lit('credential')),
    ),
  }
}
