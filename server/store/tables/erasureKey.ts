// By which key the list of erasures, which is kept apart, tells whom it is about: here, so that each copy of the
// database brings it along, and the list alone is of no use to who guesses.

import { columnsBut, plain, type RowOf, sealed, table, text } from './column.ts'

export const erasureKey = table(
  { of: 'nobody', kept: 'for good', row: ['id'] },
  {
    /** What the list calls it. */
    id: plain(text),
    /** 256 bits, in base64url. */
    bytes: sealed(text),
  },
)
export type StoredErasureKey = RowOf<typeof erasureKey>
export const kept = columnsBut(erasureKey)
