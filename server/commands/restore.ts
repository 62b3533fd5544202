// `rotame restore FILE`: puts a backup into a data folder, and erases again what has been erased since it was made.

import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { type Key, readKey } from '../key.ts'
import { Keyring, lacking } from '../store/keyring.ts'
import { lockFolder } from '../store/lock.ts'
import { atCommandLine, noteDone } from '../staff/audit.ts'
import { openStore } from '../store/open.ts'
import { encryptCopy } from '../store/remake.ts'
import { kindOf } from '../store/sqliteOpen.ts'
import { Unusable } from '../store/store.ts'
import { applyList, listFile, notFound, readList } from '../visitors/erasures.ts'
import { say } from './say.ts'

/**
 * @param keyFile the key of the backup, where it is another than those of the folder
 * @returns the exit code
 */
export async function runRestore(file: string, folder: string, keyFile?: string): Promise<number> {
  const config = readConfig(folder, process.env)
  const { data, databaseUrl } = config
  if (databaseUrl !== null) return say('restore: with DATABASE_URL, PostgreSQL has its own: pg_restore', 2)
  if (!existsSync(file)) return say(`restore ${file}: there is no such file`, 2)
  prepareData(config)
  const database = join(data, 'rotame.sqlite')
  if (existsSync(database))
    return say(`${database} is there already; move it away, or name another data folder with ROTAME_DATA`, 2)
  const list = readList(listFile(data))
  // Nobody starts a server on what is not whole yet.
  const unlock = lockFolder(data)
  const part = `${database}.part`
  try {
    const ring = new Keyring(data, config.keys)
    const from = keyOf(file, ring, keyFile)
    copyFileSync(file, part)
    encryptCopy(part, from, ring.now ?? (from ? ring.adopt(readFileSync(keyFile!, 'utf8')) : ring.make()))
    renameSync(part, database)
    const store = await openStore(config, { isAlone: true })
    try {
      const { again, unknown } = await applyList(store, list)
      await noteDone(store, { ...atCommandLine(), what: 'backup-restored', facts: { erasures: again } }, Date.now())
      const done = again === 0 ? '' : ` ${again} erasures that are newer than it were done again.`
      const not = unknown === 0 ? '' : ` ${notFound(unknown)}`
      return say(`${file} is the database of ${data} now.${done}${not}`, 0)
    } finally {
      await store.close()
    }
  } catch (error) {
    for (const each of [part, database, `${database}-wal`, `${database}-shm`]) rmSync(each, { force: true })
    throw error
  } finally {
    unlock()
  }
}

/** The key that a backup opens with; null: it is of an earlier version, and not encrypted. */
function keyOf(file: string, ring: Keyring, keyFile: string | undefined): Key | null {
  const kind = kindOf(file)
  if (kind === 'plain') return null
  if (kind === 'none') throw new Unusable(`restore ${file}: the file is empty`)
  const given = keyFile === undefined ? null : readKey(read(keyFile), keyFile)
  if (typeof given === 'string') throw new Unusable(`${keyFile}: ${given}`)
  const found = [given, ...ring.all].find((key) => key?.id === kind.with)
  if (found) return found
  throw new Unusable(
    `${file} does not open with a key that is here. ${lacking(kind.with)} Or name its file: --key FILE`,
  )
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Unusable(`--key ${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}
