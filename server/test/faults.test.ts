// Faults where nobody awaits: they are logged, whoever they concern comes back, and the server goes on, or ends in
// order.

import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startChild } from './child.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, newId, next, openHours, type Rig, startRig, until } from './rig.ts'
import { openFile } from './sqlite.ts'

const start = () => ({ id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context })

/** An agent connects while something cannot be read; everything else is as it was. */
async function connectsMeanwhile(rig: Rig) {
  const desk = rig.agent((await rig.signIn()).cookie)
  const closed = next<string>(desk, 'disconnect')
  await until(() => rig.logged('fault').length > 0)
  expect(await closed).toBe('transport close')
  expect(desk.active).toBe(true)
  // A conversation is shown with what became of its mails: it is not begun, and that is said.
  expect(await rig.visitor().emitWithAck('conversation:start', start())).toEqual({ ok: false, error: 'failed' })
  expect((await fetch(`${rig.url}/health`)).status).toBe(200)
  return desk
}

describe('on PostgreSQL', { timeout: 60_000 }, () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)
  test('an agent who connects while mail is locked comes back, and is told everything when it is free', async () => {
    const database = await makeDatabase()
    const rig = await startRig(openHours, { databaseUrl: database.url, secret: 's'.repeat(32) })
    const holder = new Client({ connectionString: database.url })
    await holder.connect()
    await holder.query('begin; lock table mail in access exclusive mode')
    const desk = await connectsMeanwhile(rig)
    const told = next(desk, 'mail:trouble')
    await holder.query('rollback')
    await holder.end()
    expect(await told).toEqual({ since: null })
    await rig.stop()
    await database.drop()
  })
})

test(
  'an agent who connects to a SQLite with a broken index is told, and nobody else notices',
  { timeout: 60_000 },
  async () => {
    const rig = await startRig()
    await rig.restart(async () => breakIndexes(join(rig.data, 'rotame.sqlite'), 'mail'))
    const desk = await connectsMeanwhile(rig)
    expect(rig.logged('fault')).toContainEqual(
      expect.objectContaining({ err: expect.objectContaining({ code: 'SQLITE_CORRUPT' }) }),
    )
    desk.disconnect()
    expect((await fetch(`${rig.url}/health`)).status).toBe(200)
    await rig.stop()
  },
)

/** Writes nonsense over the first page of each index of a table, as a bad disk does. */
function breakIndexes(file: string, table: string): void {
  const handle = openFile(file, { readonly: true })
  const size = handle.pragma('page_size', { simple: true }) as number
  const pages = handle
    .prepare("select rootpage from sqlite_master where type = 'index' and tbl_name = ?")
    .pluck()
    .all(table)
  handle.close()
  const opened = openSync(file, 'r+')
  for (const page of pages as number[]) writeSync(opened, Buffer.alloc(size, 0xfe), 0, size, (page - 1) * size)
  closeSync(opened)
}

test.each([
  ['an exception', "setTimeout(() => { throw new Error('of the test') })"],
  ['a rejection that nobody hears of', "void Promise.reject(new Error('of the test'))"],
])('%s ends the process in order: logged, clients told to come back', { timeout: 60_000 }, async (_, fault) => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-fault-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const made = join(folder, 'fault.mjs')
  writeFileSync(made, `process.on('SIGUSR2', () => { ${fault} })`)
  const child = await startChild({ NODE_OPTIONS: `--import=${made}` })
  const visitor = child.visitor()
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  const gone = next<string>(visitor, 'disconnect')
  process.kill(child.pid, 'SIGUSR2')
  expect(await gone).toMatch(/^transport (close|error)$/)
  expect(visitor.active).toBe(true)
  await until(() => !child.isRunning())
  expect(child.code()).toBe(1)
  const line = child
    .said()
    .split('\n')
    .find((each) => each.includes('a fault that nothing caught'))!
  expect(JSON.parse(line)).toMatchObject({ level: 60, err: { message: 'of the test' } })
  const store = openFile(join(child.data, 'rotame.sqlite'), { readonly: true })
  expect(store.prepare('select id from conversation').pluck().all()).toEqual([conversation.id])
  store.close()
})
