// Encrypts the database's file with another key, or makes it anew with its own: into a copy beside it, which takes its
// place once it is whole and on disk. Whatever ends it before leaves the file as it was.

import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Key } from '../key.ts'
import { syncToDisk } from '../onDisk.ts'
import { type Keyring, lacking } from './keyring.ts'
import { askToShrink, makePrivate } from './sqliteFile.ts'
import { inSql, kindOf, openSqliteFile } from './sqliteOpen.ts'
import { forgetBeginnings } from './sqliteWipe.ts'
import { Unusable } from './store.ts'

const mega = 1_000_000

/** Bytes that encrypting a file anew takes on its disk beyond what is free; 0 when there is room. */
function lackOfRoom(file: string): number {
  const { bavail, bsize } = statfsSync(dirname(file))
  return Math.max(0, statSync(file).size * 1.1 + 8 * mega - bavail * bsize)
}

/** What was begun and broken off. */
export function clearAway(file: string): void {
  for (const end of ['.new', '.new-journal', '.empty', '.empty-journal']) rmSync(`${file}${end}`, { force: true })
}

/**
 * Nobody else may have the file open; who waits for it meanwhile is refused afterwards, and finds the new one when they
 * try again.
 * @param from what it is encrypted with; null: it is not
 * @param wiped whether nothing is to be left of what was deleted
 * @throws Unusable when there is no room
 */
function encrypt(file: string, from: Key | null, to: Key, wiped = false): void {
  const lack = lackOfRoom(file)
  if (lack > 0)
    throw new Unusable(
      `${file}: to encrypt it takes ${Math.ceil(lack / mega)} MB more than its disk has; make room, and do it again`,
    )
  clearAway(file)
  const [copy, empty] = [`${file}.new`, `${file}.empty`]
  for (const each of [copy, empty]) makePrivate(each)
  // Opened before SQLite has it and closed after: to close a file gives up the locks that this process has on it.
  const before = openSync(file, 'r+')
  // A copy has the key of the database that it is made from, or of the first one that is open: of this one.
  const handle = openSqliteFile(empty, to)
  try {
    handle.exec(`attach '${file.replaceAll("'", "''")}' as old key ${from ? inSql(from) : "''"}`)
    // The log is copied into the file and taken away, and nobody else gets at it until the end.
    handle.pragma('old.journal_mode = DELETE')
    handle.pragma('old.locking_mode = EXCLUSIVE')
    handle.exec('BEGIN EXCLUSIVE; COMMIT')
    if (wiped) forgetBeginnings(handle, 'old')
    askToShrink(handle)
    handle.prepare('VACUUM old INTO ?').run(copy)
    check(copy, to)
    syncToDisk(copy)
    renameSync(copy, file)
    syncToDisk(dirname(file))
    blank(before, wiped || from === null)
  } finally {
    handle.close()
    closeSync(before)
    clearAway(file)
  }
}

function check(copy: string, key: Key): void {
  const handle = openSqliteFile(copy, key, { readonly: true })
  const found = handle.pragma('integrity_check', { simple: true })
  handle.close()
  if (found !== 'ok') throw new Error(`the copy is broken: ${String(found)}`)
}

/** Makes of what was the file no database, so that nobody writes into it; and all of it nothing where it is whole. */
function blank(opened: number, isWhole: boolean): void {
  const zeros = Buffer.alloc(mega)
  const size = isWhole ? fstatSync(opened).size : 4_096
  for (let at = 0; at < size; at += mega) writeSync(opened, zeros, 0, Math.min(mega, size - at), at)
  fsyncSync(opened)
}

/**
 * Encrypts a file that is not yet, for a server that has its folder for itself.
 * @returns whether it is encrypted: not where there is no room for the copy, and nobody has asked for it by giving a
 * key
 */
export function encryptPlain(file: string, ring: Keyring): boolean {
  clearAway(file)
  if (kindOf(file) !== 'plain') return true
  if (!ring.isGiven && lackOfRoom(file) > 0) return false
  encrypt(file, null, ring.make())
  return true
}

/** Encrypts a backup as the database will be that it is put back as. @param from of it; null: it is not encrypted */
export function encryptCopy(file: string, from: Key | null, to: Key): void {
  if (from?.id !== to.id) encrypt(file, from, to)
}

/**
 * Leaves nothing of what was deleted, for who has the folder to themselves: takes little memory, where SQLite's own way
 * takes all that is in use.
 * @returns false where somebody has the file open all the same, or its disk lacks room for the copy: nothing changed
 */
export function makeAnew(file: string, key: Key): boolean {
  if (lackOfRoom(file) > 0) return false
  try {
    encrypt(file, key, key, true)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return false
    throw error
  }
}

/**
 * Changes the key, for who has the folder to themselves: to the one that the owner gives, else to a new one. Broken off
 * it is gone on with; whenever that is, one of the two keys opens the file.
 * @returns the keys, null where it was not encrypted; the same twice, when it had been changed already
 * @throws Unusable when there is nothing to change to
 */
export function rotate(file: string, ring: Keyring): { from: Key | null; to: Key } {
  const kind = kindOf(file)
  if (kind === 'none') throw new Unusable(`${file}: there is no database yet`)
  const found = kind === 'plain' ? null : (ring.all.find(({ id }) => id === kind.with) ?? null)
  if (kind !== 'plain' && !found)
    throw new Unusable(`${file} does not open with a key that is here. ${lacking(kind.with)}`)
  if (ring.isGiven && !ring.next && found?.id === ring.now!.id) {
    ring.settle()
    throw new Unusable(
      `${file} is encrypted with the key ${found.id} of ${found.from}; give the one to change to as ROTAME_KEY_NEXT or ROTAME_KEY_NEXT_FILE`,
    )
  }
  const to = ring.isGiven ? (ring.next ?? ring.now!) : ring.makeNext()
  if (found?.id !== to.id) encrypt(file, found, to)
  ring.settle()
  return { from: found, to }
}
