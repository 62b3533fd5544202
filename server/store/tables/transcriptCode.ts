// Six digits that prove an address, one at a time for each conversation.

import { columnsBut, instant, integer, plain, type RowOf, sealed, table, text } from './column.ts'

export const transcriptCode = table(
  { of: 'conversation', kept: 'as long' },
  {
    conversation: plain(integer),
    email: sealed(text),
    hash: plain(text),
    expiresAt: instant,
    triesLeft: plain(integer),
  },
)
export type StoredTranscriptCode = RowOf<typeof transcriptCode>
export const changing = columnsBut(transcriptCode, 'conversation')
