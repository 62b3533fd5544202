import type { Library } from '../protocol/articles.ts'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { correct } from '../../widget/search/correct.ts'
import { createSearch } from '../../widget/search/search.ts'
import { searchDataFor } from './lexicon.ts'

const article = (id: string, question: string) => ({ id, question, category: 'a', updated: null, body: [] })
const library = (...articles: Library['articles']): Library => ({
  categories: [{ id: 'a', title: 'A', icon: null }],
  articles,
  most: [],
})
const greek = library(
  article('a/refund', 'Πώς γίνεται η επιστροφή χρημάτων;'),
  article('a/hours', 'Ποιο είναι το ωράριό σας;'),
)
const english = library(article('a/refund', 'Do you give refunds?'), article('a/hours', 'What are your opening hours?'))

const first = (of: Library, locale: string, query: string, synonyms: string[][] = []) => {
  const search = createSearch(of, searchDataFor(of, {}, locale, synonyms), correct)
  const { results, confident } = search(query)
  return { id: results[0]?.id, confident }
}

test('words that the site has not find what the site calls otherwise', () => {
  expect(first(greek, 'el', 'θέλω πίσω τα λεφτά')).toEqual({ id: 'a/refund', confident: true })
  expect(first(greek, 'el', 'money back')).toEqual({ id: 'a/refund', confident: true })
  expect(first(english, 'en', 'money back')).toEqual({ id: 'a/refund', confident: true })
  expect(first(english, 'en', 'schedule')).toEqual({ id: 'a/hours', confident: true })
})

test('words of matters that the site has not are not sent', () => {
  const { synonyms } = searchDataFor(english, {}, 'en', [])
  expect(synonyms).toContain('REIMBURS')
  expect(synonyms).not.toContain('PASSPORT')
  expect(synonyms).not.toMatch(/[a-z]/)
})

test("the owner's own words are always sent", () => {
  expect(first(english, 'en', 'wombat')).toMatchObject({ confident: false })
  expect(first(english, 'en', 'wombat', [['wombat', 'refund']])).toEqual({ id: 'a/refund', confident: true })
})

test('however large the site, its words are few bytes', () => {
  const words =
    'password login refund invoice delivery return warranty subscription privacy phone hours password card gift size'.split(
      ' ',
    )
  const large = library(
    ...Array.from({ length: 300 }, (_, at) =>
      article(`a/${at}`, `${words[at % words.length]} and ${words[(at * 7) % words.length]}?`),
    ),
  )
  expect(brotliCompressSync(JSON.stringify(searchDataFor(large, {}, 'en', []))).length).toBeLessThanOrEqual(4_000)
})
