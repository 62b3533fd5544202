// The edge under people who mean harm, and under pages and proxies that do strange things: who pays, what is said, what
// goes on.

import { SignJWT } from 'jose'
import { createSecretKey } from 'node:crypto'
import { connect, type Socket as Tcp } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { frame, openWire, type Wire } from '../../demo/bench/frames.ts'
import { readConfig } from '../config/config.ts'
import { closes } from '../protocol/answer.ts'
import { FewKeys, limitsOf } from '../wire/answer.ts'
import { summed } from '../wire/summed.ts'
import { agent, context, doAct, newId, newSecret, next, openHours, origin, type Rig, startRig, until } from './rig.ts'

const key = createSecretKey('a secret of the shop, long enough', 'utf8')
let rig: Rig
beforeAll(async () => {
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site = {
    ...sites.get('oxzino')!,
    identity: { algorithm: 'HS256' as const, key },
    origins: [origin, 'https://*.oxzino.example', 'capacitor://localhost'],
  }
  const url = 'https://chat.oxzino.example'
  rig = await startRig(openHours, { url, sites: new Map([['oxzino', site]]), limitsFactor: 10 })
})
afterAll(() => rig.stop())

const start = () => ({ id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context })
const wire = (own: Rig): Promise<Wire> =>
  openWire({
    port: Number(new URL(own.url).port),
    namespace: 'visitor',
    auth: { v: 1, site: 'oxzino', secret: newSecret(), locale: 'el' },
    headers: { origin },
    heard: () => {},
  })

// ---------------------------------------------------------------------------------------------------------------
// Who connects pays.

test.each(['/visitor', '/agent', '/', '/nothing'])(
  'a flood of broken requests for %s over one connection ends it after five, with few lines in the log',
  async (namespace) => {
    const own = await startRig()
    const raw = await wire(own)
    raw.tcp.on('error', () => {}) // Reset, as we go on writing.
    own.lines.splice(0)
    for (let times = 0; times < 20_000; times++)
      raw.tcp.write(frame(`40${namespace === '/' ? '' : `${namespace},`}{"broken":true}`))
    await raw.closed
    expect(own.lines.length).toBeLessThan(10)
    expect(await own.visitor().emitWithAck('conversation:start', start())).toMatchObject({ ok: true })
    await own.stop()
  },
)

test('who floods with broken requests is told why the connection ends, and it is counted', async () => {
  const own = await startRig(openHours, { metricsToken: 'token' })
  const raw = await wire(own)
  raw.tcp.on('error', () => {})
  for (let times = 0; times < 50; times++) raw.tcp.write(frame('40/agent,{"broken":true}'))
  expect(await raw.closed).toEqual({ code: closes.abuse, reason: 'abuse' })
  const metrics = await fetch(`${own.url}/metrics`, { headers: { authorization: 'Bearer token' } })
  expect(await metrics.text()).toMatch(/rotame_closed_total\{namespace="\/",reason="abuse"\} 1$/m)
  expect(own.logged('abuse')).toMatchObject([{ reason: 'too many sockets' }])
  await own.stop()
})

test('a limiter counts so many keys at most, the latest', async () => {
  const limiter = new FewKeys({ points: 1, duration: 60 })
  for (let key = 0; key < FewKeys.most + 10; key++) await limiter.consume(`address ${key}`)
  expect(limiter.size).toBe(FewKeys.most)
  await expect(limiter.consume(`address ${FewKeys.most}`)).rejects.toMatchObject({ remainingPoints: 0 })
  await expect(limiter.consume('address 11')).rejects.toMatchObject({ remainingPoints: 0 })
  expect(await limiter.get('address 0')).toBeNull()
  expect(limiter.size).toBe(FewKeys.most)
})

