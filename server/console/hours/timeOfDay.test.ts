// Times of day that agents type, over clock changes too.

import { expect, test } from 'vitest'
import { instantAt, timeAt } from './timeOfDay.ts'

test.each([
  ['later today', '14:30', '2026-11-25T12:00:20+02:00', '2026-11-25T14:30+02:00'],
  ['a time that has passed is tomorrow', '09:00', '2026-11-25T12:00+02:00', '2026-11-26T09:00+02:00'],
  ['this very minute is tomorrow', '12:00', '2026-11-25T12:00+02:00', '2026-11-26T12:00+02:00'],
  ['after an hour is skipped', '09:00', '2026-03-29T01:00+02:00', '2026-03-29T09:00+03:00'],
  ['after an hour happens twice', '09:00', '2026-10-25T01:00+03:00', '2026-10-25T09:00+02:00'],
  ['what is skipped is soon after', '03:30', '2026-03-29T01:00+02:00', '2026-03-29T04:30+03:00'],
])('%s', (_, time, now, meant) => {
  expect(new Date(instantAt(time, Date.parse(now), 'Europe/Athens')).toISOString()).toBe(new Date(meant).toISOString())
})

test('a time is shown as it is typed', () => {
  expect(timeAt(Date.parse('2026-11-25T09:05+02:00'), 'Europe/Athens')).toBe('09:05')
})
