// Ready replies of a site.

import type { Kysely } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import { added, changing, type StoredReadyReply } from '../tables/readyReply.ts'
import type { Database } from '../tables/tables.ts'

export function readyReplyQueries(db: Kysely<Database>) {
  return {
    /** The shared ones of a site and an agent's own, in the order in which they were made. */
    readyReplies: prepare((p: Slots<{ site: string; userId: string }>) =>
      db
        .selectFrom('readyReply')
        .select(added)
        .where('site', '=', p.site)
        .where((or) => or.or([or('userId', 'is', null), or('userId', '=', p.userId)]))
        .orderBy('key'),
    ),
    readyReply: prepare((p: Slots<{ id: string }>) => db.selectFrom('readyReply').select(added).where('id', '=', p.id)),
    addReadyReply: prepare((p: Slots<StoredReadyReply>) => db.insertInto('readyReply').values(some(p, added))),
    changeReadyReply: prepare((p: Slots<Omit<StoredReadyReply, 'site'>>) =>
      db.updateTable('readyReply').set(some(p, changing)).where('id', '=', p.id),
    ),
    removeReadyReply: prepare((p: Slots<{ id: string }>) => db.deleteFrom('readyReply').where('id', '=', p.id)),
  }
}
