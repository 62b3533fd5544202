// Insight: what visitors search for, and whether articles help them.

import * as z from 'zod'
import { limits } from '../limits.ts'
import { articleId, id, locale, written } from './pieces.ts'

/** `POST /feedback/SITE`: whether an article helped. The latest answer of the same `id` counts. */
export const feedback = z.strictObject({
  id,
  article: articleId,
  locale,
  helped: z.boolean(),
  missing: written,
})
export type Feedback = z.infer<typeof feedback>

/** `POST /searches/SITE`: what was searched, without who; sent when the visitor acts. */
export const searchesTold = z.strictObject({
  locale,
  searches: z
    .array(
      z.strictObject({
        query: written.max(limits.query),
        confident: z.boolean(),
        /** The article that was opened from it. */
        opened: articleId.nullable(),
        /** Whether a person was asked after it. */
        asked: z.boolean(),
        /** Whether it has not been told before. */
        isNew: z.boolean(),
      }),
    )
    .max(limits.path),
})
export type SearchesTold = z.infer<typeof searchesTold>

/** A group of searches that mean the same, as the owner sees it. */
export interface Searched {
  /** Its latest spelling, digits and addresses masked. */
  query: string
  count: number
  /** How often a person was asked after it. */
  asked: number
  /** The article that was opened before a person was asked. */
  opened: string | null
  at: number
}
