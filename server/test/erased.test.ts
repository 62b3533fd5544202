// What becomes of an erasure: screens lose the conversation, every table of either database does, and a backup that is
// put back does again.

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { QueueAt, QueuePage, Summary } from '../protocol/conversation.ts'
import { backupSqlite } from '../store/sqliteFile.ts'
import { tables } from '../store/tables/tables.ts'
import { countOf, erase, idsOf, newErasing } from '../visitors/erasing.ts'
import { addToList, listFile, readList } from '../visitors/erasures.ts'
import { findPerson, namedBy } from '../visitors/person.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-erased-'))
afterAll(() => rmSync(folder, { recursive: true }))
const databases = [
  ['SQLite', null],
  ['PostgreSQL', noPostgres],
] as const

describe.each(databases)('on %s', (name, lacking) => {
  if (lacking !== null) return test.skip(`skipped: ${lacking}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  const start = async () => {
    const database = name === 'PostgreSQL' ? await makeDatabase() : null
    if (database) drop = database.drop
    rig = await startRig(undefined, database ? { databaseUrl: database.url, secret: newSecret() } : {})
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    return desk
  }
  afterEach(async () => {
    await rig.stop()
    await drop()
  })
  /** All that the tables hold, as text. */
  const dump = async () =>
    JSON.stringify(
      await Promise.all(
        Object.keys(tables).map((table) =>
          rig.store.db
            .selectFrom(table as 'mail')
            .selectAll()
            .execute(),
        ),
      ),
    )

  test('no table holds a word of it, and the screens of its visitor and of agents lose it', async () => {
    const desk = await start()
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'mariaword in a chat' },
      context,
    })) as { conversation: Summary }
    await desk.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text: 'mariaword in a note' })
    const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'mariaword in a form' })
    const asked = { site: 'oxzino', after: 0, first: true }
    const { revision } = (await desk.emitWithAck('queue:open', asked)) as QueuePage
    await rig.beat()
    expect(await dump()).toContain('mariaword')

    const person = await findPerson(rig.store, namedBy('MARIA@example.com')!)
    expect(await countOf(rig.store, person)).toMatchObject({ conversation: 1, ticket: 1 })
    const ids = [...(await idsOf(rig.store, person)), conversation.id]
    expect(ids[0]).toBe((body as unknown as { conversation: string }).conversation)
    const heard = next<QueueAt>(desk, 'queue:at')
    const lost = next<{ conversation: string }>(visitor, 'conversation:at')
    await erase(rig.store, newErasing('person', Date.now(), ids), person.mails)
    await rig.store.wipe()
    const left = await dump()
    expect(left).not.toMatch(/mariaword|maria@example/)

    await rig.beat()
    // As many as that, so that who has not heard of them asks.
    expect((await heard).changes.count).toBe(2)
    expect((await lost).conversation).toBe('')
    const { gone } = (await desk.emitWithAck('queue:open', { ...asked, after: revision, first: false })) as QueuePage
    expect(gone.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(await visitor.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).toMatchObject({
      ok: false,
      error: 'unknown-conversation',
    })
  })

  test('a mail in the outbox to that person is not sent after', async () => {
    await start()
    const mails = () => rig.mailbox.mails.length
    await rig.post('/tickets/oxzino', form('maria@example.com'))
    await until(() => mails() === 2)
    await rig.store.db
      .updateTable('mail')
      .set({ sentAt: null, dueAt: Date.now() + 1_500 })
      .execute()
    const person = await findPerson(rig.store, { email: 'maria@example.com' })
    await erase(rig.store, newErasing('person', Date.now(), await idsOf(rig.store, person)), person.mails)
    await rig.restart()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(mails()).toBe(2)
  })
})

test('a backup that is put back, and a start, erase again what the list says; a line cut off did nothing', async () => {
  const rig = await startRig()
  const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'mariaword' })
  await rig.post('/tickets/oxzino', { ...form('other@example.com'), text: 'otherword' })
  const { conversation } = body as unknown as { conversation: string }
  const backup = join(folder, 'before.backup')
  backupSqlite(join(rig.data, 'rotame.sqlite'), backup)
  const data = join(folder, 'data')
  execFileSync('mkdir', [data])
  addToList(listFile(data), newErasing('person', Date.now(), [conversation]))
  writeFileSync(listFile(data), '{"id":"cut', { flag: 'a' })
  expect(readList(listFile(data))).toHaveLength(1)
  const rotame = (...words: string[]) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../cli.ts'), ...words, join(import.meta.dirname, '../../demo/site')],
      { env: { PATH: process.env['PATH'] ?? '', ROTAME_DATA: data }, encoding: 'utf8' },
    )
  expect(readFileSync(backup).includes('mariaword')).toBe(true)
  const { status, stdout, stderr } = rotame('restore', backup)
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('1 erasures that are newer')])
  const file = join(data, 'rotame.sqlite')
  expect(readFileSync(file).includes('mariaword')).toBe(false)
  expect(readFileSync(file).includes('otherword')).toBe(true)
  expect(rotame('restore', backup)).toMatchObject({ status: 2 })
  // The list goes on, without what was cut off.
  addToList(listFile(data), newErasing('person', Date.now(), ['another']))
  expect(readList(listFile(data))).toHaveLength(2)
  writeFileSync(listFile(data), 'no line of ours\n', { flag: 'a' })
  rmSync(file)
  expect(rotame('restore', backup)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('erasures.jsonl:3: ') as string,
  })
  expect(existsSync(file)).toBe(false)

  // As somebody does it by hand, and starts.
  addToList(listFile(rig.data), newErasing('person', Date.now(), [conversation]))
  await rig.restart()
  expect(rig.logged('erasures that this database did not know were done again')).toHaveLength(1)
  expect(await rig.store.all(rig.store.queries.conversation({ id: conversation }))).toEqual([])
  await rig.stop()
})
