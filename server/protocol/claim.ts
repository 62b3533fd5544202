// Claims: what people ask of what is kept of them, as their page and the owners' list name it.

import * as z from 'zod'
import { written } from './pieces.ts'
import { done, reply, request } from './request.ts'

/**
 * What can be asked: a copy, and one of the team's notes, a correction, erasing, restricting and its end, an objection
 * and its end.
 */
export const claimKind = z.enum(['copy', 'notes', 'name', 'address', 'erase', 'restrict', 'lift', 'object', 'withdraw'])
export type ClaimKind = z.infer<typeof claimKind>

/**
 * Why an owner decides (GDPR). `held`: a legal hold lies on it (article 17, 3 e). `shared`: it is another's too, and
 * `notes`: they may tell of others (article 15, 4). `vouched`: the owner's own site says who they are (article 16).
 */
export type Doubt = 'held' | 'shared' | 'vouched' | 'notes'

/** A claim as an owner sees it. */
export interface Claim {
  reference: string
  site: string
  what: ClaimKind
  state: 'open' | 'done' | 'refused'
  /** Why it waits for an owner; null: it does not. */
  doubt: Doubt | null
  /** The address or the site's own id of whose it is; null: a guest's, or erased. */
  about: string | null
  /** Whether nothing is kept of them any more. */
  isErased: boolean
  /** How many conversations it is about; null: everything. */
  conversations: number | null
  /** The name or the address that is to stand instead. */
  wanted: string | null
  openedAt: number
  dueAt: number
  doneAt: number | null
  /** Who decided, and what they told the person. */
  by: string | null
  reason: string | null
}

export const ofClaims = {
  /** Those that are open, the first due first; then the latest of the others. */
  'claims:open': request('owner', z.strictObject({}), reply<{ claims: Claim[] }>()),
  /**
   * Does what waits to be decided, or refuses it, and tells its person why. Refused `empty` without a reason,
   * `conflict` while a legal hold lies on it, `changed` where it does not wait any more.
   */
  'claims:decide': request(
    'owner',
    z.strictObject({ reference: z.string().regex(/^D[\dA-F]{8}$/), accept: z.boolean(), reason: written }),
    done,
  ),
}
