// Files: what is stored of an upload, who may send and read it, and what is refused, on both databases.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../config/config.ts'
import type { Message } from '../protocol/conversation.ts'
import type { Attachment } from '../protocol/files.ts'
import { databases } from './databases.ts'
import { context, evening, form, newId, newSecret, openDesk, next, origin, type Rig, startRig, until } from './rig.ts'
import { picture, png, type Put, put } from './uploads.ts'

/** What rotame.yaml says when it says nothing of files. */
const usual: NonNullable<Config['files']> = {
  maxSize: 10e6,
  perAddress: 200e6,
  unsent: 500e6,
  reserve: 500e6,
  scanner: null,
  scanSeconds: 30,
}

const count = async (rig: Rig, table: 'file' | 'blob' | 'piece') =>
  (await rig.store.db.selectFrom(table).selectAll().execute()).length
const start = (files: string[], text = '') => ({ id: newId(), message: { id: newId(), text, files }, context })

test('what a killed process left of an upload goes at the next start', async () => {
  const rig = await startRig(evening)
  const incoming = join(rig.data, 'incoming')
  mkdirSync(join(incoming, 'rotame-file-left'))
  writeFileSync(join(incoming, 'rotame-file-left', 'file'), 'half of a file')
  await rig.restart()
  expect(readdirSync(incoming)).toEqual([])
  expect(statSync(incoming).mode & 0o077).toBe(0)
  await rig.stop()
})

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let database: { url: string | null; drop: () => Promise<unknown> }
  beforeAll(async () => {
    database = await make()
    rig = await startRig(evening, { databaseUrl: database.url, secret: 's'.repeat(32) })
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  test('what was uploaded is what is read, and an agent gets it with the message', async () => {
    const secret = newSecret()
    const bytes = picture(700_000)
    const { body } = await put(rig, { name: 'Στιγμιότυπο οθόνης.png', bytes, secret })
    expect(body.file).toMatchObject({ name: 'Στιγμιότυπο οθόνης.png', type: 'image/png', size: bytes.length })
    const desk = await openDesk(rig)
    const heard = next<{ message: Message }>(desk, 'message:new')
    const visitor = rig.visitor(secret)
    const asked = start([body.file.id])
    const { ok, message, conversation } = await visitor.emitWithAck('conversation:start', asked)
    expect(ok).toBe(true)
    expect((await heard).message).toEqual(message)
    const response = await fetch(rig.url + message.files[0].url)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''%CE%A3/),
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    const { messages } = await visitor.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
    expect(messages).toEqual([message])
    expect(await visitor.emitWithAck('conversation:start', asked)).toMatchObject({ ok: true, message: { seq: 1 } })
    const other = { ...asked, message: { ...asked.message, files: [] as string[], text: ' ' } }
    expect(await visitor.emitWithAck('conversation:start', other)).toMatchObject({ ok: false, error: 'empty' })
    const { queue } = { queue: await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0 }) }
    expect(queue.conversations[0].last.text).toBe('Στιγμιότυπο οθόνης.png')
  })

  test('the same message with other files is a conflict', async () => {
    const secret = newSecret()
    const [one, two] = await Promise.all([put(rig, { secret }), put(rig, { secret })])
    const visitor = rig.visitor(secret)
    const asked = start([one.body.file.id], 'κοιτάξτε')
    await visitor.emitWithAck('conversation:start', asked)
    for (const files of [[two.body.file.id], [one.body.file.id, two.body.file.id], []])
      expect(
        await visitor.emitWithAck('conversation:start', { ...asked, message: { ...asked.message, files } }),
      ).toEqual({ ok: false, error: 'conflict' })
  })

  test('an upload sent again is stored once, other bytes under its id are refused, and equal bytes share one blob', async () => {
    const [secret, id, bytes] = [newSecret(), newId(), picture()]
    const before = { file: await count(rig, 'file'), blob: await count(rig, 'blob') }
    const first = await put(rig, { id, bytes, secret })
    expect((await put(rig, { id, bytes, secret })).body.file).toMatchObject({ id, size: first.body.file.size })
    expect(await put(rig, { id, bytes: picture(), secret })).toMatchObject({ status: 409, body: { error: 'conflict' } })
    expect(await put(rig, { id, bytes })).toMatchObject({ status: 409, body: { error: 'conflict' } })
    const again = await Promise.all([put(rig, { bytes }), put(rig, { bytes })])
    expect(again.every(({ body }) => body.ok)).toBe(true)
    expect(await count(rig, 'file')).toBe(before.file + 3)
    expect(await count(rig, 'blob')).toBe(before.blob + 1)
  })

  test("another visitor's file can neither be sent nor found, and a file is sent once", async () => {
    const secret = newSecret()
    const { file } = (await put(rig, { secret })).body
    expect(await rig.visitor().emitWithAck('conversation:start', start([file.id]))).toEqual({
      ok: false,
      error: 'unknown-file',
    })
    const visitor = rig.visitor(secret)
    const { conversation } = await visitor.emitWithAck('conversation:start', start([file.id]))
    expect(
      await visitor.emitWithAck('message:send', {
        conversation: conversation.id,
        id: newId(),
        text: '',
        files: [file.id],
      }),
    ).toEqual({ ok: false, error: 'unknown-file' })
    const desk = rig.agent((await rig.signIn()).cookie)
    expect(
      await desk.emitWithAck('message:send', {
        conversation: conversation.id,
        id: newId(),
        text: '',
        files: [file.id],
      }),
    ).toEqual({ ok: false, error: 'unknown-file' })
    expect((await fetch(`${rig.url}/files/${file.id}`)).status).toBe(404)
  })

  test('a link is good for its minutes, and a forged one for nothing', async () => {
    const { file } = (await put(rig)).body
    const other = (await put(rig)).body.file
    const url = new URL(rig.url + file.url)
    const at = (change: Record<string, string>) => {
      const changed = new URL(url)
      for (const [name, value] of Object.entries(change)) changed.searchParams.set(name, value)
      return fetch(changed).then(({ status }) => status)
    }
    expect(await at({})).toBe(200)
    expect(await at({ exp: String(Number(url.searchParams.get('exp')) + 1) })).toBe(404)
    expect(await at({ exp: 'Infinity' })).toBe(404)
    expect(
      await at({ sig: url.searchParams.get('sig')!.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')) }),
    ).toBe(404)
    expect((await fetch(`${rig.url}/files/${other.id}${url.search}`)).status).toBe(404)
    const now = rig.clock.now
    rig.clock.now += 9 * 60_000
    expect(await at({})).toBe(200)
    rig.clock.now += 7 * 60_000
    expect(await at({})).toBe(410)
    // Who follows the link reads why; programs get the code.
    const follow = async (language: string, to: URL | string = url) => {
      const response = await fetch(to, { headers: { accept: 'text/html,*/*;q=0.8', 'accept-language': language } })
      return [response.status, response.headers.get('content-type'), await response.text()]
    }
    expect(await follow('el,en;q=0.5')).toEqual([
      410,
      'text/plain; charset=utf-8',
      expect.stringContaining('Ο σύνδεσμος έληξε'),
    ])
    expect(await follow('en-GB')).toEqual([
      410,
      'text/plain; charset=utf-8',
      expect.stringContaining('This link has ended'),
    ])
    expect(await follow('el', `${rig.url}/files/${other.id}`)).toEqual([
      404,
      'text/plain; charset=utf-8',
      expect.stringContaining('Το αρχείο δεν υπάρχει πια'),
    ])
    expect(await (await fetch(url)).json()).toEqual({ ok: false, error: 'expired' })
    rig.clock.now = now
  })

  test('an agent answers with a file, from the console alone', async () => {
    const visitor = rig.visitor()
    const { conversation } = await visitor.emitWithAck('conversation:start', {
      ...start([]),
      message: { id: newId(), text: 'Έχετε έντυπο;' },
    })
    const { cookie } = await rig.signIn()
    const console = { from: 'http://localhost:3000', headers: { cookie, authorization: '' } }
    const send = (from: string, sent = cookie) =>
      fetch(`${rig.url}/files/oxzino/${newId()}`, {
        method: 'PUT',
        headers: { origin: from, cookie: sent, 'rotame-name': 'a.png' },
        body: new Uint8Array(png),
      })
    expect((await send(origin)).status).toBe(403)
    expect((await send(console.from, '')).status).toBe(401)
    const { file } = (await (await send(console.from)).json()) as { file: Attachment }
    const heard = next<{ message: Message }>(visitor, 'message:new')
    const desk = rig.agent(cookie)
    expect(
      await desk.emitWithAck('message:send', {
        conversation: conversation.id,
        id: newId(),
        text: '',
        files: [file.id],
      }),
    ).toMatchObject({ ok: true })
    expect((await heard).message.files).toMatchObject([{ name: 'a.png' }])
  })

  test('what was never sent is gone after a day, with its bytes; what was sent goes with its conversation', async () => {
    const secret = newSecret()
    const [kept, unsent] = [picture(), picture()]
    const sent = (await put(rig, { secret, bytes: kept })).body.file
    await put(rig, { bytes: unsent })
    await put(rig, { bytes: kept })
    const { conversation } = await rig.visitor(secret).emitWithAck('conversation:start', start([sent.id]))
    const hashes = async () => (await rig.store.db.selectFrom('blob').select('hash').execute()).map(({ hash }) => hash)
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url')
    rig.clock.now += 25 * 3_600_000
    await rig.restart()
    await until(async () => !(await hashes()).includes(hash(unsent)))
    expect(await hashes()).toContain(hash(kept))
    expect(await rig.store.db.selectFrom('file').select('id').where('conversation', 'is', null).execute()).toEqual([])
    const found = await rig.store.db
      .selectFrom('conversation')
      .selectAll()
      .where('id', '=', conversation.id)
      .executeTakeFirstOrThrow()
    // The team has been told, or is about to be, that it is overdue.
    await rig.look()
    for (const table of ['mail', 'message'] as const)
      await rig.store.db.deleteFrom(table).where('conversation', '=', found.key).execute()
    await rig.store.db.deleteFrom('conversation').where('key', '=', found.key).execute()
    await rig.restart()
    await until(async () => !(await hashes()).includes(hash(kept)))
    expect(await rig.store.db.selectFrom('piece').select('at').where('hash', '=', hash(kept)).execute()).toEqual([])
  })
})

