// The reader's thread: runs one statement after the other on a handle that only reads, and gives rows a few at a time.

import { readlinkSync } from 'node:fs'
import { setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteFile } from './sqliteOpen.ts'

/** What is read: the file, and what it is encrypted with, in hexadecimal. */
export interface Read {
  file: string
  key: string | null
}

/** A read; without a statement, that the next rows of it are wanted. */
export type Asked = { id: number } | { id: number; sql: string; values: readonly unknown[] }

/** Rows of a read; what it failed for, when it did. */
export interface Told {
  id: number
  rows: unknown[]
  isLast: boolean
  error?: { message: string; code: string | undefined }
}

/** So many rows are copied into the other thread in about a millisecond (measured: messages of 100 characters). */
const atOnce = 500

/** Where the machine is busy, those who write go first: on Linux a thread has a number, and with it a priority. */
if (process.platform === 'linux') setPriority(Number(basename(readlinkSync('/proc/thread-self'))), 10)

const { file, key } = workerData as Read
const handle = openSqliteFile(file, key === null ? null : { bytes: Buffer.from(key, 'hex') }, { readonly: true })
const underWay = new Map<number, Iterator<unknown>>()

function read(asked: Asked): Told {
  const { id } = asked
  try {
    if ('sql' in asked) underWay.set(id, handle.prepare(asked.sql).iterate(...asked.values))
    const rows: unknown[] = []
    const iterator = underWay.get(id)!
    while (rows.length < atOnce) {
      const { done, value } = iterator.next()
      if (done) {
        underWay.delete(id)
        return { id, rows, isLast: true }
      }
      rows.push(value)
    }
    return { id, rows, isLast: false }
  } catch (error) {
    underWay.delete(id)
    const { message, code } = error as { message: string; code?: string }
    return { id, rows: [], isLast: true, error: { message, code } }
  }
}

const port = parentPort!
// A window's message has an origin to name; a thread's has none.
// oxlint-disable-next-line require-post-message-target-origin
port.on('message', (asked: Asked) => port.postMessage(read(asked)))
