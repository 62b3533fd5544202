// German words meet in all their spellings and forms, and compounds are found by the words that they are made of.

import { expect, test } from 'vitest'
import { searchDataFor } from '../../../server/faq/lexicon.ts'
import type { Library } from '../../../server/protocol/articles.ts'
import { correct } from '../correct.ts'
import { tongues } from '../fold.ts'
import { createSearch } from '../search.ts'

const { keyOf, readings } = tongues['de']!

test.each([
  ['Rechnungsadresse', 'rechnungsadressen'],
  ['ändern', 'aendern'],
  ['ändern', 'andern'],
  ['Straße', 'strasse'],
  ['Größe', 'groesse'],
  ['Größen', 'grosse'],
  ['Rückgabe', 'rueckgabe'],
  ['Rad', 'Räder'],
  ['Zug', 'Züge'],
  ['Rechnung', 'rechnungen'],
  ['Bestellung', 'bestellen'],
  ['kaufen', 'gekauft'],
  ['einlösen', 'eingelöst'],
  ['kostet', 'Kosten'],
  ['dauert', 'Dauer'],
  ['Schlauch', 'Schläuche'],
])('%s and %s are one word', (one, other) => expect(keyOf(one)).toBe(keyOf(other)))

test.each([
  ['neue', 'Nu'],
  ['bauen', 'Ban'],
  ['Steuer', 'stur'],
  ['Nachbar', 'nach'],
  ['Rat', 'Rad'],
])('%s and %s are two', (one, other) => expect(keyOf(one)).not.toBe(keyOf(other)))

test('y and z of the other layout are read as they were meant', () => {
  expect(readings('yahlung').map(({ stem }) => stem)).toContain(keyOf('Zahlung'))
})

const library: Library = {
  categories: [],
  most: [],
  articles: [
    ['rechnungsadresse', 'Wie ändere ich meine Rechnungsadresse?'],
    ['lieferung', 'Wie lange dauert die Lieferung?'],
    ['rechnung', 'Wo finde ich die Rechnung?'],
    ['adresse', 'An welche Adresse schicke ich ein Paket?'],
    ['rad', 'Kann ich ein Rad für Kinder mieten?'],
    ['oel', 'Welches Öl braucht die Kette?'],
    ['helm', 'Ist ein Helm dabei?'],
  ].map(([id, question]) => ({ id: id!, question: question!, category: '', body: [], related: [], updated: '' })),
} as unknown as Library

const search = createSearch(library, searchDataFor(library, {}, 'de', []), correct)
search.build()
const first = (query: string) => search(query).results[0]?.id

test.each([
  ['rechnungsadresse aendern', 'rechnungsadresse'],
  ['adresse der rechnung ändern', 'rechnungsadresse'],
  ['Rechnung Adresse', 'rechnungsadresse'],
  ['rechnungsadr', 'rechnungsadresse'],
  ['kettenöl', 'oel'],
  ['kinderrad', 'rad'],
  ['rechnug', 'rechnung'],
])('%s finds %s', (query, id) => expect(first(query)).toBe(id))

test('a compound that the texts have is marked whole, and what they lack is not sure', () => {
  const { results } = search('adresse rechnung')
  expect(results[0]!.question.marks).toContainEqual([21, 37])
  expect(search('öffnungszeiten').confident).toBe(false)
})

test('German words that are spelt as light ones of English are apart', () => {
  expect(keyOf('die')).not.toBe('die')
})

test('what begins to search says in which tongue: two sites side by side do not mix', () => {
  const english = createSearch(
    { ...library, articles: [{ ...library.articles[0]!, id: 'hat', question: 'Which hat is for a war?' }] },
    searchDataFor(library, {}, 'en', []),
    correct,
  )
  english.build()
  expect(first('der helm')).toBe('helm')
  expect(english('hats').results[0]?.id).toBe('hat')
  expect(english('hats').confident).toBe(true)
  expect(first('räder für kinder')).toBe('rad')
})
