// Which results stay where they are while a word is typed.

import { expect, test } from 'vitest'
import type { Found } from '../../server/protocol/articles.ts'
import { steadily } from './steady.ts'

const found = (scores: Record<string, number>): Found => ({
  results: Object.entries(scores).map(([id, score]) => ({
    id,
    score,
    question: { text: id, marks: [] },
    passage: { text: '', marks: [] },
  })),
  confident: true,
  understood: '',
  isLost: false,
})
const idsOf = ({ results }: Found) => results.map(({ id }) => id).join()

test('while a word is typed, a result that is nearly as good stays above', () => {
  const steady = steadily()
  steady(found({ a: 1, b: 0.9 }), 'pas')
  expect(idsOf(steady(found({ b: 1, a: 0.9 }), 'pass'))).toBe('a,b')
})

test('one that is much better comes first', () => {
  const steady = steadily()
  steady(found({ a: 1, b: 0.9 }), 'pas')
  expect(idsOf(steady(found({ b: 1, a: 0.8 }), 'pass'))).toBe('b,a')
})

test.each([
  ['another word', 'pas', 'pas b'],
  ['another query', 'pas', 'log'],
])('%s puts them in order anew', (_, before, now) => {
  const steady = steadily()
  steady(found({ a: 1, b: 0.9 }), before)
  expect(idsOf(steady(found({ b: 1, a: 0.9 }), now))).toBe('b,a')
})

test('what was not there before comes after what was, when it is hardly better', () => {
  const steady = steadily()
  steady(found({ a: 1, b: 0.9 }), 'pa')
  expect(idsOf(steady(found({ c: 1, b: 0.95, a: 0.9 }), 'pas'))).toBe('a,b,c')
})
