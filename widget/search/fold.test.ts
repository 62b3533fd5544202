import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from './catalogue.ts'
import { keyOf, pack, readings, unpack } from './fold.ts'

const stems = (word: string) => readings(word).map(({ stem }) => stem)

test.each([
  ['λειτουργία', 'λιτουργεια'],
  ['ακυρώνω', 'ακίρωσα'],
  ['αλλαγή', 'άλλαξα'],
  ['διαγράφω', 'ΔΙΑΓΡΑΨΩ'],
  ['χρόνος', 'χρόνοι'],
  ['αυτόματη', 'αφτόματης'],
  ['έλεγχος', 'ελενχος'],
  ['εγγύηση', 'εγκίησι'],
  ['cancellation', 'cancellations'],
  ['running', 'runs'],
])('%s and %s have one key', (a, b) => expect(keyOf(a)).toBe(keyOf(b)))

test.each([
  ['τιμολόγιο', 'timologio'],
  ['θέλω', '8elw'],
  ['θέση', 'thesi'],
  ['ξεκινώ', '3ekino'],
  ['ξεκινώ', 'xekino'],
  ['ψωνίζω', '4wnizw'],
  ['χρόνος', 'hronos'],
  ['μπορώ', 'boro'],
  ['κουπόνι', 'kuponi'],
  ['βοήθεια', 'bohueia'],
  ['ωράριο', 'vrario'],
  ['refund', 'ρεφθνδ'],
])('%s is one reading of %s', (word, typed) => expect(stems(typed)).toContain(keyOf(word)))

test('different words keep different keys', () => {
  const words =
    'πληρωμή παραγγελία επιστροφή κωδικός λογαριασμός τιμολόγιο αποστολή ακύρωση εγγύηση κάρτα δέμα ωράριο'.split(' ')
  expect(new Set(words.map(keyOf)).size).toBe(words.length)
})

test('accents, capitals and the final sigma never matter', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'αβγδεζηθικλμνξοπρστυφχψως'), minLength: 1, maxLength: 12 }),
      (word) => {
        expect(keyOf(word.toUpperCase())).toBe(keyOf(word))
        expect(keyOf(word.replaceAll('α', 'ά').replaceAll('ι', 'ϊ'))).toBe(keyOf(word))
      },
    ),
  )
})

test('keys come over the wire as they were', () => {
  for (const word of ['κωδικός', 'ουρανός', 'ψυχή', 'ξύλο', 'θέλω', 'refund', '2fa', 'χύμα 100 email']) {
    const keys = word.split(' ').map(keyOf).join(' ')
    expect(unpack(pack(keys))).toBe(keys)
    expect(pack(keys)).toMatch(/^[\da-zA-Z ]+$/)
  }
})

test.each([
  ['Straße', 'strasse'],
  ['ＰＤＦ', 'pdf'],
  ['ﬁnance', 'finance'],
  ['oﬃce', 'office'],
  ['ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
])('%s is found as %s', (written, typed) => expect(keyOf(written)).toBe(keyOf(typed)))

// As macOS names files, as Word breaks words, and as scripts with vowel signs write.
test.each([
  ['ξέχασα τον κωδικό μου'.normalize('NFD'), 'ξέχασα τον κωδικό μου'],
  ['κωδι\u00ADκός \u200Bπρόσβασης', 'κωδικός πρόσβασης'],
  ['İstanbul', 'istanbul'],
  ['हिन्दी', 'हिन्दी'],
  ['❤\uFE0F \u200B κωδικός', 'κωδικός'],
  ['２ＦＡ １００ m²', '2fa 100 m2'],
])('%s has the words of %s', (written, typed) => {
  expect(wordsOf(written).map(keyOf)).toEqual(wordsOf(typed).map(keyOf))
  expect(wordsOf(written)).toHaveLength(typed.split(' ').length)
})
