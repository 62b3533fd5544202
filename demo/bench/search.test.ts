// What search has reached on the bench's own queries may not fall.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBench, ours, readQueries, measure } from './search.ts'

const floors = [
  {
    folder: '../site',
    locale: 'el',
    queries: 'oxzino.el.jsonl',
    s1: 0.94,
    s3: 0.98,
    noneRejected: 0.87,
    answeredConfident: 0.92,
  },
  {
    folder: 'shop',
    locale: 'el',
    queries: 'shop.el.jsonl',
    s1: 0.82,
    s3: 0.92,
    noneRejected: 0.93,
    answeredConfident: 0.84,
  },
  {
    folder: 'software',
    locale: 'en',
    queries: 'software.en.jsonl',
    s1: 0.84,
    s3: 0.91,
    noneRejected: 0.93,
    answeredConfident: 0.88,
  },
]

test.each(floors)(
  'search of $folder answers no fewer of its queries',
  ({ folder, locale, queries, s1, s3, noneRejected, answeredConfident }) => {
    const bench = openBench(join(import.meta.dirname, folder), locale)
    const answer = ours(bench)
    const score = measure(readQueries(join(import.meta.dirname, 'queries', queries)), answer, answer)
    expect(score.s1).toBeGreaterThanOrEqual(s1)
    expect(score.s3).toBeGreaterThanOrEqual(s3)
    expect(score.noneRejected).toBeGreaterThanOrEqual(noneRejected)
    expect(score.answeredConfident).toBeGreaterThanOrEqual(answeredConfident)
  },
)
