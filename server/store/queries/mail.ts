// The outbox: what is queued, and how much of it waits.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { type Mailbox, type MailDraft, queued, undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'
import type { MailKind } from '../../protocol/mail.ts'

export const waitingMails = (db: Kysely<Database>) =>
  db.selectFrom('mail').where('sentAt', 'is', null).where('failedAt', 'is', null)

const kind = (name: MailKind) => sql.lit<MailKind>(name)

export function mailQueries(db: Kysely<Database>) {
  const automatic = (p: Slots<{ since: number }>) =>
    db
      .selectFrom('mail')
      .select(sql<number>`count(*)`.as('n'))
      .where(
        'kind',
        'in',
        (['ticket-visitor', 'closing', 'transcript-code', 'transcript', 'request-code', 'data-code'] as const).map(
          kind,
        ),
      )
      .where('queuedAt', '>', p.since)
  return {
    addMail: prepare((p: Slots<MailDraft & Mailbox & { conversation: number | null }>) =>
      db.insertInto('mail').values({
        ...some(p, queued),
        subject: sql.lit(''),
        text: sql.lit(''),
        html: sql.lit(''),
        dueAt: sql.lit(undrawn),
        attempts: sql.lit(0),
      }),
    ),
    mail: prepare((p: Slots<{ messageId: string }>) =>
      db.selectFrom('mail').select(['id', 'to']).where('messageId', '=', p.messageId),
    ),
    /** The outbox's depth, and since when its oldest mail waits. */
    mailsWaiting: prepare(() =>
      waitingMails(db).select([
        sql<number>`count(*)`.as('n'),
        sql<number | null>`min(${sql.ref('queuedAt')})`.as('since'),
      ]),
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
  }
}
