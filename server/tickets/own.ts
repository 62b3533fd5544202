// What a visitor finds of what they have written: in this browser, or anywhere if the owner's site vouches for them.

import { bounds } from '../bounds.ts'
import { namesOf } from '../conversations/views.ts'
import { cut } from '../protocol/pieces.ts'
import type { OwnRequest } from '../protocol/ticket.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { lives, requestKey, requestPath } from './requestKey.ts'

/** How much of it a list shows, in UTF-16 units. */
const shown = 200

/** The latest first; an address opens nothing, typed or vouched for. @param secret signs keys @param now real time */
export async function ownRequests(
  { all, queries }: Pick<Store, 'all' | 'queries'>,
  visitor: Visitor,
  secret: string,
  now: number,
): Promise<{ requests: OwnRequest[]; more: boolean }> {
  const { site, identity } = visitor
  const [known] = await all(queries.visitor(visitor))
  const own = known?.key ?? 0
  const asked = { site, visitor: own, sub: identity?.sub ?? null, limit: bounds.own + 1 }
  const rows = await all(queries.ownConversations(asked))
  const requests = rows.slice(0, bounds.own).map((row): OwnRequest => {
    const { id, reference, email, text, files, state, waitingSince, dueAt, startedAt, unread } = row
    const isOpen = state === 'open'
    const key = () => requestKey({ site, reference: reference!, email: email! }, now + lives.code, secret)
    return {
      conversation: id,
      reference,
      about: cut((text || namesOf(files)).trim(), shown),
      state,
      isOurs: isOpen && waitingSince !== null,
      dueAt: isOpen ? dueAt : null,
      startedAt,
      unread: unread ?? 0,
      path: row.visitor === own ? null : requestPath(reference!, key()),
    }
  })
  return { requests, more: rows.length > requests.length }
}
