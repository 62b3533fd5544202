// Messages and notes of a conversation.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Query, type Slots, some } from '../query.ts'
import { added, type MessageRow, type StoredMessage } from '../tables/message.ts'
import { added as noted, type NoteRow, type StoredNote } from '../tables/note.ts'
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
  ...(row.via !== null && { via: row.via }),
})

const noteOf = ({ id, after, byId, byName, text, files, via, at }: NoteRow): StoredNote => ({
  id,
  after,
  by: { id: byId, name: byName },
  text,
  ...(files !== null && { files }),
  ...(via !== null && { via }),
  at,
})

export function messageQueries(db: Kysely<Database>) {
  const addMessage = prepare((p: Slots<Omit<MessageRow, 'article'>>) => db.insertInto('message').values(some(p, added)))
  const addNote = prepare((p: Slots<Omit<NoteRow, 'key'>>) => db.insertInto('note').values(some(p, noted)))
  return {
    addMessage: ({ by, system, files, report, via, ...message }: StoredMessage & { conversation: number }) =>
      addMessage({
        ...message,
        byId: by?.id ?? null,
        byName: by?.name ?? null,
        system: system ?? null,
        files: files ?? null,
        report: report ?? null,
        via: via ?? null,
      }),
    /** Adds words alone; changes nothing when their author has sent a message with this id already. */
    addWords: prepareCounted((p: Slots<Pick<MessageRow, 'conversation' | 'seq' | 'id' | 'author' | 'text' | 'at'>>) =>
      db
        .insertInto('message')
        .values(some(p, ['conversation', 'seq', 'id', 'author', 'text', 'at']))
        .onConflict((c) => c.doNothing()),
    ),
    message: prepare(
      (p: Slots<{ conversation: number; author: MessageRow['author']; id: string }>) =>
        db
          .selectFrom('message')
          .selectAll()
          .where('conversation', '=', p.conversation)
          .where('author', '=', p.author)
          .where('id', '=', p.id),
      messageOf,
    ),
    messagesAfter: prepare(
      (p: Slots<{ conversation: number; after: number; limit: number }>) =>
        db
          .selectFrom('message')
          .selectAll()
          .where('conversation', '=', p.conversation)
          .where('seq', '>', p.after)
          .orderBy('seq')
          .limit(p.limit),
      messageOf,
    ),
    /** Agents' messages after a `seq`, in order. */
    repliesAfter: prepare(
      (p: Slots<{ conversation: number; after: number }>) =>
        db
          .selectFrom('message')
          .selectAll()
          .where('conversation', '=', p.conversation)
          .where('author', '=', sql.lit('agent'))
          .where('seq', '>', p.after)
          .orderBy('seq'),
      messageOf,
    ),
    addNote: ({ by, files, via, ...note }: StoredNote & { conversation: number }): Query<unknown> =>
      addNote({ ...note, byId: by?.id, byName: by?.name, files: files ?? null, via: via ?? null }),
    note: prepare(
      (p: Slots<{ conversation: number; byId: string; id: string }>) =>
        db
          .selectFrom('note')
          .selectAll()
          .where('conversation', '=', p.conversation)
          .where('byId', '=', p.byId)
          .where('id', '=', p.id),
      noteOf,
    ),
    notes: prepare(
      (p: Slots<{ conversation: number }>) =>
        db.selectFrom('note').selectAll().where('conversation', '=', p.conversation).orderBy('key'),
      noteOf,
    ),
  }
}
