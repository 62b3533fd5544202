// What people wrote on PostgreSQL, with a key: nothing of it is in any column that is declared sealed, it is found by
// its words all the same, what was there before is sealed at the start, and another key takes over.

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { indexed } from '../../widget/search/folded.ts'
import { type Key, readKey } from '../key.ts'
import { openStore } from '../store/open.ts'
import { connectionTo } from '../store/postgresConnection.ts'
import { rotateSealing } from '../store/postgresSealing.ts'
import { Sealing } from '../store/sealing.ts'
import type { Column } from '../store/tables/column.ts'
import { tables } from '../store/tables/tables.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, form, newId, next, openHours, startRig } from './rig.ts'

const keyOf = (from: string) => readKey(randomBytes(32).toString('base64'), from) as Key
const [first, second] = [keyOf('ROTAME_KEY'), keyOf('ROTAME_KEY_NEXT')]
const word = indexed('ζορμπαλικι')
const planted = [
  word,
  'ζορμπαλικι',
  'planted-name',
  'planted-words',
  'planted-note',
  'planted@example.com',
  'planted-answer',
]

/** The columns that have any of the planted values in any form. */
async function exposed(ask: (text: string) => Promise<Record<string, unknown>[]>): Promise<string[]> {
  const found: string[] = []
  for (const [table, { columns }] of Object.entries(tables))
    for (const [name, { form }] of Object.entries(columns as Record<string, Column>)) {
      if (!['text', 'json', 'bytes'].includes(form)) continue
      const rows = await ask(`select "${name}" as value from "${table}" where "${name}" is not null`)
      const all = rows.map(({ value }) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      if (all.some((text) => planted.some((each) => text.includes(each)))) found.push(`${table}.${name}`)
    }
  return found
}

/** A visitor, an agent and a form leave planted values. */
async function plant(databaseUrl: string, keys: { now: Key | null; next: Key | null }) {
  const rig = await startRig(openHours, { databaseUrl, secret: 's'.repeat(32), keys })
  const visitor = rig.visitor()
  const said = { id: newId(), message: { id: newId(), text: 'planted-words ζορμπαλικι of a visitor' }, context }
  const { conversation } = await visitor.emitWithAck('conversation:start', said)
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const id = (conversation as { id: string }).id
  await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'planted-answer' })
  await desk.emitWithAck('note:add', { conversation: id, id: newId(), text: 'planted-note' })
  await rig.post('/tickets/oxzino', { ...form('planted@example.com'), name: 'planted-name', text: 'planted-words' })
  await rig.mailed()
  await rig.indexed()
  return { rig, desk, id }
}

test.skipIf(noPostgres !== null)('nothing that is declared sealed can be read, and all of it is found', async () => {
  const database = await makeDatabase()
  onTestFinished(async () => void (await database.drop()))
  const { rig, desk, id } = await plant(database.url, { now: first, next: null })
  const open = await exposed(database.ask)
  expect(open).toEqual([])
  for (const text of ['planted-answer', 'plant', 'planted-note', 'ζορμπαλίκι', 'ζορμπ']) {
    const page = await desk.emitWithAck('conversations:find', { text })
    expect(page).toMatchObject({ ok: true })
    expect((page as { found: { id: string }[] }).found.map((each) => each.id)).toContain(id)
  }
  const opened = await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })
  expect(JSON.stringify(opened)).toContain('planted-words ζορμπαλικι of a visitor')
  await rig.stop()
})

const broken = (url: string, key: Key | null) =>
  openStore({ data: '', databaseUrl: url, keys: { now: key, next: null } }).then(
    async (store) => {
      await store.close()
      return null
    },
    (error: Error) => error.message,
  )
/** How many values there are that a key has sealed. */
const sealedBy = async (ask: (text: string) => Promise<Record<string, unknown>[]>, { id }: Key) =>
  Number((await ask(`select count(*) as n from message where text like chr(1) || '${id}%'`))[0]!['n'])

test.skipIf(noPostgres !== null)(
  'what was there before a key was given is sealed at the start, files too',
  async () => {
    const database = await makeDatabase()
    onTestFinished(async () => void (await database.drop()))
    const { rig } = await plant(database.url, { now: null, next: null })
    await rig.stop()
    expect(await exposed(database.ask)).toEqual(expect.arrayContaining(['message.text', 'note.text', 'entry.words']))
    const store = await openStore(
      { data: '', databaseUrl: database.url, keys: { now: first, next: null } },
      { isServer: true },
    )
    await store.close()
    expect(await exposed(database.ask)).toEqual([])
    const lacks = `what people wrote in PostgreSQL is encrypted with the key ${first.id}, which is not here`
    expect(await broken(database.url, second)).toContain(lacks)
    expect(await broken(database.url, null)).toContain(lacks)
    expect(await broken(database.url, first)).toBeNull()
  },
)

test.skipIf(noPostgres !== null)(
  'a value that was put into another column, or changed, is no words of anybody',
  async () => {
    const sealing = new Sealing(first, [], Sealing.newWords(first))
    const sealed = sealing.seal('message.text', 'λόγια') as string
    expect(sealing.open('message.text', sealed)).toBe('λόγια')
    expect(() => sealing.open('note.text', sealed)).toThrow()
    expect(() => sealing.open('message.text', `${sealed.slice(0, -4)}AAA=`)).toThrow()
    const bytes = Buffer.from('a file')
    expect(sealing.open('piece.bytes', sealing.seal('piece.bytes', bytes))).toEqual(bytes)
  },
)

test.skipIf(noPostgres !== null)('another key takes over, whenever that is killed', { timeout: 120_000 }, async () => {
  const database = await makeDatabase()
  onTestFinished(async () => void (await database.drop()))
  const { rig, id } = await plant(database.url, { now: first, next: null })
  await rig.stop()
  // Enough for many batches.
  await database.ask(
    `insert into message (conversation, seq, id, author, text, at)
     select conversation, seq + n, 'm' || n, author, text, at from message, generate_series(1000, 7000) n where seq = 1`,
  )
  const count = await sealedBy(database.ask, first)
  const base = connectionTo(database.url)
  const folder = join(import.meta.dirname, '../../demo/site')
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    ROTAME_SECRET: 's'.repeat(32),
    ROTAME_KEY: first.bytes.toString('base64'),
    ROTAME_KEY_NEXT: second.bytes.toString('base64'),
  }
  const cli = join(import.meta.dirname, '../cli.ts')
  let kills = 0
  for (const share of [0, 0.2, 0.5, 0.8]) {
    const child = spawn(process.execPath, [cli, 'key', 'rotate', folder], { env, stdio: 'ignore' })
    const ended = once(child, 'exit')
    while (child.exitCode === null && (await sealedBy(database.ask, second)) < count * share) await wait(5)
    if (child.kill('SIGKILL')) kills++
    await ended
    // With both keys everything opens, at any moment.
    const keys = { now: first, next: second }
    const store = await openStore({ data: '', databaseUrl: database.url, keys })
    const [row] = await store.all(store.queries.conversation({ id }))
    expect(row).toBeDefined()
    await store.close()
  }
  expect(kills).toBeGreaterThan(1)
  expect((await rotateSealing(base, { now: first, next: second })).to.id).toBe(second.id)
  expect([await sealedBy(database.ask, first), await sealedBy(database.ask, second)]).toEqual([0, count])
  expect(await broken(database.url, first)).toContain(second.id)
  expect(await broken(database.url, second)).toBeNull()
})
