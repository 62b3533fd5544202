// The data of date-holidays, of one country at a time: the package itself loads and keeps those of all.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Correction, corrections } from './holidayCorrections.ts'

type Days = Record<string, { name?: Record<string, string>; _name?: string }>
interface Land {
  names: Record<string, string>
  states?: Record<string, { days?: Days }>
  regions?: Record<string, { days?: Days }>
  days: Days
}
interface HolidayData {
  holidays: Record<string, Land>
  /** Of holidays that many countries have. */
  names: object
}

const kept = new Map<string, HolidayData>()
let names: Record<string, string> | undefined

/** Reads the file, which is forgotten again but for the names of countries and what `code` needs. */
function load(code?: string): void {
  const packaged = createRequire(import.meta.url).resolve('date-holidays/package.json')
  const all = JSON.parse(readFileSync(join(packaged, '../data/holidays.json'), 'utf8')) as HolidayData
  names = Object.fromEntries(Object.entries(all.holidays).map(([each, land]) => [each, nameOf(land)]))
  if (code === undefined || !Object.hasOwn(names, code)) return
  correct(code, all.holidays[code]!)
  const wanted = new Set([code])
  // Some are as another country's, which may say so in turn; a set goes on to what is added meanwhile.
  for (const each of wanted) for (const other of borrowed(all.holidays[each]!)) wanted.add(other)
  const holidays = Object.fromEntries([...wanted].map((each) => [each, all.holidays[each]!]))
  kept.set(code, { holidays, names: all.names })
}

function correct(code: string, land: Land): void {
  correctDays(land.days, corrections[code])
  for (const [region, part] of Object.entries(land.states ?? land.regions ?? {}))
    correctDays((part.days ??= {}), corrections[`${code}-${region}`])
}

function correctDays(days: Days, corrected: Record<string, Correction> = {}): void {
  for (const [rule, name] of Object.entries(corrected)) {
    if (name === false) delete days[rule]
    else days[rule] = typeof name === 'string' ? { _name: name } : { name }
  }
}

const nameOf = ({ names }: Land) => names['en'] ?? Object.values(names)[0]!

/** The countries whose days this one, or a region of it, refers to. */
function borrowed(land: object): string[] {
  return Object.entries(land).flatMap(([key, value]: [string, unknown]) => {
    if (key === '_days') return [([value] as unknown[]).flat()[0] as string]
    return typeof value === 'object' && value !== null ? borrowed(value) : []
  })
}

/** The names of all countries in English, by code. */
export function countryNames(): Record<string, string> {
  if (!names) load()
  return names!
}

/** What one country needs; it must be one of them. */
export function holidayData(code: string): HolidayData {
  if (!kept.has(code)) load(code)
  return kept.get(code)!
}

/** Whether it is the code of a country. */
export function isCountry(code: string): boolean {
  if (!kept.has(code)) load(code)
  return kept.has(code)
}

/** The codes of a country's regions that have holidays of their own; none of what is no country. */
export function regionsOf(code: string): string[] {
  if (!isCountry(code)) return []
  const { states, regions } = holidayData(code).holidays[code]!
  return Object.keys(states ?? regions ?? {})
}
