// SQLite: one handle, one writer that commits all that arrived in a turn of the event loop together.

import { Kysely, SqliteDialect } from 'kysely'
import type { Key } from '../key.ts'
import { inBatches } from './batches.ts'
import { migrate } from './migrate.ts'
import { buildQueries } from './queries.ts'
import type { Query } from './query.ts'
import { SqliteReader } from './reader.ts'
import { askToShrink, makePrivate, makeShrinkable } from './sqliteFile.ts'
import { openSqliteFile } from './sqliteOpen.ts'
import { keepUp } from './sqliteUpkeep.ts'
import { wipe } from './sqliteWipe.ts'
import { SqliteWriter } from './sqliteWriter.ts'
import type { Store } from './store.ts'
import type { RawDatabase } from './tables/tables.ts'

/** How long a statement waits for another process, ms; the event loop waits with it. */
const busyTimeout = 250

/**
 * The pages in use stay in memory (KiB), and the log may grow to 128 MB before it is copied into the file while
 * somebody waits.
 */
const roomy = ['cache_size = -65536', 'wal_autocheckpoint = 32000', 'journal_size_limit = 134217728']

/**
 * Opens the file, creating it and its tables when missing.
 * @param key what it is encrypted with; null: it is not
 * @param isServer whether nobody else has it for long
 * @throws Unusable when a newer program has changed its tables
 */
export async function openSqlite(
  file: string,
  { key, isServer = false }: { key: Key | null; isServer?: boolean },
): Promise<Store> {
  makePrivate(file)
  const handle = openSqliteFile(file, key)
  // For a file that is empty; before the first pragma that writes.
  askToShrink(handle)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  // What is deleted is overwritten.
  handle.pragma('secure_delete = ON')
  for (const each of roomy) handle.pragma(each)
  const db = new Kysely<RawDatabase>({ dialect: new SqliteDialect({ database: handle }) })
  // SQLite's tables change in transactions like its rows, and nobody else has the handle yet.
  try {
    handle.exec('BEGIN IMMEDIATE')
    await migrate(db)
    handle.exec('COMMIT')
  } catch (error) {
    handle.close()
    throw error
  }
  if (isServer) makeShrinkable(handle)
  handle.pragma(`busy_timeout = ${busyTimeout}`)

  const writer = new SqliteWriter(handle)
  const reader = new SqliteReader(file, key)
  const upkeep = keepUp(handle)
  const { onBatch, write, drain } = inBatches((batch) => {
    upkeep.noteWritten(batch.length)
    return writer.commit(batch)
  })
  return {
    db,
    dialect: 'sqlite',
    key,
    queries: buildQueries(db, writer.reserved, 'sqlite'),
    all: async <Row>(query: Query<Row>) => writer.run(query) as Row[],
    readLong: (query) => reader.all(query),
    write,
    onBatch,
    // One process has the file.
    alone: (work) => work(db),
    wipe: async () => wipe(handle),
    async close() {
      await drain()
      await reader.close()
      upkeep.stop()
      handle.close()
    },
  }
}
