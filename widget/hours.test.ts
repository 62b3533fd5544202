// What visitors read of the hours, a sentence each, in both languages.

import { expect, test } from 'vitest'
import { stateAt, windowsAhead } from '../server/hours/calendar.ts'
import { hoursSchema } from '../server/hours/schema.ts'
import { clockOf, dateTime, dateWords, daysBetween, dayWords, forever, sentence, status, when } from './hours.ts'
import { hoursEl } from './strings/hours.el.ts'
import { hoursEn } from './strings/hours.en.ts'

const at = (text: string) => Date.parse(text)
const all = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const every = (keys: string[], ...spans: string[]) => Object.fromEntries(keys.map((key) => [key, spans]))
const inAthens = (weekly: object, more: object = {}) =>
  hoursSchema.parse({ timezone: 'Europe/Athens', weekly, ...more })

const office = inAthens(every(all.slice(0, 5), '09:00-18:00'), {
  holidays: { country: 'GR' },
  exceptions: { '2026-12-24': ['09:00-13:00'], '2026-12-31': [] },
})
const nights = inAthens(every(all, '22:00-06:00'))
const evenings = inAthens(every(all, '13:00-24:00'))
const early = inAthens(every(all, '01:00-09:00'))
const always = inAthens(every(all, '00:00-24:00'))
const alwaysButHolidays = inAthens(every(all, '00:00-24:00'), { holidays: { country: 'GR' } })
const never = inAthens({})
const summer = inAthens({}, { exceptions: { '2027-06-01': ['10:00-14:00'] } })
const farOff = inAthens({}, { exceptions: { '2028-06-01': ['10:00-14:00'] } })

test.each([
  ['a working day', office, '2026-11-24T10:00+02:00', 'Είμαστε εδώ έως τις 18:00', 'We’re here until 18:00'],
  ['the last minute', office, '2026-11-24T17:59:59+02:00', 'Είμαστε εδώ έως τις 18:00', 'We’re here until 18:00'],
  ['closing time', office, '2026-11-24T18:00+02:00', 'Ανοίγουμε αύριο στις 9:00', 'We open tomorrow at 9:00'],
  ['early on a working day', office, '2026-11-24T07:30+02:00', 'Ανοίγουμε σήμερα στις 9:00', 'We open today at 9:00'],
  ['Friday evening', office, '2026-11-27T19:00+02:00', 'Ανοίγουμε τη Δευτέρα στις 9:00', 'We open on Monday at 9:00'],
  ['a half day', office, '2026-12-24T10:00+02:00', 'Είμαστε εδώ έως τις 13:00', 'We’re here until 13:00'],
  ['after a half day', office, '2026-12-24T13:00+02:00', 'Ανοίγουμε τη Δευτέρα στις 9:00', 'We open on Monday at 9:00'],
  [
    'the evening before Good Friday',
    office,
    '2026-04-09T20:00+03:00',
    'Ανοίγουμε την Τρίτη στις 9:00',
    'We open on Tuesday at 9:00',
  ],
  [
    'the eve of summer time',
    office,
    '2026-03-27T20:00+02:00',
    'Ανοίγουμε τη Δευτέρα στις 9:00',
    'We open on Monday at 9:00',
  ],
  ['a night before midnight', nights, '2026-11-24T22:30+02:00', 'Είμαστε εδώ έως τις 6:00', 'We’re here until 6:00'],
  [
    'a day that ends at midnight',
    evenings,
    '2026-11-24T13:00+02:00',
    'Είμαστε εδώ έως τα μεσάνυχτα',
    'We’re here until midnight',
  ],
  [
    'one o’clock, which Greek says in the singular',
    early,
    '2026-11-24T12:00+02:00',
    'Ανοίγουμε αύριο στη 1:00',
    'We open tomorrow at 1:00',
  ],
  ['always', always, '2026-11-24T22:30+02:00', 'Είμαστε εδώ όλο το 24ωρο', 'We’re here around the clock'],
  ['never', never, '2026-11-24T22:30+02:00', 'Απαντάμε με email', 'We answer by email'],
  [
    'weeks before a holiday',
    alwaysButHolidays,
    '2026-12-01T10:00+02:00',
    'Είμαστε εδώ όλο το 24ωρο',
    'We’re here around the clock',
  ],
  [
    'days before a holiday',
    alwaysButHolidays,
    '2026-12-22T10:00+02:00',
    'Είμαστε εδώ έως την Παρασκευή στις 0:00',
    'We’re here until Friday at 0:00',
  ],
  [
    'the day before a holiday',
    alwaysButHolidays,
    '2026-12-24T10:00+02:00',
    'Είμαστε εδώ έως τα μεσάνυχτα',
    'We’re here until midnight',
  ],
  [
    'the winter before a summer',
    summer,
    '2026-12-01T10:00+02:00',
    'Ανοίγουμε την Τρίτη 1 Ιουνίου στις 10:00',
    'We open on Tuesday 1 June at 10:00',
  ],
  [
    'years before',
    farOff,
    '2026-12-01T10:00+02:00',
    'Ανοίγουμε την Πέμπτη 1 Ιουνίου 2028 στις 10:00',
    'We open on Thursday 1 June 2028 at 10:00',
  ],
])('%s', (_, hours, text, el, en) => {
  const state = stateAt(hours, at(text))
  expect(sentence(state, at(text), 'Europe/Athens', 'el', hoursEl)).toBe(el)
  expect(sentence(state, at(text), 'Europe/Athens', 'en', hoursEn)).toBe(en)
})

