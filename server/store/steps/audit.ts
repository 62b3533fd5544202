// The record of who did what; of before there is none.

import type { Kysely } from 'kysely'

export async function audit({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('audit')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('userId', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('session', 'text')
    .addColumn('about', 'text')
    .addColumn('person', 'text')
    .addColumn('facts', 'text', (c) => c.notNull())
    // Each line follows another, so that the chain cannot part.
    .addColumn('previous', 'text', (c) => c.notNull().unique())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('auditByDeed').on('audit').columns(['what', 'key']).execute()
}
