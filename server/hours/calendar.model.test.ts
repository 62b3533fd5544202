// The calendar against a slow model: every minute of a week or two, its clock read through Intl, nothing computed.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addOpenTime, isOpen, nextChange, openTimeBetween, stateAt, windows } from './calendar.ts'
import { type Hours, hoursSchema } from './schema.ts'

const minute = 60_000
const day = 1_440
const keys = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Ten days of a zone around something that its clocks do. */
const stretches: [what: string, zone: string, from: string][] = [
  ['an hour is skipped', 'Europe/Athens', '2026-03-24'],
  ['an hour happens twice', 'Europe/Athens', '2026-10-20'],
  ['an hour is skipped in the night', 'America/New_York', '2026-03-03'],
  ['an hour happens twice in the night', 'America/New_York', '2026-10-27'],
  ['half an hour happens twice', 'Australia/Lord_Howe', '2026-03-31'],
  ['half an hour is skipped', 'Australia/Lord_Howe', '2026-09-29'],
  ['the offset has 45 minutes', 'Asia/Kathmandu', '2026-12-27'],
  ['midnight is skipped', 'Asia/Beirut', '2026-03-24'],
  ['the hour before midnight happens twice', 'Asia/Beirut', '2026-10-20'],
  ['the hour after midnight happens twice', 'America/Havana', '2026-10-27'],
  ['two hours are skipped', 'Antarctica/Troll', '2026-03-24'],
  ['a whole day is skipped', 'Pacific/Apia', '2011-12-25'],
  ['the year ends first', 'Pacific/Kiritimati', '2026-12-27'],
  ['nothing happens', 'UTC', '2026-12-27'],
]

/** What the clocks show at each minute from `start`, as minutes of a clock that never changes. */
interface Clocks {
  zone: string
  start: number
  shown: number[]
}

const read = new Map<string, Clocks>()

function readClocks(zone: string, from: string): Clocks {
  const known = read.get(zone + from)
  if (known) return known
  const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  const start = Date.parse(`${from}T00:00Z`)
  const shown = Array.from(
    { length: 10 * day },
    (_, at) => Date.parse(`${format.format(start + at * minute).replace(' ', 'T')}Z`) / minute,
  )
  read.set(zone + from, { zone, start, shown })
  return { zone, start, shown }
}

/** The minute at which a local time counts: by the rule's own words. */
function place({ shown }: Clocks, local: number, side: 'start' | 'end'): number {
  const at = side === 'start' ? shown.indexOf(local) : shown.lastIndexOf(local)
  if (at >= 0) return at
  const after = shown.findIndex((clock) => clock > local)
  return after < 0 ? shown.length : after
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** Whether it is open at each minute. */
function modelOf(hours: Hours, clocks: Clocks): boolean[] {
  const open = clocks.shown.map(() => false)
  const first = Math.floor(clocks.shown[0]! / day)
  for (let date = first - 2; date <= first + 12; date++) {
    const at = new Date(date * day * minute)
    const texts =
      hours.exceptions[at.toISOString().slice(0, 10)] ?? hours.weekly[keys[at.getUTCDay()] as keyof Hours['weekly']]
    for (const text of texts) {
      const [from, to] = text.split('-').map(minutesOf) as [number, number]
      const start = place(clocks, date * day + from, 'start')
      const end = place(clocks, date * day + to + (to > from ? 0 : day), 'end')
      for (let each = start; each < end; each++) open[each] = true
    }
  }
  return open
}

const clock = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
/** Times gather where clocks change and days meet. */
const time = fc.oneof(
  fc.integer({ min: 0, max: day - 1 }),
  fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15),
  fc.constantFrom(0, 60, 120, 1_380, 1_410),
)
const span = fc.tuple(time, fc.oneof(time, fc.constant(day))).map(([from, to]) => `${clock(from)}-${clock(to)}`)
const spans = fc.array(span, { maxLength: 3 })
const weekly = fc.record(Object.fromEntries(keys.map((key) => [key, fc.oneof(spans, fc.constant(['00:00-24:00']))])))

const exceptionsFrom = (from: string) =>
  fc.dictionary(
    fc
      .integer({ min: -1, max: 11 })
      .map((ahead) => new Date(Date.parse(from) + ahead * day * minute).toISOString().slice(0, 10)),
    spans,
    { maxKeys: 3 },
  )

test.each(stretches)('when %s, every minute is as the model has it', (_, zone, from) => {
  const clocks = readClocks(zone, from)
  const end = clocks.start + clocks.shown.length * minute
  fc.assert(
    fc.property(weekly, exceptionsFrom(from), (week, exceptions) => {
      const hours = hoursSchema.parse({ timezone: zone, weekly: week, exceptions })
      const model = modelOf(hours, clocks)
      // The model does not see what began before its first minutes or ends after its last.
      const [first, last] = [2 * day, 8 * day]
      const computed = model.map(() => false)
      for (const [start, stop] of windows(hours, clocks.start, end)) {
        const upTo = Math.min(stop, end)
        for (let at = Math.max(start, clocks.start); at < upTo; at += minute)
          computed[(at - clocks.start) / minute] = true
      }
      const wrong = model.findIndex((open, at) => at >= first && at < last && open !== computed[at])
      expect(wrong < 0 ? null : new Date(clocks.start + wrong * minute).toISOString()).toBeNull()
    }),
    { numRuns: 40 },
  )
})

