// Notes of a conversation.

import { type Kysely, sql } from 'kysely'
import { prepare, type Query, type Slots, some } from '../query.ts'
import { added, type NoteRow, type StoredNote } from '../tables/note.ts'
import type { Database } from '../tables/tables.ts'

const noteOf = ({ id, after, byId, byName, text, files, via, at }: NoteRow): StoredNote => ({
  id,
  after,
  by: { id: byId, name: byName },
  text,
  ...(files !== null && { files }),
  ...(via !== null && { via }),
  at,
})

export function noteQueries(db: Kysely<Database>) {
  const addNote = prepare((p: Slots<Omit<NoteRow, 'key'>>) => db.insertInto('note').values(some(p, added)))
  return {
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
    countNotes: prepare((p: Slots<{ conversation: number }>) =>
      db
        .selectFrom('note')
        .select(sql<number>`count(*)`.as('n'))
        .where('conversation', '=', p.conversation),
    ),
    notes: prepare(
      (p: Slots<{ conversation: number }>) =>
        db.selectFrom('note').selectAll().where('conversation', '=', p.conversation).orderBy('key'),
      noteOf,
    ),
  }
}
