// Signatures: what agents want below their answers by mail, instead of the site's.

import { plain, type RowOf, sealed, table, text } from './column.ts'

export const signature = table(
  { of: 'staff', kept: 'for good', row: ['userId'] },
  {
    userId: plain(text),
    text: sealed(text),
  },
)
export type StoredSignature = RowOf<typeof signature>
