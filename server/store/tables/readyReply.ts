// Ready replies: what agents keep to answer with.

import type { Step } from '../../protocol/act.ts'
import { columnsBut, integer, json, key, orNull, personal, plain, type RowOf, sealed, table, text } from './column.ts'

export const readyReply = table(
  { of: 'staff', kept: 'for good', row: ['id'] },
  {
    key,
    /** Made by the agent's browser. */
    id: plain(text),
    site: plain(text),
    /** Whose it is; null: the site's. */
    userId: orNull(personal(text)),
    locale: plain(text),
    title: sealed(text),
    text: sealed(text),
    /** What is done with it; null: nothing. */
    steps: orNull(sealed(json<Step[]>())),
    revision: plain(integer),
  },
)
export type StoredReadyReply = Omit<RowOf<typeof readyReply>, 'key'>
export const added = columnsBut(readyReply, 'key')
export const changing = columnsBut(readyReply, 'key', 'id', 'site')
