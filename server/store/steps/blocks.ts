// Who follows a conversation, and whose messages are refused; of before nobody.

import type { Kysely } from 'kysely'

export async function blocks({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('conversation').addColumn('followers', 'text').execute()
  await schema
    .createTable('block')
    .addColumn('key', 'integer', (c) => c.primaryKey())
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addUniqueConstraint('blockByConversation', ['conversation', 'kind', 'value'])
    .execute()
  await schema.createIndex('blockByValue').on('block').columns(['site', 'kind', 'value']).execute()
}
