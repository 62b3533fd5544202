// Messages of a conversation.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { added, type MessageRow, type StoredMessage } from '../tables/message.ts'
import type { Database } from '../tables/tables.ts'

const messageOf = (row: MessageRow): StoredMessage => ({
  id: row.id,
  seq: row.seq,
  author: row.author,
  text: row.text,
  at: row.at,
  ...(row.byId !== null && { by: { id: row.byId, name: row.byName ?? '' } }),
  ...(row.system !== null && { system: row.system }),
  ...(row.files !== null && { files: row.files }),
  ...(row.report !== null && { report: row.report }),
  ...(row.article !== null && { article: row.article }),
  ...(row.via !== null && { via: row.via }),
})

/** As it is kept. */
export const rowOf = ({
  by,
  system,
  files,
  report,
  article,
  via,
  ...message
}: StoredMessage & { conversation: number }) => ({
  ...message,
  byId: by?.id ?? null,
  byName: by?.name ?? null,
  system: system ?? null,
  files: files ?? null,
  report: report ?? null,
  article: article ?? null,
  via: via ?? null,
})

export function messageQueries(db: Kysely<Database>) {
  const addMessage = prepare((p: Slots<MessageRow>) => db.insertInto('message').values(some(p, added)))
  const messages = (conversation: Slots<MessageRow>['conversation']) =>
    db.selectFrom('message').selectAll().where('conversation', '=', conversation)
  return {
    addMessage: (message: StoredMessage & { conversation: number }) => addMessage(rowOf(message)),
    /** Adds words alone; changes nothing when their author has sent a message with this id already. */
    addWords: prepareCounted((p: Slots<Pick<MessageRow, 'conversation' | 'seq' | 'id' | 'author' | 'text' | 'at'>>) =>
      db
        .insertInto('message')
        .values(some(p, ['conversation', 'seq', 'id', 'author', 'text', 'at']))
        .onConflict((c) => c.doNothing()),
    ),
    message: prepare(
      (p: Slots<{ conversation: number; author: MessageRow['author']; id: string }>) =>
        messages(p.conversation).where('author', '=', p.author).where('id', '=', p.id),
      messageOf,
    ),
    messagesAfter: prepare(
      (p: Slots<{ conversation: number; after: number; limit: number }>) =>
        messages(p.conversation).where('seq', '>', p.after).orderBy('seq').limit(p.limit),
      messageOf,
    ),
    /** How many messages an author has written after a `seq`. */
    writtenAfter: prepare((p: Slots<{ conversation: number; author: MessageRow['author']; after: number }>) =>
      db
        .selectFrom('message')
        .select(sql<number>`count(*)`.as('n'))
        .where('conversation', '=', p.conversation)
        .where('author', '=', p.author)
        .where('system', 'is', null)
        .where('seq', '>', p.after),
    ),
    /** Agents' messages after a `seq`, in order. */
    repliesAfter: prepare(
      (p: Slots<{ conversation: number; after: number }>) =>
        messages(p.conversation).where('author', '=', sql.lit('agent')).where('seq', '>', p.after).orderBy('seq'),
      messageOf,
    ),
  }
}
