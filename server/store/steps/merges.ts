// Conversations that go on in another; of before none.

import { type Kysely, sql } from 'kysely'

export async function merges({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('conversation')
    .addColumn('mergedInto', 'integer', (c) => c.references('conversation.key').onDelete('set null'))
    .execute()
  await schema
    .createIndex('conversationByMerge')
    .on('conversation')
    .column('mergedInto')
    .where(sql.ref('mergedInto'), 'is not', null)
    .execute()
}
