// One row a site: the counter from which revisions are drawn.

import { instant, integer, orNull, plain, table, text } from './column.ts'

export const site = table(
  { of: 'nobody', kept: 'for good' },
  {
    id: plain(text),
    revision: plain(integer),
    /** When the team was last mailed that answers are overdue. */
    overdueToldAt: orNull(instant),
  },
)
