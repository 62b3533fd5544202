// A database's own file, as a test looks into it: opened with the key that lies beside it.

import type Sqlite from 'better-sqlite3-multiple-ciphers'
import { createDecipheriv } from 'node:crypto'
import { copyFileSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { noKeys } from '../key.ts'
import { Keyring } from '../store/keyring.ts'
import { openSqliteFile } from '../store/sqliteOpen.ts'

/**
 * The key that was made in a data folder. Nobody looks at the file for it: to close a file gives up the locks that a
 * server in the same process has.
 */
export const keyIn = (data: string) => new Keyring(data, noKeys).now!

/** @param data the folder of the key, where that is another */
export const openFile = (
  file: string,
  options: { readonly?: boolean; timeout?: number } = {},
  data = dirname(file),
): Sqlite.Database => openSqliteFile(file, keyIn(data), options)

/** Puts a folder's database, or a copy of it, with its key into another folder. */
export function putDatabase(from: string, data: string, file = join(from, 'rotame.sqlite')): void {
  copyFileSync(join(from, 'key'), join(data, 'key'))
  copyFileSync(file, join(data, 'rotame.sqlite'))
}

const [pageSize, reserved, salt] = [4_096, 80, 16]

/**
 * All pages of a file, or of its log, decrypted with nothing but AES-256: those that nothing uses, and what is left in
 * others, included.
 */
export function decrypted(file: string, data = dirname(file)): Buffer {
  const bytes = readFileSync(file)
  const { bytes: key } = keyIn(data)
  const pages: Buffer[] = []
  const take = (at: number, page: number) => {
    const end = at + pageSize - reserved
    const cipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(end, end + 16)).setAutoPadding(false)
    pages.push(cipher.update(bytes.subarray(at + (page === 1 ? salt : 0), end)), cipher.final())
  }
  if (!file.endsWith('-wal')) for (let at = 0; at < bytes.length; at += pageSize) take(at, at / pageSize + 1)
  // A header, and frames of a header and a page.
  else for (let at = 32; at < bytes.length; at += 24 + pageSize) take(at + 24, bytes.readUInt32BE(at))
  return Buffer.concat(pages)
}
