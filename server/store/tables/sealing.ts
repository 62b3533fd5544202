// What seals the fields of a database whose file is not ours: which key, and what makes tokens of words.

import { integer, plain, type RowOf, table, text } from './column.ts'

export const sealing = table(
  { of: 'nobody', kept: 'for good' },
  {
    /** Of the key. */
    id: plain(text),
    /** Sealed by the key. */
    words: plain(text),
    /** Whether all is sealed by it: 1, or 0 while the rest is. */
    isWhole: plain(integer),
  },
)
export type StoredSealing = RowOf<typeof sealing>
