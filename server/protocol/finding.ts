// Finding: conversations by words that were written in them, and by what they are known by.

import * as z from 'zod'
import { limits } from '../limits.ts'
import type { Conversation } from './conversation.ts'
import { instant, named, siteId, written } from './pieces.ts'

/** What is looked for, and among what; without a filter, among all. */
export const findAsked = z.strictObject({
  text: written.max(limits.query),
  site: siteId.optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** Whose it is: an agent's id, or `nobody`. */
  agent: written.max(64).optional(),
  plan: written.max(64).optional(),
  tag: named.max(limits.query).optional(),
  team: written.max(64).optional(),
  kind: z.enum(['chat', 'request']).optional(),
  /** Written from then on. */
  from: instant.optional(),
  /** Written before then. */
  until: instant.optional(),
})
export type FindAsked = z.infer<typeof findAsked>

/** A conversation that was found, by the best and newest of what was found in it. */
export interface FoundConversation {
  id: string
  site: string
  state: Conversation['state']
  name: string | null
  email: string | null
  guest: number
  reference: string | null
  assignee: string | null
  kind: 'message' | 'note' | 'about'
  /** Where it opens: the seq of the message, or the id of the note; null: at its end. */
  place: string | null
  author: 'visitor' | 'agent' | 'system' | null
  /** The name of the agent who wrote it. */
  by: string | null
  at: number
  /** A part of what was written. */
  text: string
  /** Where in it words were found: pairs of where each begins and ends. */
  marks: [from: number, to: number][]
}

export interface FoundPage {
  found: FoundConversation[]
  /** Whether there is more than is shown. */
  more: boolean
  /** Whether older conversations are still being added to the index. */
  isPartial: boolean
}
