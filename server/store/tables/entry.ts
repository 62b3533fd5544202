// What is found: the folded words of a message, of a note, or of what a conversation is known by; added in small steps
// after the write that stores these.

import { integer, key, plain, type RowOf, sealed, table, text, word } from './column.ts'

export const entry = table(
  { of: 'conversation', kept: 'as long' },
  {
    /** The later written, the greater; below 0 for what was there before there was an index, the newest first. */
    key,
    conversation: plain(integer),
    kind: plain(word<'message' | 'note' | 'about'>()),
    /** The seq of a message, the key of a note; of what it is known by, 0 for names, 1 for a request, 2 for tags. */
    place: plain(integer),
    /** Between spaces, each once. */
    words: sealed(text),
  },
)
export type Entry = RowOf<typeof entry>
/** Of what a conversation is known by. */
export const tagsPlace = 2
export const added = ['conversation', 'kind', 'place', 'words'] as const
