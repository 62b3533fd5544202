// Who is named in a note, and what followers have seen.

import { expect, test } from 'vitest'
import { namedIn, seenBy, withFollower, withoutFollower } from './following.ts'

const team = [
  { id: 'nikos', name: 'Νίκος Αλεξίου' },
  { id: 'eleni', name: 'Ελένη Παππά' },
  { id: 'other', name: 'Ελένη Κ.' },
  { id: 'ann', name: 'Ann' },
  { id: 'anna', name: 'Ann Kay' },
  { id: 'mary', name: 'Ann Kay Lee' },
]

test.each([
  ['@Νίκος δες το', ['nikos']],
  ['το είδες @νικοσ αλεξιου;', ['nikos']],
  ['ρώτα τον @ΝΙΚΟΣ ΑΛΕΞΙΟΥ, ξέρει', ['nikos']],
  ['@νικος, @Ann: ok', ['nikos', 'ann']],
  // Two have that name.
  ['@Ελένη', []],
  ['@Ελένη Παππά', ['eleni']],
  ['@Ελένη Κ. και @Ελένη Κ.', ['other']],
  // The longest name that it can be.
  ['@Ann Kay: ok', ['anna']],
  ['@Ann Kay Lee', ['mary']],
  // An address names nobody, and no name is part of a longer word.
  ['ann@example.com', []],
  ['@Annabel', []],
  ['χωρίς κανέναν', []],
])('%s', (note, named) => {
  expect(namedIn(note, team)).toEqual(named)
})

test('a follower is one once, and what they have seen only grows', () => {
  const one = { id: 'nikos', seq: 3, notes: 1 }
  expect(withFollower({ followers: null }, one)).toEqual([one])
  expect(withFollower({ followers: [one] }, { ...one, seq: 9 })).toBeNull()
  expect(withoutFollower({ followers: [one] }, 'nikos')).toEqual([])
  expect(withoutFollower({ followers: null }, 'nikos')).toBeNull()
  const row = { followers: [one], lastSeq: 5 }
  expect(seenBy(row, 'nikos', 2, 1)).toBeNull()
  expect(seenBy(row, 'eleni', 5, 1)).toBeNull()
  expect(seenBy(row, 'nikos', 9, 1)).toEqual([{ id: 'nikos', seq: 5, notes: 1 }])
  expect(seenBy(row, 'nikos', 2, 2)).toEqual([{ id: 'nikos', seq: 3, notes: 2 }])
})
