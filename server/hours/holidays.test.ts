// Holidays beside what the countries themselves say, and beside what a second source has.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { comparedYears, corrections } from './holidayCorrections.ts'
import { countryNames } from './holidayData.ts'
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

const dates = (place: string, year: number) => {
  const [country, region] = place.split('-') as [string, string?]
  const found = holidaysOf({ country, ...(region && { region }) }, 'Europe/Sofia', year, 'en')
  return [...new Set(found.map(({ date }) => date.slice(5)))]
}

// Lists of the governments: the whole year where several days were corrected.
test.each([
  [
    'BG',
    2026,
    '01-01 01-02 03-03 04-10 04-11 04-12 04-13 05-01 05-06 05-24 05-25 09-06 09-07 09-22 12-24 12-25 12-26 12-28',
  ],
  ['BG', 2027, '01-01 03-03 04-30 05-01 05-02 05-03 05-04 05-06 05-24 09-06 09-22 12-24 12-25 12-26 12-27 12-28'],
  ['CY', 2026, '01-01 01-06 02-23 03-25 04-01 04-10 04-12 04-13 05-01 05-31 06-01 08-15 10-01 10-28 12-25 12-26'],
  ['CY', 2027, '01-01 01-06 03-15 03-25 04-01 04-30 05-01 05-02 05-03 06-20 06-21 08-15 10-01 10-28 12-25 12-26'],
  ['HU', 2026, '01-01 01-02 03-15 04-03 04-05 04-06 05-01 05-24 05-25 08-20 08-21 10-23 11-01 12-24 12-25 12-26'],
  [
    'KR',
    2026,
    '01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 09-24 09-25 09-26 10-03 10-05 10-09 12-25',
  ],
  [
    'KR',
    2027,
    '01-01 02-06 02-07 02-08 02-09 03-01 05-01 05-03 05-05 05-13 06-06 07-17 07-19 08-15 08-16 09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27',
  ],
  ['RS', 2026, '01-01 01-02 01-07 02-15 02-16 02-17 04-10 04-11 04-12 04-13 05-01 05-02 11-11'],
  ['RS', 2027, '01-01 01-02 01-07 02-15 02-16 04-30 05-01 05-02 05-03 05-04 11-11'],
  ['SK', 2026, '01-01 01-06 04-03 04-06 05-01 07-05 08-29 11-01 12-24 12-25 12-26'],
  ['SK', 2027, '01-01 01-06 03-26 03-29 05-01 05-08 07-05 08-29 09-15 11-01 12-24 12-25 12-26'],
  ['GB-SCT', 2026, '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-26 12-28'],
])('the holidays of %s in %i are those of its government', (place, year, expected) => {
  expect(dates(place, year)).toEqual(expected.split(' '))
})

test.each([
  // Christmas Eve on a Saturday, Christmas on a Sunday; 1 May on the Saturday before Easter; before the law of 2017.
  ['BG', 2022, '01-03 05-02 12-27 12-28', '01-04 05-03'],
  ['BG', 2021, '05-03 05-04', '05-05'],
  ['BG', 2016, '04-30', '12-27 12-28'],
  ['LT', 2026, '05-03 06-07', ''],
  ['LV', 2027, '05-09 05-16', ''],
  ['ZA', 2026, '11-04', ''],
  ['GB', 2026, '', '06-15'],
  // 2 May on a Sunday that is not Easter's.
  ['RS', 2038, '05-02 05-03', '05-04'],
  ['KR', 2025, '01-28 01-29 01-30', '05-01'],
])('the holidays of %s in %i include %s and not %s', (place, year, has, lacks) => {
  const found = dates(place, year)
  expect(found).toEqual(expect.arrayContaining(has.split(' ').filter(Boolean)))
  for (const day of lacks.split(' ').filter(Boolean)) expect(found).not.toContain(day)
})

test('the eves of Turkish feasts close at one', () => {
  const eves = [2026, 2027].flatMap((year) => holidaysOf({ country: 'TR' }, 'Europe/Istanbul', year))
  expect(eves.filter(({ from }) => from !== '00:00').map(({ date, from }) => `${date} ${from}`)).toEqual([
    '2026-03-19 13:00',
    '2026-05-26 13:00',
    '2026-10-28 13:00',
    '2027-03-08 13:00',
    '2027-05-15 13:00',
    '2027-10-28 13:00',
  ])
})

