// The table of claims, and which conversations are in no statistics; of before nobody has asked for anything.

import type { Kysely } from 'kysely'

export async function claims({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('claim')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('reference', 'text', (c) => c.notNull().unique())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('doubt', 'text')
    .addColumn('conversations', 'text')
    .addColumn('named', 'text')
    .addColumn('email', 'text')
    .addColumn('wanted', 'text')
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('openedAt', 'integer', (c) => c.notNull())
    .addColumn('dueAt', 'integer', (c) => c.notNull())
    .addColumn('doneAt', 'integer')
    .addColumn('by', 'text')
    .addColumn('reason', 'text')
    .execute()
  await schema.createIndex('claimByPerson').on('claim').columns(['site', 'named']).execute()
  await schema.createIndex('claimByState').on('claim').columns(['state', 'dueAt']).execute()
}

export async function objections({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('conversation').addColumn('objectedAt', 'integer').execute()
}
