// Whose conversations are: a person is found by an address, by what the owner's site calls them, or by a request.

import { mailboxOf } from '../mail/mailbox.ts'
import type { Query } from '../store/query.ts'
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
  /** Keys of mails to them that are of none of these. */
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
  const known = all.some((named) => !('reference' in named)) ? await knownOf(store, all) : null
  return Promise.all(
    all.map(async (named) => {
      if (!('reference' in named)) return personIn(store, known!, named, withBrowsers)
      const [ticket] = await store.all(store.queries.ticketByReference(named))
      return { named, conversations: ticket ? [ticket.conversation] : [], mails: [], strays: [], others: [] }
    }),
  )
}

type Holdings = Awaited<ReturnType<typeof knownOf>>

/** Rows that are read at once. */
const atOnce = 2_000

type InPages<Row> = (of: { after: number; limit: number }) => Query<Row>

async function* pagesOf<Row extends { key: number }>(store: Store, page: InPages<Row>): AsyncGenerator<Row[]> {
  for (let after = -1; ;) {
    const rows = await store.readLong(page({ after, limit: atOnce }))
    yield rows
    if (rows.length < atOnce) return
    after = rows.at(-1)!.key
  }
}

/** The mailboxes of everybody who may be found by an address. */
export async function mailboxesKept(store: Store): Promise<Set<string>> {
  const { peopleOfConversations, addressesOfTickets, addressesOfMails, sendersOfStrays } = store.queries
  const found = new Set<string>()
  const all = [peopleOfConversations, addressesOfTickets, addressesOfMails, sendersOfStrays]
  for (const page of all as InPages<{ key: number; email: string | null }>[])
    for await (const rows of pagesOf(store, page))
      for (const { email } of rows) if (email !== null) found.add(mailboxOf(email).mailbox)
  return found
}

/** Everything that says that something may be one of these people's: nobody else's is held. */
async function knownOf(store: Store, all: readonly Named[]) {
  const { queries } = store
  const kept = new Set(all.map(keptAs))
  const isTheirs = ({ email }: { email: string | null }) => email !== null && kept.has(mailboxOf(email).mailbox)
  const some = async <Row extends { key: number }>(page: InPages<Row>, isSome: (row: Row) => boolean) => {
    const found: Row[] = []
    for await (const rows of pagesOf(store, page)) found.push(...rows.filter(isSome))
    return found
  }
  return {
    conversations: await some(
      queries.peopleOfConversations,
      (row) =>
        isTheirs(row) ||
        (row.sub !== null && kept.has(keptAs({ sub: row.sub }))) ||
        (row.sub === null && kept.has(keptAs({ browser: row.secretHash }))),
    ),
    tied: [
      ...(await some(queries.addressesOfTickets, isTheirs)),
      ...(await store.readLong(queries.addressesOfCodes())).filter(isTheirs),
    ],
    mails: await some(queries.addressesOfMails, isTheirs),
    strays: await some(queries.sendersOfStrays, isTheirs),
  }
}

async function personIn(
  store: Store,
  known: Holdings,
  named: Exclude<Named, { reference: string }>,
  withBrowsers: boolean,
): Promise<Person> {
  const { conversations } = known
  const { keys, mails, strays } =
    'email' in named
      ? byAddress(known, named.email)
      : { keys: new Set(conversations.filter(isBy(named)).map(({ key }) => key)), mails: [], strays: [] }
  if (withBrowsers)
    for (const visitor of await visitorsOf(store, keys))
      for (const { key, sub, email } of await store.all(store.queries.conversationsOf({ visitor })))
        if (sub === null && email === null) keys.add(key)
  return { named, conversations: [...keys].toSorted((a, b) => a - b), mails, strays, others: [] }
}

/** The browsers that conversations were written in. */
async function visitorsOf({ all, queries }: Store, keys: ReadonlySet<number>): Promise<Set<number>> {
  const visitors = new Set<number>()
  for (const key of keys) for (const { visitor } of await all(queries.conversationByKey({ key }))) visitors.add(visitor)
  return visitors
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
  const all = await knownOf(store, [named])
  const isHere = (row: { site: string | null }) => site === null || row.site === site
  const conversations = all.conversations.filter(isHere)
  const strays = all.strays.filter(isHere)
  if (!('email' in named)) return personIn(store, { ...all, conversations, strays }, named, withBrowsers)
  const tied = all.tied.filter(isHere)
  const own = await personIn(store, { conversations, tied, mails: [], strays }, named, withBrowsers)
  const theirs = new Set(own.conversations)
  const mails = all.mails.filter((row) =>
    row.conversation === null ? true : isHere(row) && !theirs.has(row.conversation),
  )
  const others: number[] = []
  for (const key of await namingOf(store, atMailbox(named.email))) {
    const [row] = await store.all(store.queries.conversationByKey({ key }))
    if (row && isHere(row) && !theirs.has(key)) others.push(key)
  }
  return { ...own, mails: mails.map(({ key }) => key), others }
}

function byAddress({ conversations, tied, ...known }: Holdings, email: string) {
  const { mailbox } = mailboxOf(email)
  const isTheirs = (row: { email: string | null }) => row.email !== null && mailboxOf(row.email).mailbox === mailbox
  const mails = known.mails.filter(isTheirs)
  const own = [...tied.filter(isTheirs), ...mails].flatMap(({ conversation }) => conversation ?? [])
  return {
    keys: new Set([...conversations.filter(isTheirs).map(({ key }) => key), ...own]),
    mails: mails.filter(({ conversation }) => conversation === null).map(({ key }) => key),
    strays: known.strays.filter(isTheirs).map(({ key }) => key),
  }
}
