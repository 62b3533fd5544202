// The outbox: what is queued, drawn, counted, and did not arrive.

import { type Kysely, sql } from 'kysely'
import type { MailKind } from '../../protocol/mail.ts'
import { prepare, type Slots, some } from '../query.ts'
import { type Mailbox, type MailDraft, queued, type StoredMail, undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'

/**
 * Mails that are in no thread: a copy stands alone, and that answers are overdue is to be seen, not found at its end.
 */
const mailsAlone: MailKind[] = ['transcript', 'transcript-code', 'overdue']
/** What drawing makes of a mail. */
const drawn = ['subject', 'text', 'html', 'headers', 'files', 'dueAt'] as const

export function mailQueries(db: Kysely<Database>) {
  const waiting = () => db.selectFrom('mail').where('sentAt', 'is', null).where('failedAt', 'is', null)
  const kind = (name: MailKind) => sql.lit<MailKind>(name)
  const alone = mailsAlone.map(kind)
  const automatic = (p: Slots<{ since: number }>) =>
    db
      .selectFrom('mail')
      .select(sql<number>`count(*)`.as('n'))
      .where('kind', 'in', [kind('ticket-visitor'), kind('transcript-code'), kind('transcript')])
      .where('queuedAt', '>', p.since)
  return {
    addMail: prepare((p: Slots<MailDraft & Mailbox & { conversation: number }>) =>
      db.insertInto('mail').values({
        ...some(p, queued),
        subject: sql.lit(''),
        text: sql.lit(''),
        html: sql.lit(''),
        dueAt: sql.lit(undrawn),
        attempts: sql.lit(0),
      }),
    ),
    /** Mails that wait to be drawn, oldest first. */
    undrawnMails: prepare((p: Slots<{ limit: number }>) =>
      waiting().selectAll().where('dueAt', '=', sql.lit(undrawn)).orderBy('id').limit(p.limit),
    ),
    /** What a mail says, and it is due; the first of two nodes that draw it does. */
    mailDrawn: prepare((p: Slots<Pick<StoredMail, 'id' | (typeof drawn)[number]>>) =>
      db.updateTable('mail').set(some(p, drawn)).where('id', '=', p.id).where('dueAt', '=', sql.lit(undrawn)),
    ),
    /** That a mail cannot be drawn; gives nothing when another node has drawn it, or has said so. */
    mailUndrawable: prepare((p: Slots<{ id: number; failedAt: number; error: string }>) =>
      db
        .updateTable('mail')
        .set({ failedAt: p.failedAt, error: p.error, fault: sql.lit('drawing') })
        .where('id', '=', p.id)
        .where('dueAt', '=', sql.lit(undrawn))
        .where('failedAt', 'is', null)
        .returning('conversation'),
    ),
    mail: prepare((p: Slots<{ messageId: string }>) =>
      db.selectFrom('mail').select(['id', 'to']).where('messageId', '=', p.messageId),
    ),
    /** The mails of a conversation in one of its threads before one of them, oldest first. */
    mailsBefore: prepare((p: Slots<{ kind: MailKind; conversation: number; to: string; id: number }>) =>
      db
        .selectFrom('mail')
        .select(['messageId', 'subject'])
        .where('conversation', '=', p.conversation)
        .where('to', '=', p.to)
        .where('id', '<', p.id)
        .where('kind', 'not in', alone)
        .where(sql`cast(${p.kind} as text)`, 'not in', alone)
        .orderBy('id'),
    ),
    /** A conversation's mails that failed for good and that nobody has settled. */
    failedMails: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('mail')
        .select(['id', 'kind', 'to', 'failedAt', 'error', 'fault'])
        .where('conversation', '=', p.conversation)
        .where('failedAt', 'is not', null)
        .where('settledAt', 'is', null)
        .orderBy('id'),
    ),
    /** The outbox's depth, and since when its oldest mail waits. */
    mailsWaiting: prepare(() =>
      waiting().select([sql<number>`count(*)`.as('n'), sql<number | null>`min(${sql.ref('queuedAt')})`.as('since')]),
    ),
    /** Since when the mail server has taken nothing though there was something; null when it has. */
    mailTroubleSince: prepare(() =>
      db
        .selectFrom('mail')
        .select(sql<number | null>`min(${sql.ref('queuedAt')})`.as('at'))
        .where('sentAt', 'is', null)
        .where('fault', '=', sql.lit('server'))
        .where('queuedAt', '>', (e) =>
          e
            .selectFrom('mail as m')
            .select(sql<number>`coalesce(max(${sql.ref('m.sentAt')}), 0)`.as('at'))
            .where('m.sentAt', 'is not', null),
        ),
    ),
    /** How many automatic mails were queued since an instant for a mailbox; and for all of a domain. */
    automaticMailsTo: prepare((p: Slots<{ mailbox: string; since: number }>) =>
      automatic(p).where('mailbox', '=', p.mailbox),
    ),
    automaticMailsAt: prepare((p: Slots<{ domain: string; since: number }>) =>
      automatic(p).where('domain', '=', p.domain),
    ),
    /** What failed for good is due again, or to be drawn again, under the Message-ID it had. */
    sendMailAgain: prepare((p: Slots<{ conversation: number; id: number; now: number }>) =>
      db
        .updateTable('mail')
        .set({
          failedAt: null,
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
