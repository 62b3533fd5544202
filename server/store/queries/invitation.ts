// Invitations, and the mails that accounts are written to.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { type MailKind, toStaff } from '../../protocol/mail.ts'
import type { StoredInvitation } from '../tables/invitation.ts'
import type { Database } from '../tables/tables.ts'

const ofStaff = toStaff.map((kind) => sql.lit<MailKind>(kind))
const changing = ['userId', 'role', 'sites', 'locale', 'at'] as const

export function invitationQueries(db: Kysely<Database>) {
  return {
    invitations: prepare(() => db.selectFrom('invitation').selectAll().orderBy('at')),
    invitation: prepare((p: Slots<{ id: string }>) => db.selectFrom('invitation').selectAll().where('id', '=', p.id)),
    /** Invites somebody, or once more. */
    putInvitation: prepare((p: Slots<StoredInvitation>) =>
      db
        .insertInto('invitation')
        .values(some(p, ['id', 'email', ...changing]))
        .onConflict((c) => c.column('email').doUpdateSet(some(p, changing)))
        .returning('id'),
    ),
    dropInvitation: prepare((p: Slots<{ id: string }>) =>
      db.deleteFrom('invitation').where('id', '=', p.id).returning('email'),
    ),
    forgetInvitations: prepare((p: Slots<{ before: number }>) =>
      db.deleteFrom('invitation').where('at', '<', p.before),
    ),
    /** Letters to accounts that have failed for good, where none has arrived there since; the latest first. */
    failedStaffMails: prepare(() =>
      db
        .selectFrom('mail as m')
        .select(['m.to', 'm.kind', 'm.failedAt', 'm.error'])
        .where('m.kind', 'in', ofStaff)
        .where('m.failedAt', 'is not', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('mail as later')
                .select('later.id')
                .whereRef('later.to', '=', 'm.to')
                .where('later.kind', 'in', ofStaff)
                .whereRef('later.sentAt', '>', 'm.failedAt'),
            ),
          ),
        )
        .orderBy('m.id', 'desc')
        .limit(100),
    ),
    /** Letters to accounts that are of no use any more. */
    forgetStaffMails: prepareCounted((p: Slots<{ before: number }>) =>
      db.deleteFrom('mail').where('kind', 'in', ofStaff).where('queuedAt', '<', p.before),
    ),
  }
}
