// One table for the codes of every purpose; those that were under way hold for minutes and are asked for again.

import type { Kysely } from 'kysely'

export async function codes({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropTable('transcriptCode').execute()
  await schema
    .createTable('code')
    .addColumn('conversation', 'integer', (c) => c.notNull().references('conversation.key').onDelete('cascade'))
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('expiresAt', 'integer', (c) => c.notNull())
    .addColumn('triesLeft', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('codeOf', ['conversation', 'purpose'])
    .execute()
}
