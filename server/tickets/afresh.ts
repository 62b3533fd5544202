// What is written to a request that is restricted: it is kept in a fresh one of whoever has written that.

import { createHash } from 'node:crypto'
import type { Sites } from '../config/config.ts'
import { create } from '../conversations/beginning.ts'
import { receive, type Written } from '../conversations/messages.ts'
import type { Publisher } from '../conversations/publisher.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import * as write from '../conversations/writes.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from './tickets.ts'

export interface AfreshParts {
  store: Store
  sites: Pick<Sites, 'get'>
  tickets: Pick<Tickets, 'make'>
  publisher: Pick<Publisher, 'publish'>
  /** The product's. */
  clock: () => number
  /** Called when mails wait in the outbox. */
  queued: () => void
}

/** The id of the request that a mailbox has going on since an instant, where an older one is restricted. */
export async function freshOf(
  { all, queries }: Pick<Store, 'all' | 'queries'>,
  { site, email, since }: { site: string; email: string; since: number },
): Promise<string | undefined> {
  const { mailbox } = mailboxOf(email)
  const requests = await all(queries.freshRequests({ site, since }))
  return requests.find((each) => mailboxOf(each.email).mailbox === mailbox)?.id
}

/** Stores what the holder of a request's link writes, once by its id, as a request with a reference of its own. */
export async function writeAfresh(reference: string, sent: Written, parts: AfreshParts): Promise<void> {
  const { store, sites, tickets, publisher, clock, queued } = parts
  const { queries } = store
  const at = clock()
  const id = createHash('sha256').update(`afresh ${reference} ${sent.id}`).digest('base64url').slice(0, 32)
  const said = await store.write(function* () {
    if ((yield* queries.briefConversation({ id })).length > 0) return []
    const [ticket] = yield* queries.ticketByReference({ reference })
    const [old] = yield* queries.conversationByKey({ key: ticket!.conversation })
    const [whose] = yield* queries.visitorByKey({ key: old!.visitor })
    const { name, plan, locale } = old!
    const context = { page: { url: '', title: '' }, locale, zone: '', path: [] }
    const made = { id, name, plan, context, browser: '', at }
    const row = yield* create(queries, { ...whose!, identity: null }, made)
    const author = { kind: 'reference', site: row.site, reference } as const
    const first = yield* receive(queries, sites.get(row.site)!, row, { ...sent, at }, author)
    const begun = yield* write.get(queries, id)
    const about = { topic: '', context: begun.context, isTrap: false, isHeldBack: false }
    return [first, yield* tickets.make(begun, { email: ticket!.email, name, ...about })]
  })
  queued()
  await publisher.publish(id, ...said)
}
