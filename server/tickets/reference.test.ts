import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newReference, readReference } from './reference.ts'

const alphabet = '23456789AEHKMNPTX'
const samples = Array.from({ length: 200 }, () => newReference())

test('a reference reads back as itself', () => {
  for (const reference of samples) expect(readReference(reference)).toBe(reference)
})

test('it may be typed in lower case, in Greek letters, without its dash', () => {
  const greek: Record<string, string> = { A: 'α', E: 'ε', H: 'η', K: 'κ', M: 'μ', N: 'ν', P: 'ρ', T: 'τ', X: 'χ' }
  for (const reference of samples) {
    const typed = [...reference.replace('-', '')].map((letter) => greek[letter] ?? letter).join('')
    expect(readReference(typed)).toBe(reference)
  }
})

test('one wrong character is said to be a mistype, never another reference', () => {
  for (const reference of samples.slice(0, 20)) {
    const plain = reference.replace('-', '')
    for (let place = 0; place < plain.length; place++) {
      for (const letter of alphabet) {
        if (letter === plain[place]) continue
        expect(readReference(plain.slice(0, place) + letter + plain.slice(place + 1))).toBe('mistyped')
      }
    }
  }
})

test('two neighbours swapped are said to be a mistype', () => {
  for (const reference of samples) {
    const plain = reference.replace('-', '')
    for (let place = 0; place + 1 < plain.length; place++) {
      if (plain[place] === plain[place + 1]) continue
      const swapped = plain.slice(0, place) + plain[place + 1]! + plain[place]! + plain.slice(place + 2)
      expect(readReference(swapped)).toBe('mistyped')
    }
  }
})

test('what is not a reference is not called a mistype', () => {
  expect(readReference('τιμολόγιο')).toBeNull()
  expect(readReference('κωδικός')).toBeNull()
  expect(readReference('')).toBeNull()
})

/** Any way to type a reference: case, Greek or Latin letters, spaces and dashes wherever. */
const spelling = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.constantFrom('', '', '', '-', ' ', '–')), {
  minLength: 7,
  maxLength: 7,
})
const greek: Record<string, string> = { A: 'Α', E: 'Ε', H: 'Η', K: 'Κ', M: 'Μ', N: 'Ν', P: 'Ρ', T: 'Τ', X: 'Χ' }
const spell = (letters: string[], ways: [boolean, boolean, string][]) =>
  letters
    .map((letter, at) =>
      ((shown) => (ways[at]![1] ? shown.toLowerCase() : shown) + ways[at]![2])(
        ways[at]![0] ? (greek[letter] ?? letter) : letter,
      ),
    )
    .join('')
const reference = fc.array(fc.integer({ min: 0, max: 16 }), { minLength: 6, maxLength: 6 }).map((values) => {
  const left = [...values]
  return newReference(() => left.shift()!)
})

test('every reference is read in every spelling', () => {
  fc.assert(
    fc.property(reference, spelling, (made, ways) => {
      expect(readReference(spell([...made.replace('-', '')], ways as [boolean, boolean, string][]))).toBe(made)
    }),
    { numRuns: 2_000 },
  )
})

test('every reference with one other character of the alphabet in it is nobody’s, in every spelling', () => {
  const place = fc.integer({ min: 0, max: 6 })
  fc.assert(
    fc.property(reference, place, fc.integer({ min: 1, max: 16 }), spelling, (made, at, by, ways) => {
      const letters = [...made.replace('-', '')]
      letters[at] = alphabet[(alphabet.indexOf(letters[at]!) + by) % 17]!
      expect(readReference(spell(letters, ways as [boolean, boolean, string][]))).toBe('mistyped')
    }),
    { numRuns: 5_000 },
  )
})

test('a character that no reference has is a mistype too, where a digit was meant or a letter of the other alphabet', () => {
  for (const made of samples.slice(0, 20)) {
    for (const wrong of 'OI01BZΒΖΙΟΥSGΓΩ') {
      const letters = [...made.replace('-', '')]
      letters[3] = wrong
      expect([wrong, readReference(letters.join(''))]).toEqual([wrong, 'mistyped'])
    }
  }
})
