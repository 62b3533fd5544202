// What a test reads of PostgreSQL by statements of its own, opened where its fields are sealed; and the key that seals
// them in a run of all tests with one: `ROTAME_TEST_KEY=$(openssl rand -base64 32) npm test`.

import type { Kysely, QueryId, RootOperationNode } from 'kysely'
import { type GivenKeys, type Key, noKeys, readKey } from '../key.ts'
import { bound, sealedIn } from '../store/bonds.ts'
import { tellSlots, placeOf } from '../store/cells.ts'
import { openStore } from '../store/open.ts'
import { connectionTo } from '../store/postgresConnection.ts'
import { openSealing } from '../store/postgresSealing.ts'
import { opened } from '../store/sealedRows.ts'
import { type Sealing, wordsPlace } from '../store/sealing.ts'
import type { Store } from '../store/store.ts'
import type { RawDatabase } from '../store/tables/tables.ts'

const given = process.env['ROTAME_TEST_KEY']
/** What seals the fields of tests on PostgreSQL that say nothing of keys. */
export const testKeys: GivenKeys = given ? { now: readKey(given, 'ROTAME_TEST_KEY') as Key, next: null } : noKeys

/** @returns what sealed the fields of a database that a server has begun; null: nothing has */
export const sealingOf = (databaseUrl: string | null, keys: GivenKeys): Promise<Sealing | null> =>
  databaseUrl === null || keys.now === null
    ? Promise.resolve(null)
    : openSealing(connectionTo(databaseUrl), keys, false)

/** @param data the folder of a database that is a file @param databaseUrl null: it is one */
export const openTestStore = (data: string, databaseUrl: string | null): Promise<Store> =>
  databaseUrl === null
    ? openStore({ data, databaseUrl })
    : openStore({ data, databaseUrl, keys: testKeys }, { isServer: testKeys.now !== null })

/** A store whose `db` gives what is sealed as it was written; all else is the store's own, to be changed too. */
export const withOpened = (store: Store, sealing: Sealing): Store =>
  new Proxy(store, { get: (of, name) => (name === 'db' ? openedBy(sealing, of.db) : Reflect.get(of, name)) })

/** A database whose statements seal what they ask for by an address, and give what is sealed as it was written. */
function openedBy(sealing: Sealing, db: Kysely<RawDatabase>): Kysely<RawDatabase> {
  const nodes = new WeakMap<QueryId, RootOperationNode>()
  return db.withPlugin({
    transformQuery({ node, queryId }) {
      nodes.set(queryId, node)
      tellSlots(node, ({ value, column, node: slot }) => {
        const place = placeOf(column)
        if (place && (column.kind === 'matched' || place.name === wordsPlace))
          Object.assign(slot, { value: sealing.seal(place.name, value, []) })
      })
      return node
    },
    async transformResult({ queryId, result }) {
      const node = nodes.get(queryId)
      if (node) for (const row of result.rows) opened(sealing, sealedIn(bound(node)), row)
      return result
    },
  })
}
