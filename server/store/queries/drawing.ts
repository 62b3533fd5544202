// Drawing: mails that wait to be drawn, and the threads that they are part of.

import { type Kysely, sql } from 'kysely'
import { type MailKind, toStaff } from '../../protocol/mail.ts'
import { prepare, type Slots, some } from '../query.ts'
import type { Outcome } from '../tables/arrival.ts'
import { type StoredMail, undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'
import { waitingMails } from './mail.ts'

/**
 * Mails that are in no thread: a copy stands alone, and that answers are overdue is to be seen, not found at its end.
 */
const alone = (
  ['transcript', 'transcript-code', 'request-code', 'data-code', 'claim', 'overdue', ...toStaff] satisfies MailKind[]
).map((kind) => sql.lit<MailKind>(kind))
/** What becomes of a mail that is its sender's word. */
const theirs = (['request', 'answer', 'reply', 'returned'] satisfies Outcome[]).map((outcome) =>
  sql.lit<Outcome>(outcome),
)
/** What drawing makes of a mail. */
const drawn = ['subject', 'text', 'html', 'headers', 'files', 'dueAt'] as const

export function drawingQueries(db: Kysely<Database>) {
  return {
    /** Mails that are to be drawn by now, oldest first. */
    undrawnMails: prepare((p: Slots<{ now: number; limit: number }>) =>
      waitingMails(db)
        .selectAll()
        .where('dueAt', '=', sql.lit(undrawn))
        .where('queuedAt', '<=', p.now)
        .orderBy('id')
        .limit(p.limit),
    ),
    /** What a mail says, and it is due; the first of two nodes that draw it does. */
    mailDrawn: prepare((p: Slots<Pick<StoredMail, 'id' | 'messageId' | (typeof drawn)[number]>>) =>
      db
        .updateTable('mail')
        .set(some(p, drawn))
        .where('id', '=', p.id)
        .where('messageId', '=', p.messageId)
        .where('dueAt', '=', sql.lit(undrawn)),
    ),
    /** That a mail cannot be drawn; gives nothing when another node has drawn it, or has said so. */
    mailUndrawable: prepare((p: Slots<{ id: number; messageId: string; failedAt: number; error: string }>) =>
      db
        .updateTable('mail')
        .set({ failedAt: p.failedAt, error: p.error, fault: sql.lit('drawing') })
        .where('id', '=', p.id)
        .where('messageId', '=', p.messageId)
        .where('dueAt', '=', sql.lit(undrawn))
        .where('failedAt', 'is', null)
        .returning('conversation'),
    ),
    /** The mails of a conversation in one of its threads before one of them, oldest first. */
    mailsBefore: prepare((p: Slots<{ kind: MailKind; conversation: number; to: string; id: number }>) =>
      db
        .selectFrom('mail')
        .select(['messageId', 'subject', 'queuedAt as at'])
        .where('conversation', '=', p.conversation)
        .where('to', '=', p.to)
        .where('id', '<', p.id)
        .where('kind', 'not in', alone)
        .where(sql`cast(${p.kind} as text)`, 'not in', alone)
        .orderBy('id'),
    ),
    /** What somebody has written by mail in a conversation up to an instant, oldest first. */
    mailsFrom: prepare((p: Slots<{ kind: MailKind; conversation: number; sender: string; until: number }>) =>
      db
        .selectFrom('arrival')
        .select(['messageId', 'at'])
        .where('conversation', '=', p.conversation)
        .where('sender', '=', p.sender)
        .where('messageId', 'is not', null)
        .where('outcome', 'in', theirs)
        .where('at', '<=', p.until)
        .where(sql`cast(${p.kind} as text)`, 'not in', alone)
        .orderBy('key')
        .$narrowType<{ messageId: string }>(),
    ),
  }
}
