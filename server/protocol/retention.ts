// What goes by its age, as an owner sees it before it does.

import * as z from 'zod'
import { reply, request } from './request.ts'

/** Kinds of what is kept, as `retention` in rotame.yaml names them. */
export type Kept = 'conversations' | 'requests' | 'spam' | 'files' | 'mailSources' | 'searches' | 'audit'

/** Of a kind and a site, what goes. */
export interface Going {
  /** `held`: it would, and a legal hold keeps it. */
  kind: Kept | 'held'
  /** Null: it is of no one site. */
  site: string | null
  count: number
  /** Since when the time of the oldest has counted, ms. */
  oldest: number
}

/**
 * How what is kept is encrypted: by a key that lies elsewhere, by one beside it, not at all, or, in the owner's
 * PostgreSQL, field by field or as that does.
 */
export type AtRest = 'apart' | 'beside' | 'plain' | 'fields' | 'postgres'

export const ofRetention = {
  /**
   * How long each kind is kept, ms, null: for good; what goes by an instant, a week from now; and how it is encrypted.
   */
  'retention:open': request(
    'owner',
    z.strictObject({}),
    reply<{ kept: Record<Kept, number | null>; going: Going[]; until: number; atRest: AtRest }>(),
  ),
}
