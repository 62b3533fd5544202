// The upkeep of SQLite's file: its log is copied into it, and what nothing uses goes back to the disk, when nobody
// waits.

import type Sqlite from 'better-sqlite3-multiple-ciphers'
import { isShrinkable } from './sqliteFile.ts'

/**
 * The log is copied into the file after so many writes, once there was none for so long (ms): a copy takes some 20 ms.
 */
const quiet = { after: 1_000, for: 200 }

/**
 * Pages that nothing uses go back to the disk: so many at a time, 2 ms each time and rarely 30 (measured), with pauses
 * (ms), but for some that the next writes need. In between the log is copied, which is when the file gets shorter.
 */
const giving = { pages: 128, pause: 100, look: 2_000, keep: 2_000, copyEach: 8 }

export function keepUp(handle: Sqlite.Database) {
  /** Writes since the log was last copied. */
  let written = 0
  let steps = 0

  const noteWritten = (count: number) => {
    written += count
    resting.refresh()
  }

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

  const give = () => {
    try {
      const isMore = givePages(handle)
      if (isMore) {
        noteWritten(giving.pages)
        // The pauses are too short for a quiet moment.
        if (++steps % giving.copyEach === 0) copy()
      }
      giver = setTimeout(give, isMore ? giving.pause : giving.look).unref()
    } catch {
      // Nothing is lost by it: what keeps the disk from it is said to whoever writes next, and then it is tried again.
      giver = setTimeout(give, giving.look).unref()
    }
  }

  const resting = setTimeout(copy, quiet.for).unref()
  let giver = setTimeout(give, giving.look).unref()
  return {
    /** So many writes follow. */
    noteWritten,
    stop() {
      clearTimeout(resting)
      clearTimeout(giver)
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
