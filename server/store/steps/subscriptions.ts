// The step that keeps on which devices agents are called, which end with their sign-ins, and how they want to be.

import type { Kysely } from 'kysely'

export async function subscriptions({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('subscription')
    .addColumn('session', 'text', (c) => c.primaryKey().notNull().references('session.id').onDelete('cascade'))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('endpoint', 'text', (c) => c.notNull().unique())
    .addColumn('p256dh', 'text', (c) => c.notNull())
    .addColumn('auth', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
  await schema
    .createTable('wish')
    .addColumn('userId', 'text', (c) => c.primaryKey().notNull().references('user.id').onDelete('cascade'))
    .addColumn('wishes', 'text', (c) => c.notNull())
    .execute()
}
