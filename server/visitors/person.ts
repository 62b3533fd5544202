// Whose conversations are: a person is found by an address, by what the owner's site calls them, or by a request.

import { mailboxOf } from '../mail/mailbox.ts'
import type { Store } from '../store/store.ts'
import { readReference } from '../tickets/reference.ts'

/** How a person was named: an address in any spelling, one request, or the owner's own id of them. */
export type Named = { email: string } | { reference: string } | { sub: string }

export interface Person {
  named: Named
  /** Keys of the conversations that are theirs, in order. */
  conversations: number[]
  /** Ids of mails to them that are of none of these. */
  mails: number[]
}

/** Reads what somebody has typed; `sub:` in front says that an id of the owner's is meant. Null: it may be mistyped. */
export function namedBy(text: string): Named | null {
  if (text.startsWith('sub:')) return text.length > 4 ? { sub: text.slice(4) } : null
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { email: text }
  const reference = readReference(text)
  if (reference === 'mistyped' || text === '') return null
  return reference === null ? { sub: text } : { reference }
}

/**
 * What is kept of somebody. By an address: all conversations in which it was typed or vouched for, or to which a mail
 * for it belongs. By a request: that one alone.
 * @param withBrowsers whether what nobody has signed in the same browsers is theirs too
 */
export async function findPerson(store: Store, named: Named, withBrowsers = false): Promise<Person> {
  const { queries, all } = store
  if ('reference' in named) {
    const [ticket] = await all(queries.ticketByReference(named))
    return { named, conversations: ticket ? [ticket.conversation] : [], mails: [] }
  }
  const rows = await store.readLong(queries.peopleOfConversations())
  const { keys, mails } =
    'sub' in named
      ? { keys: new Set(rows.filter(({ sub }) => sub === named.sub).map(({ key }) => key)), mails: [] }
      : await byAddress(store, named.email, rows)
  if (withBrowsers) {
    const browsers = new Set(rows.filter(({ key }) => keys.has(key)).map(({ visitor }) => visitor))
    for (const { key, visitor, sub, email } of rows)
      if (browsers.has(visitor) && sub === null && email === null) keys.add(key)
  }
  return { named, conversations: [...keys].toSorted((a, b) => a - b), mails }
}

interface Row {
  key: number
  email: string | null
}

async function byAddress(store: Store, email: string, rows: Row[]): Promise<{ keys: Set<number>; mails: number[] }> {
  const { queries } = store
  const { mailbox } = mailboxOf(email)
  const isTheirs = (row: { email: string | null }) => row.email !== null && mailboxOf(row.email).mailbox === mailbox
  const tied = [
    ...rows.map(({ key, email }) => ({ conversation: key, email })),
    ...(await store.readLong(queries.addressesOfTickets())),
    ...(await store.readLong(queries.addressesOfCodes())),
  ].filter(isTheirs)
  const mails = (await store.readLong(queries.addressesOfMails())).filter(isTheirs)
  return {
    keys: new Set([...tied, ...mails].flatMap(({ conversation }) => conversation ?? [])),
    mails: mails.filter(({ conversation }) => conversation === null).map(({ id }) => id),
  }
}
