// The calendar's rules, a sentence each.

import { expect, test } from 'vitest'
import { forever } from '../../widget/hours.ts'
import { addOpenTime, instantOf, isOpen, nextChange, openTimeBetween, windows } from './calendar.ts'
import { alwaysOpen, type Hours, hoursSchema } from './schema.ts'
import { holidaysOf } from './holidays.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri']
const all = [...weekdays, 'sat', 'sun']
const every = (keys: string[], ...spans: string[]) => Object.fromEntries(keys.map((key) => [key, spans]))

const athens: Hours = hoursSchema.parse({
  timezone: 'Europe/Athens',
  weekly: every(weekdays, '09:00-18:00'),
  holidays: { country: 'GR' },
  exceptions: { '2026-12-24': ['09:00-13:00'], '2026-12-31': [] },
})
const nights: Hours = hoursSchema.parse({ timezone: 'America/New_York', weekly: every(all, '22:00-06:00') })
const always: Hours = hoursSchema.parse({ timezone: 'UTC', weekly: every(all, '00:00-24:00') })
const never: Hours = hoursSchema.parse({ timezone: 'UTC', weekly: {} })

const at = (text: string) => Date.parse(text)

test.each([
  ['it is closed a minute before nine', athens, '2026-11-24T08:59+02:00', false],
  ['it is open at nine sharp', athens, '2026-11-24T09:00+02:00', true],
  ['it is closed at six sharp', athens, '2026-11-24T18:00+02:00', false],
  ['it is closed on Saturday', athens, '2026-11-28T12:00+02:00', false],
  ['it is closed on Greek Independence Day', athens, '2026-03-25T12:00+02:00', false],
  ['it is closed on Orthodox Easter Monday', athens, '2026-04-13T12:00+03:00', false],
  ['it is open on Western Easter Monday', athens, '2026-04-06T12:00+03:00', true],
  ['an exception shortens a day', athens, '2026-12-24T13:00+02:00', false],
  ['an exception closes a day', athens, '2026-12-31T10:00+02:00', false],
  ['a night goes on into the next day', nights, '2026-11-24T05:59-05:00', true],
  ['a night ends in the morning', nights, '2026-11-24T06:00-05:00', false],
  ['always is open', always, '2026-01-01T00:00Z', true],
  ['never is closed', never, '2026-01-01T00:00Z', false],
])('%s', (_, hours, text, open) => {
  expect(isOpen(hours, at(text))).toBe(open)
})

test.each([
  ['an evening changes on the next morning', athens, '2026-11-24T20:00+02:00', '2026-11-25T09:00+02:00'],
  ['an open day changes at its end', athens, '2026-11-24T10:00+02:00', '2026-11-24T18:00+02:00'],
  ['Easter is passed over', athens, '2026-04-09T20:00+03:00', '2026-04-14T09:00+03:00'],
  [
    'after the last Friday in summer time it opens by winter time',
    athens,
    '2026-10-23T19:00+03:00',
    '2026-10-26T09:00+02:00',
  ],
])('%s', (_, hours, text, change) => {
  expect(nextChange(hours, at(text))).toBe(at(change))
})

test('what is always open or never open has no next change', () => {
  expect(nextChange(always, at('2026-06-01T00:00Z'))).toBeNull()
  expect(nextChange(never, at('2026-06-01T00:00Z'))).toBeNull()
})

const athensNight = (span: string) => hoursSchema.parse({ timezone: 'Europe/Athens', weekly: every(all, span) })

test('a start that the clock change skips is the first moment after it', () => {
  expect(nextChange(athensNight('03:30-08:00'), at('2026-03-29T01:00+02:00'))).toBe(at('2026-03-29T04:00+03:00'))
})

test('a start that happens twice is its first occurrence, an end its last', () => {
  expect(nextChange(athensNight('03:30-08:00'), at('2026-10-25T01:00+03:00'))).toBe(at('2026-10-25T03:30+03:00'))
  expect(nextChange(athensNight('01:00-03:30'), at('2026-10-25T02:00+03:00'))).toBe(at('2026-10-25T03:30+02:00'))
})

test('open time is counted across a weekend', () => {
  const friday = at('2026-11-27T17:00+02:00')
  expect(addOpenTime(athens, friday, 2 * 3_600_000)).toBe(at('2026-11-30T10:00+02:00'))
  expect(openTimeBetween(athens, friday, at('2026-11-30T10:00+02:00'))).toBe(2 * 3_600_000)
  expect(addOpenTime(never, friday, 1)).toBeNull()
})