describe('what is refused', () => {
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig(evening)
  })
  afterAll(() => rig.stop())

  test.each([
    ['HTML that is called a png', 'a.png', '<!doctype html><script>alert(1)</script>', 415, 'wrong-type'],
    ['HTML', 'a.html', '<!doctype html><script>alert(1)</script>', 415, 'wrong-type'],
    ['SVG', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 415, 'wrong-type'],
    [
      'SVG with an XML head that is called a picture',
      'a.jpg',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
      415,
      'wrong-type',
    ],
    [
      'a program that is called text',
      'a.txt',
      Buffer.from('7f454c4602010100000000000000000002003e00', 'hex'),
      415,
      'wrong-type',
    ],
    ['bytes that are called text', 'a.txt', Buffer.from([1, 2, 3, 0, 4]), 415, 'wrong-type'],
    ['an empty file', 'a.txt', '', 400, 'empty'],
    ['a file without a name', '', '<p>', 415, 'wrong-type'],
  ])('%s', async (_, name, bytes, status, error) => {
    expect(await put(rig, { name, bytes })).toMatchObject({ status, body: { ok: false, error } })
    expect(await count(rig, 'file')).toBe(0)
  })

  test.each([
    ['a picture is named after what it is', 'invoice.pdf.exe', png, 'invoice.pdf.exe.png', 'image/png', /^inline/],
    ['signs that turn letters round are taken out', 'a\u202egnp.exe', png, 'agnp.exe.png', 'image/png', /^inline/],
    ['a path is no name', '../../etc/passwd.png', png, '.._.._etc_passwd.png', 'image/png', /^inline/],
    ['HTML in a text is text to be saved', 'a.txt', '<script>alert(1)</script>', 'a.txt', 'text/plain', /^attachment/],
    ['a list is to be saved', 'a.csv', 'a;b\n1;2\n', 'a.csv', 'text/csv', /^attachment/],
    ['a pdf is to be saved', 'a.pdf', '%PDF-1.4\n%âãÏÓ', 'a.pdf', 'application/pdf', /^attachment/],
  ])('%s', async (_, name, bytes, stored, type, disposition) => {
    const { file } = (await put(rig, { name, bytes })).body
    expect(file).toMatchObject({ name: stored, type })
    const response = await fetch(rig.url + file.url)
    expect(response.headers.get('content-type')).toMatch(type)
    expect(response.headers.get('content-disposition')).toMatch(disposition)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('30 MB are refused before they are read, and the connection goes on', async () => {
    const socket = connect(Number(new URL(rig.url).port), '127.0.0.1')
    const size = 30_000_000
    socket.write(
      `PUT /files/oxzino/${newId()} HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\nauthorization: Bearer ${newSecret()}\r\nrotame-name: a.png\r\ncontent-type: image/png\r\ncontent-length: ${size}\r\n\r\n`,
    )
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await until(() => said.includes('"too-big"'))
    expect(said).toMatch(/^HTTP\/1.1 413/)
    for (let at = 0; at < 30; at++) if (!socket.write(Buffer.alloc(size / 30))) await once(socket, 'drain')
    said = ''
    socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n')
    await until(() => said.includes('{"ok":true}'))
    socket.destroy()
  })

  test('an upload cut off leaves nothing, and the next attempt is stored once', async () => {
    const [id, secret, bytes] = [newId(), newSecret(), picture(500_000)]
    const before = await count(rig, 'file')
    const socket = connect(Number(new URL(rig.url).port), '127.0.0.1')
    socket.write(
      `PUT /files/oxzino/${id} HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\nauthorization: Bearer ${secret}\r\nrotame-name: a.png\r\ncontent-type: image/png\r\ncontent-length: ${bytes.length}\r\n\r\n`,
    )
    socket.write(bytes.subarray(0, 300_000))
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    await until(() => rig.logged('upload cut off').length > 0)
    expect(rig.logged('fault')).toEqual([])
    expect(await count(rig, 'file')).toBe(before)
    expect((await put(rig, { id, secret, bytes })).body.ok).toBe(true)
    expect(await count(rig, 'file')).toBe(before + 1)
  })

  test('twenty at once are stored, and messages are stored meanwhile', async () => {
    const visitor = rig.visitor()
    const before = await count(rig, 'file')
    const uploads = Array.from({ length: 20 }, () => put(rig, { bytes: picture(400_000) }))
    const { conversation } = await visitor.emitWithAck('conversation:start', {
      ...start([]),
      message: { id: newId(), text: 'ανάμεσα' },
    })
    expect(conversation.id).toBeTruthy()
    expect((await Promise.all(uploads)).every(({ body }) => body.ok)).toBe(true)
    expect(await count(rig, 'file')).toBe(before + 20)
  })

  test('six files in a message', async () => {
    const secret = newSecret()
    const uploads = await Promise.all(Array.from({ length: 6 }, () => put(rig, { secret })))
    expect(
      await rig.visitor(secret).emitWithAck('conversation:start', start(uploads.map(({ body }) => body.file.id))),
    ).toEqual({ ok: false, error: 'too-many-files' })
  })

  test.each(['https://evil.example', 'null'])('an upload from %s', async (from) => {
    const answer = await put(rig, { from })
    expect(answer).toMatchObject({ status: 403, body: { error: 'wrong-origin' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe(null)
    const asked = await fetch(`${rig.url}/files/oxzino/${newId()}`, { method: 'OPTIONS', headers: { origin: from } })
    expect(asked.status).toBe(403)
  })

  test('a body over 32 kB on any other route, as before', async () => {
    expect(await rig.post('/tickets/oxzino', { ...form(), text: 'x'.repeat(40_000) })).toEqual({
      status: 413,
      body: { ok: false, error: 'too-long' },
    })
  })
})

describe('the scanner', () => {
  const rules: NonNullable<Config['files']> = { ...usual }
  let rig: Rig
  beforeAll(async () => {
    rig = await startRig(evening, { files: rules })
  })
  afterAll(() => rig.stop())
  const scanned = async (scanner: [string, ...string[]], scanSeconds = 30) => {
    rig.lines.length = 0
    Object.assign(rules, { scanner, scanSeconds })
    const before = await count(rig, 'file')
    const { body } = await put(rig, { bytes: picture() })
    const problems = rig.logged('files are refused: the scanner does not say').map(({ problem }) => problem)
    return { ...body, stored: (await count(rig, 'file')) - before, problems }
  }

  test.each([
    [
      'gets the bytes, and says yes',
      ['sh', '-c', 'test "$(head -c 4 | tail -c 3)" = PNG'],
      { ok: true, stored: 1, problems: [] },
    ],
    ['gets a path, and says yes', ['test', '-s', '{file}'], { ok: true, stored: 1, problems: [] }],
    ['says no', ['sh', '-c', 'exit 1'], { ok: false, error: 'infected', stored: 0, problems: [] }],
    ['breaks', ['sh', '-c', 'exit 2'], { error: 'unscanned', stored: 0, problems: ['it ended with 2'] }],
    [
      'is missing',
      ['/no/such/scanner'],
      { error: 'unscanned', stored: 0, problems: ['it cannot be started (ENOENT)'] },
    ],
  ] as const)('%s', async (_, [command, ...words], expected) => {
    expect(await scanned([command, ...words])).toMatchObject(expected)
  })

  test('hangs, and is ended with all it has started', async () => {
    const started = Date.now()
    expect(await scanned(['sh', '-c', 'sleep 31.7; exit 0'], 1)).toMatchObject({
      error: 'unscanned',
      stored: 0,
      problems: ['it took longer than 1 s'],
    })
    expect(Date.now() - started).toBeLessThan(20_000)
  })
})

test('where files are turned off nobody can upload any, and visitors are told', async () => {
  const rig = await startRig(evening, { files: null })
  expect((await put(rig)).status).toBe(404)
  const known = (await (await fetch(`${rig.url}/availability/oxzino`)).json()) as { site: { files: object | null } }
  expect(known.site.files).toBe(null)
  await rig.stop()
})

describe('room', () => {
  /** A server behind a proxy, and uploads of 1 MB from an address. */
  const startWith = async (rules: Partial<typeof usual>) => {
    const rig = await startRig(evening, { files: { ...usual, ...rules }, proxies: 1 })
    const megabyte = (address: string, more: Put = {}) =>
      put(rig, { bytes: picture(1e6 - png.length), ...more, headers: { 'x-forwarded-for': address, ...more.headers } })
    return { rig, megabyte }
  }
  const ofAgent = async (rig: Rig) => {
    const { cookie } = await rig.signIn()
    return fetch(`${rig.url}/files/oxzino/${newId()}`, {
      method: 'PUT',
      headers: { origin: 'http://localhost:3000', cookie, 'rotame-name': 'a.png' },
      body: new Uint8Array(picture(1e6 - png.length)),
    })
  }

  test('an address has its bytes a day, whatever secrets it makes up; what was not stored costs nothing', async () => {
    const { rig, megabyte } = await startWith({ perAddress: 3e6 })
    for (let at = 0; at < 4; at++)
      expect(await megabyte('192.0.2.1', { bytes: Buffer.alloc(1e6) })).toMatchObject({ body: { error: 'wrong-type' } })
    const many = await Promise.all(Array.from({ length: 12 }, () => megabyte('192.0.2.1')))
    expect(many.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(many.filter(({ status }) => status !== 200).map(({ body }) => body)).toEqual(
      Array.from({ length: 9 }, () => ({ ok: false, error: 'no-room' })),
    )
    expect((await megabyte('192.0.2.2')).status).toBe(200)
    for (let at = 0; at < 3; at++) expect((await ofAgent(rig)).status).toBe(200)
    await rig.stop()
  })

  test('a site keeps so much that nobody has sent, however many come at once; what is sent makes room', async () => {
    const { rig, megabyte } = await startWith({ unsent: 2e6, maxSize: 2e6 })
    const secret = newSecret()
    const many = await Promise.all(Array.from({ length: 8 }, (_, at) => megabyte(`192.0.2.${at}`, { secret })))
    const stored = many.filter(({ status }) => status === 200)
    expect(stored.length).toBeGreaterThan(0)
    expect(stored.length).toBeLessThanOrEqual(2)
    while ((await megabyte('192.0.2.9')).status === 200);
    expect((await megabyte('192.0.2.9')).body).toEqual({ ok: false, error: 'no-room' })
    expect((await ofAgent(rig)).status).toBe(200)
    const visitor = rig.visitor(secret)
    expect(
      await visitor.emitWithAck('conversation:start', start(stored.map(({ body }) => body.file.id))),
    ).toMatchObject({
      ok: true,
    })
    await rig.store.db.deleteFrom('file').where('by', 'like', 'agent%').execute()
    expect((await megabyte('192.0.2.9')).status).toBe(200)
    await rig.stop()
  })

  test('below the reserve of the disk nobody uploads, and messages go on', async () => {
    const { rig, megabyte } = await startWith({ reserve: 1e18 })
    expect((await megabyte('192.0.2.1')).body).toEqual({ ok: false, error: 'no-room' })
    expect((await ofAgent(rig)).status).toBe(507)
    expect(await rig.visitor().emitWithAck('conversation:start', start([], 'και όμως'))).toMatchObject({ ok: true })
    await rig.stop()
  })

  // As it does in a store alone; here with what a whole server does in a day.
  if (process.env['ROTAME_SLOW'])
    test('the file of the database gets shorter when what nobody has sent is gone', { timeout: 60_000 }, async () => {
      const { rig, megabyte } = await startWith({})
      const size = () => statSync(join(rig.data, 'rotame.sqlite')).size
      for (let at = 0; at < 40; at++) expect((await megabyte('192.0.2.1')).status).toBe(200)
      await rig.restart()
      expect(size()).toBeGreaterThan(30e6)
      rig.clock.now += 25 * 3_600_000
      await rig.restart()
      await until(() => size() < 15e6, 40_000)
      expect(await count(rig, 'piece')).toBe(0)
      await rig.stop()
    })

  test('a file waits for one of each other address, and not for all that one of them has sent', async () => {
    const scanner: [string, ...string[]] = ['sh', '-c', 'sleep 0.1']
    const { rig, megabyte } = await startWith({ scanner })
    const done: string[] = []
    const send = async (address: string) => {
      const { status } = await megabyte(address, { bytes: picture() })
      done.push(`${address} ${status}`)
    }
    const flood = Array.from({ length: 20 }, () => send('192.0.2.1'))
    await until(() => done.length > 0)
    await send('192.0.2.2')
    expect(done.indexOf('192.0.2.2 200')).toBeLessThan(8)
    await Promise.all(flood)
    expect(done.filter((each) => each === '192.0.2.1 200')).toHaveLength(20)
    await rig.stop()
  })
})
