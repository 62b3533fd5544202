// The step that keeps views; an agent's own go with their account.

import type { Kysely } from 'kysely'

export async function views({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('view')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('userId', 'text', (c) => c.references('user.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('page', 'text', (c) => c.notNull())
    .addColumn('filter', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('viewByUser').on('view').column('userId').execute()
}