test('an end that happens twice at the very minute clocks go back to is its last occurrence', () => {
  expect(nextChange(athensNight('01:00-03:00'), at('2026-10-25T02:00+03:00'))).toBe(at('2026-10-25T03:00+02:00'))
})

test('a window that a clock change swallows does not open', () => {
  expect(nextChange(athensNight('03:15-03:45'), at('2026-03-28T12:00+02:00'))).toBe(at('2026-03-30T03:15+03:00'))
})

test.each([
  ['an exception of later years', { '2041-03-01': ['10:00-12:00'] }, '2026-11-24T10:00Z', '2041-03-01T10:00+02:00'],
  ['the end of one', { '2041-03-01': ['10:00-12:00'] }, '2041-03-01T10:00+02:00', '2041-03-01T12:00+02:00'],
])('what is else closed changes at %s', (_, exceptions, text, change) => {
  const hours = hoursSchema.parse({ timezone: 'Europe/Athens', weekly: {}, exceptions })
  expect(nextChange(hours, at(text))).toBe(at(change))
})

test('what is else open changes at an exception of later years, and at a holiday', () => {
  const closedOnce = { ...alwaysOpen('Europe/Athens'), exceptions: { '2041-03-01': [] } }
  expect(nextChange(closedOnce, at('2026-11-24T10:00Z'))).toBe(at('2041-03-01T00:00+02:00'))
  expect(nextChange(closedOnce, at('2041-03-01T10:00+02:00'))).toBe(at('2041-03-02T00:00+02:00'))
  expect(nextChange(closedOnce, at('2041-03-02T00:00+02:00'))).toBeNull()
  expect(nextChange({ ...alwaysOpen('Europe/Athens'), holidays: { country: 'GR' } }, at('2026-11-24T10:00Z'))).toBe(
    at('2026-12-25T00:00+02:00'),
  )
})

test('what never closes is one window, over midnights, years and clock changes', () => {
  const found = windows(always, at('2026-12-31T23:59Z'), at('2027-01-01T00:01Z'))
  expect(found).toEqual([[expect.any(Number), forever]])
  expect(windows(alwaysOpen('Australia/Lord_Howe'), at('2026-01-01T00:00Z'), at('2027-01-01T00:00Z'))).toHaveLength(1)
})

test('windows that touch or overlap are one, over midnight and the year too', () => {
  const hours = hoursSchema.parse({
    timezone: 'UTC',
    weekly: { mon: ['13:00-15:00', '09:00-12:00', '11:00-13:00'] },
    exceptions: { '2026-12-31': ['20:00-24:00'], '2027-01-01': ['00:00-02:00'] },
  })
  expect(windows(hours, at('2026-11-23T00:00Z'), at('2026-11-24T00:00Z'))).toEqual([
    [at('2026-11-23T09:00Z'), at('2026-11-23T15:00Z')],
  ])
  expect(windows(hours, at('2026-12-31T22:00Z'), at('2027-01-01T01:00Z'))).toEqual([
    [at('2026-12-31T20:00Z'), at('2027-01-01T02:00Z')],
  ])
})

test('an exception replaces the whole day, but not the night that goes on into it', () => {
  const closed: Hours = { ...nights, exceptions: { '2026-11-24': [] } }
  expect(isOpen(closed, at('2026-11-24T05:00-05:00'))).toBe(true)
  expect(isOpen(closed, at('2026-11-24T23:00-05:00'))).toBe(false)
  const worked: Hours = { ...athens, exceptions: { '2026-10-28': ['10:00-12:00'] } }
  expect(isOpen(worked, at('2026-10-28T11:00+02:00'))).toBe(true)
})

test('what ends at its own start is open for a day', () => {
  const hours = hoursSchema.parse({ timezone: 'UTC', weekly: { mon: ['09:00-09:00'] } })
  expect(windows(hours, at('2026-11-23T12:00Z'), at('2026-11-23T13:00Z'))).toEqual([
    [at('2026-11-23T09:00Z'), at('2026-11-24T09:00Z')],
  ])
})

/** Orthodox Easter by Meeus, with the 13 days that the calendars are apart until 2099. */
function easterOf(year: number): number {
  const d = (19 * (year % 19) + 15) % 30
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
  return Date.UTC(year, Math.floor((d + e + 114) / 31) - 1, ((d + e + 114) % 31) + 1 + 13)
}

