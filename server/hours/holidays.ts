// Public holidays: a country's days by name, computed for any year, and which of them a government may move.

import Holidays from 'date-holidays-parser'
import * as z from 'zod'
import { customary } from './holidayCorrections.ts'
import { countryNames, holidayData, isCountry, regionsOf } from './holidayData.ts'
import { nearest } from '../config/nearest.ts'

function meantCountry(typed: string): string {
  const code = typed.toUpperCase() === 'UK' ? 'GB' : typed.toUpperCase()
  const countries = countryNames()
  if (Object.hasOwn(countries, code)) return `write ${code}`
  const name = typed.length > 2 && nearest(typed, Object.values(countries))
  const meant = Object.keys(countries).find((each) => countries[each] === name)
  return meant ? `write ${meant} for ${name}` : 'write the two-letter code of a country, like GR'
}

/** The `holidays` block of `hours`. */
export const holidaysSchema = z
  .strictObject({
    /** ISO 3166-1 code: `GR`. */
    country: z.string().refine(isCountry, { error: ({ input }) => meantCountry(String(input)) }),
    /** A region of it, where regions have holidays of their own: `BY`. */
    region: z.string().optional(),
  })
  .superRefine(({ country, region }, context) => {
    const known = regionsOf(country)
    if (region === undefined || known.includes(region)) return
    const message =
      known.length === 0
        ? 'this country has no regions here; leave it out'
        : `leave it out, or write one of ${known.join(', ')}`
    context.addIssue({ code: 'custom', path: ['region'], message })
  })
export type Country = z.infer<typeof holidaysSchema>

/** A day of a public holiday. */
export interface Holiday {
  /** ISO date. */
  date: string
  name: string
  /** The local time at which it begins: `00:00`, or later for a half holiday. */
  from: string
  /** Why the government may put it on another day; null when it does not do so. */
  mayMove: 'easter' | 'sunday' | 'moon' | null
  /** Whether companies may open by law, and are closed by custom. */
  isCustomary: boolean
}

/** The years whose holidays anybody can know; beyond them calendars of the moon and the sun have no tables. */
const known = { from: 1900, to: 2199 }

/** The public holidays of a year, in order, in the words of `locale` where the country has them. */
export function holidaysOf(country: Country, timezone: string, year: number, locale?: string): Holiday[] {
  if (year < known.from || year > known.to) return []
  const calendar = calendarOf(country, timezone, locale)
  // Some begin before their year or go on after it: a New Year on Saturday may be kept on 31 December.
  return [year - 1, year, year + 1]
    .flatMap((each) => calendar.getHolidays(each).flatMap((found) => daysOf(found, country.country)))
    .filter(({ date }) => date.startsWith(`${year}-`))
    .toSorted((a, b) => (a.date + a.from < b.date + b.from ? -1 : 1))
}

function calendarOf({ country, region }: Country, timezone: string, locale?: string): Holidays {
  const options = { types: ['public' as const], timezone, ...(locale && { languages: [locale] }) }
  const data = holidayData(country)
  return region ? new Holidays(data, country, region, options) : new Holidays(data, country, options)
}

type Found = ReturnType<Holidays['getHolidays']>[number]

const hour = 3_600_000
const dayLength = 24 * hour

/**
 * The days of a holiday. One by the moon or the Hebrew calendar is dated by its day, though it begins the evening
 * before.
 */
function daysOf({ date, start, end, name, rule }: Found, country: string): Holiday[] {
  // Two hours more, for a clock change within it; what is left of a day is an evening.
  const length = Math.max(1, Math.floor((end.getTime() - start.getTime() + 2 * hour) / dayLength))
  const first = Date.parse(`${date.slice(0, 10)}T00:00Z`)
  const mayMove = country === 'GR' && rule === '05-01' ? mayDay(first) : byMoon.test(rule) ? 'moon' : null
  return Array.from({ length }, (_, day) => ({
    date: new Date(first + day * dayLength).toISOString().slice(0, 10),
    name,
    from: day === 0 ? date.slice(11, 16) : '00:00',
    mayMove,
    isCustomary: customary[country]?.includes(rule) ?? false,
  }))
}

const byMoon = /\b(Muharram|Safar|Rabi|Jumada|Rajab|Shaban|Ramadan|Shawwal|Dhu)\b/

/** Greek ministers put 1 May on another day when it falls in Holy Week, at Easter or on a Sunday. */
function mayDay(date: number): Holiday['mayMove'] {
  const after = (date - orthodoxEaster(new Date(date).getUTCFullYear())) / dayLength
  if (after >= -6 && after <= 1) return 'easter'
  return new Date(date).getUTCDay() === 0 ? 'sunday' : null
}

function orthodoxEaster(year: number): number {
  const easter = new Holidays(holidayData('GR'), 'GR', { types: ['public'] })
    .getHolidays(year)
    .find(({ rule }) => rule === 'orthodox')!
  return Date.parse(`${easter.date.slice(0, 10)}T00:00Z`)
}
