// Teams: some of a site's agents, to whom conversations are given.

import { columnsBut, json, key, personal, plain, type RowOf, sealed, table, text } from './column.ts'

export const team = table(
  { of: 'staff', kept: 'for good', row: ['id'] },
  {
    key,
    /** Made by the owner's browser. */
    id: plain(text),
    site: plain(text),
    name: sealed(text),
    /** Ids of accounts; of some that are no more, too. */
    members: personal(json<string[]>()),
  },
)
export type StoredTeam = Omit<RowOf<typeof team>, 'key'>
export const added = columnsBut(team, 'key')
export const changing = columnsBut(team, 'key', 'id', 'site')
