// What opens mailboxes without a password.

import type { Kysely } from 'kysely'

export async function consents({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('consent')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('tokens', 'text')
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('since', 'integer')
    .addColumn('renewer', 'text')
    .addColumn('renewUntil', 'integer')
    .addColumn('goneSince', 'integer')
    .addColumn('goneWhy', 'text')
    .addColumn('asked', 'text')
    .addColumn('asking', 'text')
    .execute()
}
