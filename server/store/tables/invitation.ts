// Invitations: who was asked into the team and has not come yet; they go when used, withdrawn, or after their time.

import type { Role } from '../../protocol/staff.ts'
import { instant, json, orNull, personal, plain, type RowOf, table, text, word } from './column.ts'

export const invitation = table(
  { of: 'staff', kept: { days: 30, after: 'at' } },
  {
    id: plain(text),
    /** Who has invited. */
    userId: personal(text),
    email: personal(text),
    role: plain(word<Role>()),
    /** Those to be served; null: all. */
    sites: orNull(plain(json<readonly string[]>())),
    /** Which language its mail is in. */
    locale: plain(text),
    /** When it was made, or sent again. */
    at: instant,
  },
)
export type StoredInvitation = RowOf<typeof invitation>
