// Where a conversation is answered by mail, and whom its mails name.

import { copiedTo } from '../mail/parties.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'

/** The ticket's address, or one that is vouched for: what a stranger typed elsewhere is nobody's. */
export function* addressOf(
  queries: Queries,
  { key, sub, email }: Pick<StoredConversation, 'key' | 'sub' | 'email'>,
): Work<{ email: string; reference: string | null } | null> {
  const [ticket] = yield* queries.ticket({ conversation: key })
  if (ticket) return { email: ticket.email, reference: ticket.reference }
  return sub !== null && email !== null ? { email, reference: null } : null
}

/** Whom an answer says that it is to, where it goes to others than the visitor too. */
export function peopleOf(
  row: Pick<StoredConversation, 'parties'>,
  to: string,
): { people?: { to: string; cc: string[] } } {
  const cc = copiedTo(row).map(({ address }) => address)
  return cc.length > 0 ? { people: { to, cc } } : {}
}
