// Brings a database up to date, in one transaction, and refuses one that is ahead.

import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import type { RawDatabase } from './tables/tables.ts'
import { Unusable } from './store.ts'

/**
 * Runs the steps that are missing. On PostgreSQL Kysely puts them into one transaction, behind a lock that lets one
 * node at a time pass; on SQLite it does neither, and the caller has begun one.
 * @throws Unusable when a newer program has run steps that this one does not know
 */
export async function migrate(db: Kysely<RawDatabase>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  await refuseNewer(db)
  const { error } = await migrator.migrateToLatest()
  // Another node may have been faster, and newer.
  if (error) await refuseNewer(db)
  if (error) throw error
}

async function refuseNewer(db: Kysely<RawDatabase>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name))
  if (unknown.length === 0) return
  throw new Unusable(
    `The database was made by a newer version (${unknown.toSorted().join(', ')}); start that version, or restore a backup from before it`,
  )
}