test.each([
  [
    'an hour west',
    office,
    '2026-11-24T20:00+02:00',
    'Europe/Rome',
    'Ανοίγουμε αύριο στις 9:00 (8:00 δική σας ώρα)',
    'We open tomorrow at 9:00 (8:00 your time)',
  ],
  [
    'while open',
    office,
    '2026-11-24T10:00+02:00',
    'Asia/Kathmandu',
    'Είμαστε εδώ έως τις 18:00 (21:45 δική σας ώρα)',
    'We’re here until 18:00 (21:45 your time)',
  ],
  [
    'in a zone with the same clocks',
    office,
    '2026-11-24T20:00+02:00',
    'Europe/Helsinki',
    'Ανοίγουμε αύριο στις 9:00',
    'We open tomorrow at 9:00',
  ],
  [
    'where it is our tomorrow already',
    office,
    '2026-11-24T20:00+02:00',
    'Pacific/Auckland',
    'Ανοίγουμε αύριο στις 9:00 (σήμερα στις 20:00 δική σας ώρα)',
    'We open tomorrow at 9:00 (today at 20:00 your time)',
  ],
  [
    'where the day before it will be',
    office,
    '2026-11-27T20:00+02:00',
    'America/Los_Angeles',
    'Ανοίγουμε τη Δευτέρα στις 9:00 (την Κυριακή στις 23:00 δική σας ώρα)',
    'We open on Monday at 9:00 (on Sunday at 23:00 your time)',
  ],
])('a visitor %s reads the own time too', (_, hours, text, zone, el, en) => {
  const state = stateAt(hours, at(text))
  expect(sentence(state, at(text), 'Europe/Athens', 'el', hoursEl, zone)).toBe(el)
  expect(sentence(state, at(text), 'Europe/Athens', 'en', hoursEn, zone)).toBe(en)
})

test('an open page flips on the minute, from windows that it was given once', () => {
  const told = windowsAhead(office, at('2026-11-23T00:00Z'), at('2026-12-29T00:00Z'))
  expect(status(told, at('2026-11-24T17:59:59.999+02:00'))).toEqual({
    open: true,
    changesAt: at('2026-11-24T18:00+02:00'),
  })
  expect(status(told, at('2026-11-24T18:00+02:00'))).toEqual({ open: false, changesAt: at('2026-11-25T09:00+02:00') })
  expect(status(told, at('2026-12-24T13:00+02:00'))).toEqual({ open: false, changesAt: at('2026-12-28T09:00+02:00') })
})

test('whoever is told of a long closed time is told of its end', () => {
  const told = windowsAhead(farOff, at('2026-11-23T00:00Z'), at('2026-12-29T00:00Z'))
  expect(status(told, at('2026-11-24T10:00Z'))).toEqual({ open: false, changesAt: at('2028-06-01T10:00+03:00') })
})

test('what never closes ends forever, through JSON too', () => {
  const told = JSON.parse(JSON.stringify(windowsAhead(always, at('2026-11-23T00:00Z'), at('2026-12-29T00:00Z')))) as [
    number,
    number,
  ][]
  expect(told.at(-1)![1]).toBe(forever)
  expect(status(told, at('2046-11-24T10:00Z'))).toEqual({ open: true, changesAt: null })
  expect(status([], at('2026-11-24T10:00Z'))).toEqual({ open: false, changesAt: null })
})

test('dates have their month in words, and their year when it is asked for', () => {
  expect(dayWords('2025-04-23', 'el')).toBe('23 Απριλίου 2025')
  expect(dayWords('2025-04-23', 'en')).toBe('23 April 2025')
  expect(dayWords('2025-04-23', 'en-US')).toBe('April 23, 2025')
  const noon = at('2026-05-28T19:20+03:00')
  expect(dateTime(noon, 'Europe/Athens', 'el')).toBe('Πέμπτη 28 Μαΐου, 19:20')
  expect(dateTime(noon, 'Europe/Athens', 'en')).toBe('Thursday 28 May, 19:20')
  expect(dateWords(noon, 'Europe/Athens', 'el', false)).toBe('Πέμπτη')
  expect(dateWords(noon, 'Europe/Athens', 'el', true, true)).toBe('Πέμπτη 28 Μαΐου 2026')
  expect(dateWords(noon, 'Europe/Athens', 'en', true, true)).toBe('Thursday 28 May 2026')
})

test('an instant is said by its day and its time', () => {
  const now = at('2026-11-24T20:00+02:00')
  expect(when(now, now, 'Europe/Athens', 'el', hoursEl)).toBe('σήμερα στις 20:00')
  expect(when(at('2026-12-05T08:05+02:00'), now, 'Europe/Athens', 'el', hoursEl)).toBe(
    'το Σάββατο 5 Δεκεμβρίου στις 8:05',
  )
})

test('days are counted by the wall, over a day of 23 hours and one of 25', () => {
  expect(daysBetween(at('2026-03-28T23:30+02:00'), at('2026-03-30T00:30+03:00'), 'Europe/Athens')).toBe(2)
  expect(daysBetween(at('2026-10-25T00:30+03:00'), at('2026-10-25T23:30+02:00'), 'Europe/Athens')).toBe(0)
})

test('the clock on the wall is read in any zone', () => {
  expect(clockOf(at('2026-11-24T10:00Z'), 'Asia/Kathmandu')).toEqual({ hour: 15, minute: '45', date: '2026-11-24' })
  expect(clockOf(at('2026-11-24T22:05Z'), 'Europe/Athens')).toEqual({ hour: 0, minute: '05', date: '2026-11-25' })
})
