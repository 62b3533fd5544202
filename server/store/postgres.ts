// PostgreSQL: reads from a pool, and one writer with a connection of its own and one batch in flight.

import { Kysely, PostgresDialect } from 'kysely'
import type { ClientConfig } from 'pg'
import { SealedDialect } from './bonds.ts'
import { inBatches } from './batches.ts'
import { type GivenKeys, noKeys } from '../key.ts'
import { openSealing, rotateSealing, sealingId } from './postgresSealing.ts'
import { sealedRows } from './sealedRows.ts'
import { clientOf, connectionTo, locks, plannedOnce, timeoutsMs, poolOf } from './postgresConnection.ts'
import { prepareTables } from './postgresTables.ts'
import { createWriter } from './postgresWriter.ts'
import { buildQueries } from './queries.ts'
import type { Query } from './query.ts'
import type { Store } from './store.ts'
import type { RawDatabase } from './tables/tables.ts'

/**
 * Opens the database, making its tables when missing.
 * @param url `postgres://user:password@host:5432/name`
 * @param keys what the owner has given to encrypt fields with
 * @param isServer whether what is not encrypted yet is
 * @throws Unusable when it cannot be reached, when a newer program has changed its tables, or without its key
 */
export async function openPostgres(url: string, keys: GivenKeys = noKeys, isServer = false): Promise<Store> {
  const base = connectionTo(url)
  await prepareTables(base)
  const sealing = await holding(base, locks.alone, () => openSealing(base, keys, isServer))
  const cells = sealedRows(sealing)
  const pool = poolOf({ ...base, ...plannedOnce, ...timeoutsMs.read, max: 10 })
  const reader = poolOf({ ...base, ...plannedOnce, ...timeoutsMs.long, max: 1 })
  const dialect = sealing ? new SealedDialect({ pool }) : new PostgresDialect({ pool })
  const db = new Kysely<RawDatabase>({ dialect })
  const writer = createWriter(base, cells)
  const { onBatch, write, drain } = inBatches(writer.commit)
  return {
    db,
    dialect: 'postgres',
    key: sealing && { id: sealing.id, from: sealing.from },
    queries: buildQueries(db, writer.reserved, 'postgres', sealing),
    all: async <Row>(query: Query<Row>) => cells.given(query, (await pool.query(cells.sent(query))).rows),
    readLong: async <Row>(query: Query<Row>) => cells.given(query, (await reader.query(cells.sent(query))).rows),
    write,
    onBatch,
    alone: (work) => holding(base, locks.alone, work),
    wipe: () => rewrite(base),
    async close() {
      await drain()
      await writer.close()
      await reader.end()
      await db.destroy()
    },
  }
}

/** The id of the key that fields are encrypted with; null: they are not. */
export async function sealedWith(url: string): Promise<string | null> {
  const base = connectionTo(url)
  await prepareTables(base)
  return sealingId(base)
}

/** Encrypts all fields with another key. @throws Unusable */
export async function rotateFields(url: string, keys: GivenKeys): ReturnType<typeof rotateSealing> {
  const base = connectionTo(url)
  await prepareTables(base)
  return rotateSealing(base, keys)
}

/** Runs `work` while no other connection holds the lock. */
async function holding<T>(base: ClientConfig, lock: number, work: (db: Kysely<RawDatabase>) => Promise<T>): Promise<T> {
  const client = clientOf(base)
  await client.connect()
  const db = new Kysely<RawDatabase>({ dialect: new PostgresDialect({ pool: poolOf({ ...base, max: 1 }) }) })
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    return await work(db)
  } finally {
    await db.destroy()
    await client.end()
  }
}

/** Makes the files of all tables anew, one after the other. */
async function rewrite(base: ClientConfig): Promise<void> {
  const client = clientOf(base)
  await client.connect()
  try {
    await client.query('VACUUM FULL')
  } finally {
    await client.end()
  }
}
