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
import { lightKeys } from './stopWords.ts'

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

test.each([
  ['energy', 'el'],
  ['travel', 'en'],
])('what a complete word of %s finds does not disappear at the next letter of it', (name, locale) => {
  const { library, data } = openBench(join(import.meta.dirname, '../../demo/bench', name), locale)
  const catalogue = createCatalogue(library, data)
  catalogue.build(Infinity)
  const cache = new Map()
  const lost: string[] = []
  const words = library.articles.flatMap(({ question, body }) => [question, ...blocksOf(body)].flatMap(wordsOf))
  for (const word of new Set(words)) {
    const { name: key, segments } = catalogue.known.get(word)!
    if (lightKeys.has(key) || word.length < 2) continue
    const meant = new Set(segments.map((at) => catalogue.articles[at]!))
    let before = new Set<number>()
    for (let length = 2; length <= word.length; length++) {
      const { order } = rank(catalogue, understand(catalogue, [word.slice(0, length)], cache, correct))
      const found = new Set(order.filter((article) => meant.has(article)))
      if (before.difference(found).size > 0) lost.push(word.slice(0, length))
      before = found
    }
    if (before.size < meant.size) lost.push(word)
  }
  expect(lost).toEqual([])
})
