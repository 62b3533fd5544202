// What a desk begins with, found page by page: what is open by its last change, and mails that nobody has settled.

import { type Kysely, sql } from 'kysely'

export async function deskPages({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('conversationByOpenness').execute()
  await schema
    .createIndex('conversationByOpenness')
    .on('conversation')
    .columns(['site', 'revision'])
    .where(sql.ref('state'), '=', sql.lit('open'))
    .execute()
  await schema
    .createIndex('mailByFailure')
    .on('mail')
    .column('conversation')
    .where(sql.ref('failedAt'), 'is not', null)
    .where(sql.ref('settledAt'), 'is', null)
    .execute()
}
