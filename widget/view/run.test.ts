import { expect, test } from 'vitest'
import { runOf } from './run.ts'

const zone = 'Europe/Athens'
const said = (author: string, at: string) => ({ author, at: Date.parse(at) })
const morning = said('visitor', '2026-11-25T09:00+02:00')
const noon = said('visitor', '2026-11-25T12:00+02:00')

test('a message alone begins and ends its run, and its day', () => {
  expect(runOf(noon, undefined, undefined, zone)).toEqual({
    day: '2026-11-25',
    isNewDay: true,
    isFirst: true,
    isLast: true,
  })
})

test('a run goes on until somebody else speaks', () => {
  const answer = said('agent', '2026-11-25T12:05+02:00')
  expect(runOf(noon, morning, answer, zone)).toMatchObject({ isNewDay: false, isFirst: false, isLast: true })
  expect(runOf(morning, undefined, noon, zone)).toMatchObject({ isFirst: true, isLast: false })
  expect(runOf(answer, noon, undefined, zone)).toMatchObject({ isNewDay: false, isFirst: true })
})

test('a new day begins a run, by the zone of whoever reads', () => {
  const late = said('visitor', '2026-11-25T23:30+02:00')
  const after = said('visitor', '2026-11-26T00:30+02:00')
  expect(runOf(after, late, undefined, zone)).toMatchObject({ day: '2026-11-26', isNewDay: true, isFirst: true })
  expect(runOf(after, late, undefined, 'UTC')).toMatchObject({ day: '2026-11-25', isNewDay: false, isFirst: false })
})
