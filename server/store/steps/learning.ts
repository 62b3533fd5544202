// The step that keeps what searches led to, and what owners want nobody to be led by.

import type { Kysely } from 'kysely'

export async function learning({ schema }: Kysely<unknown>): Promise<void> {
  for (const name of ['led', 'visitors'])
    await schema
      .alterTable('search')
      .addColumn(name, 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  await schema
    .createTable('struck')
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('word', 'text', (c) => c.notNull())
    .addColumn('article', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('struckByWord', ['site', 'locale', 'word', 'article'])
    .execute()
}
