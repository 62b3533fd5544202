// Passkeys over HTTP: what adds one, what lets in, and all that does not; on both databases.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member, OwnAccount } from '../protocol/account.ts'
import type { KeyAsked, ProofAsked } from '../protocol/passkey.ts'
import { holdKey } from './authenticator.ts'
import { openBrowser, totp } from './browser.ts'
import { databases } from './databases.ts'
import { agent, next, openHours, type Rig, startRig } from './rig.ts'

const refused = { status: 401, body: { ok: false, error: 'wrong-passkey' } }
const fine = { status: 200, body: { ok: true } }
type Browser = ReturnType<typeof openBrowser>
type Key = ReturnType<typeof holdKey>

describe.each(databases)('on %s', (_, why, make) => {
  if (why !== null) return void test.skip(`skipped: ${why}`)
  let rig: Rig
  let strict: Rig
  let database: Awaited<ReturnType<typeof make>>
  beforeAll(async () => {
    database = await make()
    rig = await startRig(openHours, { proxies: 1, databaseUrl: database.url, staff: { secondFactor: 'optional' } })
    // The same team where each needs a second factor.
    strict = await startRig(openHours, { proxies: 1, staff: { secondFactor: 'required' } })
  })
  afterAll(async () => {
    await rig.stop()
    await strict.stop()
    await database.drop()
  })

  let addresses = 0
  const open = (of = rig) => openBrowser(of, `192.0.2.${++addresses}`)
  const someone = async (of = rig) => {
    const who = { ...agent, email: `${Math.random().toString(36).slice(2)}@oxzino.example` }
    await of.staff.accounts.add(who)
    return who
  }
  const askNew = async (browser: Browser, password = agent.password) =>
    (await browser.post('passkey/new', { password })).body['asked'] as KeyAsked
  const ask = async (browser: Browser) => (await browser.post('passkey/ask')).body['asked'] as ProofAsked
  const enter = async (key: Key, browser: Browser, wishes: Parameters<Key['show']>[1] = {}) =>
    browser.post('passkey/use', { key: key.show(await ask(browser), wishes) })
  /** Somebody signed in who has a key. */
  async function withKey(of = rig) {
    const who = await someone(of)
    const browser = open(of)
    await browser.signIn(who)
    const key = holdKey()
    const added = await browser.post('passkey/add', { key: key.make(await askNew(browser)), label: 'Κινητό' })
    expect(added).toEqual(fine)
    return { who, browser, key }
  }
  const openDesk = async (browser: Browser, of = rig): Promise<Socket> => {
    const desk = of.agent(browser.cookie())
    await next(desk, 'welcome')
    return desk
  }
  const own = async (desk: Socket) => (await desk.emitWithAck('account:open', {})) as OwnAccount

  test('a key is added after the password, lets in alone, and is told of by mail and in the record', async () => {
    const { who, browser, key } = await withKey()
    const other = open()
    expect(await enter(key, other)).toEqual(fine)
    expect(await other.who()).toBe(who.email)
    const [passkey, ...more] = (await own(await openDesk(browser))).passkeys
    expect([passkey, more]).toMatchObject([
      { label: 'Κινητό', addedAt: expect.any(Number), usedAt: expect.any(Number) },
      [],
    ])
    await rig.mailed()
    const [mail] = rig.mailbox.to(who.email)
    expect(mail!.subject).toMatch(/^Προστέθηκε κλειδί πρόσβασης · /)
    const lines = await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 500 }))
    expect(lines.map(({ what }) => what)).toContain('passkey-added')
  })

  test('nobody adds one without a sign-in and its password, nor with what another sign-in was asked', async () => {
    const who = await someone()
    expect((await open().post('passkey/new', { password: who.password })).body).toMatchObject({ error: 'signed-out' })
    const [browser, other] = [open(), open()]
    for (const each of [browser, other]) await each.signIn(who)
    expect((await browser.post('passkey/new', { password: 'not-my-password' })).body).toMatchObject({
      error: 'wrong-password',
    })
    const asked = await askNew(browser)
    expect(await other.post('passkey/add', { key: holdKey().make(asked) })).toEqual(refused)
    expect(await open().post('passkey/add', { key: holdKey().make(asked) })).toMatchObject({ status: 401 })
    const wishes = [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { isVerified: false },
      { challenge: Buffer.alloc(32).toString('base64url') },
    ]
    for (const each of wishes)
      expect(await browser.post('passkey/add', { key: holdKey().make(await askNew(browser), each) })).toEqual(refused)
    const key = holdKey().make(asked)
    expect(await browser.post('passkey/add', { key })).toEqual(fine)
    // A challenge is good once, and a key is somebody's once.
    expect(await browser.post('passkey/add', { key })).toEqual(refused)
  })

  test('what a key has signed lets in once, in the browser that was asked, and not after its time', async () => {
    const { who, key } = await withKey()
    const browser = open()
    const asked = await ask(browser)
    const shown = key.show(asked)
    expect(await open().post('passkey/use', { key: shown })).toEqual(refused)
    const other = open()
    await ask(other)
    expect(await other.post('passkey/use', { key: shown })).toEqual(refused)
    expect(await browser.post('passkey/use', { key: shown })).toEqual(fine)
    expect(await browser.post('passkey/use', { key: shown })).toEqual(refused)
    const late = open()
    const old = key.show(await ask(late))
    const past = new Date(Date.now() - 1).toISOString()
    await rig.store.db.updateTable('verification').set({ expiresAt: past }).where('value', '=', 'passkey').execute()
    expect(await late.post('passkey/use', { key: old })).toEqual(refused)
    expect(await late.who()).toBeNull()
    expect(await browser.who()).toBe(who.email)
    // Two at once, of which one was first.
    const twice = open()
    const same = key.show(await ask(twice))
    const both = await Promise.all([1, 2].map(() => twice.post('passkey/use', { key: same })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  test('a stranger’s key, a copy, another’s name, another page’s, one without its person: all refused alike', async () => {
    const { key } = await withKey()
    const other = await withKey()
    const stranger = holdKey()
    expect(await enter(stranger, open())).toMatchObject({ status: 400, body: { error: 'malformed' } })
    expect(await enter(stranger, open(), { userHandle: 'bm9ib2R5' })).toEqual(refused)
    for (const wishes of [
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { isVerified: false },
      { userHandle: other.key.show({ rpId: '', challenge: '' }).response.userHandle },
      { challenge: Buffer.alloc(32).toString('base64url') },
    ])
      expect([wishes, await enter(key, open(), wishes)]).toEqual([wishes, refused])
    expect(await enter(key, open(), { counter: 50 })).toEqual(fine)
    expect(await enter(key, open(), { counter: 49 })).toEqual(refused)
    expect(rig.logged('fault')).toEqual([])
  })

  test('a key that is removed lets nobody in, and what it had opened elsewhere is cut at once', async () => {
    const { who, browser, key } = await withKey()
    const elsewhere = open()
    expect(await enter(key, elsewhere)).toEqual(fine)
    const [desk, screen] = [await openDesk(browser), await openDesk(elsewhere)]
    const [{ id } = { id: '' }] = (await own(desk)).passkeys
    const remove = (password: string) => desk.emitWithAck('account:passkey', { id, password })
    expect(await remove('not-my-password')).toMatchObject({ error: 'wrong-password' })
    const cut = next(screen, 'signed-out')
    expect(await remove(who.password)).toEqual({ ok: true })
    await cut
    expect([await browser.who(), await elsewhere.who()]).toEqual([who.email, null])
    expect((await own(desk)).passkeys).toEqual([])
    expect(await enter(key, open())).toEqual(refused)
    await rig.mailed()
    expect(rig.mailbox.to(who.email).at(-1)!.subject).toMatch(/^Αφαιρέθηκε κλειδί πρόσβασης · /)
    // Nobody removes another's.
    const other = await withKey()
    const [theirs] = (await own(await openDesk(other.browser))).passkeys
    expect(await desk.emitWithAck('account:passkey', { id: theirs!.id, password: who.password })).toMatchObject({
      error: 'wrong-passkey',
    })
    expect(await enter(other.key, open())).toEqual(fine)
  })

  test('who is removed, or whose second factor is reset, has no key any more', async () => {
    const [leaver, loser] = [await withKey(), await withKey()]
    const boss = { ...agent, email: `boss${addresses}@oxzino.example`, role: 'owner' as const }
    await rig.staff.accounts.add(boss)
    const browser = open()
    await browser.signIn(boss)
    const desk = await openDesk(browser)
    await desk.emitWithAck('account:prove', { password: boss.password })
    const { people } = (await desk.emitWithAck('people:open', {})) as { people: Member[] }
    const find = (email: string) => people.find((each) => each.email === email)!
    expect(find(loser.who.email)).toMatchObject({ passkeys: 1 })
    await desk.emitWithAck('people:remove', { id: find(leaver.who.email).id })
    await desk.emitWithAck('people:reset', { id: find(loser.who.email).id })
    for (const { key } of [leaver, loser]) expect(await enter(key, open())).toEqual(refused)
    const left = await rig.store.db.selectFrom('passkey').select('userId').execute()
    for (const { who } of [leaver, loser]) expect(left.map(({ userId }) => userId)).not.toContain(find(who.email).id)
  })

  test('where a second factor is required a passkey is one, and stands for a code that is on as well', async () => {
    const who = await someone(strict)
    const [browser, waiting] = [open(strict), open(strict)]
    for (const each of [browser, waiting]) expect((await each.signIn(who)).body).toEqual({ ok: true, next: 'enrol' })
    // Begun by whoever knows the password too, and not finished.
    const { body } = await waiting.post('two-factor/enable', { password: who.password })
    const key = holdKey()
    expect(await browser.post('passkey/add', { key: key.make(await askNew(browser)) })).toEqual(fine)
    expect([await browser.who(), await waiting.who()]).toEqual([who.email, null])
    // The password alone makes no second factor beside it.
    const thief = open(strict)
    expect((await thief.signIn(who)).body).toEqual({ ok: true, next: 'passkey' })
    expect(await thief.who()).toBeNull()
    const uri = String(body['uri'])
    for (const [path, given] of [
      ['two-factor/enable', { password: who.password }],
      ['two-factor/verify-totp', { code: totp(uri) }],
      ['passkey/new', { password: who.password }],
      ['passkey/add', { key: holdKey().make({ ...(await askNew(browser)) }) }],
    ] as const)
      expect([path, (await thief.post(path, given)).status]).toEqual([path, 403])
    expect(await thief.who()).toBeNull()
    expect(await enter(key, thief)).toEqual(fine)
    expect(await thief.who()).toBe(who.email)

    const other = await someone(strict)
    const first = open(strict)
    await first.signIn(other)
    const made = await first.post('two-factor/enable', { password: other.password })
    await first.post('two-factor/verify-totp', { code: totp(String(made.body['uri'])) })
    const second = holdKey()
    expect(await first.post('passkey/add', { key: second.make(await askNew(first)) })).toEqual(fine)
    const alone = open(strict)
    expect(await enter(second, alone)).toEqual(fine)
    expect(await alone.who()).toBe(other.email)
    expect((await open(strict).signIn(other)).body).toEqual({ ok: true, next: 'code' })
  })
})

test('of better-auth nothing is reachable but what the console asks', async () => {
  const rig = await startRig()
  const { openAuth } = await import('../staff/auth.ts')
  const { api } = await openAuth(rig.store, 'x'.repeat(32), 'http://localhost:3000', [], { idle: 1_000, whole: 1_000 })
  const paths = Object.values(api).flatMap(({ path, options }) =>
    path ? [[options.method].flat().map((method) => [method, path] as const)].flat() : [],
  )
  expect(paths.length).toBeGreaterThan(20)
  const reachable: string[] = []
  for (const [method, path] of paths) {
    const asked = { method, headers: { origin: 'http://localhost:3000', 'content-type': 'application/json' } }
    const body = method === 'GET' ? {} : { body: '{}' }
    const { status } = await fetch(`${rig.url}/api/auth${path}`, { ...asked, ...body })
    if (status !== 404) reachable.push(`${method} ${path}`)
  }
  expect(reachable.toSorted()).toEqual([
    'GET /get-session',
    'POST /sign-in/email',
    'POST /sign-out',
    'POST /two-factor/enable',
    'POST /two-factor/verify-backup-code',
    'POST /two-factor/verify-totp',
  ])
  await rig.stop()
})
