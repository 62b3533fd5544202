// Bad input over HTTP and sockets: each is refused in a word that says what to do, is logged once, and loses nothing.

import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { context, form, newId, newSecret, next, openHours, origin, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(openHours)
})
afterAll(() => rig.stop())
beforeEach(() => void rig.lines.splice(0))

const feedback = { id: newId(), article: 'account/forgot-password', locale: 'el', helped: true, missing: '' }
const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })

test.each([
  ['an unknown site', '/tickets/nobody', form(), 404, 'unknown-site'],
  ['an empty message', '/tickets/oxzino', { ...form(), text: ' \n ' }, 400, 'empty'],
  ['a message of 5,000 characters', '/tickets/oxzino', { ...form(), text: 'ω'.repeat(5_000) }, 400, 'too-long'],
  ['an oversized payload', '/tickets/oxzino', { ...form(), text: 'x'.repeat(40_000) }, 413, 'too-long'],
  ['a malformed payload', '/tickets/oxzino', { ...form(), more: 1 }, 400, 'malformed'],
  ['a payload that is a list', '/tickets/oxzino', [], 400, 'malformed'],
  ['a payload that is nothing', '/tickets/oxzino', null, 400, 'malformed'],
  ['an address without a name', '/tickets/oxzino', form('@example.com'), 400, 'bad-email'],
  ['two addresses', '/tickets/oxzino', form('a@b.example,c@d.example'), 400, 'bad-email'],
  ['an unknown article', '/feedback/oxzino', { ...feedback, article: 'account/nothing' }, 404, 'unknown-article'],
  ['an unknown locale', '/feedback/oxzino', { ...feedback, locale: 'de' }, 404, 'unknown-locale'],
])('%s is refused, once, and what was right before goes on', async (_, path, sent, status, error) => {
  expect(await rig.post(path, sent)).toEqual({ status, body: { ok: false, error } })
  expect(rig.lines).toHaveLength(1)
  expect(JSON.parse(rig.lines[0]!)).toMatchObject({ error })
  expect((await rig.post('/feedback/oxzino', { ...feedback, id: newId() })).status).toBe(200)
})

