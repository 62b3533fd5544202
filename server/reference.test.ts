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
  expect(readReference('')).toBeNull()
})
