// Who else the mails of a conversation are of; of before nobody.

import type { Kysely } from 'kysely'

export async function parties({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('conversation').addColumn('parties', 'text').execute()
}
