import { expect, test } from 'vitest'
import { runOf } from './run.ts'

const zone = 'Europe/Athens'
const said = (author: string, at: string) => ({ author, at: Date.parse(at) })
const morning = said('visitor', '2026-11-25T09:00+02:00')
const noon = said('visitor', '2026-11-25T12:00+02:00')

test('a message alone begins and ends its run, and its day', () => {
  expect(runOf(noon, undefined, undefined, zone)).toEqual(['2026-11-25', true, true])
})

test('a run goes on until somebody else speaks', () => {
  const answer = said('agent', '2026-11-25T12:05+02:00')
  expect(runOf(morning, undefined, noon, zone)).toEqual(['2026-11-25', true, false])
  expect(runOf(noon, morning, answer, zone)).toEqual(['', false, true])
  expect(runOf(answer, noon, undefined, zone)).toEqual(['', true, true])
})

test('a new day begins a run, by the zone of whoever reads', () => {
  const late = said('visitor', '2026-11-25T23:30+02:00')
  const after = said('visitor', '2026-11-26T00:30+02:00')
  expect(runOf(after, late, undefined, zone)).toEqual(['2026-11-26', true, true])
  expect(runOf(after, late, undefined, 'UTC')).toEqual(['', false, true])
})
