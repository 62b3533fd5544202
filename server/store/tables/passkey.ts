// Passkeys: keys by which somebody of the team signs in without password or code; what is here opens nothing.

import { instant, integer, json, orNull, personal, plain, type RowOf, sealed, table, text } from './column.ts'

export const passkey = table(
  { of: 'staff', kept: 'as long', row: ['id'] },
  {
    id: plain(text),
    userId: personal(text),
    /** What the key is called by whatever holds it. */
    credential: plain(text),
    /** base64url */
    publicKey: plain(text),
    /** How often it was used, where it counts that; one that goes back is a copy. */
    counter: plain(integer),
    /** How it is reached, in the browser's words. */
    transports: plain(json<readonly string[]>()),
    /** What its person calls it. */
    label: sealed(text),
    addedAt: instant,
    usedAt: orNull(instant),
  },
)
export type StoredPasskey = RowOf<typeof passkey>
