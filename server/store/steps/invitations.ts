// Who was asked into the team; of before nobody.

import type { Kysely } from 'kysely'

export async function invitations({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('invitation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('userId', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('sites', 'text')
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
}
