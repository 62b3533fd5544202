// The almanac: a calendar's coming holidays and exceptions by name, and what a visitor reads at an instant.

import { clockOf, dateTime, dateWords, sentence } from '../../widget/hours.ts'
import { languages } from '../../widget/locales.ts'
import { hoursIn } from '../../widget/strings/hours.ts'
import type { Hours } from './schema.ts'
import { stateAt } from './calendar.ts'
import { weekdayOf } from './dates.ts'
import type { Channel } from './channels.ts'
import { comparedYears, regionsCompared } from './holidayCorrections.ts'
import { regionsOf } from './holidayData.ts'
import { type Country, type Holiday, holidaysOf } from './holidays.ts'

/** A calendar and whose it is. */
export interface Named {
  name: string
  hours: Hours
  /** In which its holidays are named; undefined is the country's own language. */
  locales: readonly (string | undefined)[]
  channels: readonly Channel[]
}

/** A day that is not as its weekday. */
interface Special {
  /** ISO date. */
  date: string
  /** Of a holiday, one for each of the languages; empty when it is none. */
  names: string[]
  /** The windows of an exception, which holds whatever the holiday; null when there is none. */
  exception: readonly string[] | null
  /** The local time at which a holiday closes: `00:00`, or later for half of it. */
  closesAt: string
  /** Whether the week has the day closed without that. */
  isClosedAnyway: boolean
  /** Why the government may put the holiday on another day. */
  mayMove: Holiday['mayMove']
  /** Whether nothing but a custom closes the day. */
  isByCustom: boolean
}

/** The holidays and exceptions from one ISO date up to another, in order. */
function specialsOf({ hours, locales }: Pick<Named, 'hours' | 'locales'>, from: string, to: string): Special[] {
  const found = new Map<string, Special>()
  const on = (date: string): Special => {
    const known = found.get(date)
    if (known) return known
    const isClosedAnyway = hours.weekly[weekdayOf(date)].length === 0
    const made = {
      date,
      names: [],
      exception: hours.exceptions[date] ?? null,
      closesAt: '00:00',
      isClosedAnyway,
      mayMove: null,
      isByCustom: false,
    }
    found.set(date, made)
    return made
  }
  Object.keys(hours.exceptions).forEach(on)
  for (const { date, name, from: closesAt, mayMove, isCustomary } of locales.flatMap((locale) =>
    holidaysBetween(hours, from, to, locale),
  )) {
    const special = on(date)
    if (!special.names.includes(name)) special.names.push(name)
    const isByCustom = isCustomary && !special.exception && !special.isClosedAnyway
    Object.assign(special, { closesAt, mayMove, isByCustom })
  }
  return [...found.values()]
    .filter(({ date }) => date >= from && date < to)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

function holidaysBetween({ holidays, timezone }: Hours, from: string, to: string, locale?: string): Holiday[] {
  if (!holidays) return []
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) years.push(year)
  return years.flatMap((year) => holidaysOf(holidays, timezone, year, locale))
}

const advice =
  'What may be moved stands where the law has it; when the government moves it, write both days under exceptions.'

/** Twelve months of holidays and exceptions, a line each. */
export function almanacOf(named: Named, now: number): string {
  const { name, hours } = named
  const from = clockOf(now, hours.timezone).date
  const to = `${String(Number(from.slice(0, 4)) + 1).padStart(4, '0')}${from.slice(4)}`
  const specials = specialsOf(named, from, to)
  const country = hours.holidays
    ? `public holidays of ${Object.values(hours.holidays).join(' ')}`
    : 'no public holidays'
  const title = `${name} · ${hours.timezone} · ${country} · 12 months from ${from}`
  if (specials.length === 0) return `${title}\nNo holiday and no exception.`
  const width = Math.max(...specials.map((special) => openOn(special).length))
  const lines = specials.map((special) => {
    const weekday = dateWords(Date.parse(special.date), 'UTC', 'en', false).slice(0, 3)
    return `${special.date}  ${weekday}  ${openOn(special).padEnd(width)}  ${factsOf(special).join(' · ')}`
  })
  const custom = specials.find(({ isByCustom }) => isByCustom)
  const advices = [
    specials.some(({ mayMove }) => mayMove) && advice,
    custom && `If you open on a day by custom, write it under exceptions: { "${custom.date}": ["09:00-17:00"] }.`,
    hours.holidays && comparedWords(hours.holidays),
  ]
  return [title, ...lines, ...advices.filter(Boolean)].join('\n')
}

/** Whether the days of a country are known from one source or from more. */
function comparedWords({ country, region }: Country): string {
  const years = comparedYears(country)
  const check = 'check them, and write what differs under exceptions.'
  if (!years) return `The holidays of ${country} were not compared with a second source: ${check}`
  const found = `The holidays of ${country} were compared with a second source for ${years}`
  if (region && !regionsCompared.includes(country)) return `${found}, but not those of ${region} alone: ${check}`
  if (region || regionsOf(country).length === 0) return `${found}; for other years, check them.`
  return `${found}. Its regions have others of their own: write yours, as in holidays: { country, region }.`
}

function openOn({ exception, closesAt }: Special): string {
  if (exception) return exception.join(', ') || 'closed'
  return closesAt === '00:00' ? 'closed' : `until ${closesAt}`
}

const movedWords = {
  easter: 'may be moved: it falls in Holy Week or at Easter',
  sunday: 'may be moved: it falls on a Sunday',
  moon: 'may be moved: it follows the moon',
} as const

function factsOf({ names, exception, isClosedAnyway, mayMove, isByCustom }: Special): string[] {
  const facts = [...names]
  if (exception) facts.push('exception')
  if (isClosedAnyway && !exception?.length) facts.push('a closed day anyway')
  if (mayMove) facts.push(movedWords[mayMove])
  if (isByCustom) facts.push('by custom: a company may open')
  return facts
}

/** What a visitor reads at an instant of the chat and of each channel, in each language. */
export function readAt({ name, hours, channels }: Omit<Named, 'locales'>, at: number, yourZone?: string): string {
  const calendars = [
    { name, hours },
    ...channels.map(({ kind, shown, hours: own }) => ({ name: `${kind} ${shown}`, hours: own })),
  ]
  return calendars.map((each) => saidOf(each, at, yourZone)).join('\n')
}

function saidOf({ name, hours }: Pick<Named, 'name' | 'hours'>, at: number, yourZone = hours.timezone): string {
  const zone = hours.timezone
  const state = stateAt(hours, at)
  const clocks = [...new Set([zone, yourZone])].map((place) => `${dateTime(at, place, 'en')} ${place}`)
  return [
    [name, ...clocks].join(' · '),
    ...languages.map(({ name: of }) => `  ${of}  ${sentence(state, at, zone, of, hoursIn[of], yourZone)}`),
  ].join('\n')
}
