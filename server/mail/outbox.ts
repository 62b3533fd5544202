// The outbox: what waits to be mailed, put there in the write that is its cause.

import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { isOneOwner, mailboxOf } from './mailbox.ts'

const hour = 3_600_000

/**
 * How many automatic mails one mailbox may get, and all of one owner's domain: whoever types an address may be a
 * stranger.
 */
const automatic = [
  { within: hour, most: 3, mostOfDomain: 30 },
  { within: 24 * hour, most: 10, mostOfDomain: 100 },
] as const

/**
 * Queues a mail once, however often its cause is repeated: its Message-ID is fixed here. Part of a write.
 * @param conversation its key; null: the mail is of none
 */
export function* queue(queries: Queries, draft: MailDraft, conversation: number | null): Work<void> {
  const [known] = yield* queries.mail({ messageId: draft.messageId })
  if (!known) yield* queries.addMail({ ...draft, ...mailboxOf(draft.to), conversation })
}

/** Whether an address may get one more automatic mail. */
export function* mayMail(queries: Queries, to: string, now: number): Work<boolean> {
  return (yield* heldBackFor(queries, to, now)) === null
}

/**
 * Why an address gets no more automatic mails; null: it may. `bounced`: they do not arrive there; `limit`: it has had
 * its share of acknowledgements, codes and transcripts, all counted together. What an agent writes always goes, and is
 * not counted; nor is what the team gets.
 */
export function* heldBackFor(queries: Queries, to: string, now: number): Work<'bounced' | 'limit' | null> {
  const { mailbox, domain } = mailboxOf(to)
  const [bounced] = yield* queries.bouncedAt({ mailbox })
  if (bounced!.at !== null) return 'bounced'
  for (const { within, most, mostOfDomain } of automatic) {
    const since = now - within
    const [sent] = yield* queries.automaticMailsTo({ mailbox, since })
    if (sent!.n >= most) return 'limit'
    if (!isOneOwner(domain)) continue
    const [there] = yield* queries.automaticMailsAt({ domain, since })
    if (there!.n >= mostOfDomain) return 'limit'
  }
  return null
}
