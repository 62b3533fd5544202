// Leaves nothing of what was deleted in SQLite's files: pages that nothing uses, and the log, keep it for long.

import type Sqlite from 'better-sqlite3-multiple-ciphers'
import { openingTimeout } from './sqliteOpen.ts'
import { Unusable } from './store.ts'

/** Of a word that is gone the index may keep the beginning, where one of its pages began. */
export const forgetBeginnings = (handle: Sqlite.Database, schema = 'main'): void =>
  void handle.exec(`insert into ${schema}."entryIndex"("entryIndex") values ('optimize')`)

/**
 * Makes the file anew of what is in use, and empties the log, beside others who have it open. Meanwhile all of it is in
 * memory, as SQLite's temporary file would not be encrypted (seen: its rows can be read there); to give back the free
 * pages alone would leave words in those that are in use.
 * @throws Unusable when somebody reads for too long
 */
export function wipe(handle: Sqlite.Database): void {
  const patient = handle.pragma('busy_timeout', { simple: true }) as number
  handle.pragma(`busy_timeout = ${openingTimeout}`)
  try {
    forgetBeginnings(handle)
    handle.exec('VACUUM')
    const [{ busy }] = handle.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
    if (busy) throw new Unusable('rotame.sqlite is being read; what was erased is in its log until you do this again')
  } finally {
    handle.pragma(`busy_timeout = ${patient}`)
  }
}
