// What is on disk: files that are whole once they have their name, and stay when the power fails.

import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Forces a file, or what a folder lists, to disk. */
export function syncToDisk(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/**
 * Writes a file that this user alone can read. It has its name once it is whole and on disk; of two that write it
 * together the first wins, and both read what it wrote.
 */
export function keepOnce(file: string, text: string): void {
  const part = `${file}.${process.pid}`
  writeFileSync(part, text, { mode: 0o600, flush: true })
  try {
    linkSync(part, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // Not every file system has links.
    if (['EPERM', 'ENOTSUP', 'ENOSYS'].includes(code)) renameSync(part, file)
    else if (code !== 'EEXIST') throw error
  } finally {
    rmSync(part, { force: true })
  }
  syncToDisk(dirname(file))
}
