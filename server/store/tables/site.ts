// One row a site: the counter from which revisions are drawn, and what of their changes is in the index of words.

import { instant, integer, orNull, plain, table, text, withDefault } from './column.ts'

export const site = table(
  { of: 'nobody', kept: 'for good' },
  {
    id: plain(text),
    revision: plain(integer),
    /** When the team was last mailed that answers are overdue. */
    overdueToldAt: orNull(instant),
    /** The changes after this one and up to `indexedTo` are in the index of words; 0: all of before are. */
    indexedFrom: withDefault(plain(integer)),
    indexedTo: withDefault(plain(integer)),
  },
)
