// Ratings: whether what a conversation was about is solved, as its visitor says once it is closed.

import * as z from 'zod'
import { id, written } from './pieces.ts'

export const outcome = z.enum(['yes', 'partly', 'no'])
export type Outcome = z.infer<typeof outcome>

export interface Rating {
  outcome: Outcome
  /** '': none. */
  comment: string
  at: number
}

/** Said again, it is the same rating; for a while it may be said otherwise. */
export const rated = z.strictObject({ conversation: id, outcome, comment: written })
export type Rated = z.infer<typeof rated>

/** Of a site and the latest 90 days. */
export interface RatingsTold {
  counts: Record<Outcome, number>
  /** How many conversations were closed by an agent in that time, rated or not. */
  closed: number
  /** The latest with a comment; `id` is the conversation's, `agent` whose it was, which an owner alone is told. */
  comments: (Rating & { id: string; name: string | null; guest: number; agent: string | null })[]
}