test.each([
  ['broken JSON', '{"id":', 'application/json'],
  ['an empty body', '', 'application/json'],
  ['a form of a web page', 'id=1', 'application/x-www-form-urlencoded'],
  ['a prototype', '{"__proto__":{"x":1}}', 'application/json'],
])('%s is refused as malformed, and the page may read that', async (_, body, type) => {
  const answer = await fetch(`${rig.url}/tickets/oxzino`, {
    method: 'POST',
    body,
    headers: { origin, 'content-type': type },
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  expect(await answer.json()).toEqual({ ok: false, error: 'malformed' })
  expect(rig.lines).toHaveLength(1)
})

test.each(['https://evil.example', 'null', 'https://www.oxzino.example.evil.example', null])(
  'a form from %s is refused before it is read',
  async (from) => {
    expect(await rig.post('/tickets/oxzino', form(), from)).toEqual({
      status: 403,
      body: { ok: false, error: 'wrong-origin' },
    })
    expect(rig.logged('form refused')).toHaveLength(1)
    expect(await rig.store.db.selectFrom('ticket').selectAll().execute()).toEqual([])
  },
)

test.each([
  ['an empty message', '  ', 'empty'],
  ['a message of 5,000 characters', 'ω'.repeat(5_000), 'too-long'],
])('%s over a socket is refused, once, and the next one is stored', async (_, text, error) => {
  const visitor = rig.visitor()
  expect(await visitor.emitWithAck('conversation:start', start(text))).toEqual({ ok: false, error })
  expect(rig.logged('refused')).toMatchObject([{ error, event: 'conversation:start' }])
  expect(await visitor.emitWithAck('conversation:start', start('κανονικό'))).toMatchObject({ ok: true })
})

test.each([
  ['a frame over the limit', ['conversation:start', start('x'.repeat(40_000))]],
  ['an event without a payload', ['conversation:start']],
  ['an event that is not ours', ['__proto__', {}]],
])('%s harms nobody but its socket', async (_, frame) => {
  const visitor = rig.visitor()
  const other = rig.visitor()
  await Promise.all([next(visitor, 'connect'), next(other, 'connect')])
  const gone = next(visitor, 'disconnect')
  for (let times = 0; times < 5; times++) visitor.emit(...(frame as [string, unknown]))
  await gone
  expect(await other.emitWithAck('conversation:start', start('κανονικό'))).toMatchObject({ ok: true })
})

test.each([
  ['bytes that are no HTTP', '\u0000\u0001secret nonsense\r\n\r\n'],
  ['a header without an end', `GET /secret HTTP/1.1\r\nx: ${'x'.repeat(40_000)}`],
  ['an address that is none', 'GET /articles/secret%E0/el HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [
    'a name that is too long',
    `GET /articles/secret${'x'.repeat(200)}/el HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  ],
])('%s: refused without being repeated, and harms nobody', async (_, bytes) => {
  const { hostname, port } = new URL(rig.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.write(bytes)
  await new Promise((resolve) => socket.on('close', resolve).on('error', resolve))
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(answer + rig.lines.join('')).not.toContain('secret')
  expect(rig.lines).toHaveLength(1)
  expect((await fetch(`${rig.url}/health`)).status).toBe(200)
})

test('a form sent too often is refused with the seconds to wait', async () => {
  const own = await startRig(openHours)
  const answers = await Promise.all(Array.from({ length: 31 }, () => own.post('/tickets/oxzino', {})))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(30).fill(400), 429])
  const { body } = answers.find(({ status }) => status === 429)!
  expect(body).toMatchObject({ ok: false, error: 'too-many' })
  expect(body['retryAfter']).toBeGreaterThan(500)
  expect((await own.post('/feedback/oxzino', { ...feedback, id: newId() })).status).toBe(200)
  await own.stop()
})

test('LIMITS_FACTOR multiplies every budget', async () => {
  const own = await startRig(openHours, { limitsFactor: 0.1 })
  const answers = await Promise.all(Array.from({ length: 4 }, () => own.post('/tickets/oxzino', {})))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([400, 400, 400, 429])
  await own.stop()
})

test('one address that makes many visitors has one budget, and each is told when to try again', async () => {
  const own = await startRig(openHours, { limitsFactor: 0.1 })
  const visitors = Array.from({ length: 8 }, () => own.visitor())
  const answers = await Promise.all(
    visitors.map((visitor) => visitor.emitWithAck('conversation:start', start('κανονικό'))),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(6)
  for (const answer of answers.filter(({ ok }) => !ok))
    expect(answer).toEqual({ ok: false, error: 'too-many', retryAfter: expect.any(Number) as number })
  await own.stop()
})

test.each([
  ['an unknown site', () => rig.visitor(newSecret(), undefined, 'nobody'), 'unknown-site'],
  ['a foreign origin', () => rig.visitor(newSecret(), 'https://evil.example'), 'wrong-origin'],
  ['no origin', () => rig.visitor(newSecret(), ''), 'wrong-origin'],
  ['a short secret', () => rig.visitor('short'), 'malformed'],
])('%s is refused at the handshake, once', async (_, open, error) => {
  const socket = open()
  expect(await next<{ data: object }>(socket, 'connect_error')).toMatchObject({ data: { error } })
  socket.disconnect()
  expect(rig.logged('visitor refused')).toMatchObject([{ error }])
})

test.each([
  ['the same origin', `${origin}/contact`, /^40\/visitor,\{"sid"/],
  ['elsewhere', 'https://evil.example/', /^44\/visitor,.*wrong-origin/],
])('long polling, which begins without an origin, is known by its Referer: %s', async (_, referer, answered) => {
  const address = `${rig.url}/socket.io/?EIO=4&transport=polling`
  const headers = { referer }
  const opened = await (await fetch(address, { headers })).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  const auth = { v: 1, site: 'oxzino', secret: newSecret(), locale: 'el' }
  await fetch(`${address}&sid=${sid}`, { method: 'POST', headers, body: `40/visitor,${JSON.stringify(auth)}` })
  expect(await (await fetch(`${address}&sid=${sid}`, { headers })).text()).toMatch(answered)
  await fetch(`${address}&sid=${sid}`, { method: 'POST', headers, body: '1' })
})

test.each(['/articles/nobody/el', '/articles/oxzino/de', '/keywords/oxzino/__proto__'])(
  '%s is not there, and says why',
  async (path) => {
    const answer = await fetch(rig.url + path)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^unknown-(site|locale)$/) as string,
    })
  },
)

test.each(['nobody', '__proto__'])('the availability of %s is not there, and says what to write', async (site) => {
  const answer = await fetch(`${rig.url}/availability/${site}`)
  expect(answer.status).toBe(404)
  // Printed by the panel in the page's console, as it is.
  expect(await answer.text()).toBe(
    `Rotame: there is no site "${site}"; write the name of one that is in rotame.yaml, as data-site="…"`,
  )
})

test('health says whether every address answers', async () => {
  let isWell = true
  const own = await startRig(openHours, { checks: [async () => isWell] })
  expect((await fetch(`${own.url}/health`)).status).toBe(200)
  isWell = false
  const answer = await fetch(`${own.url}/health`)
  expect([answer.status, await answer.json()]).toEqual([503, { ok: false }])
  await own.stop()
  const broken = await startRig(openHours, { checks: [() => Promise.reject(new Error('nobody listens'))] })
  expect((await fetch(`${broken.url}/health`)).status).toBe(503)
  expect(broken.logged('a check of health failed')).toHaveLength(1)
  await broken.stop()
})
