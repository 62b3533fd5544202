// Waiting: when a visitor begins to wait for an answer, and by when it is due from then on; steps of a write.

import type { Site } from '../config/config.ts'
import { saidIn } from '../hours/overrides.ts'
import type { Face } from '../protocol/pieces.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { due, waited } from './targets.ts'

/** By when an answer is due as things are now. */
export function* dueNow(queries: Queries, site: Site, row: StoredConversation, at: number) {
  return due(site, row, at, row.target === 'chat' ? yield* saidIn(queries, row.site, at) : [])
}

/** The visitor begins to wait, and the clock of the answer to run. */
export function* beginWaiting(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  at: number,
): Work<Partial<StoredConversation>> {
  const counted = yield* dueNow(queries, site, row, at)
  if (row.target !== 'chat') yield* queries.promiseTicket({ conversation: row.key, answerBy: counted.dueAt })
  return { ...counted, waitingSince: at }
}

/** The same; null: not sooner than was said. */
export function* dueSooner(queries: Queries, site: Site, row: StoredConversation, at: number) {
  const counted = yield* dueNow(queries, site, row, at)
  return row.dueAt !== null && counted.dueAt < row.dueAt ? counted : null
}

/** By another plan or as another target an answer may be due sooner from now on; never later than was said. */
export function* promiseSooner(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  at: number,
): Work<Partial<StoredConversation>> {
  const counted = yield* dueSooner(queries, site, row, at)
  if (counted && row.target !== 'chat') yield* queries.promiseTicket({ conversation: row.key, answerBy: counted.dueAt })
  return counted ?? {}
}

/** The conversation becomes an agent's; out of the queue, with how long it had waited there. */
export function* takenBy(
  queries: Queries,
  site: Site,
  row: StoredConversation,
  agent: Face,
  at: number,
): Work<Partial<StoredConversation>> {
  const own = { assignee: agent.id, assigneeName: agent.name }
  const { target, waitingSince, takenAt } = row
  if (target !== 'chat' || waitingSince === null || takenAt !== null) return own
  const said = yield* saidIn(queries, row.site, at, waitingSince)
  return { ...own, takenAt: at, takenAfter: waited(site, waitingSince, at, said) }
}
