// Who of the team is there, and which chats they are offered and give back.

import { Attendance } from '../attendance/attendance.ts'
import { Offers } from '../attendance/offers.ts'
import { Returning } from '../attendance/returning.ts'
import type { Publisher } from '../conversations/publisher.ts'
import type { Overrides } from '../hours/overrides.ts'
import type { Ground } from './ground.ts'

export function attendingOf(ground: Ground, parts: { overrides: Overrides; publisher: Publisher }) {
  const all = { ...ground, ...parts, sites: ground.config.sites }
  return { attendance: new Attendance(all), returning: new Returning(all), offers: new Offers(all) }
}
