// Codes that prove an address.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { changing, type CodePurpose, type StoredCode } from '../tables/code.ts'
import type { Database } from '../tables/tables.ts'

type Of = Slots<{ conversation: number; purpose: CodePurpose }>

export function codeQueries(db: Kysely<Database>) {
  return {
    code: prepare((p: Of) =>
      db.selectFrom('code').selectAll().where('conversation', '=', p.conversation).where('purpose', '=', p.purpose),
    ),
    putCode: prepare((p: Slots<StoredCode>) =>
      db
        .insertInto('code')
        .values(some(p, ['conversation', 'purpose', ...changing]))
        .onConflict((c) => c.columns(['conversation', 'purpose']).doUpdateSet(some(p, changing))),
    ),
    spendCodeTry: prepare((p: Of) =>
      db
        .updateTable('code')
        .set({ triesLeft: sql`${sql.ref('triesLeft')} - 1` })
        .where('conversation', '=', p.conversation)
        .where('purpose', '=', p.purpose),
    ),
    dropCode: prepare((p: Of) =>
      db.deleteFrom('code').where('conversation', '=', p.conversation).where('purpose', '=', p.purpose),
    ),
  }
}
