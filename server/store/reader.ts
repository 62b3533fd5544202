// The reader of SQLite: reads that may take long, in a thread of their own with a handle that only reads, so that
// nobody who writes waits for them. The thread is there from the first such read until none was asked for in a while.

import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Key } from '../key.ts'
import type { Query } from './query.ts'
import type { Asked, Read, Told } from './readerThread.ts'

/** How long a read may take, and how long the thread is kept with nothing to do. */
const readTimeoutMs = 60_000
const idleMs = 60_000

/** A read that somebody waits for. */
interface Reading {
  rows: unknown[]
  timer: NodeJS.Timeout
  resolve: (rows: unknown[]) => void
  reject: (error: Error) => void
}

/** Of the sources from a source, of what is built from what is built. */
const thread = new URL(`./readerThread${extname(import.meta.url)}`, import.meta.url)

export class SqliteReader {
  readonly #read: Read
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | undefined
  #next = 0
  readonly #underWay = new Map<number, Reading>()

  /**
   * @param file the database, which is there
   * @param key what it is encrypted with; null: it is not
   */
  constructor(file: string, key: Key | null) {
    this.#read = { file, key: key?.bytes.toString('hex') ?? null }
  }

  /** Rows of a committed state. Rejects when they cannot be read, or not in time. */
  async all<Row>(query: Query<Row>): Promise<Row[]> {
    const rows = await new Promise<unknown[]>((resolve, reject) => {
      clearTimeout(this.#idle)
      const id = this.#next++
      const late = () => void this.#stop(new Error(`a read took longer than ${readTimeoutMs} ms`))
      this.#underWay.set(id, { rows: [], timer: setTimeout(late, readTimeoutMs), resolve, reject })
      this.#ask({ id, sql: query.sql, values: query.values })
    })
    return query.given(rows)
  }

  close(): Promise<unknown> {
    return this.#stop(new Error('the reader is closed'))
  }

  #start(): Worker {
    // The process's own options are for its main thread.
    const made = new Worker(thread, { workerData: this.#read, execArgv: [] })
    made.on('message', (told: Told) => this.#hear(told))
    made.on('error', (error) => this.#lose(made, error))
    made.on('exit', (code) => this.#lose(made, new Error(`the reader ended with ${code}`)))
    // A read holds the process open, by its timer; a thread that waits for one does not.
    made.unref()
    return made
  }

  /** The thread is gone, and with it what it was to read; the next read starts another. */
  #lose(lost: Worker, error: Error): void {
    if (this.#worker !== lost) return
    this.#worker = null
    for (const id of this.#underWay.keys()) this.#end(id, error)
  }

  #hear({ id, rows, isLast, error }: Told): void {
    const reading = this.#underWay.get(id)
    if (!reading) return
    for (const row of rows) reading.rows.push(row)
    if (error) this.#end(id, Object.assign(new Error(error.message), { code: error.code }))
    else if (isLast) this.#end(id, null)
    // Asked for, so that much is taken in small parts and others have their turn in between.
    else this.#ask({ id })
  }

  #end(id: number, error: Error | null): void {
    const { rows, timer, resolve, reject } = this.#underWay.get(id)!
    this.#underWay.delete(id)
    clearTimeout(timer)
    if (error) reject(error)
    else resolve(rows)
    if (this.#underWay.size === 0) this.#idle = setTimeout(() => void this.close(), idleMs).unref()
  }

  #ask(asked: Asked): void {
    // A window's message has an origin to name; a thread's has none.
    // oxlint-disable-next-line require-post-message-target-origin
    ;(this.#worker ??= this.#start()).postMessage(asked)
  }

  /** Nothing but its own end makes a thread that is busy give up. */
  async #stop(error: Error): Promise<void> {
    clearTimeout(this.#idle)
    const stopped = this.#worker
    if (!stopped) return
    this.#lose(stopped, error)
    await stopped.terminate()
  }
}
