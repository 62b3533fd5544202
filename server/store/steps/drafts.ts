// The steps that keep what agents have begun to write, and what goes with it; it goes with their account, and with the
// conversation.

import type { Kysely } from 'kysely'

export async function drafts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('draft')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addUniqueConstraint('draftByAgent', ['conversation', 'userId', 'kind'])
    .execute()
}

export async function draftsCarry({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('draft').addColumn('carried', 'text').execute()
}
