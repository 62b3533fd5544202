// The step that keeps to whom a chat is offered, when each of the team was there last, and what they want of that.

import type { Kysely } from 'kysely'

export async function offers({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('conversation').addColumn('offeredTo', 'text').execute()
  await schema.alterTable('conversation').addColumn('offeredUntil', 'integer').execute()
  await schema
    .createTable('attendance')
    .addColumn('userId', 'text', (c) => c.primaryKey().notNull().references('user.id').onDelete('cascade'))
    .addColumn('wishes', 'text')
    .addColumn('seenAt', 'integer')
    .addColumn('offeredAt', 'integer')
    .execute()
}
