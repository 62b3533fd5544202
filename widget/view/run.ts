// Where a message stands among its neighbours, in the widget and in the console: what a run of them shares, as who
// speaks and when, is drawn once.

import { clockOf } from '../hours.ts'

interface Placed {
  at: number
  author: string
}

/** @returns its day, whether that begins with it, and whether it is the first and the last said by one in a row */
export function runOf({ at, author }: Placed, before: Placed | undefined, after: Placed | undefined, zone: string) {
  const { date: day } = clockOf(at, zone)
  const isNewDay = !before || clockOf(before.at, zone).date !== day
  return { day, isNewDay, isFirst: isNewDay || before.author !== author, isLast: after?.author !== author }
}