test('a refused socket pays like any other, and the default namespace lets nobody in', async () => {
  const own = await startRig(openHours, { limitsFactor: 0.05 })
  const codes: string[] = []
  for (let times = 0; times < 7; times++) {
    const socket = own.visitor('short')
    codes.push((await next<Error>(socket, 'connect_error')).message)
    socket.disconnect()
  }
  expect(codes).toEqual([...Array<string>(6).fill('malformed'), 'too-many'])
  await own.stop()
  const nobody = io(rig.url, { transports: ['websocket'], extraHeaders: { origin }, forceNew: true })
  expect((await next<Error>(nobody, 'connect_error')).message).toBe('malformed')
  nobody.disconnect()
})

test('connections by polling are counted by address', async () => {
  const own = await startRig(openHours, { limitsFactor: 0.05 })
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => fetch(`${own.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(12)
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(38)
  expect(own.logged('connection refused').length).toBeLessThan(20)
  await own.stop()
})

test('lines of one kind are written ten times, and then as a sum', async () => {
  const lines: { level: number; msg: string; error?: string; times?: number }[] = []
  const log = summed(pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line)) }), 300)
  for (let times = 0; times < 1_000; times++) log.info({ error: 'malformed' }, 'refused')
  log.info({ error: 'too-many' }, 'refused')
  for (let times = 0; times < 20; times++) log.error({}, 'fault')
  await until(() => lines.some(({ times }) => times !== undefined))
  expect(lines.filter(({ error, times }) => error === 'malformed' && !times)).toHaveLength(10)
  expect(lines.filter(({ times }) => times)).toMatchObject([{ msg: 'refused', error: 'malformed', times: 990 }])
  expect(lines.filter(({ msg }) => msg === 'fault')).toHaveLength(20)
  lines.splice(0)
  log.info({ error: 'malformed' }, 'refused')
  expect(lines).toMatchObject([{ error: 'malformed' }])
})

test('abuse of long ago is forgotten: only five within a minute close a socket', async () => {
  const own = await startRig()
  const visitor = own.visitor()
  const malformed = async (times: number) => {
    for (; times > 0; times--) expect(await visitor.emitWithAck('typing', {})).toMatchObject({ error: 'malformed' })
  }
  await malformed(4)
  own.clock.now += 61_000
  await malformed(4)
  expect(visitor.connected).toBe(true)
  const gone = next(visitor, 'disconnect')
  visitor.emit('typing', {})
  await gone
  await own.stop()
})

// ---------------------------------------------------------------------------------------------------------------
// Bodies keep pace.

test('slow bodies are cut off wherever they go, and one that keeps pace is stored', { timeout: 60_000 }, async () => {
  const own = await startRig(openHours, { paceWindow: 1_000, limitsFactor: 100 })
  const port = Number(new URL(own.url).port)
  const { sid } = JSON.parse(
    (await (await fetch(`${own.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } })).text()).slice(1),
  ) as { sid: string }
  const auth = `authorization: Bearer ${newSecret()}\r\nrotame-name: a.png\r\ncontent-type: image/png\r\n`
  const heads = [
    `POST /tickets/oxzino HTTP/1.1\r\ncontent-type: application/json\r\n`,
    `PUT /files/oxzino/${newId()} HTTP/1.1\r\n${auth}`,
    `POST /socket.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\n`,
    `POST /nothing HTTP/1.1\r\n`,
  ]
  const open = (head: string): Tcp => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}) // Reset, when we go on writing.
    socket.write(`${head}host: x\r\norigin: ${origin}\r\ncontent-length: 20000\r\n\r\n{`)
    return socket
  }
  const slow = Array.from({ length: 600 }, (_, at) => open(heads[at % heads.length]!))
  const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write(' ')), 200)
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(30_000)])
  const steady = connect(port, '127.0.0.1')
  let answer = ''
  steady.on('data', (chunk: Buffer) => (answer += chunk.toString()))
  steady.write(
    `PUT /files/oxzino/${newId()} HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\n${auth}content-length: ${png.length}\r\n\r\n`,
  )
  for (let at = 0; at < png.length; at += 3_000) {
    steady.write(png.subarray(at, at + 3_000))
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  await until(() => answer)
  expect(answer).toMatch(/^HTTP\/1\.1 (200|415)/)
  await until(() => slow.every((socket) => socket.destroyed || socket.readableEnded))
  clearInterval(drip)
  expect(own.logged('request cut off').length).toBeGreaterThan(0)
  expect(own.logged('request cut off').length).toBeLessThan(20)
  steady.destroy()
  await own.stop()
})

