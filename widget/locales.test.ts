// Every language has all its words, and a page's tag finds its own.

import { globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { languages, spokenOf } from './locales.ts'

const names = languages.map(({ name }) => name)
const places = (pattern: string) => globSync(pattern, { cwd: join(import.meta.dirname, '..') })
const partsIn = (name: string) => places(`widget/screens/*/${name}.ts`).map((file) => basename(dirname(file)))

test.each(names)('whoever has words has them in %s too', (name) => {
  expect(partsIn(name).length).toBeGreaterThan(8)
  expect(partsIn(name).toSorted()).toEqual([...new Set(names.flatMap(partsIn))].toSorted())
  expect(places(`widget/strings/hours.${name}.ts`)).toHaveLength(1)
})

test.each([
  ['el', 'el'],
  ['EL-gr', 'el'],
  [' gr', 'el'],
  ['el_GR.UTF-8', 'el'],
  ['elx', 'en'],
  ['en-GB', 'en'],
  ['de', 'de'],
  ['DE_at', 'de'],
  ['den', 'en'],
  ['fr', 'en'],
  ['', 'en'],
])('a page in %o is spoken to in %s', (written, name) => {
  expect(spokenOf(written)).toBe(name)
})
