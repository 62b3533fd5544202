// SQLite: one handle, one writer that commits all that arrived in a turn of the event loop together.

import Sqlite from 'better-sqlite3'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { gather, type Tell, type Waiting } from './gather.ts'
import { migrate } from './migrate.ts'
import { buildQueries } from './queries.ts'
import type { Query, Work } from './query.ts'
import type { Database } from './schema.ts'
import { type Store, Unusable } from './store.ts'

/** How long a statement waits for another process, ms; the event loop waits with it. */
const patience = { opening: 5_000, open: 250 }

/**
 * Opens the file, creating it and its tables when missing.
 * @throws Unusable when a newer program has changed its tables
 */
export async function openSqlite(file: string): Promise<Store> {
  const handle = new Sqlite(file, { timeout: patience.opening })
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: handle }) })
  await migrate(db).catch((error: unknown) => {
    handle.close()
    throw error
  })
  handle.pragma(`busy_timeout = ${patience.open}`)

  const statements = new Map<string, Sqlite.Statement>()
  const run = (query: Query<unknown>): unknown[] => {
    let statement = statements.get(query.sql)
    if (!statement) statements.set(query.sql, (statement = handle.prepare(query.sql)))
    if (statement.reader) return statement.all(...query.values)
    statement.run(...query.values)
    return []
  }

  const commit = (batch: Waiting[]): Tell[] => {
    try {
      handle.exec('BEGIN IMMEDIATE')
      const told = batch.map(runInSavepoint)
      handle.exec('COMMIT')
      return told
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK')
      return batch.map(({ reject }) => () => reject(error))
    }
  }

  /** A refusal undoes its own work; a fault of the database ends the transaction and rises to `commit`. */
  const runInSavepoint = ({ work, resolve, reject }: Waiting): Tell => {
    handle.exec('SAVEPOINT work')
    try {
      const value = runToEnd(work())
      handle.exec('RELEASE work')
      return () => resolve(value)
    } catch (error) {
      if (!handle.inTransaction || isFault(error)) throw error
      handle.exec('ROLLBACK TO work')
      handle.exec('RELEASE work')
      return () => reject(error)
    }
  }

  const runToEnd = <T>(work: Work<T>): T => {
    const generator = work as Generator<Query<unknown>, T, unknown>
    let step = generator.next()
    while (!step.done) step = generator.next(run(step.value))
    return step.value
  }

  const { heard, write, drain } = gather(commit)
  return {
    db,
    dialect: 'sqlite',
    queries: buildQueries(db),
    all: async <Row>(query: Query<Row>) => run(query) as Row[],
    write,
    heard,
    // One process has the file.
    alone: (work) => work(db),
    async close() {
      await drain()
      handle.close()
    },
  }
}

/** Errors after which SQLite's state is not ours to guess: a full disk, a lock, I/O, a broken file. */
function isFault(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT')
}

/**
 * Copies a database, in use or not, into a new file: all of one moment, whatever is written meanwhile. The file is
 * there only when it is whole and on disk.
 * @throws Unusable when there is nothing to copy, or something at `to` already
 */
export function backupSqlite(file: string, to: string): void {
  if (!existsSync(file)) throw new Unusable(`${file}: there is no database yet`)
  if (existsSync(to)) throw new Unusable(`${to} is there already; name a new file`)
  const part = `${to}.part`
  rmSync(part, { force: true })
  const handle = new Sqlite(file, { readonly: true, timeout: patience.opening })
  try {
    handle.prepare('VACUUM INTO ?').run(part)
  } finally {
    handle.close()
  }
  const copy = new Sqlite(part, { readonly: true })
  const found = copy.pragma('integrity_check', { simple: true })
  copy.close()
  if (found !== 'ok') throw new Error(`the copy is broken: ${String(found)}`)
  sync(part)
  renameSync(part, to)
  sync(dirname(to))
}

/** Forces a file, or what a folder lists, to disk. */
function sync(path: string): void {
  const opened = openSync(path, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
