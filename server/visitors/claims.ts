// Claims: what somebody who has proven who they are asks of what is kept of them is done at once, or put before the
// owners where a person has to decide; and they are told what became of it.

import { randomBytes } from 'node:crypto'
import type { Letters } from '../letters/letters.ts'
import { queue } from '../mail/outbox.ts'
import { limits } from '../limits.ts'
import type { Claim, ClaimKind } from '../protocol/claim.ts'
import { isBlank } from '../protocol/pieces.ts'
import { Refused } from '../protocol/answer.ts'
import { byServer, type Doer, personToken, record } from '../staff/audit.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import type { MailDraft } from '../store/tables/mail.ts'
import { monthAfter } from './due.ts'
import { carryOut, type CarryParts } from './carrying.ts'
import { concernedBy, doubtOf, emailOf, partOf } from './judging.ts'
import { findAt, keptAs } from './person.ts'
import type { Proven } from './rightsKey.ts'

export interface ClaimParts extends CarryParts {
  letters: Pick<Letters, 'claim'>
  /** The product's clock, ms. */
  clock: () => number
  /** Hides in the record whom a line concerns. */
  secret: string
  /** Called when mails wait in the outbox. */
  queued: () => void
}

/** What somebody asks. */
export interface Claimed {
  /** The form's own, so that sent twice it is one claim. */
  id: string
  what: ClaimKind
  locale: string
  /** Ids of the conversations that it is about; null: everything. */
  conversations?: readonly string[] | null
  /** The name or the address that is to stand instead. */
  wanted?: string
}

interface Decision {
  accept: boolean
  /** What its person is told. */
  reason: string
}

/** How many that are ended an owner sees. */
const shown = 200
/** After how long it was broken off, ms: whoever began has ended by then, or is gone. */
const brokenOffAfter = 60_000

export class Claims {
  readonly #parts: ClaimParts

  constructor(parts: ClaimParts) {
    this.#parts = parts
  }

  /** @throws Refused `conflict`: under that id something else was asked; `unknown-conversation`: none of theirs */
  async ask(site: string, proven: Proven, asked: Claimed): Promise<StoredClaim> {
    const { store, clock } = this.#parts
    const { queries } = store
    const { id, what, locale, wanted = null } = asked
    const named = keptAs(proven)
    const person = await findAt(store, site, proven)
    const conversations = asked.conversations ?? null
    const doubt = await doubtOf(store, what, await partOf(store, person, conversations))
    const at = clock()
    const made: Omit<StoredClaim, 'key' | 'doneAt' | 'by' | 'reason'> = {
      id,
      reference: newClaimReference(),
      site,
      what,
      state: 'open',
      doubt,
      conversations: conversations && [...conversations],
      named,
      email: await emailOf(store, person, proven),
      wanted,
      locale,
      openedAt: at,
      dueAt: monthAfter(at),
    }
    const { claim, isNew } = await store.write(function* () {
      const [{ changed } = { changed: 0 }] = yield* queries.addClaim(made)
      const [claim] = yield* queries.claimById({ id })
      return { claim: claim!, isNew: changed > 0 }
    })
    if (!isNew) {
      if (claim.what !== what || (claim.named !== null && claim.named !== named)) throw new Refused('conflict')
      if (claim.state !== 'open') return claim
    }
    if (claim.doubt === null) await this.#carryOut(claim, null)
    else if (isNew) await this.#tell(claim)
    return (await store.all(queries.claimById({ id })))[0]!
  }

  /** Goes on with what was broken off by the end of a process. */
  async beat(): Promise<void> {
    const { store, clock, realClock } = this.#parts
    for (const claim of await store.all(store.queries.claimsToGoOn({ before: clock() - brokenOffAfter })))
      await this.#carryOut(claim, null)
    const told = await store.all(store.queries.toldMails({ before: realClock() - 86_400_000 }))
    if (told.length === 0) return
    await store.write(function* () {
      for (const mail of told) yield* store.queries.eraseMail(mail)
    })
  }

