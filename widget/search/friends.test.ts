// False friends: words that look alike to a machine and to nobody else.

import { expect, test } from 'vitest'
import { packedLight } from '../../server/faq/light.ts'
import { createCatalogue } from './catalogue.ts'
import { correct } from './correct.ts'
import { keyOf, pack } from './fold.ts'
import { createSearch } from './search.ts'
import { understand } from './understand.ts'

test.each([
  ['πόσο', 'πώς'],
  ['πόσα', 'πώς'],
  ['ώρες', 'όροι'],
  ['άλλο', 'αλλά'],
])('%s and %s are different words', (a, b) => expect(keyOf(a)).not.toBe(keyOf(b)))

test.each([
  ['πόσο', 'πόσα'],
  ['ώρα', 'ώρες'],
  ['όρος', 'όρων'],
  ['πρόβλημα', 'προβλήματα'],
  ['ποσοστό', 'ποσοστά'],
])('%s and %s are one word', (a, b) => expect(keyOf(a)).toBe(keyOf(b)))

test('a word that ends in -ατα without a μ is not cut as one of -μα', () => {
  expect(keyOf('σαλάτα')).not.toBe(keyOf('σάλα'))
})

const article = (id: string, question: string, text = '') => ({
  id,
  question,
  category: 'a',
  updated: null,
  body: text ? [{ type: 'p' as const, children: [text] }] : [],
})
const of = (synonyms: string, ...articles: ReturnType<typeof article>[]) => {
  const library = { categories: [{ id: 'a', title: 'A', icon: null }], articles, most: [] }
  const data = {
    keywords: {},
    light: packedLight,
    synonyms: pack(
      synonyms
        .split(';')
        .map((group) =>
          group
            .split(',')
            .map((term) => term.split(' ').map(keyOf).join(' '))
            .join(','),
        )
        .join(';'),
    ),
  }
  const catalogue = createCatalogue(library, data)
  catalogue.build(Infinity)
  const search = createSearch(library, data, correct)
  return {
    first: (query: string) => search(query).results[0]?.id,
    found: (query: string) => search(query).results.map(({ id }) => id),
    meant: (query: string) =>
      understand(catalogue, query.split(' '), new Map(), correct).flatMap(({ synonyms: keys }) =>
        [...keys.keys()].map(({ name }) => name),
      ),
  }
}

test('a word typed and found in a body comes before its synonym in a question', () => {
  const { first } = of(
    'refund,return',
    article('a', 'Return parcels by ordinary post'),
    article('b', 'Payments', 'We refund the price.'),
  )
  expect(first('refund')).toBe('b')
})

test('a term of several words fires where they stand together, its light words in their order', () => {
  const { meant } = of('log in,access;gift card,voucher', article('a', 'Access'), article('b', 'Voucher'))
  expect(meant('log in please')).toContain(keyOf('access'))
  expect(meant('in the log')).not.toContain(keyOf('access'))
  expect(meant('card as a gift now')).toContain(keyOf('voucher'))
  expect(meant('gift for somebody who lost her card')).not.toContain(keyOf('voucher'))
})

test('a beginning of three letters does not bring the synonyms of what it may become', () => {
  const { meant } = of('invoice,receipt', article('a', 'Receipt'), article('b', 'Invoice'))
  expect(meant('inv')).toEqual([])
  expect(meant('invoi')).toContain(keyOf('receipt'))
})

test('a misspelt word is sooner a word of the texts than one of the lexicon', () => {
  const { first } = of('bolder,swap', article('a', 'Swap'), article('b', 'Border'))
  expect(first('bodder')).toBe('b')
})

test('an unfinished word is sooner one that begins so than one whose stem it looks like', () => {
  const { first } = of('', article('a', 'Cots'), article('b', 'Cottages'))
  expect(first('cott')).toBe('b')
  expect(first('cots')).toBe('a')
})

test('a term of several words fires while its last, of no subject, is typed', () => {
  const { meant } = of('log in,access', article('a', 'Access'))
  expect(meant('log i')).toContain(keyOf('access'))
  expect(meant('log items')).not.toContain(keyOf('access'))
  expect(meant('i log')).not.toContain(keyOf('access'))
})
