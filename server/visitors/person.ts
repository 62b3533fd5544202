// Whose conversations are: a person is found by an address, by what the owner's site calls them, or by a request.

import { mailboxOf } from '../mail/mailbox.ts'
import type { Store } from '../store/store.ts'
import { readReference } from '../tickets/reference.ts'
import { atMailbox, namingOf } from './named.ts'

/**
 * How a person was named: an address in any spelling, one request, the owner's own id of them, or the browser that they
 * write in, by the hash of its secret.
 */
export type Named = { email: string } | { reference: string } | { sub: string } | { browser: string }

export interface Person {
  named: Named
  /** Keys of the conversations that are theirs, in order. */
  conversations: number[]
  /** Ids of mails to them that are of none of these. */
  mails: number[]
  /** Keys of mails of theirs that came in and belong to nothing. */
  strays: number[]
  /** Keys of conversations of others that name them, as whom a mail was sent to or whose it was. */
  others: number[]
}

/** Reads what somebody has typed; `sub:` in front says that an id of the owner's is meant. Null: it may be mistyped. */
export function namedBy(text: string): Named | null {
  if (text.startsWith('sub:')) return text.length > 4 ? { sub: text.slice(4) } : null
  if (text.startsWith('browser:')) return { browser: text.slice(8) }
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { email: text }
  const reference = readReference(text)
  if (reference === 'mistyped' || text === '') return null
  return reference === null ? { sub: text } : { reference }
}

/** As holds and claims are kept, whatever way it was typed: an address by its mailbox, as people are found. */
export const keptAs = (named: Named): string =>
  'email' in named
    ? mailboxOf(named.email).mailbox
    : 'reference' in named
      ? named.reference
      : 'sub' in named
        ? `sub:${named.sub}`
        : `browser:${named.browser}`

/**
 * What is kept of somebody. By an address: all conversations in which it was typed or vouched for, or to which a mail
 * for it belongs. By a request: that one alone.
 * @param withBrowsers whether what nobody has signed in the same browsers is theirs too
 */
export async function findPerson(store: Store, named: Named, withBrowsers = false): Promise<Person> {
  const [person] = await findPeople(store, [named], withBrowsers)
  return person!
}

/** The same of several people, for whom each table is read once. */
export async function findPeople(store: Store, all: readonly Named[], withBrowsers = false): Promise<Person[]> {
  const known = all.some((named) => !('reference' in named)) ? await knownOf(store) : null
  return Promise.all(
    all.map(async (named) => {
      if (!('reference' in named)) return personIn(known!, named, withBrowsers)
      const [ticket] = await store.all(store.queries.ticketByReference(named))
      return { named, conversations: ticket ? [ticket.conversation] : [], mails: [], strays: [], others: [] }
    }),
  )
}

type Holdings = Awaited<ReturnType<typeof knownOf>>

/** Everything that says whose something is. */
async function knownOf(store: Store) {
  const { queries } = store
  return {
    conversations: await store.readLong(queries.peopleOfConversations()),
    tied: [
      ...(await store.readLong(queries.addressesOfTickets())),
      ...(await store.readLong(queries.addressesOfCodes())),
    ],
    mails: await store.readLong(queries.addressesOfMails()),
    strays: await store.readLong(queries.sendersOfStrays()),
  }
}

function personIn(known: Holdings, named: Exclude<Named, { reference: string }>, withBrowsers: boolean): Person {
  const { conversations } = known
  const { keys, mails, strays } =
    'email' in named
      ? byAddress(known, named.email)
      : { keys: new Set(conversations.filter(isBy(named)).map(({ key }) => key)), mails: [], strays: [] }
  if (withBrowsers) {
    const browsers = new Set(conversations.filter(({ key }) => keys.has(key)).map(({ visitor }) => visitor))
    for (const { key, visitor, sub, email } of conversations)
      if (browsers.has(visitor) && sub === null && email === null) keys.add(key)
  }
  return { named, conversations: [...keys].toSorted((a, b) => a - b), mails, strays, others: [] }
}

/** What was written in a browser is a guest's; what was vouched for is theirs whom that names. */
const isBy =
  (named: { sub: string } | { browser: string }) =>
  ({ sub, secretHash }: Holdings['conversations'][number]): boolean =>
    'sub' in named ? sub === named.sub : sub === null && secretHash === named.browser

/**
 * The same at one site, as its page shows it to whoever has proven to be them, and as the command line erases it: by an
 * address, the conversations that are its owner's; of others', from which a mail went there or which name them, that
 * alone.
 * @param site null: at every one
 */
export async function findAt(
  store: Store,
  site: string | null,
  named: Exclude<Named, { reference: string }>,
  withBrowsers = false,
): Promise<Person> {
  const all = await knownOf(store)
  const conversations = all.conversations.filter((row) => site === null || row.site === site)
  const strays = all.strays.filter((row) => site === null || row.site === site)
  if (!('email' in named)) return personIn({ ...all, conversations, strays }, named, withBrowsers)
  const keys = new Set(conversations.map(({ key }) => key))
  const tied = all.tied.filter(({ conversation }) => keys.has(conversation))
  const { mailbox } = mailboxOf(named.email)
  const own = personIn({ conversations, tied, mails: [], strays }, named, withBrowsers)
  const theirs = new Set(own.conversations)
  const mails = all.mails.filter(
    ({ conversation, email }) =>
      (conversation === null || (keys.has(conversation) && !theirs.has(conversation))) &&
      mailboxOf(email).mailbox === mailbox,
  )
  const naming = await namingOf(store, atMailbox(named.email))
  const others = naming.filter((key) => keys.has(key) && !theirs.has(key))
  return { ...own, mails: mails.map(({ id }) => id), others }
}

function byAddress({ conversations, tied, ...known }: Holdings, email: string) {
  const { mailbox } = mailboxOf(email)
  const isTheirs = (row: { email: string | null }) => row.email !== null && mailboxOf(row.email).mailbox === mailbox
  const mails = known.mails.filter(isTheirs)
  const own = [...tied.filter(isTheirs), ...mails].flatMap(({ conversation }) => conversation ?? [])
  return {
    keys: new Set([...conversations.filter(isTheirs).map(({ key }) => key), ...own]),
    mails: mails.filter(({ conversation }) => conversation === null).map(({ id }) => id),
    strays: known.strays.filter(isTheirs).map(({ key }) => key),
  }
}
