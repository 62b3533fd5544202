// The lock of a data folder: one server at a time, and none once the process that had it is gone, however it ended.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { Unusable } from './store.ts'

/** How long another may take to end, ms: a restart begins the next before the last is quite gone. */
const waitMs = 1_000

/**
 * Takes the lock. The file is an empty database of its own: SQLite asks the system for locks, which the end of a
 * process gives back, and who cannot have it can still read in it whose it is.
 * @returns gives it back
 * @throws Unusable when another server has it
 */
export function lockFolder(data: string): () => void {
  const file = join(data, 'lock')
  closeSync(openSync(file, 'a', 0o600))
  const handle = new Sqlite(file, { timeout: waitMs })
  try {
    for (;;) {
      handle.exec('BEGIN IMMEDIATE')
      if (holderOf(handle) === process.pid) break
      // Others read what is committed, and the lock ends with the commit: so it is taken again.
      handle.exec(`PRAGMA user_version = ${process.pid}; COMMIT`)
    }
  } catch (error) {
    const holder = isBusy(error) ? holderOf(handle) : null
    handle.close()
    if (holder === null) throw error
    throw new Unusable(
      `${data}: the server with process id ${holder} uses this data folder; end it first, or name another folder with ROTAME_DATA`,
    )
  }
  return () => {
    handle.exec('ROLLBACK')
    handle.close()
  }
}

const holderOf = (handle: Sqlite.Database) => handle.pragma('user_version', { simple: true }) as number
const isBusy = (error: unknown) => error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
