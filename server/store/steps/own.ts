// By which whoever the owner's site vouches for finds what is theirs, whatever browser they wrote it in.

import type { Kysely } from 'kysely'

export async function own({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createIndex('conversationBySub')
    .on('conversation')
    .columns(['site', 'sub'])
    .where('sub', 'is not', null)
    .execute()
}
