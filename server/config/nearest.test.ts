// Hints: what was probably meant, and nothing when it is anyone's guess.

import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const known = ['name', 'origins', 'locales', 'articles', 'hours', 'privacyUrl', 'waitSeconds']

test.each([
  ['nam', 'name'],
  ['Locales', 'locales'],
  ['orgins', 'origins'],
  ['privacyURL', 'privacyUrl'],
  ['waitSecond', 'waitSeconds'],
  ['artciles', 'articles'],
  ['nmae', 'name'],
  ['huors', 'hours'],
])('%s was meant to be %s', (typed, meant) => expect(nearest(typed, known)).toBe(meant))

test.each(['', 'x', 'zzzz', 'telephone', 'sites'])('%j is like none of them', (typed) =>
  expect(nearest(typed, known)).toBeNull(),
)
