// `rotame backup FILE`: copies the database into a new file, and says what opens it.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config/config.ts'
import { keyFor, Keyring } from '../store/keyring.ts'
import { backupSqlite } from '../store/sqliteFile.ts'
import { say } from './say.ts'

/** @returns the exit code */
export function runBackup(file: string, folder: string): number {
  const { data, databaseUrl, keys } = readConfig(folder, process.env)
  if (databaseUrl !== null)
    return say(
      'backup: with DATABASE_URL, PostgreSQL has its own: pg_dump --format=custom --file=FILE "$DATABASE_URL"',
      2,
    )
  const database = join(data, 'rotame.sqlite')
  const key = existsSync(database) ? keyFor(database, new Keyring(data, keys)) : null
  backupSqlite(database, file, key)
  const sealed =
    key && ` Only the key ${key.id} of ${key.from} opens it: keep a copy of that key, in another place than the backup.`
  return say(`${file} is the whole database. To put it back: rotame restore.${sealed ?? ''}`, 0)
}
