// PostgreSQL: reads from a pool, and one writer with a connection of its own and one batch in flight.

import { Kysely, PostgresDialect } from 'kysely'
import type { ClientConfig } from 'pg'
import { inBatches } from './batches.ts'
import { clientOf, connectionTo, locks, named, timeoutsMs, poolOf } from './postgresConnection.ts'
import { prepareTables } from './postgresTables.ts'
import { createWriter } from './postgresWriter.ts'
import { buildQueries } from './queries.ts'
import type { Query } from './query.ts'
import type { Store } from './store.ts'
import type { RawDatabase } from './tables/tables.ts'

/**
 * Opens the database, making its tables when missing.
 * @param url `postgres://user:password@host:5432/name`
 * @throws Unusable when it cannot be reached, or when a newer program has changed its tables
 */
export async function openPostgres(url: string): Promise<Store> {
  const base = connectionTo(url)
  await prepareTables(base)
  const pool = poolOf({ ...base, ...timeoutsMs.read, max: 10 })
  const reader = poolOf({ ...base, ...timeoutsMs.long, max: 1 })
  const db = new Kysely<RawDatabase>({ dialect: new PostgresDialect({ pool }) })
  const writer = createWriter(base)
  const { onBatch, write, drain } = inBatches(writer.commit)
  return {
    db,
    dialect: 'postgres',
    key: null,
    queries: buildQueries(db, writer.reserved, 'postgres'),
    all: async <Row>(query: Query<Row>) => query.given((await pool.query(named(query))).rows),
    // Planned anew for its values: words that are rare are found another way than those that many have.
    readLong: async <Row>(query: Query<Row>) =>
      query.given((await reader.query(query.sql, query.values as unknown[])).rows),
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
