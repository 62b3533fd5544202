// The writer of SQLite: runs all that has arrived in one transaction, and undoes what is refused alone.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import type { Tell, Waiting } from './batches.ts'
import { type Query, Reserved, type Work } from './query.ts'

export class SqliteWriter {
  /** What the batch under way has reserved. */
  readonly reserved = new Reserved()
  readonly #handle: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement>()
  /** Whether the write under way has changed anything. */
  #hasChanged = false

  constructor(handle: Sqlite.Database) {
    this.#handle = handle
  }

  /** Runs one statement, in the transaction under way if there is one. */
  run(query: Query<unknown>): unknown[] {
    const statement = this.#prepared(query.sql)
    if (!query.reads) this.#hasChanged = true
    if (query.gives === 'rows') return query.given(statement.all(...query.values))
    const { changes: changed } = statement.run(...query.values)
    return query.gives === 'count' ? [{ changed }] : []
  }

  /** Runs a batch to its end; never throws. */
  commit(batch: Waiting[]): Tell[] {
    try {
      return (
        this.#inTransaction(batch, (entry) => this.#runAlone(entry)) ??
        this.#inTransaction(batch, (entry) => this.#runInSavepoint(entry))!
      )
    } catch (error) {
      return batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      )
    }
  }

  /** @returns null when all must begin again, and nothing is changed */
  #inTransaction(batch: Waiting[], runOne: (entry: Waiting) => Tell | null): Tell[] | null {
    const told: Tell[] = []
    try {
      this.#say('BEGIN IMMEDIATE')
      this.reserved.begin(batch.length)
      for (const entry of batch) {
        const tell = runOne(entry)
        if (!tell) break
        told.push(tell)
      }
      const isWhole = told.length === batch.length
      this.#say(isWhole ? 'COMMIT' : 'ROLLBACK')
      return isWhole ? told : null
    } catch (error) {
      if (this.#handle.inTransaction) this.#say('ROLLBACK')
      throw error
    }
  }

  /**
   * Savepoints have their price and almost nothing is refused after it has changed something: so they are used only
   * when that has happened. A fault of the database ends the transaction and rises to `commit`.
   * @returns null when there is something to undo
   */
  #runAlone({ work, resolve, reject }: Waiting): Tell | null {
    this.#hasChanged = false
    try {
      const value = this.#runToEnd(work())
      return () => resolve(value)
    } catch (error) {
      if (!this.#handle.inTransaction || isFault(error)) throw error
      return this.#hasChanged ? null : () => reject(error)
    }
  }

  /** A refusal undoes its own work. */
  #runInSavepoint({ work, resolve, reject }: Waiting): Tell {
    this.#say('SAVEPOINT work')
    try {
      const value = this.#runToEnd(work())
      this.#say('RELEASE work')
      return () => resolve(value)
    } catch (error) {
      if (!this.#handle.inTransaction || isFault(error)) throw error
      this.#say('ROLLBACK TO work')
      this.reserved.forget()
      this.#say('RELEASE work')
      return () => reject(error)
    }
  }

  #runToEnd<T>(work: Work<T>): T {
    const generator = work as Generator<Query<unknown>, T, unknown>
    let step = generator.next()
    while (!step.done) step = generator.next(this.run(step.value))
    return step.value
  }

  #say(sql: string): void {
    this.#prepared(sql).run()
  }

  #prepared(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.#handle.prepare(sql)))
    return statement
  }
}

/** Errors after which SQLite's state is not ours to guess: a full disk, a lock, I/O, a broken file. */
function isFault(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT')
}
