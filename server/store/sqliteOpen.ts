// Opens a file of SQLite with its key; everything that opens one comes through here.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { closeSync, openSync, readSync } from 'node:fs'
import { type Key, saltOf } from '../key.ts'

/** How long whoever opens a file waits for another process, ms. */
export const openingTimeout = 5_000

/** The format of SQLCipher 4: each page by AES-256 in CBC under an IV of its own, with an HMAC-SHA512. */
const format = ["cipher = 'sqlcipher'", 'legacy = 4']

/** What a text of SQL names a key by: the bytes, and what the file begins with. */
export const inSql = ({ bytes }: Pick<Key, 'bytes'>): string =>
  `"x'${bytes.toString('hex')}${saltOf(bytes).toString('hex')}'"`

/** @param key null: a file that is not encrypted */
export function openSqliteFile(
  file: string,
  key: Pick<Key, 'bytes'> | null,
  options: Sqlite.Options = {},
): Sqlite.Database {
  const handle = new Sqlite(file, { timeout: openingTimeout, ...options })
  if (key) {
    for (const each of format) handle.pragma(each)
    handle.pragma(`key = ${inSql(key)}`)
  }
  // What is sorted or made anew would be put beside it, and not be encrypted there.
  handle.pragma('temp_store = MEMORY')
  return handle
}

/** What a file is, by what it begins with: `with` is the id of the key that has encrypted it. */
export type Kind = 'none' | 'plain' | { with: string }

export function kindOf(file: string): Kind {
  const begins = Buffer.alloc(16)
  try {
    const opened = openSync(file, 'r')
    try {
      if (readSync(opened, begins, 0, 16, 0) === 0) return 'none'
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'none'
    throw error
  }
  if (begins.toString('latin1') === 'SQLite format 3\0') return 'plain'
  return { with: begins.subarray(0, 4).toString('hex') }
}
