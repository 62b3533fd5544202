// Judging a claim: what of a person it is about, whether somebody has to decide it, and where it is told.

import { mailboxOf } from '../mail/mailbox.ts'
import { Refused } from '../protocol/answer.ts'
import type { ClaimKind, Doubt } from '../protocol/claim.ts'
import type { Store } from '../store/store.ts'
import type { StoredClaim } from '../store/tables/claim.ts'
import { heldNow } from './holds.ts'
import { findAt, namedBy, type Person } from './person.ts'
import type { Proven } from './rightsKey.ts'

/**
 * Some conversations of somebody alone, or all that is theirs.
 * @throws Refused `unknown-conversation`: one is none of theirs
 */
export async function partOf(
  { all, queries }: Store,
  person: Person,
  conversations: readonly string[] | null,
): Promise<Person> {
  if (conversations === null) return person
  const rows = (await Promise.all(conversations.map((id) => all(queries.conversation({ id }))))).flat()
  if (rows.length < conversations.length || rows.some(({ key }) => !person.conversations.includes(key)))
    throw new Refused('unknown-conversation')
  return { ...person, conversations: rows.map(({ key }) => key), mails: [], strays: [], others: [] }
}

/** What a claim is about, as it is now. */
export async function concernedBy(store: Store, { site, named, conversations }: StoredClaim): Promise<Person> {
  // Erased: there is nothing of theirs any more.
  const nobody = { named: { reference: '' }, conversations: [], mails: [], strays: [], others: [] }
  if (named === null) return nobody
  const person = await findAt(store, site, namedBy(named) as Proven)
  const { all, queries } = store
  if (conversations === null) return person
  const rows = (await Promise.all(conversations.map((id) => all(queries.conversation({ id }))))).flat()
  return { ...person, conversations: rows.map(({ key }) => key), mails: [], strays: [], others: [] }
}

/** Why somebody has to decide; null: nobody has to. */
export async function doubtOf(store: Store, what: ClaimKind, person: Person): Promise<Doubt | null> {
  const { all, queries } = store
  const { conversations, strays, others } = person
  if (what === 'notes') return 'notes'
  if (what === 'name' || what === 'address') {
    const rows = (await Promise.all(conversations.map((key) => all(queries.conversationByKey({ key }))))).flat()
    return rows.some(({ sub }) => sub !== null) ? 'vouched' : null
  }
  if (what !== 'erase') return null
  const held = await heldNow(store)
  if (
    [...conversations, ...others].some((key) => held.conversations.has(key)) ||
    strays.some((key) => held.strays.has(key))
  )
    return 'held'
  for (const key of conversations) {
    const [row] = await all(queries.conversationByKey({ key }))
    const [ticket] = await all(queries.ticket({ conversation: key }))
    if (row?.email && ticket && mailboxOf(row.email).mailbox !== mailboxOf(ticket.email).mailbox) return 'shared'
  }
  return null
}

/** Where they are told of it: as it is kept, as another spelling may be another's mailbox; null: nowhere. */
export async function emailOf(
  { all, queries }: Store,
  { conversations }: Person,
  proven: Proven,
): Promise<string | null> {
  for (const key of conversations.toReversed()) {
    const [row] = await all(queries.conversationByKey({ key }))
    const [ticket] = await all(queries.ticket({ conversation: key }))
    for (const email of [ticket?.email, row?.email])
      if (email && (!('email' in proven) || mailboxOf(email).mailbox === proven.email)) return email
  }
  return null
}
