// Views: lists with a filter that agents keep under a name.

import { columnsBut, key, orNull, personal, plain, type RowOf, sealed, table, text } from './column.ts'

export const view = table(
  { of: 'staff', kept: 'for good', row: ['id'] },
  {
    key,
    /** Made by the agent's browser. */
    id: plain(text),
    /** Whose it is; null: everyone's. */
    userId: orNull(personal(text)),
    name: sealed(text),
    page: plain(text),
    /** Tags are what people write. */
    filter: sealed(text),
  },
)
export type StoredView = Omit<RowOf<typeof view>, 'key'>
export const added = columnsBut(view, 'key')
export const changing = columnsBut(view, 'key', 'id')
