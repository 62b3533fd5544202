// CONTRIBUTING.md says what is so: its table of rooms is the one that is checked, and every file that it names is
// there.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { roomsTable } from './imports.ts'

const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')

test('its table of rooms is the one that imports are held against', () => {
  expect(/<!-- rooms -->\n([^]*?)<!-- \/rooms -->/.exec(text)?.[1]).toBe(roomsTable())
})

test('every file that it names is there', () => {
  const named = Array.from(text.matchAll(/`((?:widget|server|demo)\/[\w./]*)`/g), ([, path]) => path!)
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
