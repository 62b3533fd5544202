// Visitors: known by a secret their browser made, of which we keep the hash.

import { createHash } from 'node:crypto'
import type { Work } from './store/query.ts'
import type { Queries } from './store/queries.ts'

/** Who speaks on a visitor's socket or request. There is a row only once they have written something. */
export interface Visitor {
  site: string
  secretHash: string
}

/** The visitor of a site who holds `secret`. */
export function visitorOf(site: string, secret: string): Visitor {
  return { site, secretHash: createHash('sha256').update(secret).digest('base64url') }
}

/** The visitor's key, making the row on first sight. Part of a write. */
export function* visitorKey(queries: Queries, visitor: Visitor, at: number): Work<number> {
  const [known] = yield* queries.visitor(visitor)
  if (known) return known.key
  const [made] = yield* queries.addVisitor({ ...visitor, createdAt: at })
  return made!.key
}
