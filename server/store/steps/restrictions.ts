// What is kept of a person and used for nothing, as they have asked; of before nobody has.

import { type Kysely, sql } from 'kysely'

export async function restrictions({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('conversation').addColumn('restrictedAt', 'integer').execute()
  await schema.alterTable('conversation').addColumn('restriction', 'text').execute()
  await schema
    .createIndex('conversationByRestriction')
    .on('conversation')
    .columns(['site', 'restrictedAt'])
    .where(sql.ref('restrictedAt'), 'is not', null)
    .execute()
}

/** The same of mails that belong to nothing. */
export async function restrictedMails({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('arrival').addColumn('restrictedAt', 'integer').execute()
}
