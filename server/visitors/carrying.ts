// Carrying out: does to what is kept of somebody what they have asked. Done again after it was broken off, it is done.

import type { Store } from '../store/store.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import { erase, idsOf, newErasing } from './erasing.ts'
import { addToList } from './erasures.ts'
import { mailboxOf } from '../mail/mailbox.ts'
import { listedAs } from './listed.ts'
import { object, withdraw } from './objecting.ts'
import { findAt, namedBy, type Person } from './person.ts'
import { restrict, unrestrict } from './restricting.ts'
import type { Proven } from './rightsKey.ts'

export interface CarryParts {
  store: Store
  /** The list of erasures, see `listFile`. */
  list: string
  /** Real time, which mails and erasures keep, ms. */
  realClock: () => number
}

export async function carryOut(claim: StoredClaim, parts: CarryParts): Promise<void> {
  const { store, realClock } = parts
  // Erased: there is nothing of theirs any more.
  if (claim.named === null) return
  const person = await findAt(store, claim.site, namedBy(claim.named) as Proven)
  if (claim.what === 'erase') await eraseClaimed(claim, person, parts)
  if (claim.what === 'restrict') await restrict(store, person, claim.reference, realClock())
  if (claim.what === 'lift') await unrestrict(store, person)
  if (claim.what === 'name') await correctName(store, person, claim.wanted)
  if (claim.what === 'address' && claim.wanted !== null) await correctAddress(store, person, claim, claim.wanted)
  if (claim.what === 'object') await object(store, person, claim.openedAt)
  if (claim.what === 'withdraw') await withdraw(store, person)
}

/** What was chosen alone, or all of it, with what they have asked before. */
async function eraseClaimed(
  { conversations, site }: StoredClaim,
  person: Person,
  { store, list, realClock }: CarryParts,
): Promise<void> {
  const ids = conversations ?? (await idsOf(store, person))
  const whose = conversations === null ? await listedAs(store, person.named, site) : undefined
  const erasing = newErasing('person', realClock(), ids, whose)
  addToList(list, erasing)
  await erase(store, erasing, conversations === null ? { ...person, site } : {})
}

const correctName = ({ write, queries }: Store, { conversations }: Person, name: string | null): Promise<void> =>
  write(function* () {
    for (const key of conversations) {
      const [row] = yield* queries.conversationByKey({ key })
      if (row) yield* queries.correctName({ id: row.id, name, revision: yield* queries.nextRevision(row) })
    }
  })

/** Wherever the old address stood, in any spelling; keys that were mailed there open nothing any more. */
const correctAddress = (
  { write, queries }: Store,
  { conversations }: Person,
  { site, named }: StoredClaim,
  email: string,
): Promise<void> =>
  write(function* () {
    for (const key of conversations) {
      const [row] = yield* queries.conversationByKey({ key })
      if (!row) continue
      const revision = yield* queries.nextRevision(row)
      if (isOld(row.email, named)) yield* queries.correctEmail({ id: row.id, email, revision })
      const [ticket] = yield* queries.ticket({ conversation: key })
      if (ticket && isOld(ticket.email, named)) yield* queries.correctTicketEmail({ conversation: key, email })
    }
    if (named === null || !namedByAddress(named)) return
    for (const { id, ...claim } of yield* queries.claimsOf({ named }))
      if (claim.site === site) yield* queries.renameClaim({ id, named: mailboxOf(email).mailbox, email })
  })

/** Of whoever is no address all are theirs. */
const isOld = (email: string | null, named: string | null): boolean =>
  email !== null && (!namedByAddress(named) || mailboxOf(email).mailbox === named)
const namedByAddress = (named: string | null): boolean => named !== null && 'email' in (namedBy(named) ?? {})
