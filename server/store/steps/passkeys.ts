// Passkeys, which go with their account; and by which of them a sign-in was made: of before none.

import type { Kysely } from 'kysely'

export async function passkeys({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('passkey')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('credential', 'text', (c) => c.notNull().unique())
    .addColumn('publicKey', 'text', (c) => c.notNull())
    .addColumn('counter', 'integer', (c) => c.notNull())
    .addColumn('transports', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('addedAt', 'integer', (c) => c.notNull())
    .addColumn('usedAt', 'integer')
    .execute()
  await schema.createIndex('passkeyByUser').on('passkey').column('userId').execute()
  await schema.alterTable('session').addColumn('passkey', 'text').execute()
}
