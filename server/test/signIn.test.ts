// Signing in and out: what cookies say, how often one may try, and what ends with a sign-in.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { agent, colleague, next, openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  // One proxy of ours, so that a test can come from many addresses.
  rig = await startRig(openHours, { proxies: 1 })
})
afterAll(() => rig.stop())

const home = 'http://localhost:3000'
const wrong = { ...agent, password: 'wrong-password' }

test('a cookie is for this site alone, out of reach of scripts, and Secure when the address is https', async () => {
  const { headers } = await rig.signIn(agent, home, '192.0.2.1')
  expect(headers.get('set-cookie')).toMatch(/HttpOnly/)
  expect(headers.get('set-cookie')).toMatch(/SameSite=Strict/)
  expect(headers.get('set-cookie')).not.toMatch(/Secure/)
  const secure = await startRig(openHours, { url: 'https://chat.oxzino.example' })
  const signed = await secure.signIn(agent, 'https://chat.oxzino.example')
  expect(signed.headers.get('set-cookie')).toMatch(/^__Secure-rotame.*; Secure/)
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
  expect(rig.logged('sign-in refused').filter(({ status }) => status === 401)).toHaveLength(10)
  expect(rig.logged('sign-in refused').filter(({ error }) => error === 'too-many')).toHaveLength(11)
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
