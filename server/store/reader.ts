// The reader of SQLite: reads that may take long, in a thread of their own with a handle that only reads, so that
// nobody who writes waits for them. The thread is there from the first such read until none was asked for in a while.

import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Query } from './query.ts'
import type { Asked, Told } from './readerThread.ts'

/** How long a read may take, and how long the thread is kept with nothing to do, ms. */
const patience = { read: 60_000, idle: 60_000 }

/** A read that somebody waits for. */
interface Reading {
  rows: unknown[]
  timer: NodeJS.Timeout
  resolve: (rows: unknown[]) => void
  reject: (error: Error) => void
}

/** Of the sources from a source, of what is built from what is built. */
const thread = new URL(`./readerThread${extname(import.meta.url)}`, import.meta.url)

/** @param file the database, which is there */
export function openReader(file: string) {
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let next = 0
  const underWay = new Map<number, Reading>()

  const start = (): Worker => {
    // The process's own options are for its main thread.
    const made = new Worker(thread, { workerData: file, execArgv: [] })
    made.on('message', (told: Told) => hear(told))
    made.on('error', (error) => lose(made, error))
    made.on('exit', (code) => lose(made, new Error(`the reader ended with ${code}`)))
    // A read holds the process open, by its timer; a thread that waits for one does not.
    made.unref()
    return made
  }

  /** The thread is gone, and with it what it was to read; the next read starts another. */
  const lose = (lost: Worker, error: Error): void => {
    if (worker !== lost) return
    worker = null
    for (const id of underWay.keys()) end(id, error)
  }

  const hear = ({ id, rows, isLast, error }: Told): void => {
    const reading = underWay.get(id)
    if (!reading) return
    for (const row of rows) reading.rows.push(row)
    if (error) end(id, Object.assign(new Error(error.message), { code: error.code }))
    else if (isLast) end(id, null)
    // Asked for, so that much is taken in small parts and others have their turn in between.
    else ask({ id })
  }

  const end = (id: number, error: Error | null): void => {
    const { rows, timer, resolve, reject } = underWay.get(id)!
    underWay.delete(id)
    clearTimeout(timer)
    if (error) reject(error)
    else resolve(rows)
    if (underWay.size === 0) idle = setTimeout(stop, patience.idle).unref()
  }

  // A window's message has an origin to name; a thread's has none.
  // oxlint-disable-next-line require-post-message-target-origin
  const ask = (asked: Asked): void => (worker ??= start()).postMessage(asked)

  /** Nothing but its own end makes a thread that is busy give up. */
  const stop = (error = new Error('the reader is closed')): Promise<unknown> => {
    clearTimeout(idle)
    const stopped = worker
    if (!stopped) return Promise.resolve()
    lose(stopped, error)
    return stopped.terminate()
  }

  return {
    /** Rows of a committed state. Rejects when they cannot be read, or not in time. */
    all: <Row>(query: Query<Row>): Promise<Row[]> =>
      new Promise<unknown[]>((resolve, reject) => {
        clearTimeout(idle)
        const id = next++
        const late = () => void stop(new Error(`a read took longer than ${patience.read} ms`))
        underWay.set(id, { rows: [], timer: setTimeout(late, patience.read), resolve, reject })
        ask({ id, sql: query.sql, values: query.values })
      }).then((rows) => query.given(rows)),
    close: () => stop(),
  }
}
