// Invitations, and the mails that accounts are written to.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { type MailKind, toStaff } from '../../protocol/mail.ts'
import type { StoredInvitation } from '../tables/invitation.ts'
import type { Database } from '../tables/tables.ts'

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
    /** Letters to accounts that are of no use any more. */
    forgetStaffMails: prepareCounted((p: Slots<{ before: number }>) =>
      db
        .deleteFrom('mail')
        .where(
          'kind',
          'in',
          toStaff.map((kind) => sql.lit<MailKind>(kind)),
        )
        .where('queuedAt', '<', p.before),
    ),
  }
}
