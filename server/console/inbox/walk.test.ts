// Where the keyboard is, and ranges of what is selected.

import { expect, test } from 'vitest'
import { Walk } from './walk.ts'

function open() {
  const walk = new Walk()
  walk.ids = ['a', 'b', 'c', 'd', 'e']
  return { walk, selected: () => [...walk.selected.value] }
}

test('it goes on from a row, ends where the list does, and begins with the first', () => {
  const { walk } = open()
  expect([
    walk.after('b', 1),
    walk.after('b', -1),
    walk.after('e', 1),
    walk.after(null, 1),
    walk.after('gone', 1),
  ]).toEqual(['c', 'a', undefined, 'a', 'a'])
})

test('a range goes from the row that was selected last, either way', () => {
  const { walk, selected } = open()
  walk.toggle('c')
  walk.extendTo('e')
  expect(selected()).toEqual(['c', 'd', 'e'])
  walk.extendTo('b')
  expect(selected().toSorted()).toEqual(['b', 'c', 'd', 'e'])
  walk.toggle('d')
  expect(selected().toSorted()).toEqual(['b', 'c', 'e'])
  walk.clear()
  expect(selected()).toEqual([])
  // Without one it begins where the keyboard is.
  walk.at.value = 'd'
  walk.extendTo('b')
  expect(selected()).toEqual(['b', 'c', 'd'])
})
