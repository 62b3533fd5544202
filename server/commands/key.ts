// `rotame key`: says what the database is encrypted with; `rotame key rotate` changes it.

import { join } from 'node:path'
import { type Config, readConfig } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import type { Key } from '../key.ts'
import { atCommandLine, noteDone } from '../staff/audit.ts'
import { keyFor, Keyring } from '../store/keyring.ts'
import { lockFolder } from '../store/lock.ts'
import { openStore } from '../store/open.ts'
import { rotate } from '../store/remake.ts'
import { kindOf } from '../store/sqliteOpen.ts'
import { say } from './say.ts'

const nameOf = ({ id, from }: Key) => `the key ${id} of ${from}`

/** @returns the exit code */
export async function runKey(isRotated: boolean, folder: string): Promise<number> {
  const config = readConfig(folder, process.env)
  if (config.databaseUrl !== null) return keyOfFields(isRotated, config, config.databaseUrl)
  const file = join(config.data, 'rotame.sqlite')
  const ring = new Keyring(config.data, config.keys)
  if (!isRotated) return sayKey(file, ring)
  prepareData(config)
  const unlock = lockFolder(config.data)
  try {
    const { from, to } = rotate(file, ring)
    const store = await openStore(config)
    const facts = { from: from?.id ?? '', to: to.id }
    await noteDone(store, { ...atCommandLine(), what: 'key-changed', facts }, Date.now()).finally(() => store.close())
    const before =
      !from || from.id === to.id
        ? ''
        : ` Backups from before need the key ${from.id}: keep it as long as you keep those.`
    const after = to === config.keys.next ? ' From now on give it as ROTAME_KEY or ROTAME_KEY_FILE.' : ''
    return say(`${file} is encrypted with ${nameOf(ring.now?.id === to.id ? ring.now : to)}.${after}${before}`, 0)
  } finally {
    unlock()
  }
}

/** The same of PostgreSQL, whose fields are encrypted. */
async function keyOfFields(isRotated: boolean, config: Config, url: string): Promise<number> {
  const { sealedWith, rotateFields } = await import('../store/postgres.ts')
  if (!isRotated) {
    const id = await sealedWith(url)
    if (id === null)
      return say('PostgreSQL: what people wrote is not encrypted: it is at the next start with a key (ROTAME_KEY)', 1)
    return say(`PostgreSQL: what people wrote is encrypted with the key ${id}.`, 0)
  }
  const { from, to } = await rotateFields(url, config.keys)
  const store = await openStore({ ...config, keys: { now: to, next: null } })
  const facts = { from: from ?? '', to: to.id }
  await noteDone(store, { ...atCommandLine(), what: 'key-changed', facts }, Date.now()).finally(() => store.close())
  const after =
    from === null ? '' : ' From now on give it as ROTAME_KEY or ROTAME_KEY_FILE, and keep the old one for dumps.'
  return say(`PostgreSQL: what people wrote is encrypted with ${nameOf(to)}.${after}`, 0)
}

function sayKey(file: string, ring: Keyring): number {
  const kind = kindOf(file)
  if (kind === 'none') return say(`${file}: there is no database yet`, 1)
  if (kind === 'plain') return say(`${file} is not encrypted: it is at the next start, or by: rotame key rotate`, 1)
  const key = keyFor(file, ring)!
  const beside = ring.isGiven
    ? ''
    : ' It lies beside the database: that protects backups, and not from who takes the folder. Keep a copy elsewhere.'
  return say(`${file} is encrypted with ${nameOf(key)}.${beside}`, 0)
}
