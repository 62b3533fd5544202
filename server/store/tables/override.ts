// What agents have said of a site's hours, from one instant until another; a later row holds over an earlier one.

import type { Face } from '../../protocol/pieces.ts'
import { columnsBut, instant, key, personal, plain, type RowOf, sealed, table, text, word } from './column.ts'

export const override = table(
  { of: 'staff', kept: 'for good', row: ['site', 'from', 'byId'] },
  {
    id: key,
    site: plain(text),
    kind: plain(word<'closed' | 'open' | 'away'>()),
    from: instant,
    until: instant,
    byId: personal(text),
    byName: sealed(text),
  },
)
export type OverrideRow = RowOf<typeof override>
export type StoredOverride = Omit<OverrideRow, 'byId' | 'byName'> & { by: Face }
export const added = columnsBut(override, 'id')
