// Visitors: known by a secret their browser made, of which we keep the hash.

import { createHash } from 'node:crypto'
import type { Identity } from './identity.ts'
import type { Work } from '../store/query.ts'
import type { Queries } from '../store/queries.ts'

/** Who speaks on a visitor's socket or request. There is a row only once they have written something. */
export interface Visitor {
  site: string
  secretHash: string
  /** Who the owner's site says they are; null: a guest. */
  identity: Identity | null
}

/** The visitor of a site who holds `secret`. */
export function visitorOf(site: string, secret: string, identity: Identity | null): Visitor {
  return { site, secretHash: createHash('sha256').update(secret).digest('base64url'), identity }
}

/**
 * Whether a visitor who holds the right secret may have what belongs to `sub`. The secret opens what it wrote; whoever
 * proves to be somebody else at the same browser gets nothing of it.
 */
export const mayHave = ({ identity }: Visitor, sub: string | null): boolean =>
  identity === null || sub === null || sub === identity.sub

/** The visitor's key, making the row on first sight. Part of a write. */
export function* visitorKey(queries: Queries, visitor: Visitor, at: number): Work<number> {
  const [known] = yield* queries.visitor(visitor)
  if (known) return known.key
  const [made] = yield* queries.addVisitor({ site: visitor.site, secretHash: visitor.secretHash, createdAt: at })
  return made!.key
}
