// The data folder: made, closed to other users of the machine, and with the secret that is made once.

import { randomBytes } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { keepOnce, syncToDisk } from '../onDisk.ts'
import { ConfigError } from './problem.ts'

/** Where what people do is kept. */
interface Data {
  /** The data folder, absolute. */
  data: string
  /** PostgreSQL; null: a file in the data folder. */
  databaseUrl: string | null
}

/**
 * Makes the data folder when it is missing, makes sure that it can be written, and closes it to other users.
 * @returns what others can read and only its owner can close
 * @throws ConfigError with what to do
 */
export function prepareData({ data, databaseUrl }: Data): string[] {
  // With a database elsewhere nothing is kept here.
  if (databaseUrl !== null) return []
  try {
    makeFolder(data)
    const open = openToOthers(data).filter((path) => !closeToOthers(path))
    accessSync(data, constants.W_OK | constants.X_OK)
    const database = join(data, 'rotame.sqlite')
    if (existsSync(database)) accessSync(database, constants.W_OK)
    return open
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const message = `the data folder cannot be written (${code}); let this user write there, or name another folder with ROTAME_DATA`
    throw new ConfigError([{ file: data, line: null, message }])
  }
}

/**
 * What other users of the machine can get at: the folder, unless it is everybody's like /tmp, and what is ours in it.
 */
function openToOthers(data: string): string[] {
  const files = [
    'secret',
    'key',
    'key.next',
    'lock',
    'rotame.sqlite',
    'rotame.sqlite-wal',
    'rotame.sqlite-shm',
    'erasures.jsonl',
  ]
  const isShared = (statSync(data).mode & 0o1000) !== 0
  return [...(isShared ? [] : [data]), ...files.map((name) => join(data, name))].filter(
    (path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0,
  )
}

/** @returns false when it is not this user's to close */
function closeToOthers(path: string): boolean {
  try {
    chmodSync(path, statSync(path).mode & 0o700)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['EPERM', 'EROFS', 'ENOTSUP'].includes(code)) return false
    throw error
  }
}

/** Node's own `recursive` never returns where the system says ENOENT of a folder that is there, as in /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(path)
  if (!existsSync(above)) makeFolder(above)
  mkdirSync(path, { mode: 0o700 })
  syncToDisk(above)
}

/** The secret that signs sign-ins: given, or made once in the data folder. */
export function secretOf({ secret, data, databaseUrl }: Data & { secret: string | null }): string {
  if (secret) return secret
  prepareData({ data, databaseUrl })
  const file = join(data, 'secret')
  if (!existsSync(file)) keepOnce(file, `${randomBytes(32).toString('base64url')}\n`)
  const found = readFileSync(file, 'utf8').trim()
  if (found.length < 32)
    throw new ConfigError([
      {
        file,
        line: null,
        message: 'is empty or cut off; restore it from your backup, or delete it and everyone signs in again',
      },
    ])
  return found
}
