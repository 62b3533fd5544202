// Encrypting a file anew: whenever it is killed, one of two keys opens the file, nothing is lost, and it is gone on
// with.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type GivenKeys, type Key, newKeyText, noKeys, readKey } from '../key.ts'
import { keyFor, Keyring } from './keyring.ts'
import { openStore } from './open.ts'
import { encryptPlain, rotate } from './remake.ts'
import { openSqlite } from './sqlite.ts'
import { kindOf, openSqliteFile } from './sqliteOpen.ts'
import type { Store } from './store.ts'

const { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = fs
const folder = mkdtempSync(join(tmpdir(), 'rotame-remake-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rows = 300
const add = (store: Store, secretHash: string) =>
  store.write(function* () {
    yield* store.queries.addVisitor({ site: 'shop', secretHash, createdAt: 1 })
  })
const fileIn = (data: string) => join(data, 'rotame.sqlite')

/** A database that is not encrypted, with a log that was not yet copied into it, as a kill leaves it. */
let plain: string
beforeAll(async () => {
  plain = join(folder, 'plain')
  const made = join(folder, 'made')
  for (const each of [plain, made]) mkdirSync(each)
  const store = await openSqlite(fileIn(made), { key: null })
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'shop' })
  })
  for (let at = 0; at < rows; at++) await add(store, `plantedword ${at}`)
  for (const name of readdirSync(made)) copyFileSync(join(made, name), join(plain, name))
  await store.close()
  expect(statSync(`${fileIn(plain)}-wal`).size).toBeGreaterThan(10_000)
})

function copyOf(from: string): string {
  const to = mkdtempSync(join(folder, 'copy-'))
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name))
  return to
}

/** An encrypted one, by a key in its folder or one that is given. */
async function sealed(given: GivenKeys = noKeys): Promise<string> {
  const data = copyOf(plain)
  encryptPlain(fileIn(data), new Keyring(data, given))
  return data
}

const idOf = (data: string) => (kindOf(fileIn(data)) as { with: string }).with

/** Opens it and finds all there, and nothing in the folder that can be read. */
function expectWhole(data: string, keys: GivenKeys = noKeys): void {
  const file = fileIn(data)
  const key = keyFor(file, new Keyring(data, keys))
  expect(key).not.toBeNull()
  const handle = openSqliteFile(file, key)
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(handle.prepare(`select count(*) from visitor where "secretHash" like 'plantedword %'`).pluck().get()).toBe(
    rows,
  )
  expect(handle.pragma('auto_vacuum', { simple: true })).toBe(2)
  handle.close()
  for (const name of readdirSync(data))
    expect([name, readFileSync(join(data, name)).includes('plantedword')]).toEqual([name, false])
}

/** The same of what a server has started on. */
async function expectStarts(data: string, keys: GivenKeys = noKeys): Promise<void> {
  const store = await openStore({ data, databaseUrl: null, keys }, { isServer: true })
  await add(store, 'goes on')
  await store.close()
  expect(readdirSync(data).filter((name) => /\.(new|empty)$/.test(name))).toEqual([])
  expectWhole(data, keys)
}

/** Copies a folder before each step of what is done to it: what is in the files then is what a kill there leaves. */
function killedAtEach(data: string, work: () => void): string[] {
  const copies: string[] = []
  const real = { ...fs }
  let isCopying = false
  const copy = () => {
    if (isCopying) return
    isCopying = true
    const to = `${data}-${copies.length}`
    real.mkdirSync(to)
    for (const name of real.readdirSync(data)) real.copyFileSync(join(data, name), join(to, name))
    copies.push(to)
    isCopying = false
  }
  const names = ['openSync', 'renameSync', 'rmSync', 'fsyncSync', 'linkSync', 'writeFileSync', 'writeSync'] as const
  const spies = [
    ...names.map((name) => {
      const before = fs[name] as (...values: unknown[]) => unknown
      return vi.spyOn(fs, name).mockImplementation(((...values: unknown[]) => {
        copy()
        return before(...values)
      }) as never)
    }),
    ...(['prepare', 'exec', 'pragma'] as const).map((name) => {
      const before = Sqlite.prototype[name] as (this: Sqlite.Database, ...values: unknown[]) => unknown
      return vi.spyOn(Sqlite.prototype, name).mockImplementation(function (
        this: Sqlite.Database,
        ...values: unknown[]
      ) {
        copy()
        return before.apply(this, values) as never
      })
    }),
  ]
  syncBuiltinESMExports()
  try {
    work()
  } finally {
    for (const spy of spies) spy.mockRestore()
    syncBuiltinESMExports()
  }
  return copies
}

const keyOf = (text: string, from = 'ROTAME_KEY') => readKey(text, from) as Key
const one = keyOf(newKeyText())
const other = keyOf(newKeyText())

