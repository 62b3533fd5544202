// Opens the database that the configuration names: a file in the data folder, or PostgreSQL.

import { join } from 'node:path'
import type { Store } from './store.ts'

/**
 * @param isServer whether nobody else may serve from the data folder meanwhile; a command beside a server may write
 * @throws Unusable with what to do
 */
export async function openStore(
  { data, databaseUrl }: { data: string; databaseUrl: string | null },
  { isServer = false } = {},
): Promise<Store> {
  if (databaseUrl !== null) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(databaseUrl)
  }
  const [{ openSqlite }, { lockFolder }] = await Promise.all([import('./sqlite.ts'), import('./lock.ts')])
  const unlock = isServer ? lockFolder(data) : () => {}
  try {
    const store = await openSqlite(join(data, 'rotame.sqlite'), { isServer })
    return { ...store, close: () => store.close().finally(unlock) }
  } catch (error) {
    unlock()
    throw error
  }
}
