// What it takes to move messages from one conversation to another.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some, type Work } from '../query.ts'
import { added, type MessageRow, replacing, type StoredMessage } from '../tables/message.ts'
import type { Database } from '../tables/tables.ts'
import { rowOf } from './message.ts'

export function movingQueries(db: Kysely<Database>) {
  const put = prepare((p: Slots<MessageRow>) =>
    db
      .insertInto('message')
      .values(some(p, added))
      .onConflict((c) => c.columns(['conversation', 'seq']).doUpdateSet(some(p, replacing))),
  )
  const forgetWords = prepare((p: Slots<{ conversation: number; place: number }>) =>
    db
      .deleteFrom('entry')
      .where('conversation', '=', p.conversation)
      .where('kind', '=', sql.lit('message'))
      .where('place', '>=', p.place),
  )
  return {
    /**
     * Adds a message, or puts it in the place of what stands there: that is found no more, and what comes after it is
     * when it has been indexed again.
     */
    *putMessage(message: StoredMessage & { conversation: number }): Work<void> {
      yield* put(rowOf(message))
      yield* forgetWords({ conversation: message.conversation, place: message.seq })
    },
    /** By whom each message is that anybody has written and that is still there. */
    saidIn: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('message')
        .select(['seq', 'author'])
        .where('conversation', '=', p.conversation)
        .where('author', '!=', sql.lit('system'))
        .where('system', 'is', null)
        .orderBy('seq'),
    ),
    /** What became a message of one conversation is another's now. @returns the file of all of it */
    moveArrival: prepare((p: Slots<{ from: number; to: number; writing: string }>) =>
      db
        .updateTable('arrival')
        .set({ conversation: p.to })
        .where('conversation', '=', p.from)
        .where('writing', '=', p.writing)
        .returning('original'),
    ),
  }
}
