// What is noted of every mail that comes in.

import type { Outcome } from '../../store/tables/arrival.ts'
import { mailboxOf } from '../mailbox.ts'
import type { Mailed } from './parse.ts'

export function notedOf({ digest, messageId, from, subject }: Mailed, site: string, outcome: Outcome) {
  const sender = from ? mailboxOf(from.address).mailbox : null
  return { site, digest, messageId, outcome, sender, subject, conversation: null, writing: null }
}
