// Holidays beside what the countries themselves say.

import { expect, test } from 'vitest'
import { holidaysOf } from './holidays.ts'

const of = (country: string, year: number, locale: string) =>
  holidaysOf({ country }, 'Europe/Athens', year, locale).map(({ date, name }) => `${date.slice(5)} ${name}`)

test('the holidays of Greece have their own names in both languages', () => {
  expect(of('GR', 2026, 'en')).toEqual([
    "01-01 New Year's Day",
    '01-06 Epiphany',
    '02-23 Clean Monday',
    '03-25 Annunciation, Anniversary of 1821 Revolution',
    '04-10 Good Friday',
    '04-12 Easter Sunday',
    '04-13 Easter Monday',
    '05-01 Labour Day',
    '05-31 Pentecost',
    '06-01 Holy Spirit Monday',
    '08-15 Dormition of the Mother of God',
    '10-28 Ohi Day',
    '12-25 Christmas Day',
    '12-26 Synaxis of the Mother of God',
  ])
  expect(of('GR', 2026, 'el')).toContain('02-23 Καθαρά Δευτέρα')
  expect(of('GR', 2026, 'el')).toContain('12-26 Σύναξη της Θεοτόκου')
})

const dates = (country: string, year: number) => [
  ...new Set(holidaysOf({ country }, 'Europe/Sofia', year, 'en').map(({ date }) => date.slice(5))),
]

test('Bulgaria gives a working day for each holiday on a weekend', () => {
  // Calendar of the Council of Ministers: 25 May, 7 September and 28 December 2026 are days off
  expect(dates('BG', 2026)).toEqual(
    '01-01 03-03 04-10 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 12-24 12-25 12-26 12-28'.split(' '),
  )
  // 2022: Christmas Eve on a Saturday, Christmas on a Sunday.
  expect(dates('BG', 2022)).toEqual(expect.arrayContaining(['01-03', '05-02', '12-27', '12-28']))
})

test('Korea votes on 3 June 2026', () => {
  expect(dates('KR', 2026)).toContain('06-03')
})
