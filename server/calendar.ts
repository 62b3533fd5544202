// Business hours: the owner's block of hours, computed into open windows, right at holidays and clock changes.

import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Window } from './protocol.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const time = String.raw`([01]\d|2[0-3]):[0-5]\d`
const span = z
  .string()
  .regex(new RegExp(`^${time}-(${time}|24:00)$`), 'write a window like "09:00-18:00"; an end of "24:00" is allowed')
const spans = z.array(span)

/** Whether the runtime knows the zone; `Intl.supportedValuesOf` lacks some that it does. */
function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const isDate = (text: string) => {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

const holidays = z
  .strictObject({
    /** ISO 3166-1 code: `GR`. */
    country: z.string(),
    /** A region of it, where regions have holidays of their own: `BY`. */
    region: z.string().optional(),
  })
  .refine(({ country }) => country in new Holidays().getCountries(), {
    path: ['country'],
    error: 'write the two-letter code of a country, like GR',
  })
  .refine(({ country, region }) => region === undefined || region in (new Holidays().getStates(country) ?? {}), {
    path: ['region'],
    error: 'this country has no such region; leave it out or write its code, like BY',
  })

/** The `hours` block of `rotame.yaml`. */
export const hoursSchema = z.strictObject({
  timezone: z.string().refine(isZone, 'write an IANA time zone, like Europe/Athens'),
  weekly: z.strictObject(Object.fromEntries(days.map((day) => [day, spans.default([])])) as Record<(typeof days)[number], z.ZodDefault<typeof spans>>),
  holidays: holidays.optional(),
  exceptions: z.record(z.string().refine(isDate, 'write a date like "2026-12-24"'), spans).default({}),
})
export type Hours = z.infer<typeof hoursSchema>

const dayLength = 86_400_000

/**
 * The open windows that touch [from, to), in order, whole, merged where they touch or overlap. A window belongs to the
 * day it starts on; a local time that a clock change skips is the first moment after it; one that happens twice is its
 * first occurrence for a start and its last for an end.
 */
export function windows(hours: Hours, from: number, to: number): Window[] {
  const first = dateAt(hours, from).subtract({ days: 2 })
  const last = dateAt(hours, to).add({ days: 1 })
  const merged: [number, number][] = []
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const [start, end] of windowsOn(hours, date)) {
      const before = merged.at(-1)
      if (before && start <= before[1]) before[1] = Math.max(before[1], end)
      else merged.push([start, end])
    }
  }
  return merged.filter(([start, end]) => end > from && start < to)
}

export function isOpen(hours: Hours, at: number): boolean {
  return windows(hours, at, at + 1).some(([start, end]) => start <= at && at < end)
}

/** When it opens or closes next after `at`; null when it never does. */
export function nextChange(hours: Hours, at: number): number | null {
  const lastException = Object.keys(hours.exceptions).toSorted().at(-1)
  const known = lastException ? Date.parse(`${lastException}T00:00Z`) + 3 * dayLength : 0
  for (const ahead of [10 * dayLength, 400 * dayLength, Math.max(800 * dayLength, known - at)]) {
    for (const [start, end] of windows(hours, at, at + ahead)) {
      if (start > at) return start
      // Past the horizon the window may go on: look further before saying that it ends.
      if (end > at && end < at + ahead) return end
    }
  }
  return null
}

/** The instant at which `ms` of open time have passed since `at`; null when it never opens long enough. */
export function addOpenTime(hours: Hours, at: number, ms: number): number | null {
  let left = ms
  for (let from = at; ; ) {
    const next = windows(hours, from, from + 30 * dayLength).find(([, end]) => end > from)
    if (!next) {
      const change = nextChange(hours, from)
      if (change === null) return null
      from = change
      continue
    }
    const start = Math.max(next[0], from)
    if (start + left <= next[1]) return start + left
    left -= next[1] - start
    from = next[1]
  }
}

/** Milliseconds of open time in [from, to). */
export function openTimeBetween(hours: Hours, from: number, to: number): number {
  return windows(hours, from, to).reduce((sum, [start, end]) => sum + Math.min(end, to) - Math.max(start, from), 0)
}

/** The country's public holidays of a year: ISO date -> name in `locale`, where the country has it. */
export function holidaysOf({ holidays: asked, timezone }: Hours, year: number, locale?: string): Map<string, string> {
  const found = new Map<string, string>()
  if (!asked) return found
  const options = { types: ['public' as const], timezone, ...(locale && { languages: [locale] }) }
  const calendar = asked.region ? new Holidays(asked.country, asked.region, options) : new Holidays(asked.country, options)
  for (const { date, start, end, name } of calendar.getHolidays(year)) {
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayLength))
    for (let day = 0; day < length; day++) found.set(first.add({ days: day }).toString(), name)
  }
  return found
}

const cache = new WeakMap<Hours, Map<number, Map<string, string>>>()

function isHoliday(hours: Hours, date: Temporal.PlainDate): boolean {
  if (!hours.holidays) return false
  let years = cache.get(hours)
  if (!years) cache.set(hours, (years = new Map()))
  let year = years.get(date.year)
  if (!year) years.set(date.year, (year = holidaysOf(hours, date.year)))
  return year.has(date.toString())
}

function* windowsOn(hours: Hours, date: Temporal.PlainDate): Generator<[number, number]> {
  const exception = hours.exceptions[date.toString()]
  const spansOfDay = exception ?? (isHoliday(hours, date) ? [] : hours.weekly[days[date.dayOfWeek - 1]!])
  for (const text of spansOfDay.toSorted()) {
    const [from, to] = text.split('-') as [string, string]
    const endsNextDay = to === '24:00' || to <= from
    const start = instant(date, from, hours.timezone, 'start')
    const end = instant(endsNextDay ? date.add({ days: 1 }) : date, to === '24:00' ? '00:00' : to, hours.timezone, 'end')
    if (end > start) yield [start, end]
  }
}

function instant(date: Temporal.PlainDate, at: string, zone: string, side: 'start' | 'end'): number {
  const local = date.toPlainDateTime(Temporal.PlainTime.from(at))
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const isSkipped = !earlier.toPlainDateTime().equals(local)
  if (isSkipped) return earlier.getTimeZoneTransition('next')!.epochMilliseconds
  if (side === 'start') return earlier.epochMilliseconds
  return local.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds
}

const dateAt = ({ timezone }: Hours, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDate()
