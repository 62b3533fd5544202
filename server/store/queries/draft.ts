// What agents have begun to write.

import type { Kysely } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { added, type StoredDraft } from '../tables/draft.ts'
import type { Database } from '../tables/tables.ts'

export function draftQueries(db: Kysely<Database>) {
  return {
    draftsOf: prepare((p: Slots<{ conversation: number; userId: string }>) =>
      db
        .selectFrom('draft')
        .select(['kind', 'text', 'carried', 'at'])
        .where('conversation', '=', p.conversation)
        .where('userId', '=', p.userId)
        .orderBy('key'),
    ),
    putDraft: prepare((p: Slots<StoredDraft>) =>
      db
        .insertInto('draft')
        .values(some(p, added))
        .onConflict((c) =>
          c.columns(['conversation', 'userId', 'kind']).doUpdateSet(some(p, ['text', 'carried', 'at'])),
        ),
    ),
    dropDraft: prepare((p: Slots<Pick<StoredDraft, 'conversation' | 'userId' | 'kind'>>) =>
      db
        .deleteFrom('draft')
        .where('conversation', '=', p.conversation)
        .where('userId', '=', p.userId)
        .where('kind', '=', p.kind),
    ),
  }
}
