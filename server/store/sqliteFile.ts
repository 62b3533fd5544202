// The file of SQLite: made private, made to shrink, and copied while it is in use.

import type Sqlite from 'better-sqlite3-multiple-ciphers'
import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Key } from '../key.ts'
import { syncToDisk } from '../onDisk.ts'
import { openSqliteFile } from './sqliteOpen.ts'
import { Unusable } from './store.ts'

/**
 * Bytes in use up to which a file of an earlier version is made anew at the start of a server: a second of it
 * (measured).
 */
const soonAnew = 64_000_000

export const isShrinkable = (handle: Sqlite.Database): boolean => handle.pragma('auto_vacuum', { simple: true }) === 2

/** For a file that is empty, or is made anew; of one that can shrink already it would be a write. */
export function askToShrink(handle: Sqlite.Database): void {
  if (!isShrinkable(handle)) handle.pragma('auto_vacuum = INCREMENTAL')
}

/**
 * Gives a file of an earlier version what it takes to give pages back, which rewrites all that is in use: at once where
 * that is little. A larger one goes on as it is and uses its free pages again; `backup` makes a copy that can shrink.
 */
export function makeShrinkable(handle: Sqlite.Database): void {
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

/**
 * Copies a database, in use or not, into a new file: all of one moment, whatever is written meanwhile. The file is
 * there only when it is whole and on disk.
 * @param key what the database is encrypted with, and so its copy; null: it is not
 * @throws Unusable when there is nothing to copy, or something at `to` already
 */
export function backupSqlite(file: string, to: string, key: Key | null): void {
  if (!existsSync(file)) throw new Unusable(`${file}: there is no database yet`)
  if (existsSync(to)) throw new Unusable(`${to} is there already; name a new file`)
  const part = `${to}.part`
  rmSync(part, { force: true })
  makePrivate(part)
  const handle = openSqliteFile(file, key, { readonly: true })
  try {
    askToShrink(handle)
    handle.prepare('VACUUM INTO ?').run(part)
  } finally {
    handle.close()
  }
  const copy = openSqliteFile(part, key, { readonly: true })
  const found = copy.pragma('integrity_check', { simple: true })
  copy.close()
  if (found !== 'ok') throw new Error(`the copy is broken: ${String(found)}`)
  syncToDisk(part)
  renameSync(part, to)
  syncToDisk(dirname(to))
}

/**
 * Makes a file that other users cannot read, when it is missing; what SQLite puts beside it has the same permissions.
 */
export const makePrivate = (file: string): void => closeSync(openSync(file, 'a', 0o600))
