// The page of OWASP's ASVS against the tree: it has every requirement of levels 1 and 2, and each file and test that it
// names is there.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(import.meta.dirname, 'asvs.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| (.*) \|$/gm)].map(([, id, rest]) => {
  const [what, state, where, proof] = rest!.split(' | ') as [string, string, string, string | undefined]
  return { id: id!, what, state, where, proof: proof ?? '' }
})
/** How many requirements of levels 1 and 2 each chapter has. */
const chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

test('every requirement is there once, with what holds', () => {
  const counts = chapters.map((_, at) => rows.filter(({ id }) => id.startsWith(`${at + 1}.`)).length)
  expect(counts).toEqual(chapters)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { id, state, where } of rows) {
    expect([id, ['met', 'partly', 'gap', 'owner', 'not applicable'].includes(state)]).toEqual([id, true])
    expect([id, where !== '']).toEqual([id, true])
  }
  const said = /^Of (\d+): (.*)\.$/m.exec(page)!
  const counted = said[2]!.split(', ').map((each) => /^(\d+) (.*)$/.exec(each)!.slice(1))
  expect(Number(said[1])).toBe(rows.length)
  for (const [count, state] of counted)
    expect([state, rows.filter((row) => row.state === state).length]).toEqual([state, Number(count)])
})

test('every file and every test that is named is there', () => {
  const gone: string[] = []
  for (const { id, where, proof } of rows) {
    for (const [, path] of where.matchAll(/`((?:server|widget|demo)\/[\w./-]+|[\w.-]+\.(?:md|conf|ts))`/g))
      if (!existsSync(join(root, path!))) gone.push(`${id}: ${path}`)
    const [, file, name] = /^`([^`]+)`: (.+?)\s*$/.exec(proof) ?? []
    if (!file) continue
    const path = join(root, file)
    if (!existsSync(path) || !readFileSync(path, 'utf8').includes(name!)) gone.push(`${id}: ${file}: ${name}`)
  }
  expect(gone).toEqual([])
})
