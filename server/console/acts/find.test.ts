// Finding in the palette: however it was typed, and only what it is about.

import { expect, test } from 'vitest'
import { matchOf, meant } from './find.ts'

const texts = [
  'Κλείσιμο',
  'Ανάθεση…',
  'Αναβολή…',
  'Πίσω στην ουρά',
  'Μαρία Κωνσταντίνου',
  'K7M-4PX9',
  'Back to the queue',
  'Zurück in die Warteschlange',
  'Jürgen Größle',
]
const found = (typed: string) => {
  const asked = meant(typed)
  return texts
    .map((text) => ({ text, score: matchOf(asked, text) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ text }) => text)
}

test.each([
  ['without accents', 'κλεισ', 'Κλείσιμο'],
  ['in Greeklish', 'kleisi', 'Κλείσιμο'],
  ['in Greeklish, with two letters for one sound', 'anathesi', 'Ανάθεση…'],
  ['with the other layout', 'anabol', 'Αναβολή…'],
  ['Greek typed with the English layout', 'oyra', 'Πίσω στην ουρά'],
  ['English typed with the Greek layout', ';θεθε', 'Back to the queue'],
  ['English under a Greek layout', 'βαψκ', 'Back to the queue'],
  ['two words in any order', 'kwnstantinou maria', 'Μαρία Κωνσταντίνου'],
  ['with a slip', 'κλεσιμο', 'Κλείσιμο'],
  ['German without its dots', 'zuruck', 'Zurück in die Warteschlange'],
  ['German with an e for them', 'zurueck', 'Zurück in die Warteschlange'],
  ['German with the layout of others', 'yurück', 'Zurück in die Warteschlange'],
  ['a German name in letters of all', 'juergen groessle', 'Jürgen Größle'],
  ['what is within a German word', 'schlange', 'Zurück in die Warteschlange'],
  ['a reference', '4px9', 'K7M-4PX9'],
])('%s: %s', (_, typed, first) => {
  expect(found(typed)[0]).toBe(first)
})

test('what is not there is not found', () => {
  expect(found('τιμολόγιο')).toEqual([])
  expect(found('μαρια κλεισιμο')).toEqual([])
})
