// SQLite: one handle, one writer that commits all that arrived in a turn of the event loop together.

import Sqlite from 'better-sqlite3'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { gather, type Tell, type Waiting } from './gather.ts'
import { migrate } from './migrate.ts'
import { buildQueries } from './queries.ts'
import { type Query, Reserved, type Work } from './query.ts'
import { openReader } from './reader.ts'
import type { RawDatabase } from './tables/tables.ts'
import { type Store, Unusable } from './store.ts'

/** How long a statement waits for another process, ms; the event loop waits with it. */
const patience = { opening: 5_000, open: 250 }

/**
 * The pages in use stay in memory (KiB), and the log may grow to 128 MB before it is copied into the file while
 * somebody waits.
 */
const roomy = ['cache_size = -65536', 'wal_autocheckpoint = 32000', 'journal_size_limit = 134217728']

/** Else it is copied after so many writes, once there was none for so long (ms): a copy takes some 20 ms. */
const quiet = { after: 1_000, for: 200 }

/**
 * Pages that nothing uses go back to the disk: so many at a time, 2 ms each time and rarely 30 (measured), with pauses
 * (ms), but for some that the next writes need. In between the log is copied, which is when the file gets shorter.
 */
const giving = { pages: 128, pause: 100, look: 2_000, keep: 2_000, copyEach: 8 }

/**
 * Bytes in use up to which a file of an earlier version is made anew at the start of a server: a second of it
 * (measured).
 */
const soonAnew = 64_000_000

/**
 * Opens the file, creating it and its tables when missing.
 * @param isServer whether nobody else has it for long
 * @throws Unusable when a newer program has changed its tables
 */
export async function openSqlite(file: string, { isServer = false } = {}): Promise<Store> {
  makePrivate(file)
  const handle = new Sqlite(file, { timeout: patience.opening })
  // For a file that is empty; before the first pragma that writes.
  askToShrink(handle)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
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
  handle.pragma(`busy_timeout = ${patience.open}`)

  const statements = new Map<string, Sqlite.Statement>()
  const prepared = (sql: string): Sqlite.Statement => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = handle.prepare(sql)))
    return statement
  }
  /** Whether the write under way has changed anything. */
  let hasChanged = false
  const run = (query: Query<unknown>): unknown[] => {
    const statement = prepared(query.sql)
    if (!query.reads) hasChanged = true
    if (query.gives === 'rows') return query.given(statement.all(...query.values))
    const { changes: changed } = statement.run(...query.values)
    return query.gives === 'count' ? [{ changed }] : []
  }
  const say = (sql: string) => void prepared(sql).run()

  const reserved = new Reserved()
  const commit = (batch: Waiting[]): Tell[] => {
    try {
      return inTransaction(batch, runAlone) ?? inTransaction(batch, runInSavepoint)!
    } catch (error) {
      return batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      )
    }
  }

  /** @returns null when all must begin again, and nothing is changed */
  const inTransaction = (batch: Waiting[], runOne: (entry: Waiting) => Tell | null): Tell[] | null => {
    const told: Tell[] = []
    try {
      say('BEGIN IMMEDIATE')
      reserved.begin(batch.length)
      for (const entry of batch) {
        const tell = runOne(entry)
        if (!tell) break
        told.push(tell)
      }
      const isWhole = told.length === batch.length
      say(isWhole ? 'COMMIT' : 'ROLLBACK')
      return isWhole ? told : null
    } catch (error) {
      if (handle.inTransaction) say('ROLLBACK')
      throw error
    }
  }

  /**
   * Savepoints have their price and almost nothing is refused after it has changed something: so they are used only
   * when that has happened. A fault of the database ends the transaction and rises to `commit`.
   * @returns null when there is something to undo
   */
  const runAlone = ({ work, resolve, reject }: Waiting): Tell | null => {
    hasChanged = false
    try {
      const value = runToEnd(work())
      return () => resolve(value)
    } catch (error) {
      if (!handle.inTransaction || isFault(error)) throw error
      return hasChanged ? null : () => reject(error)
    }
  }

  /** A refusal undoes its own work. */
  const runInSavepoint = ({ work, resolve, reject }: Waiting): Tell => {
    say('SAVEPOINT work')
    try {
      const value = runToEnd(work())
      say('RELEASE work')
      return () => resolve(value)
    } catch (error) {
      if (!handle.inTransaction || isFault(error)) throw error
      say('ROLLBACK TO work')
      reserved.forget()
      say('RELEASE work')
      return () => reject(error)
    }
  }

  const runToEnd = <T>(work: Work<T>): T => {
    const generator = work as Generator<Query<unknown>, T, unknown>
    let step = generator.next()
    while (!step.done) step = generator.next(run(step.value))
    return step.value
  }

  const reader = openReader(file)
  let written = 0
  const copy = () => {
    if (written < quiet.after) return
    written = 0
    try {
      handle.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // Nothing is lost by it: what keeps the disk from taking it is said to whoever writes next, and then it is tried
      // again.
    }
  }
  const resting = setTimeout(copy, quiet.for).unref()
  let steps = 0
  const give = () => {
    try {
      const isMore = givePages(handle)
      if (isMore) {
        written += giving.pages
        resting.refresh()
        // The pauses are too short for a quiet moment.
        if (++steps % giving.copyEach === 0) copy()
      }
      giver = setTimeout(give, isMore ? giving.pause : giving.look).unref()
    } catch {
      // Nothing is lost by it: what keeps the disk from it is said to whoever writes next, and then it is tried again.
      giver = setTimeout(give, giving.look).unref()
    }
  }
  let giver = setTimeout(give, giving.look).unref()
  const { heard, write, drain } = gather((batch) => {
    written += batch.length
    resting.refresh()
    return commit(batch)
  })
  return {
    db,
    dialect: 'sqlite',
    queries: buildQueries(db, reserved),
    all: async <Row>(query: Query<Row>) => run(query) as Row[],
    readLong: reader.all,
    write,
    heard,
    // One process has the file.
    alone: (work) => work(db),
    async close() {
      await drain()
      await reader.close()
      clearTimeout(resting)
      clearTimeout(giver)
      handle.close()
    },
  }
}

