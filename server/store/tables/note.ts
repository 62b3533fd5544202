// Notes: what agents have written for each other about a conversation; no visitor is ever told.

import { columnsBut, instant, integer, key, personal, plain, type RowOf, sealed, table, text } from './column.ts'

export const note = table(
  { of: 'conversation', kept: 'as long' },
  {
    key,
    conversation: plain(integer),
    /** Made by the agent's browser. */
    id: plain(text),
    /** The seq of the message that it stands after. */
    after: plain(integer),
    byId: personal(text),
    byName: sealed(text),
    text: sealed(text),
    at: instant,
  },
)
export type NoteRow = RowOf<typeof note>
export const added = columnsBut(note, 'key')
