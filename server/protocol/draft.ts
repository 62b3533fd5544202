// Drafts: what an agent has begun to write in a conversation, on all of their devices, and nobody else's to see.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { id, instant, written } from './pieces.ts'
import { reply, request } from './request.ts'

const kind = z.enum(['reply', 'note'])

export interface Draft {
  kind: z.infer<typeof kind>
  text: string
  /** When it was changed, no two the same: of two, the higher one is the latest. */
  at: number
}

export const ofDrafts = {
  /** One's own of a conversation. */
  'draft:open': request(
    'staff of the conversation',
    z.strictObject({ conversation: id }),
    reply<{ drafts: Draft[] }>(),
  ),
  /**
   * Keeps what has been begun; '': nothing. The latest has it: `other` is what another device had made of it, which the
   * sender had not seen. `was`: the `at` of what they had; 0: nothing.
   */
  'draft:save': request(
    'staff of the conversation',
    z.strictObject({ conversation: id, kind, text: written.max(limits.text), was: instant }),
    reply<{ at: number; other: string | null }>(),
  ),
}
