// What agents want below their answers by mail.

import type { Kysely } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { StoredSignature } from '../tables/signature.ts'
import type { Database } from '../tables/tables.ts'

export function signatureQueries(db: Kysely<Database>) {
  return {
    signatureOf: prepare((p: Slots<{ userId: string }>) =>
      db.selectFrom('signature').selectAll().where('userId', '=', p.userId),
    ),
    putSignature: prepare((p: Slots<StoredSignature>) =>
      db
        .insertInto('signature')
        .values(some(p, ['userId', 'text']))
        .onConflict((c) => c.column('userId').doUpdateSet(some(p, ['text']))),
    ),
  }
}
