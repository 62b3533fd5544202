// Ratings: a visitor says of a closed conversation whether it is solved, on the page or by the link in a mail; one
// rating a conversation, however often and by whichever way it is said.

import type { Config } from '../config/config.ts'
import { limits } from '../limits.ts'
import { Refused } from '../protocol/answer.ts'
import type { Conversation } from '../protocol/conversation.ts'
import type { Outcome, Rated, Rating, RatingsTold } from '../protocol/rating.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import { objectAnew } from '../visitors/objecting.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { checkBlocked } from './blocking.ts'
import { listed, owned } from './lookup.ts'
import type { Publisher } from './publisher.ts'
import { isRatingLink } from './ratingLink.ts'
import { guestOf, ratingOf } from './views.ts'
import * as write from './writes.ts'

interface RatingParts {
  store: Store
  sites: Pick<Config['sites'], 'has'>
  publisher: Publisher
  clock: () => number
  secret: string
}

/** For so long what was said may be said otherwise: who slips, or has more to say, does so at once. */
const changeableForMs = 10 * 60_000
const toldForMs = 90 * 86_400_000
const mostComments = 50

interface AskedByLink {
  site: string
  locale: string
  /** Of a request; null: it is a chat. */
  reference: string | null
  rating: Rating | null
  /** Why nothing can be said now. */
  refusal: 'changed' | 'conflict' | null
}

export class Ratings {
  readonly #parts: RatingParts

  constructor(parts: RatingParts) {
    this.#parts = parts
  }

  /** @throws Refused `changed`: it is open again; `conflict`: another rating has stood for a while */
  async rate(visitor: Visitor, { conversation, ...given }: Rated): Promise<Conversation> {
    const { store, publisher } = this.#parts
    await owned(store, visitor, conversation)
    await this.#put(conversation, given, (queries) => checkBlocked(queries, visitor))
    return publisher.conversationOf(await publisher.publish(conversation))
  }

  /** What a link asks about. @throws Refused `unknown-conversation` */
  async ofLink(conversation: string, signature: string): Promise<AskedByLink> {
    const { store, sites, secret, clock } = this.#parts
    if (!isRatingLink(conversation, signature, secret)) throw new Refused('unknown-conversation')
    const row = await listed(store, conversation)
    // A site that its owner has taken away.
    if (!sites.has(row.site)) throw new Refused('unknown-conversation')
    const rating = ratingOf(row)
    const isFixed = rating && rating.at >= (row.closedAt ?? 0) && clock() - rating.at > changeableForMs
    const refusal = row.state !== 'closed' || row.spamAt !== null ? 'changed' : isFixed ? 'conflict' : null
    const { site, locale, reference } = row
    return { site, locale, reference, rating, refusal }
  }

  async rateByLink(conversation: string, signature: string, given: Omit<Rated, 'conversation'>): Promise<void> {
    await this.ofLink(conversation, signature)
    await this.#put(conversation, given)
    await this.#parts.publisher.publish(conversation)
  }

  /**
   * What is said of a site's conversations.
   * @param isOwner whether whose they were is told: in a list, what is said of a colleague can be counted
   */
  async told(site: string, isOwner: boolean): Promise<RatingsTold> {
    const { store, clock } = this.#parts
    const { all, queries } = store
    await objectAnew(store, site, clock())
    const of = { site, since: clock() - toldForMs }
    const [counted, closed, comments] = await Promise.all([
      all(queries.ratingCounts(of)),
      all(queries.answeredAndClosed(of)),
      all(queries.ratingComments({ ...of, limit: mostComments })),
    ])
    const countOf = (outcome: Outcome) => counted.find((each) => each.outcome === outcome)?.n ?? 0
    return {
      counts: { yes: countOf('yes'), partly: countOf('partly'), no: countOf('no') },
      closed: closed[0]!.n,
      comments: comments.map(({ secretHash, assigneeName: agent, ...each }) => ({
        ...each,
        agent: isOwner ? agent : null,
        guest: guestOf(secretHash),
      })),
    }
  }

  async #put(
    conversation: string,
    { outcome, comment: typed }: Omit<Rated, 'conversation'>,
    check?: (queries: Store['queries']) => Work<void>,
  ): Promise<void> {
    const { store, clock } = this.#parts
    const { queries } = store
    const at = clock()
    const said = typed.trim()
    if (said.length > limits.text) throw new Refused('too-long')
    await store.write(function* () {
      const row = yield* write.get(queries, conversation)
      const [before] = yield* queries.rating({ conversation: row.key })
      // Of what was open again and closed anew another one may be given.
      const known = before && before.at >= (row.closedAt ?? 0) ? before : null
      // A first tap that comes late takes no words away.
      const comment = said || (known?.comment ?? '')
      if (known?.outcome === outcome && known.comment === comment) return
      if (check) yield* check(queries)
      if (row.state !== 'closed' || row.spamAt !== null) throw new Refused('changed')
      if (known && at - known.at > changeableForMs) throw new Refused('conflict')
      const { key, site, assignee: agent } = row
      yield* queries.putRating({ conversation: key, site, outcome, comment, agent, at: known?.at ?? at })
      yield* write.change(queries, row, {})
    })
  }
}
