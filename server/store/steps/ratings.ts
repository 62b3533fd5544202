// What visitors say of conversations that are closed; of before nothing.

import type { Kysely } from 'kysely'

export async function ratings({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('rating')
    .addColumn('conversation', 'integer', (c) => c.primaryKey().references('conversation.key').onDelete('cascade'))
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('comment', 'text', (c) => c.notNull())
    .addColumn('agent', 'text')
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
  await schema.createIndex('ratingByAge').on('rating').columns(['site', 'at']).execute()
}
