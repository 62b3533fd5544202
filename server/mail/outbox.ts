// The outbox: what waits to be mailed, put there in the write that is its cause, in the thread of what went before.

import type { MailDraft, Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'

const hour = 3_600_000

/** How many automatic mails one address may get: whoever types it may be a stranger. */
const automatic = [
  { within: hour, most: 3 },
  { within: 24 * hour, most: 10 },
] as const

/** As many Message-IDs as a thread needs to be found: its first and its latest (RFC 5322, 3.6.4, asks for all, and lines end). */
const references = 20

/**
 * Queues a mail once, however often its cause is repeated: its Message-ID is fixed here. Part of a write. The mails of a
 * conversation to one address are one thread in every mail program, which wants References and one subject.
 */
export function* queue(queries: Queries, draft: MailDraft, conversation: number): Work<void> {
  const [known] = yield* queries.mail({ messageId: draft.messageId })
  if (known) return
  // That an answer is overdue is to be seen, not found at the end of a thread.
  const isAlone = draft.kind === 'transcript' || draft.kind === 'transcript-code' || draft.kind === 'overdue'
  const before = isAlone ? [] : yield* queries.mailsBefore({ conversation, to: draft.to })
  const [first] = before
  if (!first) return void (yield* queries.addMail({ ...draft, conversation }))
  const ids = before.map(({ messageId }) => messageId)
  const thread = { 'In-Reply-To': ids.at(-1)!, References: [ids[0]!, ...ids.slice(1).slice(1 - references)].join(' ') }
  const headers = JSON.stringify({ ...(JSON.parse(draft.headers) as object), ...thread })
  yield* queries.addMail({ ...draft, headers, subject: `Re: ${first.subject.replace(/^Re: /, '')}`, conversation })
}

/**
 * Whether an address may get one more automatic mail: an acknowledgement, a code, a transcript, all counted together.
 * What an agent writes always goes, and is not counted; nor is what the team gets.
 */
export function* mayMail(queries: Queries, to: string, now: number): Work<boolean> {
  for (const { within, most } of automatic) {
    const [sent] = yield* queries.automaticMailsTo({ to: to.toLowerCase(), since: now - within })
    if (sent!.n >= most) return false
  }
  return true
}