test('Greek holidays are those of the law, from 2000 to 2049', () => {
  for (let year = 2000; year < 2050; year++) {
    const movable = [-48, -2, 0, 1, 49, 50].map((days) =>
      new Date(easterOf(year) + days * 86_400_000).toISOString().slice(5, 10),
    )
    const expected = new Set(['01-01', '01-06', '03-25', '05-01', '08-15', '10-28', '12-25', '12-26', ...movable])
    const found = holidaysOf({ country: 'GR' }, 'Europe/Athens', year).map(({ date }) => date.slice(5))
    expect(new Set(found), String(year)).toEqual(expected)
  }
})

test.each([
  ['in Holy Week', 2024, 'easter'],
  ['on Holy Saturday', 2027, 'easter'],
  ['on Easter Monday', 2000, 'easter'],
  ['on a Sunday', 2022, 'sunday'],
  ['on another day', 2026, null],
])('1 May %s is marked as it is in Greece', (_, year, mark) => {
  const may = holidaysOf({ country: 'GR' }, 'Europe/Athens', year).find(({ date }) => date.endsWith('-05-01'))
  expect(may?.mayMove).toBe(mark)
})

test('holidays are those of a region, last as many days as they do, and are kept in the year they are kept in', () => {
  const dates = (country: string, year: number, region?: string) =>
    holidaysOf({ country, region }, 'UTC', year).map(({ date }) => date)
  expect(dates('DE', 2026)).not.toContain('2026-01-06')
  expect(dates('DE', 2026, 'BY')).toContain('2026-01-06')
  expect(dates('TR', 2026)).toEqual(expect.arrayContaining(['2026-03-20', '2026-03-21', '2026-03-22']))
  expect(dates('TR', 2026)).not.toContain('2026-03-23')
  expect(dates('US', 2027)).toContain('2027-12-31')
})

test('half a holiday closes at its hour', () => {
  const hours = hoursSchema.parse({
    timezone: 'Atlantic/Reykjavik',
    weekly: every(weekdays, '09:00-17:00'),
    holidays: { country: 'IS' },
  })
  expect(nextChange(hours, at('2026-12-24T10:00Z'))).toBe(at('2026-12-24T13:00Z'))
})

test.each([
  'UTC',
  'Asia/Kathmandu',
  'EST5EDT',
  'US/Eastern',
  'Etc/GMT+5',
  'europe/athens',
  'Antarctica/Troll',
  'Pacific/Chatham',
])('the zone %s is known', (timezone) => {
  const hours = hoursSchema.parse({ timezone, weekly: every(all, '09:00-17:00') })
  expect(openTimeBetween(hours, at('2026-11-24T00:00Z'), at('2026-11-25T00:00Z'))).toBe(8 * 3_600_000)
})

test('no open time passes in no time, and an hour that ends at closing time ends there', () => {
  expect(addOpenTime(athens, at('2026-11-28T12:00+02:00'), 0)).toBe(at('2026-11-28T12:00+02:00'))
  expect(addOpenTime(athens, at('2026-11-27T17:00+02:00'), 3_600_000)).toBe(at('2026-11-27T18:00+02:00'))
  expect(addOpenTime(always, at('2026-11-27T17:00Z'), 40 * 365 * 86_400_000)).toBe(
    at('2026-11-27T17:00Z') + 40 * 365 * 86_400_000,
  )
})

test('eight hours of a night in which clocks go back end by the clock an hour early', () => {
  expect(addOpenTime(nights, at('2026-10-31T22:00-04:00'), 8 * 3_600_000)).toBe(at('2026-11-01T05:00-05:00'))
})

test.each([
  ['2026-11-24T10:00Z', '2026-11-24T10:00:00.000Z'],
  ['2026-11-24T12:00:00.250+02:00', '2026-11-24T10:00:00.250Z'],
  ['2026-11-24T15:45+0545', '2026-11-24T10:00:00.000Z'],
])('%s is an instant', (text, iso) => {
  expect(new Date(instantOf(text)!).toISOString()).toBe(iso)
})

test.each(['2026-11-24T10:00', '2026-02-30T10:00Z', '2026-11-24', 'tomorrow', '', '+012026-11-24T10:00Z'])(
  '«%s» is none',
  (text) => {
    expect(instantOf(text)).toBeNull()
  },
)
