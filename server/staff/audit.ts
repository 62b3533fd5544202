// The record of who did what to which person, account or setting: lines in a chain of hashes, so that one that was
// changed or taken out of it later is found.

import { createHash, createHmac } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Deed, Recorded } from '../protocol/audit.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredLine } from '../store/tables/audit.ts'

/** Who does something, and from which sign-in. */
export type Doer = Pick<StoredLine, 'userId' | 'by' | 'session'>
export interface Done extends Doer {
  what: Deed
  about?: string | null
  /** See `personToken`. */
  person?: string | null
  facts?: StoredLine['facts']
}

/** The server by itself. */
export const byServer: Doer = { userId: null, by: 'rotame', session: null }
/** Whoever may use the command line, whom the machine alone knows. */
export const atCommandLine = (): Doer => ({ userId: null, by: `${machineUser()} (command line)`, session: null })

/** @param nameOf how the machine calls who runs this; in a container with a uid of its own it knows no name */
export function machineUser(nameOf = () => userInfo().username): string {
  try {
    return nameOf()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR') throw error
    return `uid ${process.getuid?.()}`
  }
}

/** Lines that are read at once. */
const pageSize = 500
/** Lines on one page of the console. */
const shown = 100

/**
 * What stands for a person in the record: who knows their address, reference or id can look for it, nobody can read it
 * out of it.
 * @param named as a hold is kept: see `keptAs`
 */
export const personToken = (secret: string, named: string): string =>
  createHmac('sha256', secret).update(`person ${named}`).digest('base64url').slice(0, 22)

type Hashed = Omit<StoredLine, 'key' | 'hash'>
const hashOf = ({ previous, at, what, userId, by, session, about, person, facts }: Hashed): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, at, what, userId, by, session, about, person, facts]))
    .digest('base64url')

/**
 * Adds a line; part of a write that is of no one thing, so that no two are added side by side.
 * @param at by the product's clock, as what is kept long enough goes by that
 */
export function* record(
  queries: Queries,
  { about = null, person = null, facts = {}, ...done }: Done,
  at: number,
): Work<void> {
  const [last] = yield* queries.lastLine()
  const line = { ...done, about, person, facts, at, previous: last?.hash ?? '' }
  yield* queries.addLine({ ...line, hash: hashOf(line) })
}

/** Adds a line in a write of its own. */
export const noteDone = (store: Store, done: Done, at: number): Promise<void> =>
  store.write(() => record(store.queries, done, at))

/** What is asked for; null: all of it. */
interface Asked {
  /** The key of a line; null: from the latest on. */
  before: number | null
  what: Deed | null
  /** The account of who did it. */
  by: string | null
  /** See `personToken`. */
  person: string | null
}

/** The latest first. */
async function linesOf(
  { all, queries }: Store,
  { before, what, by: userId, person }: Asked,
): Promise<{ lines: Recorded[]; more: boolean }> {
  const from = { before: before ?? Number.MAX_SAFE_INTEGER, limit: shown + 1 }
  const rows = await all(queries.linesBefore({ ...from, what, userId, person }))
  const lines = rows
    .slice(0, shown)
    .map(({ key, at, what, by, session, about, facts }) => ({ key, at, what, by, session, about, facts }))
  return { lines, more: rows.length > shown }
}

/** All lines, the oldest first. */
export async function* allLines({ all, queries }: Pick<Store, 'all' | 'queries'>): AsyncGenerator<StoredLine> {
  for (let after = 0; ;) {
    const rows = await all(queries.linesAfter({ after, limit: pageSize }))
    yield* rows
    if (rows.length < pageSize) return
    after = rows.at(-1)!.key
  }
}

/**
 * Looks at every line.
 * @returns how many there are, the hash of the latest, and the key of the first that is not as it was written or does
 * not follow the one before it; the oldest follows what was taken by its age, as the latest line about that says. What
 * is cut off at the end is found by whoever has noted a latest hash
 */
export async function verify(store: Store): Promise<{ count: number; latest: string; broken: number | null }> {
  let count = 0
  let first: StoredLine | null = null
  let latest: string | null = null
  /** What the oldest line follows. */
  let anchor: string | number = ''
  for await (const line of allLines(store)) {
    if ((latest !== null && line.previous !== latest) || hashOf(line) !== line.hash)
      return { count, latest: latest ?? '', broken: line.key }
    first ??= line
    if (line.what === 'record-shortened') anchor = line.facts['after'] ?? anchor
    latest = line.hash
    count++
  }
  if (first && first.previous !== anchor) return { count: 0, latest: latest ?? '', broken: first.key }
  return { count, latest: latest ?? '', broken: null }
}

export type AuditRecord = ReturnType<typeof recordOf>

/** The record as the edge uses it. @param tokenOf what stands for a person as they were typed */
export const recordOf = (store: Store, clock: () => number, tokenOf: (typed: string) => string) => ({
  note: (done: Done) => noteDone(store, done, clock()),
  lines: ({ person, ...asked }: Asked) => linesOf(store, { ...asked, person: person && tokenOf(person) }),
})

/**
 * Takes lines away that were kept for long enough, in small writes. Each says so in a line that names the hash which
 * the oldest of what is left follows: nobody else can cut off the beginning unnoticed.
 */
export async function shorten(store: Store, keptMs: number, clock: () => number): Promise<void> {
  const { queries } = store
  const before = clock() - keptMs
  for (let count = pageSize; count === pageSize;)
    count = await store.write(function* () {
      const [row] = yield* queries.forgetLines({ before, limit: pageSize })
      const { changed } = row!
      if (changed === 0) return 0
      const [oldest] = yield* queries.linesAfter({ after: 0, limit: 1 })
      const facts = { lines: changed, after: oldest!.previous }
      yield* record(queries, { ...byServer, what: 'record-shortened', facts }, clock())
      return changed
    })
}
