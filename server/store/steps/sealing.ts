// The step that keeps which key has sealed the fields of PostgreSQL; no row: nothing is sealed.

import type { Kysely } from 'kysely'

export async function sealing({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('sealing')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('isWhole', 'integer', (c) => c.notNull())
    .execute()
}
