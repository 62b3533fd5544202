// What search has reached on the bench's own queries may not fall.

import { expect, test } from 'vitest'
import { measure, openBench, ours, own, readQueries } from './search.ts'

/** By the name of the set; rounded down from what was reached. */
const floors: Record<string, { s1: number; s3: number; none: number; sure: number }> = {
  demo: { s1: 0.98, s3: 0.99, none: 0.91, sure: 0.94 },
  shop: { s1: 0.83, s3: 0.92, none: 0.95, sure: 0.83 },
  software: { s1: 0.82, s3: 0.93, none: 0.95, sure: 0.87 },
  energy: { s1: 0.55, s3: 0.71, none: 0.78, sure: 0.56 },
  travel: { s1: 0.56, s3: 0.75, none: 0.81, sure: 0.57 },
}

test.each(own)('search of the $name set answers no fewer of its queries', ({ name, folder, locale, queries }) => {
  const answer = ours(openBench(folder, locale))
  const score = measure(readQueries(queries), answer, answer)
  const { s1, s3, none, sure } = floors[name]!
  expect(score.s1).toBeGreaterThanOrEqual(s1)
  expect(score.s3).toBeGreaterThanOrEqual(s3)
  expect(score.noneRejected).toBeGreaterThanOrEqual(none)
  expect(score.answeredConfident).toBeGreaterThanOrEqual(sure)
})
