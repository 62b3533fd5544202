// A store that nobody else has is wiped by making its file anew; else SQLite does it in its place.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { decrypted, openFile } from '../test/sqlite.ts'
import { lockFolder } from './lock.ts'
import { openStore } from './open.ts'

/** A folder whose database has had words that are deleted, and has others. @param count of rows */
async function littered(count = 2_000) {
  const data = mkdtempSync(join(tmpdir(), 'rotame-renewing-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  await (await openStore({ data, databaseUrl: null })).close()
  const file = join(data, 'rotame.sqlite')
  const handle = openFile(file)
  handle.exec(`insert into site (id, revision) values ('shop', 1)`)
  const add = handle.prepare(
    `insert into feedback (site, id, article, locale, helped, missing, at) values ('shop', ?, '', 'el', 1, ?, 1)`,
  )
  handle.transaction(() => {
    for (let at = 0; at < count; at++)
      add.run(`of ${at}`, `${at % 3 ? 'plantedword' : 'otherword'} ${'.'.repeat(at % 2_000)}`)
  })()
  handle.exec(`delete from feedback where missing like 'plantedword%'`)
  handle.close()
  expect(decrypted(file).includes('plantedword')).toBe(true)
  return { data, file, inode: statSync(file).ino }
}

/** What is left of it, and that it can be written and read. */
async function expectWiped(data: string, file: string, store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  expect(decrypted(file).includes('plantedword')).toBe(false)
  expect(decrypted(file).includes('otherword')).toBe(true)
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'second' })
  })
  expect((await store.all(store.queries.siteIds())).map(({ id }) => id).toSorted()).toEqual(['second', 'shop'])
  await store.close()
  expect(readdirSync(data).toSorted()).toEqual(['key', 'lock', 'rotame.sqlite'])
}

test('alone, the file is another one, and of the old one nothing can be read', async () => {
  const { data, file, inode } = await littered()
  const store = await openStore({ data, databaseUrl: null })
  const before = openSync(file, 'r')
  await store.wipe(true)
  expect(statSync(file).ino).not.toBe(inode)
  const left = readFileSync(before)
  expect([left.length, left.every((byte) => byte === 0)]).toEqual([fstatSync(before).size, true])
  closeSync(before)
  await expectWiped(data, file, store)
})

test('a store that is in use stays as it is', async () => {
  const { data, file, inode } = await littered()
  const store = await openStore({ data, databaseUrl: null }, { isServer: true })
  await store.wipe()
  expect(statSync(file).ino).toBe(inode)
  await expectWiped(data, file, store)
})

test('a server that starts has its folder for itself', async () => {
  const { data, file, inode } = await littered()
  const store = await openStore({ data, databaseUrl: null }, { isServer: true })
  await store.wipe(true)
  expect(statSync(file).ino).not.toBe(inode)
  // And has it still.
  expect(() => lockFolder(data)).toThrow('uses this data folder')
  await expectWiped(data, file, store)
})

test.each(['a server', 'a command'])('beside %s it is wiped in its place', async (other) => {
  const { data, file, inode } = await littered()
  const unlock = other === 'a server' ? lockFolder(data) : () => {}
  const beside = openFile(file)
  beside.pragma('journal_mode = WAL')
  expect(beside.prepare('select count(*) from site').pluck().get()).toBe(1)
  const store = await openStore({ data, databaseUrl: null })
  await store.wipe(true)
  expect(statSync(file).ino).toBe(inode)
  // They go on with it.
  beside.exec(`update site set revision = 2`)
  beside.close()
  unlock()
  await expectWiped(data, file, store)
})

test('killed at any moment it is whole, and done again it is wiped', { timeout: 120_000 }, async () => {
  const { data, file, inode } = await littered(40_000)
  const program = `import('${join(import.meta.dirname, 'open.ts')}').then(async ({ openStore }) => {
    const store = await openStore({ data: '${data}', databaseUrl: null })
    console.log('begins')
    await store.wipe(true)
    console.log('done')
  })`
  const states = new Set<boolean>()
  for (let round = 0; round < 8; round++) {
    const child = spawn(process.execPath, ['-e', program])
    const ended = once(child, 'exit')
    await once(child.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, round * 60))
    child.kill('SIGKILL')
    await ended
    const handle = openFile(file)
    expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(handle.prepare('select count(*) from feedback').pluck().get()).toBe(13_334)
    handle.close()
    states.add(statSync(file).ino === inode)
  }
  expect(states).toContain(true)
  const store = await openStore({ data, databaseUrl: null })
  await store.wipe(true)
  await expectWiped(data, file, store)
})
