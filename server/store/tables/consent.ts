// Consents: what opens a mailbox without a password, as its owner has given it.

import { instant, integer, orNull, plain, type RowOf, sealed, table, text, word } from './column.ts'

/** `revoked`: by who gave it, or run out; `unreadable`: the server's secret is another by now. */
export type GoneWhy = 'revoked' | 'unreadable'

export const consent = table(
  { of: 'nobody', kept: 'for good', row: ['id'] },
  {
    /** User and issuer. */
    id: plain(text),
    /** Encrypted under a key of the server's secret; null: there are none. */
    tokens: orNull(sealed(text)),
    /** Counts what `tokens` were, so that nobody writes over newer ones. */
    revision: plain(integer),
    /** Since when it is given, by real time. */
    since: orNull(instant),
    /** The node that refreshes the tokens, until when: some can be refreshed only once. */
    renewer: orNull(plain(text)),
    renewUntil: orNull(instant),
    /** Since when what was given opens nothing any more, and why. */
    goneSince: orNull(instant),
    goneWhy: orNull(plain(word<GoneWhy>())),
    /** What is being asked for: a hash of what it is known by, and the rest, encrypted. */
    asked: orNull(plain(text)),
    asking: orNull(sealed(text)),
  },
)
export type StoredConsent = RowOf<typeof consent>
