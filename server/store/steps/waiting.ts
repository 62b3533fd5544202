// Who waits, what falls due, and what each of the team has: found without reading all that is open.

import { type Kysely, sql } from 'kysely'

export async function waitingIndexes({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('conversationByDue').execute()
  for (const [name, columns, held] of [
    ['conversationByDue', ['dueAt'], 'dueAt'],
    ['conversationByWaiting', ['site', 'waitingSince'], 'waitingSince'],
    ['conversationByAssignee', ['assignee'], 'assignee'],
  ] as const)
    await schema
      .createIndex(name)
      .on('conversation')
      .columns([...columns])
      .where(sql.ref('state'), '=', sql.lit('open'))
      .where(sql.ref(held), 'is not', null)
      .execute()
}
