// By when an answer is due, how long somebody has waited, and on which day something was said, in words.

import type { Summary } from '../../protocol/conversation.ts'
import { isSameDay, longDay, shortDayTime, shortTime } from '../parts/times.ts'
import { words } from './words.ts'

const minute = 60_000
const hour = 60 * minute

/** «48 δευτ.», «13 λεπτά», «5 ώρες». */
export function spanOf(ms: number): string {
  if (ms < minute) return words.seconds(Math.max(0, Math.floor(ms / 1_000)))
  const minutes = Math.round(ms / minute)
  return minutes < 60 ? words.minutes(minutes) : words.hoursLong(Math.round(minutes / 60))
}

/** By when an answer is due, in words, and how urgent that is; null when nobody waits. */
export function dueOf(
  { dueAt, dueWithin }: Summary,
  now: number,
): { text: string; urgency: '' | 'soon' | 'late' } | null {
  if (dueAt === null) return null
  const left = dueAt - now
  if (left <= 0) return { text: words.ended(shortTime(dueAt, now)), urgency: 'late' }
  const isSoon = left < Math.min((dueWithin ?? 0) / 4, 4 * hour)
  return {
    text: left < hour ? words.inTime(spanOf(left)) : words.by(shortTime(dueAt, now)),
    urgency: isSoon ? 'soon' : '',
  }
}

/** Until when a conversation is put off; null: it is not. */
export function snoozeOf({ snoozed }: Pick<Summary, 'snoozed'>, now: number): string | null {
  if (!snoozed) return null
  const { until } = snoozed
  return until === null ? words.untilWritten : words.until(shortDayTime(until, now))
}

/** How long somebody has waited: «0:07», «12:30», «3 ώρ.» */
export function waited(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`
  return words.hours(Math.floor(minutes / 60))
}

/** «Σήμερα», or the day in full. */
export const dayOf = (at: number, now: number): string => (isSameDay(at, now) ? words.today : longDay(at))
