// Which language each of the team reads; of before nobody has said it.

import type { Kysely } from 'kysely'

export async function languages({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('user').addColumn('locale', 'text').execute()
}