// ---------------------------------------------------------------------------------------------------------------
// Origins, and what pages may read.

test.each([
  [origin, 200],
  ['https://any.oxzino.example', 200],
  ['capacitor://localhost', 200],
  ['https://a.b.oxzino.example', 403],
  ['https://oxzino.example', 403],
  ['tauri://localhost', 403],
])('a page of %s: %s over HTTP, by upload and by socket alike', async (from, status) => {
  const isRight = status === 200
  const sent = { id: newId(), article: 'account/forgot-password', locale: 'el', helped: true, missing: '' }
  expect((await rig.post('/feedback/oxzino', sent, from)).status).toBe(status)
  const asked = await fetch(`${rig.url}/files/oxzino/${newId()}`, { method: 'OPTIONS', headers: { origin: from } })
  expect(asked.status).toBe(isRight ? 204 : 403)
  const socket = rig.visitor(newSecret(), from)
  if (isRight) await next(socket, 'connect')
  else expect((await next<Error>(socket, 'connect_error')).message).toBe('wrong-origin')
  socket.disconnect()
})

test.each([
  ['GET', '/availability/oxzino'],
  ['GET', '/articles/oxzino/el'],
  ['GET', '/keywords/oxzino/el'],
  ['GET', '/questions/oxzino/el'],
  ['GET', '/search/oxzino/el'],
  ['GET', '/availability/nobody'],
  ['POST', '/tickets/oxzino'],
  ['POST', '/feedback/nobody'],
  ['PUT', `/files/oxzino/${newId()}`],
  ['PUT', `/files/nobody/${newId()}`],
])('%s %s may be asked with headers and credentials that a page adds', async (method, path) => {
  const asking = { 'access-control-request-method': method, 'access-control-request-headers': 'x-csrf, x-trace' }
  const asked = await fetch(rig.url + path, { method: 'OPTIONS', headers: { origin, ...asking } })
  const isThere = !path.includes('nobody') || method === 'GET'
  if (isThere) {
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toBe('x-csrf, x-trace')
    expect(asked.headers.get('access-control-allow-methods')).toBe(method)
  }
  const answered = await fetch(rig.url + path, { method, headers: { origin, 'x-csrf': '1' } })
  for (const { headers } of [asked, answered]) {
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('vary')).toMatch(/^origin/)
  }
})

test('an upload survives a page that adds a token of its own', async () => {
  const bytes = Buffer.from('Καλημέρα')
  const authorization = `Bearer ${newSecret()}, Bearer of.the.page`
  const sent = { origin, authorization, 'rotame-name': 'a.txt', 'content-type': 'text/plain' }
  const answer = await fetch(`${rig.url}/files/oxzino/${newId()}`, { method: 'PUT', headers: sent, body: bytes })
  expect(await answer.json()).toMatchObject({ ok: true, file: { name: 'a.txt', size: bytes.length } })
})

