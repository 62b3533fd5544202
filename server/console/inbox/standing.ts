// Whose word a mail is, and how that is called beside its time.

import type { Via } from '../../protocol/via.ts'
import type { Opening } from './opened.ts'
import { partyOf } from './parties.ts'
import { words } from './words.ts'

/** How a mail is called beside its time: `by email`, or why nobody should take it for the visitor's word. */
export function standingOf(
  via: Via | undefined,
  opened: Pick<Opening, 'ticket' | 'email' | 'parties'>,
): string | false {
  if (via?.kind !== 'mail') return false
  const { standing, address } = via
  if (standing === 'other' && partyOf(opened, address)?.isNamed) return words.mailed.copied
  if (standing !== 'unproven') return words.mailed[standing]
  const known = opened.ticket?.email ?? opened.email
  return known && known.toLowerCase() !== address.toLowerCase() ? words.mailed.other : words.mailed.unproven
}
