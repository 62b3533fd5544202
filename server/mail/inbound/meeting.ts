// Whom a conversation knows by a mail that comes in to it: a step of the write that keeps the mail.

import type { ByMail } from '../../conversations/author.ts'
import * as write from '../../conversations/writes.ts'
import type { Queries } from '../../store/queries.ts'
import type { Work } from '../../store/query.ts'
import type { Outcome } from '../../store/tables/arrival.ts'
import type { StoredConversation } from '../../store/tables/conversation.ts'
import { mailboxOf } from '../mailbox.ts'
import { withParties } from '../parties.ts'

/** Knows whom a mail names from now on, if it is the visitor's or the team's; of any other, who has written it. */
export function* meet(
  row: StoredConversation,
  { author, noted }: { author: ByMail; noted: { outcome: Outcome } },
  queries: Queries,
): Work<StoredConversation> {
  const { address, name, standing, cc = [] } = author
  const [ticket] = yield* queries.ticket({ conversation: row.key })
  const own = [row.email, ticket?.email, author.address].map((each) => each && mailboxOf(each).mailbox)
  const isNaming = ['answer', 'request', 'reply'].includes(noted.outcome)
  const named = cc.filter((each) => !own.includes(mailboxOf(each.address).mailbox))
  const met = isNaming ? named.map((each) => ({ ...each, isNamed: true })) : []
  const parties = withParties(row, standing === 'other' ? [{ address, name, hasWritten: true }] : met)
  return parties ? yield* write.change(queries, row, { parties }) : row
}
