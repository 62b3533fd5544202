// While somebody types, search finds what a plain index of beginnings finds.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBench } from '../../demo/bench/search.ts'
import { createCatalogue, wordsOf } from './catalogue.ts'
import { correct } from './correct.ts'
import { keyOf, plain } from './fold.ts'
import { rank } from './rank.ts'
import { blocksOf } from './text.ts'
import { understand } from './understand.ts'
import { lightKeys } from './words.ts'

/**
 * Beginnings of two letters and more, with the articles that have a word of a subject, or in their question any, so
 * begun.
 */
function beginningsOf({ articles }: ReturnType<typeof openBench>['library']): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  articles.forEach(({ question, body }, article) => {
    const words = [
      ...wordsOf(question),
      ...blocksOf(body)
        .flatMap(wordsOf)
        .filter((word) => !lightKeys.has(keyOf(word))),
    ]
    for (const word of new Set(words.map(plain)))
      for (let length = 2; length <= word.length; length++) {
        const start = word.slice(0, length)
        found.set(start, (found.get(start) ?? new Set()).add(article))
      }
  })
  return found
}

test.each([
  ['energy', 'el'],
  ['travel', 'en'],
])('every beginning of every word of %s finds each article that has such a word', (name, locale) => {
  const { library, data } = openBench(join(import.meta.dirname, '../../demo/bench', name), locale)
  const catalogue = createCatalogue(library, data)
  catalogue.build(Infinity)
  const cache = new Map()
  const lost: string[] = []
  for (const [start, articles] of beginningsOf(library)) {
    const { order } = rank(catalogue, understand(catalogue, wordsOf(start), cache, correct))
    for (const article of articles)
      if (!order.includes(article)) lost.push(`${start}: ${library.articles[article]!.id}`)
  }
  expect(lost).toEqual([])
})
