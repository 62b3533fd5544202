import { expect, test } from 'vitest'
import { packedLight } from '../../server/faq/light.ts'
import { createCatalogue } from './catalogue.ts'
import { correct } from './correct.ts'
import { type Unit, understand } from './understand.ts'

test('what is remembered of the words typed has a bound, however many are', () => {
  const article = { id: 'a', question: 'Πώς ακυρώνω τη συνδρομή μου;', category: 'c', body: [] }
  const catalogue = createCatalogue(
    { articles: [article], categories: [{ id: 'c', title: 'Πληρωμές' }], most: [] } as never,
    { keywords: {}, synonyms: '', light: packedLight },
  )
  catalogue.build(Infinity)
  const cache = new Map<string, Unit[]>()
  const letters = 'αβγδεζηθικλμ'
  let asked = 0
  let most = 0
  for (const first of letters)
    for (const second of letters)
      for (const third of letters) {
        const [unit] = understand(catalogue, [`συνδρομ${first}${second}${third}`, 'ακυρώνω'], cache, correct)
        if (unit) asked++
        most = Math.max(most, cache.size)
      }
  expect(asked).toBeGreaterThan(1_000)
  expect(most).toBeLessThanOrEqual(501)
})
