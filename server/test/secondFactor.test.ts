// The second factor: nobody gets in without one, codes are good once, and a lost phone is no end.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, totp } from './browser.ts'
import { agent, colleague, next, openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(openHours, { proxies: 1, staff: { secondFactor: 'required' } })
})
afterAll(() => rig.stop())

interface Made {
  uri: string
  codes: string[]
}
let addresses = 0
const open = (of = rig) => openBrowser(of, `192.0.2.${++addresses}`)
/** Signs in for the first time and makes a second factor, one of whose codes was used. */
async function enrol(who = agent, of = rig): Promise<Made & { browser: ReturnType<typeof openBrowser> }> {
  const browser = open(of)
  expect((await browser.signIn(who)).body).toEqual({ ok: true, next: 'enrol' })
  const { body } = await browser.post('two-factor/enable', { password: who.password })
  const made = body as unknown as Made
  expect((await browser.post('two-factor/verify-totp', { code: totp(made.uri, -1) })).body).toEqual({ ok: true })
  return { ...made, browser }
}
const once = async (who: typeof agent) => {
  const fresh = { ...who, email: `${Math.random().toString(36).slice(2)}@oxzino.example` }
  await rig.staff.accounts.add(fresh)
  return fresh
}

test('a password alone opens nothing but the making of a second factor', async () => {
  const who = await once(agent)
  const browser = open()
  expect((await browser.signIn(who)).body).toEqual({ ok: true, next: 'enrol' })
  expect(await browser.who()).toBeNull()
  expect(await next(rig.agent(browser.cookie()), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
  const file = `${rig.url}/files/oxzino/${'x'.repeat(22)}`
  const headers = { origin: 'http://localhost:3000', cookie: browser.cookie() }
  expect((await fetch(file, { method: 'PUT', headers, body: 'x' })).ok).toBe(false)
  expect((await browser.post('two-factor/enable', { password: 'wrong-password' })).status).toBe(401)
  const { body } = await browser.post('two-factor/enable', { password: who.password })
  expect(body).toMatchObject({ uri: expect.stringMatching(/^otpauth:\/\/totp\/Rotame%20localhost:/) })
  expect(new Set((body as unknown as Made).codes).size).toBe(10)
  // Until a code was right nothing counts, and the next sign-in begins anew.
  expect((await browser.post('two-factor/verify-totp', { code: '000000' })).body.error).toBe('wrong-code')
  expect(await browser.who()).toBeNull()
  expect((await open().signIn(who)).body.next).toBe('enrol')
  const { uri } = body as unknown as Made
  expect((await browser.post('two-factor/verify-totp', { code: ` ${totp(uri).replace(/^.../, '$& ')}` })).status).toBe(
    200,
  )
  expect(await browser.who()).toBe(who.email)
  await next(rig.agent(browser.cookie()), 'welcome')
})

test('whoever has one is asked for its code, which is good once', async () => {
  const who = await once(agent)
  const { uri } = await enrol(who)
  const [one, other] = [open(), open()]
  for (const browser of [one, other]) {
    expect((await browser.signIn(who)).body).toEqual({ ok: true, next: 'code' })
    expect(await browser.who()).toBeNull()
  }
  const code = totp(uri)
  expect((await one.post('two-factor/verify-totp', { code })).body).toEqual({ ok: true })
  expect(await one.who()).toBe(who.email)
  expect((await other.post('two-factor/verify-totp', { code })).body).toEqual({ ok: false, error: 'expired-code' })
  expect(await other.who()).toBeNull()
})

test('a code without a password, or after its time, is worth nothing', async () => {
  const who = await once(agent)
  const { uri } = await enrol(who)
  expect((await open().post('two-factor/verify-totp', { code: totp(uri) })).body.error).toBe('expired-code')
  expect((await open().post('two-factor/enable', { password: who.password })).status).toBe(401)
  const browser = open()
  await browser.signIn(who)
  const past = new Date(Date.now() - 1).toISOString()
  await rig.store.db.updateTable('verification').set({ expiresAt: past }).execute()
  expect((await browser.post('two-factor/verify-totp', { code: totp(uri) })).body.error).toBe('expired-code')
})

test('five wrong codes end a sign-in, ten the account’s for a while, from wherever they come', async () => {
  const who = await once(agent)
  const { uri, codes } = await enrol(who)
  const tries: unknown[] = []
  for (let at = 0; at < 2; at++) {
    const browser = open()
    await browser.signIn(who)
    for (let time = 0; time < 6; time++)
      tries.push((await browser.post('two-factor/verify-totp', { code: 'abc' })).body.error)
  }
  const five = Array<string>(5).fill('wrong-code')
  expect(tries).toEqual([...five, 'expired-code', ...five, 'too-many'])
  const browser = open()
  expect((await browser.signIn(who)).body.next).toBe('code')
  const locked = await browser.post('two-factor/verify-totp', { code: totp(uri) })
  expect([locked.status, locked.body.error]).toEqual([429, 'too-many'])
  expect((await browser.post('two-factor/verify-backup-code', { code: codes[0] })).status).toBe(429)
})

test('a lost phone: a backup code lets in once, however it is typed', async () => {
  const who = await once(agent)
  const { codes } = await enrol(who)
  const browser = open()
  await browser.signIn(who)
  const typed = codes[3]!.toUpperCase().replace('-', ' ')
  expect((await browser.post('two-factor/verify-backup-code', { code: typed })).body).toEqual({ ok: true })
  expect(await browser.who()).toBe(who.email)
  const again = open()
  await again.signIn(who)
  expect((await again.post('two-factor/verify-backup-code', { code: codes[3] })).body.error).toBe('wrong-code')
  expect((await again.post('two-factor/verify-backup-code', { code: codes[4] })).status).toBe(200)
})

test('one backup code, given twice at once, lets one in', async () => {
  const who = await once(agent)
  const { codes } = await enrol(who)
  const both = [open(), open()]
  for (const browser of both) await browser.signIn(who)
  const given = await Promise.all(
    both.map((browser) => browser.post('two-factor/verify-backup-code', { code: codes[0] })),
  )
  expect(given.filter(({ body }) => body.ok)).toHaveLength(1)
})

test('a browser that is trusted needs no code for 30 days, for this account alone, until the password changes', async () => {
  const who = await once(agent)
  const { uri } = await enrol(who)
  const browser = open()
  await browser.signIn(who)
  await browser.post('two-factor/verify-totp', { code: totp(uri), trust: true })
  await browser.post('sign-out')
  expect((await browser.signIn(who)).body).toEqual({ ok: true })
  const rows = await rig.store.db.selectFrom('verification').selectAll().execute()
  const until = rows.find(({ identifier }) => identifier.startsWith('trust-device-'))!.expiresAt
  expect(Math.abs(new Date(until).getTime() - Date.now() - 30 * 86_400_000)).toBeLessThan(60_000)
  const other = await once(colleague)
  await enrol(other)
  expect((await browser.signIn(other)).body.next).toBe('code')
  await browser.signIn(who)
  await rig.staff.accounts.setPassword(who.email, 'σύννεφο πέντε καρέκλα')
  expect((await browser.signIn({ ...who, password: 'σύννεφο πέντε καρέκλα' })).body.next).toBe('code')
})

test('a reset signs out everywhere, and the next sign-in makes another', async () => {
  const who = await once(agent)
  const { browser, codes } = await enrol(who)
  const desk = rig.agent(browser.cookie())
  await next(desk, 'welcome')
  const waiting = open()
  await waiting.signIn(who)
  expect(await rig.staff.accounts.resetSecondFactor(who.email)).toBe(true)
  const over = next(desk, 'signed-out')
  await rig.beat()
  await over
  expect((await waiting.post('two-factor/verify-backup-code', { code: codes[0] })).body.error).toBe('expired-code')
  expect(await rig.staff.accounts.resetSecondFactor('nobody@oxzino.example')).toBe(false)
  await enrol(who)
})

test('where each may choose, one is made by choice; what was signed in before is signed out but this browser', async () => {
  const free = await startRig(openHours, { proxies: 1, staff: { secondFactor: 'optional' } })
  const [here, elsewhere] = [open(free), open(free)]
  for (const browser of [here, elsewhere]) expect((await browser.signIn(agent)).body).toEqual({ ok: true })
  const desk = free.agent(elsewhere.cookie())
  await next(desk, 'welcome')
  const over = next(desk, 'signed-out')
  const { body } = await here.post('two-factor/enable', { password: agent.password })
  await here.post('two-factor/verify-totp', { code: totp(String(body.uri)) })
  await over
  expect([await here.who(), await elsewhere.who()]).toEqual([agent.email, null])
  expect((await elsewhere.signIn(agent)).body.next).toBe('code')
  await free.stop()
})

test('nothing that proves anything is kept as it is', async () => {
  const { uri, codes } = await enrol(await once(agent))
  const rows = JSON.stringify(await rig.store.db.selectFrom('twoFactor').selectAll().execute())
  for (const secret of [new URL(uri).searchParams.get('secret')!, ...codes]) expect(rows).not.toContain(secret)
  expect(rig.lines.join('\n')).not.toContain(codes[0])
})
