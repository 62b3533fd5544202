// Mails that did not arrive, and the mailboxes that they were for.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'

/** The address of a conversation `c` that its latest mail did not arrive at. */
export const bouncedIn = (db: Kysely<Database>) =>
  db
    .selectFrom('mail as d')
    .select('d.to')
    .where('d.conversation', '=', sql.ref<number>('c.key'))
    .where('d.bouncedAt', 'is not', null)
    .orderBy('d.id', 'desc')
    .limit(sql.lit(1))

export function bounceQueries(db: Kysely<Database>) {
  return {
    /** That a mail which its server took did not arrive in the end. */
    mailBounced: prepare((p: Slots<{ messageId: string; failedAt: number; error: string }>) =>
      db
        .updateTable('mail')
        .set({ failedAt: p.failedAt, bouncedAt: p.failedAt, error: p.error, fault: sql.lit('mail'), sentAt: null })
        .where('messageId', '=', p.messageId)
        .where('sentAt', 'is not', null)
        .returning('conversation'),
    ),
    /** Since when mails do not arrive at a mailbox; null: they do, as far as anybody knows. */
    bouncedAt: prepare((p: Slots<{ mailbox: string }>) =>
      db
        .selectFrom('mail')
        .select(sql<number | null>`max(${sql.ref('bouncedAt')})`.as('at'))
        .where('mailbox', '=', p.mailbox)
        .where('bouncedAt', 'is not', null),
    ),
    /** What a site has sent to a mailbox since an instant, the latest first. */
    mailsLately: prepare((p: Slots<{ mailbox: string; since: number }>) =>
      db
        .selectFrom('mail as m')
        .innerJoin('conversation as c', 'c.key', 'm.conversation')
        .select(['m.messageId', 'm.subject', 'c.site'])
        .where('m.mailbox', '=', p.mailbox)
        .where('m.queuedAt', '>', p.since)
        .where('m.sentAt', 'is not', null)
        .orderBy('m.id', 'desc')
        .limit(sql.lit(50)),
    ),
    /** That a mailbox takes mails, as somebody of a site's team has said. */
    noteReachable: prepare((p: Slots<{ mailbox: string; site: string }>) =>
      db
        .updateTable('mail')
        .set({ bouncedAt: null })
        .where('mailbox', '=', p.mailbox)
        .where('bouncedAt', 'is not', null)
        .where('conversation', 'in', (e) => e.selectFrom('conversation').select('key').where('site', '=', p.site)),
    ),
  }
}
