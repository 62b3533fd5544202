// Requests: a ticket as whoever has written it follows it, by the link of a mail or by a code that is mailed.

import { randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import type { Conversations } from '../conversations/conversations.ts'
import type { Reading } from '../conversations/reading.ts'
import type { Letters } from '../letters/letters.ts'
import { keepCode, newCode, proveCode } from '../mail/codes.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { mayMail, queue } from '../mail/outbox.ts'
import { Refused } from '../protocol/answer.ts'
import type { Message, Summary } from '../protocol/conversation.ts'
import type { OwnRequest } from '../protocol/ticket.ts'
import type { Store } from '../store/store.ts'
import type { Visitor } from '../visitors/visitors.ts'
import { type AfreshParts, freshOf, writeAfresh } from './afresh.ts'
import { ownRequests } from './own.ts'
import { lives, opens, requestKey, requestPath } from './requestKey.ts'

export interface RequestParts {
  store: Store
  sites: Pick<Config['sites'], 'has'>
  conversations: Pick<Conversations, 'receive' | 'close'>
  reading: Pick<Reading, 'ofReference' | 'summary' | 'whole'>
  afresh: AfreshParts
  letters: Pick<Letters, 'requestCode'>
  /** Signs keys, and hashes codes. */
  secret: string
  /** Real time: mails keep it when the product's clock is moved. */
  realClock: () => number
  /** Called when mails wait in the outbox. */
  queued: () => void
}

/** A request as its page shows it. */
export interface Followed {
  /** By which it was opened. */
  reference: string
  /** Where it goes on, if it was put together with another of the same mailbox. */
  conversation: Summary
  /** All of it, the first first. */
  messages: Message[]
  /** It goes on where this mailbox sees nothing of it: nothing can be written here. */
  isElsewhere: boolean
  /** The path of another request of the same mailbox. */
  pathTo: (reference: string) => string
}

export class Requests {
  readonly #parts: RequestParts

  constructor(parts: RequestParts) {
    this.#parts = parts
  }

  /** What a visitor has written, as their widget lists it; `more`: and before that. */
  own(visitor: Visitor): Promise<{ requests: OwnRequest[]; more: boolean }> {
    const { store, secret, realClock } = this.#parts
    return ownRequests(store, visitor, secret, realClock())
  }

  /** Mails a code if the request is there and the address is its own. Nobody is told whether. */
  async sendCode(reference: string, typed: string): Promise<void> {
    const { store, letters, secret, realClock, queued } = this.#parts
    const { queries } = store
    await store.write(function* () {
      const [ticket] = yield* queries.ticketByReference({ reference })
      if (!ticket || mailboxOf(ticket.email).mailbox !== mailboxOf(typed.trim()).mailbox) return
      const now = realClock()
      // Never to what was typed: another spelling may be another's mailbox.
      if (!(yield* mayMail(queries, ticket.email, now))) return
      const [row] = yield* queries.conversationByKey({ key: ticket.conversation })
      const digits = newCode()
      const { site, id: conversation, locale } = row!
      const request = randomBytes(12).toString('base64url')
      const mail = letters.requestCode({
        site,
        conversation,
        locale,
        email: ticket.email,
        reference,
        code: digits,
        request,
      })
      if (!mail) return
      yield* keepCode({ queries, row: row!, purpose: 'request', secret, now }, digits, ticket.email)
      yield* queue(queries, mail, row!.key)
    })
    queued()
  }

  /** The key that a right code gives. @throws Refused `wrong-code` and `expired-code`, as for a request that is none */
  async prove(reference: string, typed: string): Promise<string> {
    const { store, secret, realClock } = this.#parts
    const { queries } = store
    const now = realClock()
    // A wrong one is counted, so it is no refusal before it is committed.
    const outcome = await store.write(function* () {
      const [ticket] = yield* queries.ticketByReference({ reference })
      const [row] = ticket ? yield* queries.conversationByKey({ key: ticket.conversation }) : []
      if (!row) return 'wrong-code' as const
      const proven = yield* proveCode({ queries, row, purpose: 'request', secret, now }, typed)
      if (typeof proven === 'string') return proven
      // Somebody has corrected the address meanwhile.
      if (proven.email !== ticket!.email) return 'expired-code' as const
      return { site: row.site, email: proven.email }
    })
    if (typeof outcome === 'string') throw new Refused(outcome)
    return requestKey({ ...outcome, reference }, now + lives.code, secret)
  }

  /** The request that a key opens; null: it opens none. */
  async open(reference: string, key: string): Promise<Followed | null> {
    const { reading, secret, realClock, sites } = this.#parts
    if (key === '') return null
    const known = await reading.ofReference(reference).catch(nobody)
    // A site that its owner has taken away.
    if (!known || !sites.has(known.site)) return null
    const { site, ticket } = known
    if (!opens(key, { site, reference, email: ticket!.email }, realClock(), secret)) return null
    const { into, isElsewhere } = await this.#goesOn(known)
    const { email } = ticket!
    const until = realClock() + lives.code
    const pathTo = (other: string) => requestPath(other, requestKey({ site, reference: other, email }, until, secret))
    return { ...(await reading.whole(into.id)), reference, isElsewhere, pathTo }
  }

  /** Where a request goes on that was put together with another: as far as whoever has written it has that mailbox. */
  async #goesOn(request: Summary): Promise<{ into: Summary; isElsewhere: boolean }> {
    const { reading } = this.#parts
    const { mailbox } = mailboxOf(request.ticket!.email)
    let into = request
    for (const seen = new Set<string>(); into.mergedInto !== null && !seen.has(into.id);) {
      seen.add(into.id)
      const next = await reading.summary(into.mergedInto)
      if (!next.ticket || mailboxOf(next.ticket.email).mailbox !== mailbox) return { into, isElsewhere: true }
      into = next
    }
    return { into: await this.#afreshOf(into), isElsewhere: false }
  }

  /** Where it goes on that is restricted: in what was written since, if anything was. */
  async #afreshOf(request: Summary): Promise<Summary> {
    const { reading, store } = this.#parts
    const { all, queries } = store
    const [row] = await all(queries.restrictionOf(request))
    if (!row || row.restrictedAt === null) return request
    const { site, ticket } = request
    const fresh = await freshOf(store, { site, email: ticket!.email, since: row.restrictedAt })
    return fresh ? reading.summary(fresh) : request
  }

  /**
   * Stores what the holder of a key writes, once by its id; what is closed is open again, and what is restricted stays
   * so.
   */
  async write(followed: Followed, sent: { id: string; text: string; files: string[] }): Promise<void> {
    const { id, ticket } = followed.conversation
    const [row] = await this.#parts.store.all(this.#parts.store.queries.restrictionOf({ id }))
    if (row?.restrictedAt) return writeAfresh(ticket!.reference, sent, this.#parts.afresh)
    await this.#parts.conversations.receive(this.#holder(followed), { ...sent, conversation: id })
  }

  async close(followed: Followed): Promise<void> {
    await this.#parts.conversations.close(this.#holder(followed), followed.conversation.id)
  }

  /** Of where it goes on. */
  #holder({ conversation: { site, ticket } }: Followed) {
    return { kind: 'reference', site, reference: ticket!.reference } as const
  }
}

/** Of a reference that is none. */
function nobody(error: unknown): null {
  if (error instanceof Refused) return null
  throw error
}
