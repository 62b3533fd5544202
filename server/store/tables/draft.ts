// Drafts: what agents have begun to write and not sent.

import type { Draft } from '../../protocol/draft.ts'
import { columnsBut, instant, integer, key, personal, plain, type RowOf, sealed, table, text, word } from './column.ts'

export const draft = table(
  { of: 'conversation', kept: 'as long', row: ['conversation', 'userId', 'kind'] },
  {
    key,
    conversation: plain(integer),
    userId: personal(text),
    kind: plain(word<Draft['kind']>()),
    text: sealed(text),
    at: instant,
  },
)
export type StoredDraft = Omit<RowOf<typeof draft>, 'key'>
export const added = columnsBut(draft, 'key')
