// What people wrote on PostgreSQL, with a key: nothing of it is in any column that is declared sealed, it is found by
// its words all the same, what was there before is sealed at the start, and another key takes over.

import { spawn } from 'node:child_process'
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
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
  'planted-draft',
  'planted-title',
  'planted-step',
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
  const article = { id: 'account/forgot-password', title: 'planted-title' }
  const steps = [{ kind: 'tag', tag: 'planted-step', on: true }]
  await desk.emitWithAck('draft:save', {
    conversation: id,
    kind: 'reply',
    text: 'planted-draft',
    article,
    steps,
    was: 0,
  })
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
  // Where a mail did not arrive is told of it too.
  await database.ask('update mail set "bouncedAt" = 1')
  const [form] = await database.ask('select c.id from conversation c join mail m on m.conversation = c.key limit 1')
  const told = await desk.emitWithAck('conversation:open', { conversation: String(form!['id']), after: 0 })
  expect(told).toMatchObject({ ok: true, conversation: { bounced: expect.stringContaining('@') as string } })
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
    expect(await exposed(database.ask)).toEqual(
      expect.arrayContaining(['message.text', 'note.text', 'entry.words', 'draft.carried']),
    )
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

test('a value that was put into another column or row, or changed, is no words of anybody', () => {
  const sealing = new Sealing(first, [], Sealing.newWords(first))
  const sealed = sealing.seal('message.text', 'λόγια', [1, 2]) as string
  expect(sealing.open('message.text', sealed, [1, 2])).toBe('λόγια')
  expect(() => sealing.open('note.text', sealed, [1, 2])).toThrow()
  expect(() => sealing.open('message.text', sealed, [1, 3])).toThrow()
  expect(() => sealing.open('message.text', sealed, [12])).toThrow()
  expect(() => sealing.open('message.text', sealed.replace('.', ''), [1, 2])).toThrow()
  expect(() => sealing.open('message.text', `${sealed.slice(0, -4)}AAA=`, [1, 2])).toThrow()
  const bytes = Buffer.from('a file')
  const sealedBytes = sealing.seal('piece.bytes', bytes, ['hash', 0])
  expect(sealing.open('piece.bytes', sealedBytes, ['hash', 0])).toEqual(bytes)
  expect(() => sealing.open('piece.bytes', sealedBytes, ['hash', 1])).toThrow()
})

test.skipIf(noPostgres !== null)("no words are read that stand in another one's place", async () => {
  const database = await makeDatabase()
  onTestFinished(async () => void (await database.drop()))
  const { rig, desk, id } = await plant(database.url, { now: first, next: null })
  await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'no, do not' })
  const texts = () => database.ask('select conversation, seq, text from message order by conversation, seq')
  const [visitors, , agents] = await texts()
  await database.ask(
    `update message set text = '${String(agents!['text'])}'
     where conversation = ${Number(visitors!['conversation'])} and seq = ${Number(visitors!['seq'])}`,
  )
  const opened = await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })
  expect(opened).toEqual({ ok: false, error: 'failed' })
  await rig.stop()
})

/** A text as the versions before sealed it, which bound no value to its row. */
function sealedBefore(place: string, text: string): string {
  const key = Buffer.from(hkdfSync('sha256', first.bytes, '', 'rotame fields', 32))
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const bytes = Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()])
  return `\u0001${first.id}${bytes.toString('base64')}`
}

test.skipIf(noPostgres !== null)('what an earlier version sealed is read, and bound with the next key', async () => {
  const database = await makeDatabase()
  onTestFinished(async () => void (await database.drop()))
  const { rig } = await plant(database.url, { now: first, next: null })
  await rig.stop()
  await database.ask(`update message set text = '${sealedBefore('message.text', 'of before')}' where seq = 2`)
  const textOf = async (key: Key) => {
    const store = await openStore({ data: '', databaseUrl: database.url, keys: { now: key, next: null } })
    const [row] = await store.all(store.queries.messagesAfter({ conversation: 1, after: 1, limit: 1 }))
    await store.close()
    return row?.text
  }
  expect(await textOf(first)).toBe('of before')
  await rotateSealing(connectionTo(database.url), { now: first, next: second })
  expect(await textOf(second)).toBe('of before')
  const kept = await database.ask('select text from message where conversation = 1')
  expect(kept.map(({ text }) => String(text).slice(0, 10))).toEqual(kept.map(() => `\u0001${second.id}.`))
})

test.skipIf(noPostgres !== null)('another key takes over, whenever that is killed', { timeout: 120_000 }, async () => {
  const database = await makeDatabase()
  onTestFinished(async () => void (await database.drop()))
  const { rig, id } = await plant(database.url, { now: first, next: null })
  await rig.stop()
  // Enough for many batches.
  const before = await openStore({ data: '', databaseUrl: database.url, keys: { now: first, next: null } })
  const said = { conversation: 1, author: 'visitor' as const, at: 1, text: 'planted-words of a visitor' }
  for (let seq = 1000; seq < 13_000; seq += 500)
    await before.write(function* () {
      for (let at = seq; at < seq + 500; at++) yield* before.queries.addWords({ ...said, seq: at, id: `m${at}` })
    })
  await before.close()
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

/** PostgreSQL behind a line that is cut before the client's n-th message passes. @returns its url, and what ends it */
async function cutBefore(url: string, message: number) {
  const to = new URL(url)
  let passed = 0
  const server = createServer((client) => {
    const upstream = connect({ host: to.hostname, port: Number(to.port) })
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const end of [client, upstream]) end.on('error', cut).on('close', cut)
    upstream.pipe(client)
    client.on('data', (bytes) => (passed++ < message ? upstream.write(bytes) : cut()))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: through.href, isCut: () => passed > message, end: () => server.close() }
}

test.skipIf(noPostgres !== null)(
  'killed before any of its statements another key takes over all the same',
  { timeout: 240_000 },
  async () => {
    const database = await makeDatabase()
    onTestFinished(async () => void (await database.drop()))
    const { rig, id } = await plant(database.url, { now: first, next: null })
    await rig.stop()
    const count = await sealedBy(database.ask, first)
    let [from, to] = [first, second]
    let isWhole = false
    for (let message = 1; !isWhole; message++) {
      const keys = { now: from, next: to }
      const line = await cutBefore(database.url, message)
      isWhole = await rotateSealing(connectionTo(line.url), keys).then(
        () => true,
        () => false,
      )
      line.end()
      expect([message, line.isCut() || isWhole]).toEqual([message, true])
      // With both keys everything opens, at any moment.
      if (message % 10 === 0) {
        const store = await openStore({ data: '', databaseUrl: database.url, keys })
        expect(await store.all(store.queries.conversation({ id }))).toHaveLength(1)
        await store.close()
      }
      await rotateSealing(connectionTo(database.url), keys)
      expect([message, await sealedBy(database.ask, from), await sealedBy(database.ask, to)]).toEqual([
        message,
        0,
        count,
      ])
      ;[from, to] = [to, from]
    }
    expect(await broken(database.url, to)).toContain(from.id)
    expect(await broken(database.url, from)).toBeNull()
  },
)
