// Where a message stands among its neighbours, in the widget and in the console: what a run of them shares, as who
// speaks and when, is drawn once.

import { clockOf } from '../hours.ts'

interface Placed {
  at: number
  author: string
}

/** @returns its day where that begins with it, else ''; whether it is the first, and the last, said by one in a row */
export function runOf(
  { at, author }: Placed,
  before: Placed | undefined,
  after: Placed | undefined,
  zone: string,
): [newDay: string, isFirst: boolean, isLast: boolean] {
  const { date } = clockOf(at, zone)
  const newDay = before && clockOf(before.at, zone).date === date ? '' : date
  return [newDay, !!newDay || before!.author !== author, after?.author !== author]
}
