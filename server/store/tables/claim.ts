// Claims: what people have asked of what is kept of them, by the rights that they have (GDPR, articles 15 to 21).

import type { ClaimKind, Doubt } from '../../protocol/claim.ts'
import {
  columnsBut,
  instant,
  json,
  key,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
  word,
} from './column.ts'

export const claim = table(
  { of: 'person', kept: 'for good', row: ['id'] },
  {
    key,
    /** The form's own, so that sent twice it is one claim. */
    id: plain(text),
    /** By which its person and the owner speak of it. */
    reference: plain(text),
    site: plain(text),
    what: plain(word<ClaimKind>()),
    state: plain(word<'open' | 'done' | 'refused'>()),
    /** Why an owner decides; null: nobody has to. */
    doubt: orNull(plain(word<Doubt>())),
    /** Ids of the conversations that it is about; null: everything. */
    conversations: orNull(plain(json<string[]>())),
    /** Whose it is, as holds name people; null: what was kept of them is erased. */
    named: orNull(personal(text)),
    /** Where they are told of it; null: nowhere, or it is erased. */
    email: orNull(sealed(text)),
    /** The name or the address that is to stand instead. */
    wanted: orNull(sealed(text)),
    locale: plain(text),
    openedAt: instant,
    dueAt: instant,
    doneAt: orNull(instant),
    /** Who of the team decided, and what they tell the person. */
    by: orNull(sealed(text)),
    reason: orNull(sealed(text)),
  },
)
export type StoredClaim = RowOf<typeof claim>
export const added = columnsBut(claim, 'key', 'doneAt', 'by', 'reason')
