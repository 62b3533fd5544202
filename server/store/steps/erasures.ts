// The tables of erasures, of holds, and of what the list of erasures tells people by; of before there are none.

import type { Kysely } from 'kysely'

export async function erasures({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('erasure')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('doneAt', 'integer')
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .execute()
  await schema
    .createTable('erased')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('erasure', 'text', (c) => c.notNull().references('erasure.id'))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .execute()
  await schema.createIndex('erasedByRevision').on('erased').columns(['site', 'revision']).execute()
}

export async function holds({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('hold')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('named', 'text', (c) => c.notNull().unique())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
}

export async function erasureKeys({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('erasureKey')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('bytes', 'text', (c) => c.notNull())
    .execute()
}
