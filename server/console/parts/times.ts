// Times as the console says them, by the clocks where the agent is.

import { clockOf, dateWords, zoneHere } from '../../../widget/hours.ts'
import { tag } from '../words.ts'

export const zone = zoneHere()

export function timeOf(at: number): string {
  const { hour, minute } = clockOf(at, zone)
  return `${hour}:${minute}`
}

export const isSameDay = (a: number, b: number): boolean => clockOf(a, zone).date === clockOf(b, zone).date

const longDays = new Map<string, string>()

/** «Πέμπτη 28 Μαΐου». Each is put into words once: that takes as long as to draw what is around it. */
export function longDay(at: number): string {
  const { date } = clockOf(at, zone)
  if (longDays.size > 1_000) longDays.clear()
  if (!longDays.has(date)) longDays.set(date, dateWords(at, zone, tag, true))
  return longDays.get(date)!
}

/** The time alone today, else the day. */
export function shortTime(at: number, now: number): string {
  if (isSameDay(at, now)) return timeOf(at)
  return new Intl.DateTimeFormat(tag, { timeZone: zone || undefined, day: 'numeric', month: 'short' }).format(at)
}

/** «19:20» today, else «28 Μαΐ, 19:20»: as narrow as that can be said. */
export const shortDayTime = (at: number, now: number): string =>
  isSameDay(at, now) ? timeOf(at) : `${shortTime(at, now)}, ${timeOf(at)}`

/** The day and the time, to the second. */
export const fullTime = (at: number): string => full.format(at)
const full = new Intl.DateTimeFormat(tag, {
  timeZone: zone || undefined,
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time on the clocks of a zone that a browser has named; null when it names none. */
export function timeIn(named: string, at: number): string | null {
  try {
    // To make one takes as long as to draw all that is around it; there are a few hundred zones.
    if (!clocks.has(named))
      clocks.set(named, new Intl.DateTimeFormat(tag, { timeZone: named, timeStyle: 'short', hourCycle: 'h23' }))
    return clocks.get(named)!.format(at)
  } catch {
    return null
  }
}
