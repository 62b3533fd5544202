// Listed: whom the list of erasures is about. It outlives what was erased, so it says nobody's name: a keyed hash
// is there, and whoever an older copy names is tried against that. Ids of rows would not do: such a copy
// names people in rows that were gone by the time of the erasure. The key is in the database, so each copy that could
// bring somebody back has what finds them, and the list by itself tells nothing to who guesses at addresses.

import { createHmac, randomBytes } from 'node:crypto'
import { mailboxOf } from '../mail/mailbox.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredErasureKey } from '../store/tables/erasureKey.ts'
import { addressesNamed } from './named.ts'
import { findAt, keptAs, mailboxesKept, type Named, namedBy, type Person } from './person.ts'

export interface Listed {
  /** Of the key, see `StoredErasureKey`. */
  key: string
  token: string
  /** Where all of theirs was erased; null: at every site. */
  site: string | null
}

const tokenOf = ({ bytes }: StoredErasureKey, kept: string): string =>
  createHmac('sha256', Buffer.from(bytes, 'base64url')).update(kept).digest('base64url').slice(0, 22)

/** Makes the key where there is none, so that backups have it before anybody is erased. */
export const ensureErasureKey = ({ queries, write }: Store): Promise<StoredErasureKey> => write(() => keyIn(queries))

function* keyIn(queries: Queries): Work<StoredErasureKey> {
  const [known] = yield* queries.erasureKeys()
  if (known) return known
  const made = { id: randomBytes(6).toString('base64url'), bytes: randomBytes(32).toString('base64url') }
  yield* queries.addErasureKey(made)
  return made
}

/** @returns undefined of a request, which names nobody */
export async function listedAs(store: Store, named: Named, site: string | null): Promise<Listed | undefined> {
  if ('reference' in named) return undefined
  const key = await ensureErasureKey(store)
  return { key: key.id, token: tokenOf(key, keptAs(named)), site }
}

type Whole = Omit<Person, 'conversations'>

/**
 * Who of those whom a database names is meant. Their conversations are no part of it: the list has them by their ids.
 * @returns null where the database names nobody like that, 'unknown' where it does not have the key
 */
export async function finder(store: Store): Promise<(listed: Listed) => Promise<Whole | null | 'unknown'>> {
  const keys = await store.all(store.queries.erasureKeys())
  const all = await mailboxesKept(store)
  for (const { named } of await store.all(store.queries.claimants())) if (named !== null) all.add(named)
  for (const address of await addressesNamed(store)) all.add(mailboxOf(address).mailbox)
  const found = new Map<string, Map<string, string>>()
  for (const key of keys) found.set(key.id, new Map([...all].map((kept) => [tokenOf(key, kept), kept])))
  return async ({ key, token, site }) => {
    const people = found.get(key)
    if (!people) return 'unknown'
    const named = namedBy(people.get(token) ?? '')
    if (!named || 'reference' in named) return null
    return findAt(store, site, named)
  }
}
