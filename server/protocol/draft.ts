// Drafts: what an agent has begun to write in a conversation, on all of their devices, and nobody else's to see.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { type Step, steps } from './act.ts'
import type { SentArticle } from './conversation.ts'
import { articleId, id, instant, written } from './pieces.ts'
import { reply, request } from './request.ts'

const kind = z.enum(['reply', 'note'])

/** What goes with a reply. */
export interface Carried {
  article?: SentArticle
  /** What is done with it when it is sent. */
  steps?: Step[]
}

export interface Draft extends Carried {
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
   * Keeps what has been begun; '' with nothing: none. The latest has it: `other` is what another device had made of it,
   * which the sender had not seen, and `carried` what went with that. `was`: the `at` of what they had; 0: nothing.
   * `article`: as it is called where it was chosen.
   */
  'draft:save': request(
    'staff of the conversation',
    z.strictObject({
      conversation: id,
      kind,
      text: written.max(limits.text),
      article: z.strictObject({ id: articleId, title: written.max(limits.text) }).optional(),
      steps: steps.optional(),
      was: instant,
    }),
    reply<{ at: number; other: string | null; carried: Carried }>(),
  ),
}
