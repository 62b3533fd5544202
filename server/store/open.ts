// Opens the database that the configuration names: a file in the data folder, or PostgreSQL.

import { join } from 'node:path'
import type { Store } from './store.ts'

/** @throws Unusable with what to do */
export async function openStore({ data, databaseUrl }: { data: string; databaseUrl: string | null }): Promise<Store> {
  if (databaseUrl === null) {
    const { openSqlite } = await import('./sqlite.ts')
    return openSqlite(join(data, 'rotame.sqlite'))
  }
  const { openPostgres } = await import('./postgres.ts')
  return openPostgres(databaseUrl)
}