test('the holidays of Cyprus have their own names in both languages', () => {
  expect(of('CY', 2026, 'el')).toEqual([
    '01-01 Πρωτοχρονιά',
    '01-06 Θεοφάνεια',
    '02-23 Καθαρά Δευτέρα',
    '03-25 Ευαγγελισμός, Εθνική Εορτή',
    '04-01 Εθνική Επέτειος της 1ης Απριλίου',
    '04-10 Μεγάλη Παρασκευή',
    '04-12 Πάσχα',
    '04-13 Δευτέρα του Πάσχα',
    '05-01 Εργατική Πρωτομαγιά',
    '05-31 Πεντηκοστή',
    '06-01 Δευτέρα του Κατακλυσμού',
    '08-15 Κοίμηση της Θεοτόκου',
    '10-01 Ημέρα της Κυπριακής Ανεξαρτησίας',
    '10-28 Επέτειος του Όχι',
    '12-25 Χριστούγεννα',
    '12-26 Επομένη των Χριστουγέννων',
  ])
  expect(of('CY', 2026, 'en')).toContain('06-01 Kataklysmos (Whit Monday)')
})

// The public holidays of whole countries as the Python package `holidays` (0.105, MIT) has them, but for Sundays.
const secondSource = readFileSync(join(import.meta.dirname, 'secondSource.txt'), 'utf8')
  .trim()
  .split('\n')
/** What we alone have (+) and what it alone has (-), and why that is left so. */
const apart: Record<string, string> = {
  // Of most states, and most cantons.
  'AU 2026': '+0404 +1228',
  'AU 2027': '+0327 +1227 +1228',
  'CH 2026': '+0403 +0406 +0525 +1226',
  'CH 2027': '+0326 +0329 +0517',
  // Not of Scotland.
  'GB 2026': '+0406',
  'GB 2027': '+0329',
  // The employer may choose the day in lieu.
  'CA 2027': '-1227',
  // By agreement and custom.
  'FI 2026': '-0619 -1224',
  'FI 2027': '-0625 -1224',
  'NL 2026': '-0403',
  'NL 2027': '-0326',
  // Where 1 May is Holy Saturday a minister may say another day, and has not yet.
  'GR 2027': '-0504',
  // Half days.
  'IS 2026': '+1224 +1231',
  'IS 2027': '+1224 +1231',
  'TR 2026': '+0319 +0526 +1028',
  'TR 2027': '+0308 +0515 +1028',
  // Days that the public service moves.
  'LV 2026': '-0102 -0622',
}
test.each(secondSource)('a second source has the same days, or it is known why not: %s', (line) => {
  const [country, year, ...theirs] = line.split(' ') as [string, string, ...string[]]
  const ours = dates(country, Number(year))
    .filter((day) => new Date(`${year}-${day}`).getUTCDay() !== 0)
    .map((day) => day.replace('-', ''))
  const alone = (some: string[], others: string[], sign: string) =>
    some.filter((day) => !others.includes(day)).map((day) => sign + day)
  const found = [...alone(ours, theirs, '+'), ...alone(theirs, ours, '-')].join(' ')
  expect(found).toBe(apart[`${country} ${year}`] ?? '')
})

test('46 countries were compared, each with what the second source has of its years', () => {
  const compared = Object.keys(countryNames()).filter(comparedYears)
  expect(compared).toHaveLength(46)
  const expected = compared.flatMap((each) =>
    comparedYears(each)!
      .split(' and ')
      .map((year) => `${each} ${year}`),
  )
  expect(secondSource.map((line) => line.slice(0, 7)).toSorted()).toEqual(expected.toSorted())
})

test('every correction is a rule that the data can read', () => {
  const warned = vi.spyOn(console, 'error').mockImplementation(() => {})
  for (const place of Object.keys(corrections)) expect(dates(place, 2027).length, place).toBeGreaterThan(7)
  expect(warned.mock.calls).toEqual([])
  warned.mockRestore()
})
