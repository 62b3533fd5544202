// Notes: what agents have written for each other about a conversation, and mails that are not its visitor's word; no
// visitor is ever told.

import type { Note } from '../../protocol/conversation.ts'
import type { Via } from '../../protocol/via.ts'
import {
  columnsBut,
  instant,
  integer,
  json,
  key,
  orNull,
  personal,
  plain,
  type RowOf,
  sealed,
  table,
  text,
} from './column.ts'
import type { KeptFile } from './message.ts'

export const note = table(
  { of: 'conversation', kept: 'as long', row: ['conversation', 'byId', 'id'] },
  {
    key,
    conversation: plain(integer),
    /** Made by the agent's browser, or of a mail. */
    id: plain(text),
    /** The seq of the message that it stands after. */
    after: plain(integer),
    byId: personal(text),
    byName: sealed(text),
    text: sealed(text),
    files: orNull(sealed(json<KeptFile[]>())),
    /** Null: an agent wrote it. */
    via: orNull(sealed(json<Via>())),
    at: instant,
  },
)
export type NoteRow = RowOf<typeof note>
/** A note as it is stored. */
export type StoredNote = Omit<Note, 'files'> & { files?: KeptFile[] }
export const added = columnsBut(note, 'key')
