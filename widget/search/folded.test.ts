// What conversations are found by, in words of Greek, English and German.

import { expect, test } from 'vitest'
import { indexed, marksIn, soughtIn } from './folded.ts'

/** Whether a text is found, as the index asks for words and their beginnings. */
const isFound = (text: string, query: string, isGerman?: boolean) => {
  const keys = indexed(text).split(' ')
  return soughtIn(query, isGerman).every(({ stems, beginnings }) =>
    keys.some((key) => stems.includes(key) || beginnings.some((each) => key.startsWith(each))),
  )
}

test.each([
  ['Meine Rechnung fehlt', 'rechnungen'],
  ['Meine Rechnungen fehlen', 'Rechnung'],
  ['Ich will die Adresse ändern', 'adressen aendern'],
  ['Ich will die Adresse aendern', 'ändern'],
  ['Das Rad ist da', 'Räder'],
  ['Die Räder sind da', 'Rad'],
  ['Bitte zurück', 'zurueck'],
  ['Die Zahlung ist da', 'yahlung'],
  ['Meine Bestellung', 'bestellen'],
  ['Ich will es kaufen', 'gekauft'],
])('%s is found by %s where German is spoken', (text, query) => {
  expect(isFound(text, query, true)).toBe(true)
  expect(marksIn(text, soughtIn(query, true)).length).toBeGreaterThan(0)
})

test('English is asked for as it was where nobody speaks German, and no short word for a longer one anywhere', () => {
  expect(isFound('a custom colour', 'customer')).toBe(false)
  expect(isFound('you and me', 'ändern', true)).toBe(false)
  expect(isFound('Die Lieferung', 'Rechnung', true)).toBe(false)
  expect(isFound('οι κωδικοί μου', 'kwdikos', true)).toBe(true)
})
