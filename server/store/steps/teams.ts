// The step that keeps teams, and which conversation is given to which.

import type { Kysely } from 'kysely'

export async function teams({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('team')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('members', 'text', (c) => c.notNull())
    .execute()
  await schema.alterTable('conversation').addColumn('team', 'text').execute()
  await schema
    .createIndex('conversationByTeam')
    .on('conversation')
    .column('team')
    .where('team', 'is not', null)
    .execute()
}
