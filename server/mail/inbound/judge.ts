// What becomes of a mail that has come in: whose word it is, and what it may open.

import type { MailStanding } from '../../protocol/conversation.ts'
import type { Outcome } from '../../store/tables/arrival.ts'
import type { Origin } from './origin.ts'

export interface Known {
  origin: Exclude<Origin, 'bounce'>
  /** Whether we have sent it ourselves, or it says that it is from our own mailbox. */
  isOwn: boolean
  /** Whether it belongs to a conversation, and to one that its sender takes part in. */
  isFound: boolean
  isFromPart: boolean
  /** Whether its sender is who it says. */
  isProven: boolean
  strangers: 'request' | 'note'
}

export interface Judged {
  outcome: Extract<Outcome, 'answer' | 'request' | 'note' | 'stray' | 'own' | 'passed'>
  standing: MailStanding
}

/** What no person wrote, or nobody has proved to have written, opens nothing and is answered by nothing. */
export function judge({ origin, isOwn, isFound, isFromPart, isProven, strangers }: Known): Judged {
  if (isOwn) return { outcome: 'own', standing: 'automatic' }
  if (origin !== 'person') return { outcome: isFound ? 'note' : 'passed', standing: 'automatic' }
  if (isFound && isFromPart && isProven) return { outcome: 'answer', standing: 'proven' }
  if (isFound) return { outcome: 'note', standing: 'unproven' }
  if (isProven && strangers === 'request') return { outcome: 'request', standing: 'proven' }
  return { outcome: 'stray', standing: isProven ? 'proven' : 'unproven' }
}
