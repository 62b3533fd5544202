// The calendar's rules, a sentence each.

import { expect, test } from 'vitest'
import { addOpenTime, type Hours, hoursSchema, isOpen, nextChange, openTimeBetween } from './calendar.ts'

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
  ['after the last Friday in summer time it opens by winter time', athens, '2026-10-23T19:00+03:00', '2026-10-26T09:00+02:00'],
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

test.each([
  ['an unknown zone', { timezone: 'Mars/Olympus', weekly: {} }, 'IANA'],
  ['a window that is none', { timezone: 'UTC', weekly: { mon: ['9-18'] } }, '09:00-18:00'],
  ['a day that does not exist', { timezone: 'UTC', weekly: {}, exceptions: { '2026-02-30': [] } }, '2026-12-24'],
  ['an unknown country', { timezone: 'UTC', weekly: {}, holidays: { country: 'ZZ' } }, 'like GR'],
])('%s is refused with what to write instead', (_, block, hint) => {
  const { error } = hoursSchema.safeParse(block)
  expect(JSON.stringify(error?.issues)).toContain(hint)
})
