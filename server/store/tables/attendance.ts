// Attendance: when each of the team was there last, and what they want of being there.

import type { Attending } from '../../protocol/attendance.ts'
import { instant, json, orNull, plain, type RowOf, sealed, table, text } from './column.ts'

export const attendance = table(
  { of: 'staff', kept: 'for good' },
  {
    userId: plain(text),
    /** Null: as is usual. */
    wishes: orNull(sealed(json<Attending>())),
    /** When they were connected the last time, to whichever node; null: not since this is kept. */
    seenAt: orNull(instant),
    /** When they were offered a chat the last time. */
    offeredAt: orNull(instant),
  },
)
export type StoredAttendance = RowOf<typeof attendance>
