// What the one writer promises, on a real file.

import Sqlite from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refused } from '../protocol.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

let folder: string
let file: string
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-store-'))
  file = join(folder, 'rotame.sqlite')
  store = await openSqlite(file)
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'shop' })
  })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const next = () =>
  store.write(function* () {
    const [row] = yield* store.queries.nextRevision({ site: 'shop' })
    return row!.revision
  })

/** What another process would read now. */
function committed(): number {
  const other = new Sqlite(file, { readonly: true })
  const { revision } = other.prepare('select revision from site').get() as { revision: number }
  other.close()
  return revision
}

test('a write is resolved after it is committed', async () => {
  expect(await next()).toBe(1)
  expect(committed()).toBe(1)
})

test('writes of one turn are run in the order asked', async () => {
  expect(await Promise.all([next(), next(), next()])).toEqual([1, 2, 3])
})

test('a refused write is undone alone, and the others of its batch are kept', async () => {
  const refused = store.write(function* () {
    yield* store.queries.nextRevision({ site: 'shop' })
    throw new Refused('closed')
  })
  const results = await Promise.allSettled([next(), refused, next()])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(committed()).toBe(2)
})

test('a broken constraint rejects its own write only', async () => {
  const visitor = { site: 'shop', secretHash: 'x', createdAt: 1 }
  const add = () =>
    store.write(function* () {
      const [row] = yield* store.queries.addVisitor(visitor)
      return row!.key
    })
  const results = await Promise.allSettled([add(), add(), next()])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('while another process holds the lock nothing is acknowledged, and afterwards writes succeed', async () => {
  const other = new Sqlite(file)
  other.exec('BEGIN IMMEDIATE')
  await expect(next()).rejects.toThrow(/locked/)
  other.exec('ROLLBACK')
  other.close()
  expect(await next()).toBe(1)
}, 10_000)

test('what was asked before closing is stored', async () => {
  const asked = next()
  await store.close()
  expect(await asked).toBe(1)
  expect(committed()).toBe(1)
  store = await openSqlite(file)
})