/** Gives one step's pages back. @returns whether there may be more */
function givePages(handle: Sqlite.Database): boolean {
  // Tables are being made.
  if (handle.inTransaction) return false
  try {
    if ((handle.pragma('freelist_count', { simple: true }) as number) <= giving.keep) return false
    // A file that was made without it has nothing to give.
    if (!isShrinkable(handle)) return false
    handle.pragma(`incremental_vacuum(${giving.pages})`)
    return true
  } catch {
    // Another process writes, or the disk is full: later.
    return false
  }
}

const isShrinkable = (handle: Sqlite.Database): boolean => handle.pragma('auto_vacuum', { simple: true }) === 2

/** For a file that is empty, or is made anew; of one that can shrink already it would be a write. */
function askToShrink(handle: Sqlite.Database): void {
  if (!isShrinkable(handle)) handle.pragma('auto_vacuum = INCREMENTAL')
}

/**
 * Gives a file of an earlier version what it takes to give pages back, which rewrites all that is in use: at once where
 * that is little. A larger one goes on as it is and uses its free pages again; `backup` makes a copy that can shrink.
 */
function makeShrinkable(handle: Sqlite.Database): void {
  if (isShrinkable(handle)) return
  const count = (name: string) => handle.pragma(name, { simple: true }) as number
  if ((count('page_count') - count('freelist_count')) * count('page_size') > soonAnew) return
  try {
    handle.exec('VACUUM')
  } catch (error) {
    // There is no room for the copy, or a command beside us writes: it changes nothing, and the next start tries again.
    if (!['SQLITE_FULL', 'SQLITE_BUSY'].includes((error as { code?: string }).code ?? '')) throw error
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
  makePrivate(part)
  const handle = new Sqlite(file, { readonly: true, timeout: patience.opening })
  try {
    askToShrink(handle)
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

/**
 * Makes a file that other users cannot read, when it is missing; what SQLite puts beside it has the same permissions.
 */
const makePrivate = (file: string): void => closeSync(openSync(file, 'a', 0o600))

/** Forces a file, or what a folder lists, to disk. */
function sync(path: string): void {
  const opened = openSync(path, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
