// Attendance: when somebody of the team counts as away by itself, and how many chats they want at once.

import * as z from 'zod'
import { done, request } from './request.ts'

export const attending = z.strictObject({
  /** Minutes without a sign of them after which a screen of theirs counts as away; null: it does not. */
  idle: z.int().min(1).max(600).nullable(),
  /** Whether they are away while all sites that they answer for are closed. */
  hours: z.boolean(),
  /** Chats at once, beyond which they are not called to another; null: as the site says. */
  most: z.int().min(1).max(100).nullable(),
})
export type Attending = z.infer<typeof attending>

export const ofAttendance = {
  'attendance:wish': request('agent', attending, done),
  /** They do something at this screen, where it counts as away without. */
  'presence:here': request('agent', z.strictObject({}), done),
}