test.each([
  '/widget.js',
  '/availability/oxzino',
  '/articles/oxzino/el',
  '/health',
  '/console/',
  '/help/oxzino/el/',
  '/nothing',
])('%s is what it says it is, over TLS alone, and its page asks nobody else', async (path) => {
  const { headers } = await fetch(rig.url + path)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  const policy = headers.get('content-security-policy')
  if (policy) expect(/connect-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' wss://chat.oxzino.example")
  if (/^\/(widget|availability|articles)/.test(path))
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test('whoever asks by CORS gets no resource policy, and whoever does not is embedded', async () => {
  for (const path of ['/availability/oxzino', '/articles/oxzino/el']) {
    const { headers } = await fetch(rig.url + path, { headers: { origin } })
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('cross-origin-resource-policy')).toBe(null)
    expect(headers.get('vary')).toContain('origin')
  }
})

test('who types the address of the server is led to the console', async () => {
  for (const path of ['/', '/console']) {
    const answer = await fetch(rig.url + path, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console/'])
  }
})

test('articles come with one byte a letter where their alphabet has such a charset', async () => {
  const whole = await (await fetch(`${rig.url}/articles/oxzino/el`)).json()
  const answer = await fetch(`${rig.url}/articles/oxzino/el?narrow`)
  const bytes = await answer.arrayBuffer()
  expect(answer.headers.get('content-type')).toBe('application/json; charset=windows-1253')
  expect(JSON.parse(new TextDecoder('windows-1253').decode(bytes))).toEqual(whole)
  const english = await fetch(`${rig.url}/articles/oxzino/en?narrow`)
  expect(english.headers.get('content-type')).toBe('application/json')
  expect(await english.json()).toHaveProperty('articles')
})

test('an answer says which question it is for, so that a cached one is known', async () => {
  const told = (await fetch(`${rig.url}/availability/oxzino?1764350000000t`)).headers
  expect(told.get('rotame-time')).toMatch(/^\d{13} 1764350000000$/)
  expect(told.get('access-control-expose-headers')).toBe('rotame-time')
  // As panels asked before.
  const { headers } = await fetch(`${rig.url}/availability/oxzino?1764350000000`)
  expect(headers.get('rotame-asked')).toBe('1764350000000')
  expect(headers.get('access-control-expose-headers')).toContain('rotame-asked')
  expect((await fetch(`${rig.url}/availability/oxzino?a%0d%0ab`)).headers.get('rotame-asked')).toBe(null)
})

// ---------------------------------------------------------------------------------------------------------------
// What an open socket may say and hear.

test('a conversation begun after the token ended is nobody in particular’s', async () => {
  const token = await new SignJWT({ name: 'Μαρία', sub: 'maria' })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('oxzino')
    .setExpirationTime(Math.floor(Date.now() / 1_000) + 3)
    .sign(key)
  const desk = rig.agent((await rig.signIn(agent, 'https://chat.oxzino.example')).cookie, 'https://chat.oxzino.example')
  await next(desk, 'welcome')
  const vouched = async (socket: ReturnType<Rig['visitor']>) => {
    const { conversation } = await socket.emitWithAck('conversation:start', start())
    return (await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).conversation
  }
  const early = rig.visitor(newSecret(), origin, 'oxzino', {}, token)
  const late = rig.visitor(newSecret(), origin, 'oxzino', {}, token)
  await next(late, 'connect')
  expect(await vouched(early)).toMatchObject({ name: 'Μαρία', sub: 'maria' })
  await new Promise((resolve) => setTimeout(resolve, 3_500))
  expect(await vouched(late)).toMatchObject({ name: null, sub: null })
})

test('a visitor notices nothing of a note', async () => {
  const visitor = rig.visitor()
  const desk = rig.agent((await rig.signIn(agent, 'https://chat.oxzino.example')).cookie, 'https://chat.oxzino.example')
  await next(desk, 'welcome')
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  await doAct(desk, { kind: 'take' }, conversation.id)
  await until(async () => (await visitor.emitWithAck('conversation:open', { after: 0 })).conversation.assignee)
  const heard: string[] = []
  visitor.onAny((event: string) => void heard.push(event))
  const seen = next(desk, 'conversation:changed')
  expect(await desk.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text: 'VIP' })).toMatchObject(
    { ok: true },
  )
  await seen
  await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'Καλημέρα' })
  await until(() => heard.includes('message:new'))
  expect(heard[0]).toBe('message:new')
})

test('who asks twice for what is counted under a name spends from one', async () => {
  const limit = limitsOf(null, 1)
  await limit('file-bytes', 10).spend('somebody', 10)
  await expect(limit('file-bytes', 10).spend('somebody', 1)).rejects.toThrow('too-many')
})