describe('killed before any step', { timeout: 120_000 }, () => {
  test.each([
    ['a plain file, by a key made here', noKeys],
    ['a plain file, by a given one', { now: one, next: null }],
  ])('of encrypting %s', async (_, keys) => {
    const data = copyOf(plain)
    const copies = killedAtEach(data, () => encryptPlain(fileIn(data), new Keyring(data, keys)))
    expect(copies.length).toBeGreaterThan(20)
    expect(new Set(copies.map((copy) => typeof kindOf(fileIn(copy)))).size).toBe(2)
    for (const each of [...copies, data]) await expectStarts(each, keys)
  })

  const cases: [string, GivenKeys, GivenKeys][] = [
    ['one made here to another', noKeys, noKeys],
    ['a given one to another', { now: one, next: null }, { now: one, next: other }],
    ['one made here to a given one', noKeys, { now: one, next: null }],
  ]
  test.each(cases)('of changing %s', async (_, before, keys) => {
    const data = await sealed(before)
    const old = idOf(data)
    const copies = killedAtEach(data, () => rotate(fileIn(data), new Keyring(data, keys)))
    const fresh = idOf(data)
    expect(fresh).not.toBe(old)
    expect(copies.length).toBeGreaterThan(20)
    for (const each of copies) {
      // One of the two, and it is at hand.
      const id = idOf(each)
      const ring = new Keyring(each, keys)
      expect(ring.all.map((key) => key.id)).toContain(id)
      // Who was to be given the new key alone is told to go on.
      if (before === noKeys && keys.now && id === old)
        await expect(openStore({ data: each, databaseUrl: null, keys })).rejects.toThrow(
          /change it with: rotame key rotate/,
        )
      else expectWhole(copyOf(each), keys)
      const isAgain = keys.next || id === old || !keys.now
      if (isAgain) rotate(fileIn(each), ring)
      else expect(() => rotate(fileIn(each), ring)).toThrow(/give the one to change to as ROTAME_KEY_NEXT/)
      expect(idOf(each)).not.toBe(old)
      expectWhole(each, keys)
      // Backups from before can be opened.
      if (before === noKeys) expect(new Keyring(each, keys).all.map((key) => key.id)).toContain(old)
      rmSync(each, { recursive: true })
    }
    await expectStarts(data, keys)
  })
})

test('killed by the system at any moment of a change, and again', { timeout: 120_000 }, async () => {
  const data = await sealed()
  const program = `
    const { rotate } = await import(${JSON.stringify(join(import.meta.dirname, 'remake.ts'))})
    const { Keyring } = await import(${JSON.stringify(join(import.meta.dirname, 'keyring.ts'))})
    console.log('begins')
    rotate(${JSON.stringify(fileIn(data))}, new Keyring(${JSON.stringify(data)}, { now: null, next: null }))`
  const rounds = process.env['ROTAME_SLOW'] ? 20 : 4
  for (let round = 0; round < rounds; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    setTimeout(() => child.kill('SIGKILL'), (round * 60) / rounds)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(new Keyring(data, noKeys).all.map(({ id }) => id)).toContain(idOf(data))
  }
  await expectStarts(data)
})

test('of what is written beside an encrypting start nothing acknowledged is lost', { timeout: 60_000 }, async () => {
  const data = copyOf(plain)
  const at = (name: string) => JSON.stringify(join(import.meta.dirname, name))
  const program = (isServer: boolean, word: string) => `
    const { openStore } = await import(${at('open.ts')})
    const store = await openStore({ data: ${JSON.stringify(data)}, databaseUrl: null }, { isServer: ${isServer} })
    for (let at = 0; at < 20; at++) {
      await store.write(function* () {
        yield* store.queries.addVisitor({ site: 'shop', secretHash: '${word} ' + at, createdAt: 1 })
      })
      console.log('${word} ' + at)
    }
    await store.close()`
  const said = await Promise.all(
    [true, false, false, true].map(async (isServer, at) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program(isServer, `w${at}`)])
      const chunks: Buffer[] = await Array.fromAsync(child.stdout)
      return Buffer.concat(chunks).toString().split('\n').filter(Boolean)
    }),
  )
  const store = await openStore({ data, databaseUrl: null }, { isServer: true })
  onTestFinished(() => store.close())
  expect(store.key).not.toBeNull()
  const acknowledged = said.flat()
  expect(acknowledged.length).toBeGreaterThanOrEqual(20)
  for (const secretHash of acknowledged)
    expect([secretHash, await store.all(store.queries.visitor({ site: 'shop', secretHash }))]).toEqual([
      secretHash,
      [expect.anything()],
    ])
})

test('while another has the file open, or the disk has no room, nothing is done', async () => {
  const data = copyOf(plain)
  const holder = new Sqlite(fileIn(data))
  holder.prepare('select * from visitor').all()
  const keys = { now: one, next: null }
  await expect(openStore({ data, databaseUrl: null, keys }, { isServer: true })).rejects.toMatchObject({
    code: 'SQLITE_BUSY',
  })
  holder.close()
  const statfs = vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 1, bsize: 4_096 } as never)
  syncBuiltinESMExports()
  onTestFinished(() => {
    statfs.mockRestore()
    syncBuiltinESMExports()
  })
  await expect(openStore({ data, databaseUrl: null, keys }, { isServer: true })).rejects.toThrow(
    /rotame\.sqlite: to encrypt it takes \d+ MB more than its disk has; make room, and do it again/,
  )
  expect(kindOf(fileIn(data))).toBe('plain')
  // Nobody has asked for it: the server goes on.
  const store = await openStore({ data, databaseUrl: null }, { isServer: true })
  expect(store.key).toBeNull()
  await store.close()
  writeFileSync(join(data, 'key'), 'cut off')
  statfs.mockRestore()
  syncBuiltinESMExports()
  await expect(openStore({ data, databaseUrl: null }, { isServer: true })).rejects.toThrow(/key: is no key/)
  expect(kindOf(fileIn(data))).toBe('plain')
})
