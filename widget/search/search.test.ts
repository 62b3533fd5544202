import { expect, test } from 'vitest'
import type { Library } from '../../server/protocol/articles.ts'
import { packedLight } from '../../server/faq/light.ts'
import { correct } from './correct.ts'
import { pack } from './fold.ts'
import { createSearch } from './search.ts'

const article = (id: string, question: string, ...texts: string[]) => ({
  id,
  question,
  category: 'a',
  updated: null,
  body: texts.map((text) => ({ type: 'p' as const, children: [text] })),
})
const library: Library = {
  categories: [{ id: 'a', title: 'Α', icon: null }],
  articles: [
    article('a/password', 'Ξέχασα τον κωδικό πρόσβασής μου', 'Κάντε κλικ στη σελίδα σύνδεσης.', 'Θα λάβετε ένα email.'),
    article('a/invoice', 'Πώς μπορώ να λάβω τιμολόγιο;', 'Στην ενότητα «Τα τιμολόγιά μου».', 'Όλα κατεβαίνουν σε PDF.'),
    article('a/hours', 'Ποιες είναι οι ώρες λειτουργίας σας;', 'Δευτέρα έως Παρασκευή.', 'Τις αργίες είμαστε κλειστά.'),
  ],
  most: [],
}
const search = createSearch(
  library,
  { keywords: { 'a/invoice': pack('αποδιξ,αβμ') }, synonyms: pack('κοδικ,password'), light: packedLight },
  correct,
)
const first = (query: string) => search(query).results[0]?.id

test.each([
  'ΞΕΧΑΣΑ ΚΩΔΙΚΟ',
  'ξέχαασ κωδικο',
  'xexasa kwdiko',
  '3exasa kodiko',
  'jexasa kvdik;o',
  'ksehasa',
  'kodiko prosv',
  'ξεχασατον κωδικο',
  'password',
  'passwrod',
  'πασσςορδ',
])('%s finds the forgotten password', (query) => expect(first(query)).toBe('a/password'))

test('a keyword that the article does not have finds it', () => {
  expect(first('αποδειξη')).toBe('a/invoice')
})

test('what matched is marked in its own spelling, in the question and in the passage that has it', () => {
  const [result] = search('timologio pdf').results
  const marked = ({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) =>
    marks.map(([start, end]) => text.slice(start, end))
  expect(marked(result!.question)).toEqual(['τιμολόγιο'])
  expect(search('argies').results[0]!.passage.text).toBe('Τις αργίες είμαστε κλειστά.')
  expect(marked(search('argies').results[0]!.passage)).toEqual(['αργίες'])
})

test('the query is said back as the texts spell it', () => {
  expect(search('xexasa kodiko').understood).toBe('ξέχασα κωδικό')
  expect(search('timologio').understood).toBe('τιμολόγιο')
})

test('words that no article has are not answered with confidence', () => {
  expect(search('ξεχασα τον κωδικο').confident).toBe(true)
  expect(search('μουσακάς στο φούρνο').confident).toBe(false)
  expect(search('asdf qwer').confident).toBe(false)
})

test('nothing is found for nothing', () => {
  expect(search(' ')).toMatchObject({ results: [], confident: false, understood: '' })
})
