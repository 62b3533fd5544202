// A request of long ago: it has a number, and nobody is told or waits.

import { say } from '../conversations/messages.ts'
import { closed } from '../conversations/writes.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { StoredMessage } from '../store/tables/message.ts'

/** Part of a write. @param at when it was made @param now when it is closed, from which it is kept */
export function* makeOldRequest(
  queries: Queries,
  row: StoredConversation,
  { reference, email, at, now }: { reference: string; email: string; at: number; now: number },
): Work<StoredMessage> {
  const ticket = { reference, email, topic: '', state: 'solved' as const, openedAt: at, answerBy: at }
  yield* queries.addTicket({ conversation: row.key, ...ticket })
  const line = { code: 'ticket' as const, values: { reference }, at }
  return yield* say(queries, row, line, { ...closed, closedAt: now, email, readByAgent: row.lastSeq + 1 })
}
