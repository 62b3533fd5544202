// The numbers of ratings: of each site what was told last, also where no answer comes.

import { expect, test } from 'vitest'
import { playLine, settled } from '../test/playedLine.ts'
import { RatingNumbers, shareOf } from './state.ts'

const told = { counts: { yes: 3, partly: 1, no: 0 }, closed: 9, comments: [] }

test('what was told of a site stays where no answer or a refusal comes, and is of that site alone', async () => {
  const { line, next } = playLine()
  const numbers = new RatingNumbers(line)
  void numbers.look('oxzino')
  await settled()
  expect(next('ratings:open').payload).toEqual({ site: 'oxzino' })
  await next('ratings:open').answer({ ok: true, ...told })
  await settled()
  expect([numbers.of('oxzino')?.counts, numbers.of('other')]).toEqual([told.counts, undefined])
  void numbers.look('oxzino')
  await settled()
  await next('ratings:open').answer({ ok: false, error: 'failed' })
  await settled()
  expect(numbers.of('oxzino')?.closed).toBe(9)
})

test('of nothing there is no share', () => {
  expect([shareOf(3, 4), shareOf(1, 3), shareOf(0, 4), shareOf(0, 0)]).toEqual([75, 33, 0, null])
})
