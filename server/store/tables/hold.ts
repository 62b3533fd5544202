// Legal holds: of whom nothing may be forgotten or erased until the hold is released.

import { columnsBut, instant, key, personal, type RowOf, sealed, table, text } from './column.ts'

export const hold = table(
  { of: 'nobody', kept: 'for good', row: ['named'] },
  {
    key,
    /** As `rotame person` takes it: an address, a reference, or `sub:` and the owner's own id. */
    named: personal(text),
    reason: sealed(text),
    at: instant,
  },
)
export type StoredHold = RowOf<typeof hold>
export const placed = columnsBut(hold, 'key')
