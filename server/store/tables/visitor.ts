// Visitors: browsers that have written something, known by a secret.

import { instant, key, personal, plain, type RowOf, table, text } from './column.ts'

export const visitor = table(
  { of: 'visitor', kept: 'for good' },
  {
    key,
    site: plain(text),
    /** SHA-256 of the visitor's secret, base64url. */
    secretHash: personal(text),
    createdAt: instant,
  },
)
export type StoredVisitor = RowOf<typeof visitor>
