// Mails that failed for good, which the team sends again or settles.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import { undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'

export function failedMailQueries(db: Kysely<Database>) {
  return {
    /** A conversation's mails that failed for good and that nobody has settled. */
    failedMails: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('mail')
        .select(['id', 'kind', 'to', 'facts', 'failedAt', 'error', 'fault'])
        .where('conversation', '=', p.conversation)
        .where('failedAt', 'is not', null)
        .where('settledAt', 'is', null)
        .orderBy('id'),
    ),
    /** What failed for good is due again, or to be drawn again, under the Message-ID it had. */
    sendMailAgain: prepare((p: Slots<{ conversation: number; id: number; now: number }>) =>
      db
        .updateTable('mail')
        .set({
          failedAt: null,
          bouncedAt: null,
          settledAt: null,
          attempts: 0,
          dueAt: sql<number>`case when fault = 'drawing' then ${sql.lit(undrawn)} else ${p.now} end`,
          error: null,
          fault: null,
        })
        .where('conversation', '=', p.conversation)
        .where('id', '=', p.id)
        .where('failedAt', 'is not', null),
    ),
    settleMail: prepare((p: Slots<{ conversation: number; id: number; at: number }>) =>
      db
        .updateTable('mail')
        .set({ settledAt: p.at })
        .where('conversation', '=', p.conversation)
        .where('id', '=', p.id)
        .where('failedAt', 'is not', null),
    ),
  }
}
