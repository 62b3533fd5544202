// What becomes of a mail that has come in: whose word it is, and what it may open.

import type { MailStanding } from '../../protocol/via.ts'
import type { Outcome } from '../../store/tables/arrival.ts'
import type { Origin } from './origin.ts'
import type { Found } from './whose.ts'

export interface Evidence {
  origin: Exclude<Origin, 'bounce'>
  /** Whether we have sent it ourselves, or it says that it is from our own mailbox. */
  isOwn: boolean
  /** Whether it belongs to a conversation, and to one that its sender takes part in. */
  isFound: boolean
  isFromPart: boolean
  /** Whether it is the address of an agent who answers for the site; or of the team at all. */
  isAgents: boolean
  isTeams: boolean
  /** Whether its sender is who it says. */
  isProven: boolean
  /** Whether its address is blocked. */
  isBlocked: boolean
  strangers: 'request' | 'note'
}

export interface Judged {
  outcome: Extract<Outcome, 'answer' | 'reply' | 'request' | 'note' | 'stray' | 'own' | 'passed'>
  standing: MailStanding
}

/** What no person wrote, or nobody has proved to have written, opens nothing and is answered by nothing. */
export function judge(known: Evidence): Judged {
  const { origin, isOwn, isFound, isFromPart, isAgents, isTeams, isProven, isBlocked, strangers } = known
  if (isOwn) return { outcome: 'own', standing: 'automatic' }
  if (origin !== 'person') return { outcome: isFound ? 'note' : 'passed', standing: 'automatic' }
  // Kept and shown, and nobody is called by it.
  if (isBlocked) return { outcome: isFound ? 'note' : 'stray', standing: 'unproven' }
  if (isFound && isFromPart && isProven) return { outcome: 'answer', standing: 'proven' }
  if (isFound && isAgents && isProven) return { outcome: 'reply', standing: 'proven' }
  if (isFound) return { outcome: 'note', standing: isProven && !isTeams ? 'other' : 'unproven' }
  if (isProven && strangers === 'request') return { outcome: 'request', standing: 'proven' }
  return { outcome: 'stray', standing: isProven ? 'proven' : 'unproven' }
}

/** Whoever takes part in what is restricted begins anew, and nobody else does by answering it. */
export const mayBegin = (meant: Found | null, strangers: Evidence['strangers']): Evidence['strangers'] =>
  meant?.isRestricted ? (meant.isFromPart ? 'request' : 'note') : strangers

/** What is too big to be read is nobody's answer, and opens nothing. */
export const leftThere = ({ outcome, standing }: Judged): Judged =>
  outcome === 'answer' || outcome === 'reply' || outcome === 'request'
    ? { outcome: outcome === 'request' ? 'stray' : 'note', standing: 'unproven' }
    : { outcome, standing }

/** What is of long ago is answered to nobody: what an agent wrote then has reached whom it was for. */
export const longAgo = ({ outcome, standing }: Judged): Judged =>
  outcome === 'reply' ? { outcome: 'note', standing: 'unproven' } : { outcome, standing }
