// Addresses that mails did not arrive at; of before nobody has noted any.

import { type Kysely, sql } from 'kysely'

export async function bounced({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('mail').addColumn('bouncedAt', 'integer').execute()
  await schema
    .createIndex('mailByBounce')
    .on('mail')
    .column('mailbox')
    .where(sql.ref('bouncedAt'), 'is not', null)
    .execute()
}
