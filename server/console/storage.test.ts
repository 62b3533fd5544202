// What the browser keeps: also where it forbids to, or takes everything and keeps nothing.

import { afterEach, expect, test, vi } from 'vitest'
import { groupsOf, isInbox, isPast } from './inbox/lists.ts'
import { pageOf, pages } from './pages.ts'
import { openStorage, readJson } from './storage.ts'

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['is none', undefined],
  [
    'forbids',
    {
      getItem() {
        throw new DOMException('no', 'SecurityError')
      },
      setItem() {
        throw new DOMException('no', 'SecurityError')
      },
      removeItem() {
        throw new DOMException('no', 'SecurityError')
      },
    },
  ],
  ['takes everything and keeps nothing', { getItem: () => null, setItem: () => {}, removeItem: () => {} }],
])('a storage that %s keeps as long as the page lives', (_, given) => {
  vi.stubGlobal('localStorage', given)
  const { shared } = openStorage()
  expect(shared.getItem('a')).toBe(null)
  shared.setItem('a', '1')
  expect(shared.getItem('a')).toBe('1')
  shared.removeItem('a')
  expect(shared.getItem('a')).toBe(null)
})

test('what is kept is read as it was written', () => {
  const { tab } = openStorage()
  expect(readJson(tab, 'a', [])).toEqual([])
  tab.setItem('a', '["b"]')
  expect(readJson(tab, 'a', [])).toEqual(['b'])
})

test.each([
  ['[1', []],
  ['{}', []],
  ['null', []],
  ['[]', {}],
  ['"text"', {}],
])('%s, which is of no use here, is as if nothing were kept', (kept, otherwise) => {
  const { tab } = openStorage()
  tab.setItem('a', kept)
  expect(readJson(tab, 'a', otherwise)).toEqual(otherwise)
})

test('each page has an address and a name of its own, and the inbox is where one begins', () => {
  expect(new Set(pages.map(({ route }) => route)).size).toBe(pages.length)
  for (const { words } of pages) for (const word of Object.values(words)) expect(word).not.toBe('')
  expect(pageOf('none of that name').route).toBe('inbox')
  for (const { route } of pages) expect(groupsOf(route).length > 0 || isPast(route)).toBe(isInbox(route))
})
