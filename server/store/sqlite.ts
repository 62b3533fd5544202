// SQLite: one handle, one writer that commits all that arrived in a turn of the event loop together.

import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import { buildQueries } from './queries.ts'
import type { Query, Work } from './query.ts'
import type { Database } from './schema.ts'
import type { Store } from './store.ts'

interface Waiting {
  work: () => Work<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** Opens the file, creating it and its tables when missing. */
export async function openSqlite(file: string): Promise<Store> {
  const handle = new Sqlite(file)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('busy_timeout = 2000')
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: handle }) })
  await migrate(db)

  const statements = new Map<string, Sqlite.Statement>()
  const run = (query: Query<unknown>): unknown[] => {
    let statement = statements.get(query.sql)
    if (!statement) statements.set(query.sql, (statement = handle.prepare(query.sql)))
    if (statement.reader) return statement.all(...query.values)
    statement.run(...query.values)
    return []
  }

  let waiting: Waiting[] = []
  let drained: (() => void) | null = null

  const commit = () => {
    const batch = waiting
    waiting = []
    const settle: (() => void)[] = []
    try {
      handle.exec('BEGIN IMMEDIATE')
      for (const entry of batch) settle.push(runInSavepoint(entry))
      handle.exec('COMMIT')
    } catch (error) {
      if (handle.inTransaction) handle.exec('ROLLBACK')
      settle.length = 0
      for (const { reject } of batch) settle.push(() => reject(error))
    }
    for (const tell of settle) tell()
    if (waiting.length === 0) drained?.()
  }

  /** A refusal undoes its own work; a fault of the database ends the transaction and rises to `commit`. */
  const runInSavepoint = ({ work, resolve, reject }: Waiting): (() => void) => {
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

  return {
    db,
    queries: buildQueries(db),
    all: async <Row>(query: Query<Row>) => run(query) as Row[],
    write: <T>(work: () => Work<T>) =>
      new Promise<T>((resolve, reject) => {
        if (waiting.push({ work, resolve: resolve as (value: unknown) => void, reject }) === 1) setImmediate(commit)
      }),
    async close() {
      if (waiting.length > 0) await new Promise<void>((resolve) => (drained = resolve))
      handle.close()
    },
  }
}

/** Errors after which SQLite's state is not ours to guess: a full disk, a lock, I/O, a broken file. */
function isFault(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT')
}

async function migrate(db: Kysely<Database>): Promise<void> {
  const provider = { getMigrations: async () => migrations }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

