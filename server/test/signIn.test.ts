// Signing in and out: what cookies say, how often one may try, and what ends with a sign-in.

import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openAuth } from '../staff/auth.ts'
import { sessionTime } from '../staff/sessions.ts'
import { agent, colleague, next, openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  // One proxy of ours, so that a test can come from many addresses.
  rig = await startRig(openHours, { proxies: 1 })
})
afterAll(() => rig.stop())

const home = 'http://localhost:3000'
const wrong = { ...agent, password: 'wrong-password' }

test('whose hosts below url all have TLS says so, and browsers ask those for nothing else', async () => {
  const secure = await startRig(openHours, { url: 'https://oxzino.example', hsts: { includeSubDomains: true } })
  const { headers } = await fetch(`${secure.url}/health`)
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  await secure.stop()
})

test('a cookie is for this site alone, out of reach of scripts, and Secure when the address is https', async () => {
  const { headers } = await rig.signIn(agent, home, '192.0.2.1')
  expect(headers.get('set-cookie')).toMatch(/HttpOnly/)
  expect(headers.get('set-cookie')).toMatch(/SameSite=Strict/)
  expect(headers.get('set-cookie')).not.toMatch(/Secure/)
  const secure = await startRig(openHours, { url: 'https://chat.oxzino.example' })
  const signed = await secure.signIn(agent, 'https://chat.oxzino.example')
  expect(signed.headers.get('set-cookie')).toMatch(/^__Secure-rotame.*; Secure/)
  expect(signed.headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect((await secure.signIn(agent, home)).status).toBe(403)
  await secure.stop()
})

test('signing out closes the sockets of that sign-in, and no others', async () => {
  const [one, other] = [await rig.signIn(colleague, home, '192.0.2.2'), await rig.signIn(colleague, home, '192.0.2.2')]
  const [leaving, staying] = [rig.agent(one.cookie), rig.agent(other.cookie)]
  await Promise.all([next(leaving, 'welcome'), next(staying, 'welcome')])
  const closed = next(leaving, 'disconnect')
  const headers = { origin: home, cookie: one.cookie, 'content-type': 'application/json' }
  expect((await fetch(`${rig.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  await closed
  expect(await staying.emitWithAck('presence:set', { presence: 'away' })).toEqual({ ok: true })
  expect(await next(rig.agent(one.cookie), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
})

test('a sign-out that could not be written down is not said to be one', async () => {
  const { cookie } = await rig.signIn(colleague, home, '192.0.2.2')
  const headers = { origin: home, cookie, 'content-type': 'application/json' }
  const leave = () => fetch(`${rig.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })
  await sql`create trigger held before delete on session begin select raise(abort, 'held'); end`.execute(rig.store.db)
  expect((await leave()).status).toBe(500)
  await next(rig.agent(cookie), 'welcome')
  await sql`drop trigger held`.execute(rig.store.db)
  expect((await leave()).status).toBe(200)
  expect(await next(rig.agent(cookie), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
  expect((await leave()).status).toBe(200)
})

test('ten wrong passwords are the last for an account, from however many addresses and all at once', async () => {
  const tries = await Promise.all(Array.from({ length: 20 }, (_, at) => rig.signIn(wrong, home, `198.51.100.${at}`)))
  expect(tries.map(({ status }) => status).toSorted()).toEqual([
    ...Array<number>(10).fill(401),
    ...Array<number>(10).fill(429),
  ])
  const right = await rig.signIn(agent, home, '192.0.2.3')
  expect(right.status).toBe(429)
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800)
  expect((await rig.signIn(colleague, home, '192.0.2.3')).status).toBe(200)
  // Ten lines of a kind as they come; the eleventh is in the sum that follows.
  expect(rig.logged('sign-in refused').filter(({ status }) => status === 401)).toHaveLength(10)
  expect(rig.logged('sign-in refused').filter(({ error }) => error === 'too-many')).toHaveLength(10)
})

test('who has signed in before in a browser gets in there, however many wrong passwords others have tried', async () => {
  const post = async (cookie: string, password: string, email = agent.email) => {
    const response = await fetch(`${lone.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: home, cookie, 'x-forwarded-for': '192.0.2.7' },
      body: JSON.stringify({ email, password }),
    })
    return response.status
  }
  const lone = await startRig(openHours, { proxies: 1 })
  const { cookie, headers } = await lone.signIn(agent, home, '192.0.2.7')
  const kept = headers.getSetCookie().find((each) => each.startsWith('rotame.device'))!
  expect(kept).toMatch(/; Path=\/api\/auth; HttpOnly; SameSite=Strict$/)
  expect(Number(/Max-Age=(\d+)/.exec(kept)![1])).toBe(180 * 86_400)
  const device = kept.split(';')[0]!
  // From everywhere, and from this address too.
  for (let at = 0; at < 10; at++) await lone.signIn(wrong, home, `198.51.100.${at}`)
  for (let at = 0; at < 40; at++) await lone.signIn({ email: `nobody${at}`, password: '' }, home, '192.0.2.7')
  expect(await post('', agent.password)).toBe(429)
  expect(await post(device, agent.password)).toBe(200)
  expect(await post(`other=1; ${cookie}`, agent.password)).toBe(200)
  // It is worth a count of its own and no more: forged it is worth nothing, for another account neither.
  expect(await post(device.slice(0, -1), agent.password)).toBe(429)
  expect(await post(device.replace(/=./, '=-'), agent.password)).toBe(429)
  const tries = []
  for (let at = 0; at < 12; at++) tries.push(await post(device, 'wrong-password'))
  expect(tries).toEqual([...Array<number>(10).fill(401), 429, 429])
  for (let at = 0; at < 10; at++) await lone.signIn({ ...wrong, email: colleague.email }, home, `198.51.100.${at}`)
  expect(await post(device, colleague.password, colleague.email)).toBe(429)
  await lone.stop()
})

test('what is said of a wrong password and of an unknown address is the same, and a session is out of reach', async () => {
  const ask = async (email: string, password: string) => {
    const response = await fetch(`${rig.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: home, 'x-forwarded-for': '192.0.2.8' },
      body: JSON.stringify({ email, password }),
    })
    const { date: _, 'set-cookie': __, ...headers } = Object.fromEntries(response.headers)
    return { status: response.status, headers, body: await response.text(), cookies: response.headers.getSetCookie() }
  }
  const known = await ask(colleague.email, 'wrong-password')
  expect(known).toMatchObject({ status: 401 })
  expect(await ask('nobody@oxzino.example', 'wrong-password')).toEqual(known)
  expect(await ask(colleague.email, 'x'.repeat(129))).toEqual(await ask('nobody@oxzino.example', 'x'.repeat(129)))
  const right = await ask(colleague.email, colleague.password)
  expect(right.body).toBe('{"ok":true}')
  const headers = { cookie: right.cookies.map((each) => each.split(';')[0]).join('; ') }
  const [, token] = /session_token=([^.]+)/.exec(headers.cookie)!
  const told = await (await fetch(`${rig.url}/api/auth/get-session`, { headers })).text()
  expect(JSON.parse(told)).toMatchObject({ agent: { email: colleague.email } })
  expect(told).not.toContain(token)
})

test('a password is tried as long for an address that nobody has', async () => {
  const tried = vi.spyOn(crypto, 'scrypt')
  syncBuiltinESMExports()
  onTestFinished(() => {
    tried.mockRestore()
    syncBuiltinESMExports()
  })
  const costs: unknown[] = []
  for (const email of [colleague.email, 'nobody@oxzino.example']) {
    tried.mockClear()
    expect((await rig.signIn({ email, password: 'wrong-password' }, home, '192.0.2.30')).status).toBe(401)
    costs.push(tried.mock.calls.map(([, , length, how]) => ({ length, ...(how as object) })))
  }
  expect(costs[0]).toHaveLength(1)
  expect(costs[1]).toEqual(costs[0])
})

test('of all that better-auth could answer, the console’s few questions are answered', async () => {
  const { api } = await openAuth(rig.store, 's'.repeat(32), rig.url, [], sessionTime)
  const routes = Object.values(api).flatMap(({ path, options }: { path?: string; options: { method?: unknown } }) =>
    path === undefined ? [] : [options.method ?? 'GET'].flat().map((method) => `${String(method)} ${path}`),
  )
  expect(routes.length).toBeGreaterThan(20)
  expect(routes).toContain('POST /change-password')
  const served: string[] = []
  for (const route of routes) {
    const [method, path] = route.split(' ') as [string, string]
    if (method === '*') throw new Error(`${path} takes any method`)
    const body = method === 'GET' ? null : '{}'
    const headers = { origin: home, ...(body && { 'content-type': 'application/json' }) }
    const address = `${rig.url}/api/auth${path.replaceAll(/:\w+/g, 'x')}`
    if ((await fetch(address, { method, headers, body })).status !== 404) served.push(route)
  }
  expect(served.toSorted()).toEqual([
    'GET /get-session',
    'POST /sign-in/email',
    'POST /sign-out',
    'POST /two-factor/enable',
    'POST /two-factor/verify-backup-code',
    'POST /two-factor/verify-totp',
  ])
})

test('an address that has tried fifty names waits; another one does not, and IPv6 counts by network', async () => {
  // Not even addresses, so that none costs the hashing of a password.
  const from = (name: number, address: string) =>
    rig.signIn({ email: `nobody${name}`, password: 'wrong-password' }, home, address)
  const tries = await Promise.all(Array.from({ length: 50 }, (_, at) => from(at, `2001:db8:0:1::${at}`)))
  expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([400]))
  expect((await from(50, '2001:db8:0:1:ffff::1')).status).toBe(429)
  expect((await rig.signIn(colleague, home, '2001:db8:0:2::1')).status).toBe(200)
})

test.each([
  ['a page of a visitor', 'https://www.oxzino.example'],
  ['no page at all', ''],
])('%s cannot sign in or out', async (_, origin) => {
  expect((await rig.signIn(colleague, origin)).status).toBe(403)
  const { cookie } = await rig.signIn(colleague, home, '192.0.2.4')
  const headers = { ...(origin && { origin }), cookie, 'content-type': 'application/json' }
  expect((await fetch(`${rig.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(403)
})

test.each([
  'sign-up/email',
  'update-user',
  'delete-user',
  'forget-password',
  'change-email',
  'list-sessions',
  'ok',
  'error',
  '/sign-in/email',
  'sign-in%2Femail',
])('there is no /api/auth/%s', async (path) => {
  const headers = { origin: home, 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'x', email: 'x@oxzino.example', password: 'a-long-password' })
  expect((await fetch(`${rig.url}/api/auth/${path}`, { method: 'POST', headers, body })).status).toBe(404)
  expect((await fetch(`${rig.url}/api/auth/${path}`)).status).toBe(404)
})
