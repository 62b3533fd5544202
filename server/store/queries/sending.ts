// Sending: mails that are due, each held by one node under a lease until it is sent or put off.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { type MailKind, toStaff } from '../../protocol/mail.ts'
import { type StoredMail, undrawn } from '../tables/mail.ts'
import type { Database } from '../tables/tables.ts'
import { waitingMails } from './mail.ts'

/** Of the mails of a conversation to one address that wait, the first, so that a thread is read in order. */
const firstOfThreads = (db: Kysely<Database>) =>
  db
    .selectFrom('mail as m')
    .where('m.sentAt', 'is', null)
    .where('m.failedAt', 'is', null)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('mail as before')
            .select('before.id')
            .whereRef('before.conversation', '=', 'm.conversation')
            .whereRef('before.id', '<', 'm.id')
            .whereRef('before.to', '=', 'm.to')
            .where('before.sentAt', 'is', null)
            .where('before.failedAt', 'is', null),
        ),
      ),
    )

/** Who holds a mail, and until when. */
export function leaseQueries(db: Kysely<Database>) {
  return {
    /** Takes mails that are due and that nobody holds, for as long as the lease runs. */
    leaseMails: prepare((p: Slots<{ now: number; leaseUntil: number; limit: number }>) =>
      db
        .updateTable('mail')
        .set({ leaseUntil: p.leaseUntil, attempts: sql`attempts + 1` })
        .where(
          'id',
          'in',
          firstOfThreads(db)
            .select('m.id')
            .where('m.dueAt', '<=', p.now)
            .where('m.leaseUntil', 'is', null)
            .orderBy('m.dueAt')
            .orderBy('m.id')
            .limit(p.limit),
        )
        .returningAll(),
    ),
    /** Goes on holding a mail; gives nothing when another node holds it by now, under a later attempt. */
    renewMail: prepare((p: Slots<{ id: number; attempts: number; leaseUntil: number }>) =>
      db
        .updateTable('mail')
        .set({ leaseUntil: p.leaseUntil })
        .where('id', '=', p.id)
        .where('attempts', '=', p.attempts)
        .where('sentAt', 'is', null)
        .returning('id'),
    ),
    /** Mails whose holder has said nothing for a whole lease. */
    silentMails: prepare((p: Slots<{ now: number }>) =>
      waitingMails(db)
        .select(['id', 'leaseUntil'])
        .where('leaseUntil', '<=', p.now)
        .$narrowType<{ leaseUntil: number }>(),
    ),
    /** Takes a mail from a holder that is still silent. */
    freeMail: prepare((p: Slots<{ id: number; leaseUntil: number }>) =>
      db.updateTable('mail').set({ leaseUntil: null }).where('id', '=', p.id).where('leaseUntil', '=', p.leaseUntil),
    ),
    /** When the outbox is to be looked into next. */
    nextMailAt: prepare(() =>
      firstOfThreads(db).select(
        sql<
          number | null
        >`min(case when ${sql.ref('m.dueAt')} = ${sql.lit(undrawn)} then ${sql.ref('m.queuedAt')} when ${sql.ref('m.leaseUntil')} > ${sql.ref('m.dueAt')} then ${sql.ref('m.leaseUntil')} else ${sql.ref('m.dueAt')} end)`.as(
          'at',
        ),
      ),
    ),
  }
}

/** A link that lets somebody in is in their mailbox alone once it is sent. */
const ofStaff = sql.join(toStaff.map((kind) => sql.lit<MailKind>(kind)))
const without = <T>(column: string, empty: string) =>
  sql<T>`case when ${sql.ref('kind')} in (${ofStaff}) then ${sql.raw(empty)} else ${sql.ref(column)} end`
const emptied = {
  facts: without<never>('facts', 'null'),
  text: without<string>('text', "''"),
  html: without<string>('html', "''"),
}

/** How sending ended. */
export function outcomeQueries(db: Kysely<Database>) {
  return {
    /** The server has it: true whoever holds the lease by now. */
    mailSent: prepare((p: Slots<{ id: number; sentAt: number }>) =>
      db
        .updateTable('mail')
        .set({ sentAt: p.sentAt, failedAt: null, leaseUntil: null, error: null, fault: null, ...emptied })
        .where('id', '=', p.id),
    ),
    mailDelayed: prepare((p: Slots<Pick<StoredMail, 'id' | 'messageId' | 'attempts' | 'dueAt' | 'error' | 'fault'>>) =>
      db
        .updateTable('mail')
        .set({ ...some(p, ['dueAt', 'error', 'fault']), leaseUntil: null })
        .where('id', '=', p.id)
        .where('messageId', '=', p.messageId)
        .where('attempts', '=', p.attempts)
        .where('sentAt', 'is', null),
    ),
    mailFailed: prepare(
      (
        p: Slots<
          Pick<StoredMail, 'id' | 'messageId' | 'attempts' | 'error' | 'fault' | 'bouncedAt'> & { failedAt: number }
        >,
      ) =>
        db
          .updateTable('mail')
          .set({ ...some(p, ['failedAt', 'bouncedAt', 'error', 'fault']), leaseUntil: null })
          .where('id', '=', p.id)
          .where('messageId', '=', p.messageId)
          .where('attempts', '=', p.attempts)
          .where('sentAt', 'is', null)
          .returning('conversation'),
    ),
    /** The server takes mail again: what waited for that is due now. */
    hastenMails: prepare((p: Slots<{ now: number }>) =>
      db
        .updateTable('mail')
        .set({ dueAt: p.now })
        .where('sentAt', 'is', null)
        .where('failedAt', 'is', null)
        .where('fault', '=', sql.lit('server'))
        .where('leaseUntil', 'is', null)
        .where('dueAt', '>', p.now),
    ),
  }
}
