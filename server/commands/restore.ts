// `rotame restore FILE`: puts a backup into a data folder, and erases again what has been erased since it was made.

import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { lockFolder } from '../store/lock.ts'
import { openStore } from '../store/open.ts'
import { applyList, listFile, readList } from '../visitors/erasures.ts'

/** @returns the exit code */
export async function runRestore(file: string, folder: string): Promise<number> {
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
    copyFileSync(file, part)
    renameSync(part, database)
    const store = await openStore(config)
    try {
      const applied = await applyList(store, list)
      if (applied > 0) await store.wipe()
      const again = applied === 0 ? '' : ` ${applied} erasures that are newer than it were done again.`
      return say(`${file} is the database of ${data} now.${again}`, 0)
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

function say(text: string, code: number): number {
  console.log(text)
  return code
}
