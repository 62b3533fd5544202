// Continuity: what agents answered in a chat reaches the visitor who has left, in one mail once some time has passed.

import type { Sites } from '../config/config.ts'
import { isWithdrawn } from '../conversations/messages.ts'
import type { Live } from '../live/live.ts'
import type { UnmailedConversation } from '../store/queries/unmailed.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import { queue } from '../mail/outbox.ts'
import { addressOf, peopleOf } from './addressed.ts'
import type { Letters } from './letters.ts'

/** What nobody has read for so long is not news any more. */
const stale = 7 * 86_400_000
/** How many conversations are looked at in one go; the others have their turn when these are done. */
const most = 500

interface ContinuityParts {
  sites: Sites
  store: Store
  live: Pick<Live, 'isHere'>
  clock: () => number
  letters: Pick<Letters, 'reply'>
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Continuity {
  readonly #parts: ContinuityParts
  /** Since when each visitor for whom replies wait has been away, as far as this node has seen. */
  #away = new Map<number, number>()

  constructor(parts: ContinuityParts) {
    this.#parts = parts
  }

  /**
   * Queues what has waited for long enough; to be called now and then. Every node does, and the write lets one win. Who
   * goes from page to page is away for a moment only, hence the time: the same for leaving as for being unread.
   */
  async look(): Promise<void> {
    const { store, live, sites, clock, queued } = this.#parts
    const now = clock()
    const waiting = await store.all(store.queries.unmailed({ from: now - stale, until: now, limit: most }))
    const away = waiting.filter(({ site, secretHash }) => !live.isHere({ site, visitor: secretHash }))
    this.#away = new Map(away.map(({ key }) => [key, Math.min(this.#away.get(key) ?? now, now)]))
    const isRipe = ({ key, site, unmailedSince }: UnmailedConversation) => {
      const unread = sites.get(site)?.mail?.unread
      return unread !== undefined && now - unread >= Math.max(this.#away.get(key)!, unmailedSince)
    }
    for (const { key } of away.filter(isRipe)) await store.write(() => this.#mail(key))
    queued()
  }

  *#mail(key: number): Work<void> {
    const { store, letters } = this.#parts
    const { queries } = store
    const [row] = yield* queries.conversationByKey({ key })
    const to = row && (yield* addressOf(queries, row))
    if (!row || !to) return
    const after = Math.max(row.mailedSeq, row.readByVisitor)
    const replies = yield* queries.repliesAfter({ conversation: key, after })
    const last = replies.findLast((each) => !isWithdrawn(each))
    if (last) {
      const addressed = { site: row.site, conversation: row.id, locale: row.locale, ...to }
      const people = peopleOf(row, to.email)
      const mail = letters.reply({ ...addressed, after, upTo: last.seq, last: last.id, isLate: true, ...people })
      if (mail) yield* queue(queries, mail, key)
    }
    yield* queries.noteMailed({ key, upTo: last?.seq ?? row.mailedSeq })
  }
}
