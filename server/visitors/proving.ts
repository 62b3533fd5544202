// Proving: somebody shows who they are before they are told what is kept of them, by six digits that are mailed.

import { randomBytes } from 'node:crypto'
import type { Letters } from '../letters/letters.ts'
import { keepCode, newCode, proveCode } from '../mail/codes.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { mayMail, queue } from '../mail/outbox.ts'
import { Refused } from '../protocol/answer.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import { findAt } from './person.ts'
import type { Visitor } from './visitors.ts'
import { type Proven, provenBy, rightsKey, rightsLives } from './rightsKey.ts'

export interface ProvingParts {
  store: Store
  letters: Pick<Letters, 'dataCode'>
  /** Signs keys, and hashes codes. */
  secret: string
  /** Real time, which mails and keys keep. */
  realClock: () => number
  /** Called when mails wait in the outbox. */
  queued: () => void
}

export class Proving {
  readonly #parts: ProvingParts

  constructor(parts: ProvingParts) {
    this.#parts = parts
  }

  /** Mails a code if something is kept of whoever has that mailbox. Nobody is told whether. */
  async sendCode(site: string, typed: string): Promise<void> {
    const { store, letters, secret, realClock, queued } = this.#parts
    const { queries } = store
    const row = await this.#firstOf(site, typed)
    if (!row) return
    const { email, locale } = row
    await store.write(function* () {
      const now = realClock()
      if (!(yield* mayMail(queries, email, now))) return
      const code = newCode()
      const mail = letters.dataCode({ site, locale, email, code, request: newRequest() })
      if (!mail) return
      yield* keepCode({ queries, row, purpose: 'data', secret, now }, code, email)
      yield* queue(queries, mail, row.key)
    })
    queued()
  }

  /** The key that a right code gives. @throws Refused `wrong-code` and `expired-code`, as of whom nothing is kept */
  async prove(site: string, typed: string, code: string): Promise<string> {
    const { store, secret, realClock } = this.#parts
    const { queries } = store
    const now = realClock()
    const row = await this.#firstOf(site, typed)
    if (!row) throw new Refused('wrong-code')
    // A wrong one is counted, so it is no refusal before it is committed.
    const outcome = await store.write(() => proveCode({ queries, row, purpose: 'data', secret, now }, code))
    if (typeof outcome === 'string') throw new Refused(outcome)
    const { mailbox } = mailboxOf(outcome.email)
    // Its conversation has got another address meanwhile.
    if (mailbox !== mailboxOf(typed.trim()).mailbox) throw new Refused('expired-code')
    return rightsKey(site, { email: mailbox }, now + rightsLives.code, secret)
  }

  /** Mails a code to an address that is to stand instead of somebody's own. */
  async sendAddressCode(site: string, proven: Proven, typed: string, locale: string): Promise<void> {
    const { store, letters, secret, realClock, queued } = this.#parts
    const { queries } = store
    const row = await this.#anyOf(site, proven)
    if (!row) return
    const email = typed.trim()
    await store.write(function* () {
      const now = realClock()
      if (!(yield* mayMail(queries, email, now))) return
      const code = newCode()
      const mail = letters.dataCode({ site, locale, email, code, request: newRequest(), isNew: true })
      if (!mail) return
      yield* keepCode({ queries, row, purpose: 'address', secret, now }, code, email)
      // Of no conversation: by a mail that is in one its address would be tied to it.
      yield* queue(queries, mail, null)
    })
    queued()
  }

  /** The address that a right code has proven. @throws Refused `wrong-code` and `expired-code` */
  async proveAddress(site: string, proven: Proven, code: string): Promise<string> {
    const { store, secret, realClock } = this.#parts
    const row = await this.#anyOf(site, proven)
    if (!row) throw new Refused('expired-code')
    const asked = { queries: store.queries, row, purpose: 'address', secret, now: realClock() } as const
    const outcome = await store.write(() => proveCode(asked, code))
    if (typeof outcome === 'string') throw new Refused(outcome)
    return outcome.email
  }

  /** The conversation that the codes of whoever has proven who they are are kept with. */
  async #anyOf(site: string, proven: Proven): Promise<StoredConversation | null> {
    const { store } = this.#parts
    const [key] = (await findAt(store, site, proven)).conversations
    return key === undefined ? null : ((await store.all(store.queries.conversationByKey({ key })))[0] ?? null)
  }

  /** Who the holder of a key is; null: nobody. */
  holder(site: string, key: string): ReturnType<typeof provenBy> {
    const { secret, realClock } = this.#parts
    return provenBy(site, key, realClock(), secret)
  }

  /** A key for whoever has just proven otherwise who they are. */
  keyOf(site: string, proven: Proven): string {
    const { secret, realClock } = this.#parts
    return rightsKey(site, proven, realClock() + rightsLives.code, secret)
  }

  /** For whoever speaks on a visitor's socket: their identity, or the secret of their browser, proves who they are. */
  handOver({ site, identity, secretHash }: Visitor): string {
    const { secret, realClock } = this.#parts
    const proven = identity ? { sub: identity.sub } : { browser: secretHash }
    return rightsKey(site, proven, realClock() + rightsLives.handed, secret, 'handed')
  }

  /** A key to be kept for one that was handed over; '': it is none. */
  taken(site: string, handed: string): string {
    const { secret, realClock } = this.#parts
    const known = provenBy(site, handed, realClock(), secret, 'handed')
    return known ? this.keyOf(site, known.proven) : ''
  }

  /**
   * The conversation that a mailbox's codes are kept with, its first, and the address as it has it: another spelling
   * may be another's mailbox.
   */
  async #firstOf(site: string, typed: string): Promise<(StoredConversation & { email: string }) | null> {
    const { all, queries } = this.#parts.store
    const { mailbox } = mailboxOf(typed.trim())
    const person = await findAt(this.#parts.store, site, { email: mailbox })
    const [key] = person.conversations
    if (key === undefined) return null
    const [row] = await all(queries.conversationByKey({ key }))
    const [ticket] = await all(queries.ticket({ conversation: key }))
    const email = [ticket?.email, row?.email].find((each) => each && mailboxOf(each).mailbox === mailbox)
    return row && email ? { ...row, email } : null
  }
}

const newRequest = () => randomBytes(12).toString('base64url')
