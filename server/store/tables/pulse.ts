// When each node last proved that it can write; what `/health` asks for.

import { columnsBut, instant, plain, type RowOf, table, text } from './column.ts'

export const pulse = table(
  { of: 'nobody', kept: { days: 1, after: 'at' } },
  {
    node: plain(text),
    at: instant,
  },
)
export type Pulse = RowOf<typeof pulse>
export const beaten = columnsBut(pulse)
