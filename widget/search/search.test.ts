import { expect, test } from 'vitest'
import type { Library } from '../view/article.ts'
import { createSearch, fold } from './search.ts'

const article = (id: string, question: string, text: string) => ({
  id,
  question,
  category: 'a',
  updated: null,
  body: [{ type: 'p' as const, children: [text] }],
})
const library: Library = {
  categories: [{ id: 'a', title: 'Α', icon: null }],
  articles: [
    article('a/password', 'Ξέχασα τον κωδικό πρόσβασής μου', 'Κάντε κλικ στη σελίδα σύνδεσης.'),
    article('a/invoice', 'Πώς μπορώ να λάβω τιμολόγιο;', 'Στην ενότητα «Τα τιμολόγιά μου».'),
  ],
  most: [],
}
const search = createSearch(library, { keywords: { 'a/invoice': ['απόδειξη'] }, synonyms: [] })

test('accents, case and final sigma do not matter', () => {
  expect(fold('Κωδικός ΐ')).toBe('κωδικοσ ι')
  expect(search('ΞΕΧΑΣΑ ΚΩΔΙΚΟ').results[0]?.id).toBe('a/password')
})

test('a keyword that the article does not have finds it', () => {
  expect(search('αποδειξη').results[0]?.id).toBe('a/invoice')
})

test('what matched is marked in its own spelling', () => {
  const [first] = search('κωδικος').results
  const { text, marks } = first!.question
  expect(marks.map(([start, end]) => text.slice(start, end))).toEqual(['κωδικό'])
})

test('nothing is found for nothing', () => {
  expect(search(' ')).toEqual({ results: [], confident: false })
})
