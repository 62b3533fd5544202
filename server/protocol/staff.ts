// Staff: who of the team is there, and the sites as the console knows them.

import * as z from 'zod'
import type { Face, Localized } from './pieces.ts'

/**
 * What somebody of the team may do: an owner everything, at every site; an agent answers; a viewer reads and writes
 * notes.
 */
export const role = z.enum(['owner', 'agent', 'viewer'])
export type Role = z.infer<typeof role>

/** Whether an agent takes questions. */
export const presence = z.enum(['present', 'away'])
export interface Presence extends Face {
  presence: z.infer<typeof presence>
  /** Why they are away without having said so: nothing was done at their screens, or the hours have ended. */
  why?: 'idle' | 'hours'
  /** The sites whose questions they answer, where it is not all. */
  answers?: readonly string[]
}

/** A site as the console knows it. */
export interface ConsoleSite {
  id: string
  name: string
  locales: string[]
  /** Words of the topics that are no category of articles: those of the form for a problem. */
  categories: Record<string, Localized>
  /** Names of the owner's variables, which may stand in a signature. */
  variables: string[]
  /** What plans are called, those that have a title. */
  plans: Record<string, Localized>
  /** Why no mail can leave: no mail server is known, or the site has no mailbox; null: it can. */
  lacks: 'SMTP_URL' | 'mail' | null
  /** Who is called by a chat that nobody has: everyone, or each in their turn. */
  offers: 'all' | 'turn'
  /** What may be attached; null: nothing. */
  files: { maxSize: number } | null
}
