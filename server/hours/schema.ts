// The owner's hours as rotame.yaml has them: windows of the week, holidays, dates with windows of their own, and a
// zone.

import * as z from 'zod'
import { nearest } from '../config/nearest.ts'
import { days, isoOf } from './dates.ts'
import { holidaysSchema } from './holidays.ts'

const time = String.raw`([01]\d|2[0-3]):[0-5]\d`
const spanWords = 'write a window like "09:00-18:00"; an end of "24:00" is allowed'
const span = z
  .string(spanWords)
  .regex(new RegExp(`^${time}-(${time}|24:00)$`), { error: ({ input }) => meantSpan(String(input)) })
const spans = z.array(span, 'write a list of windows, like ["09:00-13:00", "14:00-18:00"], or [] for a closed day')

/** What to write instead of a window that is not understood: of «9 - 17.30», "09:00-17:30". */
function meantSpan(text: string): string {
  const found = /^\s*(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?\s*$/.exec(text)
  if (!found) return spanWords
  const [, hour, minute = '00', endHour, endMinute = '00'] = found
  const meant = `${hour!.padStart(2, '0')}:${minute}-${endHour!.padStart(2, '0')}:${endMinute}`
  return span.safeParse(meant).success && meant !== text ? `write it as "${meant}"` : spanWords
}

/** Whether the runtime knows the zone; `Intl.supportedValuesOf` lacks some that it does. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

const oldNames = new Map<string, string>()
/** A zone by the name that browsers of before its renaming know as well: Europe/Kiev, where Europe/Kyiv is written. */
export function oldName(zone: string): string {
  const known = oldNames.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  oldNames.set(zone, known)
  return known
}

function meantZone(typed: string): string {
  const known = Intl.supportedValuesOf('timeZone')
  return (
    nearest(typed, known) ??
    known.find((zone) => zone.toLowerCase().endsWith(`/${typed.toLowerCase()}`)) ??
    'Europe/Athens'
  )
}

const zone = z
  .string()
  .refine(isZone, { error: ({ input }) => `write an IANA time zone, like ${meantZone(String(input))}` })

const isDate = (text: string) => {
  const date = Date.parse(`${text}T00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date) && isoOf(date) === text
}

const weekly = z.strictObject(
  Object.fromEntries(days.map((day) => [day, spans.default([])])) as Record<
    (typeof days)[number],
    z.ZodDefault<typeof spans>
  >,
)
const exceptions = z.record(z.string().refine(isDate, 'write a date like "2026-12-24"'), spans)

/** The `hours` block of `rotame.yaml`. */
export const hoursSchema = z.strictObject({
  timezone: zone,
  /**
   * Windows of a day; a day that is left out is closed. One whose end is not after its start runs into the next day.
   */
  weekly,
  /** Closed on a country's public holidays. */
  holidays: holidaysSchema.optional(),
  /** Dates that have windows of their own, holiday or not. */
  exceptions: exceptions.default({}),
})
export type Hours = z.infer<typeof hoursSchema>

/** The hours of one channel: what is left out is as in the site's `hours`. */
export const channelHoursSchema = z.strictObject({
  timezone: zone.optional(),
  weekly,
  holidays: holidaysSchema.optional(),
  exceptions: exceptions.optional(),
})

/** The hours of what never closes, in a zone. */
export const alwaysOpen = (timezone: string): Hours =>
  hoursSchema.parse({ timezone, weekly: Object.fromEntries(days.map((day) => [day, ['00:00-24:00']])) })
