// Sealing on PostgreSQL: which key seals, and what is not sealed by it yet, batch by batch. Each is a transaction: when
// it is broken off, the next start or the same command goes on.

import type { ClientConfig, Client } from 'pg'
import type { GivenKeys, Key } from '../key.ts'
import type { SealedName } from './bonds.ts'
import { placeOf } from './cells.ts'
import { clientOf, locks } from './postgresConnection.ts'
import { lacking, NoKey, Sealing } from './sealing.ts'
import { Unusable } from './store.ts'
import type { Column } from './tables/column.ts'
import type { StoredSealing } from './tables/sealing.ts'
import { tables } from './tables/tables.ts'

/** Rows that one transaction seals at most, and bytes of files. */
const atOnce = 200
const filesAtOnce = 8

/**
 * What seals the fields of a database; null: nothing does, as nobody has given a key.
 * @param isServer whether what is not sealed yet is now; nobody else may do so meanwhile
 * @throws Unusable without the key
 */
export const openSealing = (base: ClientConfig, keys: GivenKeys, isServer: boolean): Promise<Sealing | null> =>
  connected(base, async (client) => {
    const row = await rowOf(client)
    if (!row && (!keys.now || !isServer)) return null
    const kept = row ?? (await begin(client, keys.now!))
    const sealing = sealingOf(kept, keys)
    if (isServer && !Number(kept.isWhole)) await sealRest(client, sealing)
    return sealing
  })

/** The id of the key that seals; null: nothing is sealed. */
export const sealingId = (base: ClientConfig): Promise<string | null> =>
  connected(base, async (client) => (await rowOf(client))?.id ?? null)

async function connected<T>(base: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = clientOf(base)
  await client.connect()
  try {
    return await work(client)
  } catch (error) {
    throw error instanceof NoKey ? new Unusable(`DATABASE_URL: ${error.message}`) : error
  } finally {
    await client.end()
  }
}

/**
 * Changes the key of all that is sealed, for who runs no server.
 * @returns the ids of the keys; the same twice, when it had been changed already
 * @throws Unusable when there is nothing to change to
 */
export const rotateSealing = (base: ClientConfig, keys: GivenKeys): Promise<{ from: string | null; to: Key }> =>
  connected(base, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [locks.alone])
    const row = await rowOf(client)
    const to = row ? keys.next : keys.now
    if (!to)
      throw new Unusable(
        row
          ? 'give the key to change to as ROTAME_KEY_NEXT or ROTAME_KEY_NEXT_FILE'
          : 'give a key as ROTAME_KEY or ROTAME_KEY_FILE',
      )
    if (row && row.id !== to.id) {
      const words = sealingOf(row, keys).wordsFor(to)
      await client.query('UPDATE sealing SET id = $1, words = $2, "isWhole" = 0', [to.id, words])
    }
    await sealRest(client, sealingOf((await rowOf(client)) ?? (await begin(client, to)), keys))
    return { from: row?.id ?? null, to }
  })

const rowOf = async (client: Client): Promise<StoredSealing | undefined> =>
  (await client.query<StoredSealing>('SELECT id, words, "isWhole" FROM sealing')).rows[0]

async function begin(client: Client, key: Key): Promise<StoredSealing> {
  const row = { id: key.id, words: Sealing.newWords(key), isWhole: 0 }
  await client.query('INSERT INTO sealing (id, words, "isWhole") VALUES ($1, $2, 0)', [row.id, row.words])
  return row
}

/** @throws Unusable without the key */
function sealingOf({ id, words }: StoredSealing, { now, next }: GivenKeys): Sealing {
  const keys = [now, next].filter((key) => key !== null)
  const found = keys.find((key) => key.id === id)
  if (!found) throw new Unusable(`DATABASE_URL: ${lacking(id)}`)
  return new Sealing(found, keys, words)
}

async function sealRest(client: Client, sealing: Sealing): Promise<void> {
  for (const [table, { columns }] of Object.entries(tables)) {
    const sealed = Object.entries(columns as Record<string, Column>).flatMap(([name, column]): Sealed => {
      const place = placeOf(column)
      return place === null ? [] : [[name, place.name, place.row]]
    })
    if (sealed.length > 0) await sealTable(client, sealing, table, sealed)
  }
  await client.query('UPDATE sealing SET "isWhole" = 1 WHERE id = $1', [sealing.id])
}

type Sealed = SealedName[]

/** From the first row on disk to the last; what is written anew goes behind it, and is as it should be by then. */
async function sealTable(client: Client, sealing: Sealing, table: string, sealed: Sealed): Promise<void> {
  const names = [...new Set(sealed.flatMap(([name, , row]) => [name, ...row]))].map((name) => `"${name}"`).join(', ')
  const limit = table === 'piece' ? filesAtOnce : atOnce
  for (let after = '(0,0)'; ;) {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [locks.batch])
    const { rows } = await client.query<Record<string, unknown> & { place: string }>(
      `SELECT ctid::text AS place, ${names} FROM "${table}" WHERE ctid > $1::tid ORDER BY ctid LIMIT ${limit}`,
      [after],
    )
    for (const row of rows) {
      const changed = sealed.filter(([name, place]) => !sealing.isOfNow(place, row[name]))
      if (changed.length === 0) continue
      const values = changed.map(([name, place, told]) => {
        const of = told.map((each) => row[each])
        return sealing.seal(place, sealing.open(place, row[name], of), of)
      })
      const sets = changed.map(([name], at) => `"${name}" = $${at + 2}`).join(', ')
      await client.query(`UPDATE "${table}" SET ${sets} WHERE ctid = $1::tid`, [row.place, ...values])
    }
    await client.query('COMMIT')
    if (rows.length < limit) return
    after = rows.at(-1)!.place
  }
}
