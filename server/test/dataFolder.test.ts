// The data folder: for this user alone, and for one server at a time.

import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { prepareData, secretOf } from '../config/dataFolder.ts'
import { openStore } from '../store/open.ts'
import { demoSite, run, startChild } from './child.ts'
import { context, newId, startRig, until } from './rig.ts'

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8)
/** Of the files that the server keeps there. */
const kept = (data: string) =>
  Object.fromEntries(
    readdirSync(data, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, permissions(join(data, name))]),
  )

const rotame = (data: string, words: string[], input = '') => run(words, { env: { ROTAME_DATA: data }, input })

test('other users of the machine can read nothing of it, nor of a backup', { timeout: 60_000 }, async () => {
  const rig = await startRig()
  await rig.visitor().emitWithAck('conversation:start', { id: newId(), message: { id: newId(), text: 'α' }, context })
  expect(permissions(rig.data)).toBe('700')
  const names = ['key', 'lock', 'rotame.sqlite', 'rotame.sqlite-shm', 'rotame.sqlite-wal', 'secret']
  expect(kept(rig.data)).toEqual(Object.fromEntries(names.map((name) => [name, '600'])))
  const folder = mkdtempSync(join(tmpdir(), 'rotame-backup-'))
  const file = join(folder, 'copy')
  expect(await rotame(rig.data, ['backup', file, demoSite])).toMatchObject({ code: 0 })
  expect(kept(folder)).toEqual({ copy: '600' })
  rmSync(folder, { recursive: true })
  await rig.stop()
})

test('what an earlier version left open is closed at the next start', async () => {
  const rig = await startRig()
  for (const name of Object.keys(kept(rig.data))) chmodSync(join(rig.data, name), 0o644)
  chmodSync(rig.data, 0o775)
  await rig.restart()
  expect(permissions(rig.data)).toBe('700')
  expect(new Set(Object.values(kept(rig.data)))).toEqual(new Set(['600']))
  await rig.stop()
})

test("a folder of everybody's stays so, and what is ours in it is closed", () => {
  const data = mkdtempSync(join(tmpdir(), 'rotame-shared-'))
  chmodSync(data, 0o1777)
  writeFileSync(join(data, 'rotame.sqlite'), '', { mode: 0o644 })
  writeFileSync(join(data, 'notes'), '', { mode: 0o644 })
  expect(prepareData({ data, databaseUrl: null })).toEqual([])
  expect(permissions(data)).toBe('777')
  expect(kept(data)).toEqual({ 'rotame.sqlite': '600', notes: '644' })
  rmSync(data, { recursive: true })
})

test('the secret is whole from the moment that it is there, and one for two that start together', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rotame-secret-'))
  const program = `
    const { secretOf } = await import(${JSON.stringify(join(import.meta.dirname, '../config/dataFolder.ts'))})
    console.log(secretOf({ secret: null, data: ${JSON.stringify(data)}, databaseUrl: null }))`
  const said = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program])
      const chunks: Buffer[] = await Array.fromAsync(child.stdout)
      return Buffer.concat(chunks).toString().trim()
    }),
  )
  expect(new Set(said)).toEqual(new Set([readFileSync(join(data, 'secret'), 'utf8').trim()]))
  expect(secretOf({ secret: null, data, databaseUrl: null })).toHaveLength(43)
  expect(readdirSync(data)).toEqual(['secret'])
  rmSync(data, { recursive: true })
})

test(
  'a second server is told whose the folder is, and takes it once that one is dead',
  { timeout: 90_000 },
  async () => {
    const first = await startChild()
    const second = await rotame(first.data, ['start', demoSite])
    expect(second).toEqual({
      code: 1,
      said: `${first.data}: the server with process id ${first.pid} uses this data folder; end it first, or name another folder with ROTAME_DATA\n`,
    })
    // What stands beside a server goes on.
    const copy = join(first.folder, 'copy')
    expect(await rotame(first.data, ['backup', copy, demoSite])).toMatchObject({ code: 0 })
    expect(existsSync(copy)).toBe(true)
    const agent = ['agent', 'add', 'nikos@example.com', '--name', 'Νίκος', demoSite]
    expect(await rotame(first.data, agent, 'a-long-password\n')).toMatchObject({ code: 0 })
    first.kill()
    await until(() => !first.isRunning())
    const third = await startChild({ ROTAME_DATA: first.data })
    expect(await third.health()).toBe(200)
  },
)

test('two in one process are two as well, and who could not open leaves the folder free', async () => {
  const data = mkdtempSync(join(tmpdir(), 'rotame-lock-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  const one = await openStore({ data, databaseUrl: null }, { isServer: true })
  await expect(openStore({ data, databaseUrl: null }, { isServer: true })).rejects.toThrow(
    `process id ${process.pid} uses this data folder`,
  )
  await one.close()
  const kept = readFileSync(join(data, 'rotame.sqlite'))
  writeFileSync(join(data, 'rotame.sqlite'), 'no database, and longer than a header is\n'.repeat(10))
  await expect(openStore({ data, databaseUrl: null }, { isServer: true })).rejects.toThrow(
    /does not open with the key [\da-f]{8} of .*\/key\. It is encrypted .*, or broken/,
  )
  writeFileSync(join(data, 'rotame.sqlite'), kept)
  await (await openStore({ data, databaseUrl: null }, { isServer: true })).close()
})
