// Opens the database that the configuration names: a file in the data folder, or PostgreSQL.

import { join } from 'node:path'
import { type GivenKeys, noKeys } from '../key.ts'
import type { Store } from './store.ts'

/**
 * @param keys what the owner has given to encrypt the file with
 * @param isServer whether nobody else may serve from the data folder meanwhile; a command beside a server may write
 * @param isAlone whether nobody does, by a lock that the caller has
 * @throws Unusable with what to do
 */
export async function openStore(
  { data, databaseUrl, keys = noKeys }: { data: string; databaseUrl: string | null; keys?: GivenKeys },
  { isServer = false, isAlone = isServer }: { isServer?: boolean; isAlone?: boolean } = {},
): Promise<Store> {
  if (databaseUrl !== null) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(databaseUrl, keys, isServer)
  }
  const [{ openSqlite }, { lockFolder }, { keyFor, Keyring }, { encryptPlain, makeAnew }, { lockIfFree, renewing }] =
    await Promise.all([
      import('./sqlite.ts'),
      import('./lock.ts'),
      import('./keyring.ts'),
      import('./remake.ts'),
      import('./renewing.ts'),
    ])
  const unlock = isServer ? lockFolder(data) : () => {}
  try {
    const file = join(data, 'rotame.sqlite')
    const ring = new Keyring(data, keys)
    if (isServer) encryptPlain(file, ring)
    const openIt = async () => openSqlite(file, { key: keyFor(file, ring), isServer })
    // Who waited for a file that was being encrypted finds another in its place.
    const open = () =>
      openIt().catch((error: { code?: string }) => {
        if (error.code !== 'SQLITE_NOTADB') throw error
        return openIt()
      })
    const anew = () => {
      const key = keyFor(file, ring)
      return key !== null && makeAnew(file, key)
    }
    const store = await renewing(open, () => (isAlone ? () => {} : lockIfFree(data)), anew)
    const { close } = store
    return Object.assign(store, { close: () => close().finally(unlock) })
  } catch (error) {
    unlock()
    throw error
  }
}
