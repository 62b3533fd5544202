// The record of who did what: lines are added, each with a hash of itself and of the one before, and never changed.

import type { Deed } from '../../protocol/audit.ts'
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

export const audit = table(
  { of: 'staff', kept: 'for good', row: ['hash'] },
  {
    key,
    /** By the product's clock. */
    at: instant,
    what: plain(word<Deed>()),
    /** Null: the server itself, or who is at the command line. */
    userId: orNull(personal(text)),
    by: sealed(text),
    /** The id of the sign-in. */
    session: orNull(plain(text)),
    about: orNull(sealed(text)),
    /** What stands for a person whom it concerns, made of their address with a secret: no line names them. */
    person: orNull(personal(text)),
    facts: plain(json<Record<string, string | number>>()),
    /** The hash of the line before; '' in the first. */
    previous: plain(text),
    /** SHA-256 of all of it but the key, base64url. */
    hash: plain(text),
  },
)
export type StoredLine = RowOf<typeof audit>
export const added = columnsBut(audit, 'key')
