// Old mails of a mailbox, which are taken when somebody asks for them; of before nobody has.

import type { Kysely } from 'kysely'

export async function oldMails({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['oldSince', 'oldUntil', 'oldUid', 'oldLeft'])
    await schema.alterTable('inbox').addColumn(name, 'integer').execute()
}
