// Codes that prove where a transcript goes.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { changing, type StoredTranscriptCode } from '../tables/transcriptCode.ts'

export function transcriptQueries(db: Kysely<Database>) {
  return {
    transcriptCode: prepare((p: Slots<{ conversation: number }>) =>
      db.selectFrom('transcriptCode').selectAll().where('conversation', '=', p.conversation),
    ),
    putTranscriptCode: prepare((p: Slots<StoredTranscriptCode>) =>
      db
        .insertInto('transcriptCode')
        .values(some(p, ['conversation', ...changing]))
        .onConflict((c) => c.column('conversation').doUpdateSet(some(p, changing))),
    ),
    spendTranscriptTry: prepare((p: Slots<{ conversation: number }>) =>
      db
        .updateTable('transcriptCode')
        .set({ triesLeft: sql`${sql.ref('triesLeft')} - 1` })
        .where('conversation', '=', p.conversation),
    ),
    dropTranscriptCode: prepare((p: Slots<{ conversation: number }>) =>
      db.deleteFrom('transcriptCode').where('conversation', '=', p.conversation),
    ),
  }
}
