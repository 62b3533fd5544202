import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from './correct.ts'

const word = fc.string({ unit: fc.constantFrom(...'αβγδεικλμνοπρστ'), minLength: 3, maxLength: 10 })

test('one slip is at most one step away, and a swap is less', () => {
  fc.assert(
    fc.property(word, fc.nat(), (right, seed) => {
      const at = seed % right.length
      expect(distance(right.slice(0, at) + right.slice(at + 1), right, 9)).toBeLessThanOrEqual(1)
      expect(distance(`${right.slice(0, at)}ζ${right.slice(at)}`, right, 9)).toBeLessThanOrEqual(1)
      const swapped = right.slice(0, at) + (right[at + 1] ?? '') + right[at] + right.slice(at + 2)
      expect(distance(swapped, right, 9)).toBeLessThanOrEqual(0.8)
    }),
  )
})

test('a word is nowhere nearer than itself, and from there as far as back', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b, 99)).toBeCloseTo(distance(b, a, 99))
      expect(distance(a, b, 99) === 0).toBe(a === b)
    }),
  )
})

test('letters that sound alike are near, others are not', () => {
  expect(distance('θελο', 'τελο', 9)).toBeLessThan(distance('μελο', 'τελο', 9))
})

test('beyond what is asked nothing is measured', () => {
  expect(distance('αβγδ', 'κλμν', 1)).toBe(Infinity)
})

test('a word is at least as many steps away as it has letters more or less', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b, 99)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    }),
  )
})