  /** Does what is asked, notes that it was done, and says so. */
  async #carryOut(claim: StoredClaim, decided: { doer: Doer; reason: string | null } | null): Promise<void> {
    const { store, clock, letters, queued, secret } = this.#parts
    const { queries } = store
    const { named } = claim
    await carryOut(claim, this.#parts)
    const told = { ...claim, state: 'done' as const, reason: decided?.reason ?? null }
    // Of whom nothing is kept any more no words are, either.
    const reason = claim.what === 'erase' && claim.conversations === null ? null : told.reason
    await store.write(function* () {
      const end = { id: claim.id, state: told.state, doneAt: clock(), by: decided?.doer.by ?? null, reason }
      const [{ changed } = { changed: 0 }] = yield* queries.endClaim(end)
      if (changed === 0) return
      const facts = { what: claim.what, reference: claim.reference }
      const person = named === null ? null : personToken(secret, named)
      yield* record(queries, { ...(decided?.doer ?? byServer), what: 'claim-done', person, facts }, clock())
      for (const mail of mailsOf(told, letters)) yield* queue(queries, mail, null)
    })
    queued()
  }

  /**
   * An owner has decided what waits for it.
   * @throws Refused `changed`: it does not; `empty`, `too-long`: the reason; `conflict`: a legal hold lies on it still
   */
  async decide(reference: string, { accept, reason: typed }: Decision, doer: Doer): Promise<void> {
    const { store, clock, letters, queued, secret } = this.#parts
    const { queries } = store
    const reason = typed.trim()
    if (isBlank(reason)) throw new Refused('empty')
    if (reason.length > limits.reason) throw new Refused('too-long')
    const [claim] = await store.all(queries.claimByReference({ reference }))
    if (!claim || claim.state !== 'open' || claim.doubt === null) throw new Refused('changed')
    if (accept) {
      if ((await doubtOf(store, claim.what, await concernedBy(store, claim))) === 'held') throw new Refused('conflict')
      return this.#carryOut(claim, { doer, reason })
    }
    const told = { ...claim, state: 'refused' as const, reason }
    await store.write(function* () {
      const end = { id: claim.id, state: told.state, doneAt: clock(), by: doer.by, reason }
      if ((yield* queries.endClaim(end))[0]!.changed === 0) throw new Refused('changed')
      const person = claim.named === null ? null : personToken(secret, claim.named)
      yield* record(
        queries,
        { ...doer, what: 'claim-refused', person, facts: { what: claim.what, reference } },
        clock(),
      )
      for (const mail of mailsOf(told, letters)) yield* queue(queries, mail, null)
    })
    queued()
  }

  /** What owners see: what is open, the first due first, then the latest of the others. */
  async list(): Promise<Claim[]> {
    const { all, queries } = this.#parts.store
    const rows = [...(await all(queries.openClaims())), ...(await all(queries.endedClaims({ limit: shown })))]
    return rows.map(claimOf)
  }

  /** That it waits for somebody to decide. */
  async #tell(claim: StoredClaim): Promise<void> {
    const { store, letters, queued } = this.#parts
    const mail = claim.email === null ? null : letters.claim({ ...factsOf(claim), email: claim.email })
    if (!mail) return
    await store.write(() => queue(store.queries, mail, null))
    queued()
  }
}

/** As an owner sees it. */
const claimOf = ({ named, conversations, ...claim }: StoredClaim): Claim => {
  const { reference, site, what, state, doubt, wanted, openedAt, dueAt, doneAt, by, reason } = claim
  const told = { reference, site, what, state, doubt, wanted, openedAt, dueAt, doneAt, by, reason }
  return {
    ...told,
    about: named === null || named.startsWith('browser:') ? null : named,
    isErased: named === null,
    conversations: conversations?.length ?? null,
  }
}

/** Where it is said: a new address is said at the old one, too, as somebody else may have asked for it. */
const mailsOf = (told: StoredClaim & { state: 'done' | 'refused' }, letters: ClaimParts['letters']): MailDraft[] => {
  const isMoved = told.what === 'address' && told.state === 'done'
  const drafts = [
    told.email === null ? null : letters.claim({ ...factsOf(told), email: told.email }),
    isMoved ? letters.claim({ ...factsOf(told), email: told.wanted!, isOther: true }) : null,
  ]
  return drafts.filter((each) => each !== null)
}
/** No more than a mail is drawn from. */
const factsOf = ({ site, locale, reference, what, state, dueAt, reason }: StoredClaim) => ({
  site,
  locale,
  reference,
  what,
  state,
  dueAt,
  reason,
})

/** Of no request: that has no letter of these. */
const newClaimReference = (): string => `D${randomBytes(4).toString('hex').toUpperCase()}`