test.each(stretches)('when %s, the next change and open time are as the model counts them', (_, zone, from) => {
  const clocks = readClocks(zone, from)
  const instant = (at: number) => clocks.start + at * minute
  const moment = fc.integer({ min: 2 * day, max: 8 * day })
  fc.assert(
    fc.property(weekly, exceptionsFrom(from), moment, moment, (week, exceptions, one, other) => {
      const hours = hoursSchema.parse({ timezone: zone, weekly: week, exceptions })
      const model = modelOf(hours, clocks)
      const [at, later] = one < other ? [one, other] : [other, one]
      expect(isOpen(hours, instant(at))).toBe(model[at])
      const change = model.findIndex((open, each) => each > at && open !== model[at])
      if (change >= 0 && change < 8 * day) expect(nextChange(hours, instant(at))).toBe(instant(change))
      const open = model.slice(at, later).filter(Boolean).length
      expect(openTimeBetween(hours, instant(at), instant(later))).toBe(open * minute)
      if (open === 0) return
      const reached = addOpenTime(hours, instant(at), open * minute)!
      expect(openTimeBetween(hours, instant(at), reached)).toBe(open * minute)
      expect(openTimeBetween(hours, instant(at), reached - 1)).toBe(open * minute - 1)
    }),
    { numRuns: 40 },
  )
})

test('whatever people change of the hours, the latest word holds, and all else is as it was', () => {
  const clocks = readClocks('Europe/Athens', '2026-10-20')
  const instant = (at: number) => clocks.start + at * minute
  const moment = fc.oneof(
    fc.integer({ min: 2 * day, max: 8 * day }),
    fc.integer({ min: 16, max: 64 }).map((eighth) => eighth * 180),
  )
  const change = fc.record({ open: fc.boolean(), from: moment, until: moment })
  fc.assert(
    fc.property(weekly, fc.array(change, { maxLength: 5 }), moment, moment, (week, made, one, other) => {
      const hours = hoursSchema.parse({ timezone: clocks.zone, weekly: week })
      const model = modelOf(hours, clocks)
      for (const { open, from, until } of made) for (let each = from; each < until; each++) model[each] = open
      const changes = made.map(({ open, from, until }) => ({ open, from: instant(from), until: instant(until) }))
      const [at, later] = one < other ? [one, other] : [other, one]
      const found = windows(hours, instant(at), instant(later), changes)
      const computed = model
        .slice(at, later)
        .map((_, each) => found.some(([start, end]) => start <= instant(at + each) && end > instant(at + each)))
      expect(computed).toEqual(model.slice(at, later))
      expect(found.every(([start, end], each) => start < end && (found[each + 1]?.[0] ?? Infinity) > end)).toBe(true)
      expect(stateAt(hours, instant(at), changes).open).toBe(model[at])
      const open = model.slice(at, later).filter(Boolean).length
      expect(openTimeBetween(hours, instant(at), instant(later), changes)).toBe(open * minute)
      if (open === 0) return
      expect(
        openTimeBetween(hours, instant(at), addOpenTime(hours, instant(at), open * minute, changes)!, changes),
      ).toBe(open * minute)
    }),
    { numRuns: 300 },
  )
})

test('a change is a change: until then nothing changes, at it everything does', () => {
  const country = fc.constantFrom(
    undefined,
    { country: 'GR' },
    { country: 'DE', region: 'BY' },
    { country: 'US' },
    { country: 'TR' },
  )
  const zone = fc.constantFrom('Europe/Athens', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
  const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2045-01-01') })
  fc.assert(
    fc.property(
      weekly,
      country,
      zone,
      instant,
      fc.float({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      (week, holidays, timezone, at, part) => {
        const hours = hoursSchema.parse({ timezone, weekly: week, holidays })
        const open = isOpen(hours, at)
        const change = nextChange(hours, at)
        if (change === null) {
          // A matcher's own result is no verdict: fast-check would take it for one.
          expect(isOpen(hours, at + Math.floor(part * 3 * 365 * day * minute))).toBe(open)
          return
        }
        expect(change).toBeGreaterThan(at)
        expect(isOpen(hours, change)).toBe(!open)
        expect(isOpen(hours, change - 1)).toBe(open)
        expect(isOpen(hours, at + Math.floor(part * (change - at)))).toBe(open)
      },
    ),
    { numRuns: 300 },
  )
})
