// Links by mail: into the team, and to another password; each once, within an hour, on both databases.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Invited, Member, Unmailed } from '../protocol/account.ts'
import { openBrowser, totp } from './browser.ts'
import { databases } from './databases.ts'
import { agent, colleague, next, openHours, type Rig, startRig, until } from './rig.ts'

const boss = { ...agent, email: 'boss@oxzino.example', name: 'Άννα Ρήγα', role: 'owner' as const }
const password = 'σύννεφο πέντε καρέκλα'
const expired = { status: 410, body: { ok: false, error: 'expired' } }
const tokenIn = (text: string) => /\/console\/#\/link\/([\w-]{43})(?!\S)/.exec(text)![1]!

/** An owner's console who has just said their password. */
async function openDesk(rig: Rig): Promise<Socket> {
  const desk = rig.agent((await rig.signIn(boss)).cookie)
  await next(desk, 'welcome')
  expect(await desk.emitWithAck('account:prove', { password: boss.password })).toEqual({ ok: true })
  return desk
}
const team = async (desk: Socket) =>
  (await desk.emitWithAck('people:open', {})) as { people: Member[]; invited: Invited[]; unmailed: Unmailed[] }
/** The texts of what went to an address, once nothing is under way. */
const textsTo = async (rig: Rig, email: string): Promise<string[]> => {
  await rig.mailed()
  return rig.mailbox.to(email).map(({ text }) => text!)
}
const linksEnd = (rig: Rig) =>
  rig.store.db
    .updateTable('verification')
    .set({ expiresAt: new Date(0).toISOString() })
    .execute()

describe.each(databases)('on %s', (_, why, make) => {
  if (why !== null) return void test.skip(`skipped: ${why}`)
  let rig: Rig
  let database: Awaited<ReturnType<typeof make>>
  beforeAll(async () => {
    database = await make()
    rig = await startRig(openHours, { databaseUrl: database.url, staff: { secondFactor: 'optional' } })
    await rig.staff.accounts.add(boss)
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  test('an owner invites by mail, sends again, and withdraws', async () => {
    const desk = await openDesk(rig)
    const asked = { email: 'Vera@oxzino.example', role: 'viewer', sites: ['oxzino'], locale: 'el' }
    expect(await desk.emitWithAck('people:invite', { ...asked, sites: ['nowhere'] })).toMatchObject({
      error: 'unknown-site',
    })
    expect(await desk.emitWithAck('people:invite', { ...asked, email: colleague.email })).toMatchObject({
      error: 'taken',
    })
    expect(await desk.emitWithAck('people:invite', asked)).toEqual({ ok: true, link: null })
    const [first = ''] = await textsTo(rig, 'vera@oxzino.example')
    expect(first).toContain('Άννα Ρήγα σας προσκαλεί')
    const { invited } = await team(desk)
    expect(invited).toMatchObject([{ email: 'vera@oxzino.example', role: 'viewer', sites: ['oxzino'] }])
    const { id } = invited[0]!
    expect(await desk.emitWithAck('people:again', { id })).toEqual({ ok: true, link: null })
    const [, again = ''] = await textsTo(rig, 'vera@oxzino.example')
    const browser = openBrowser(rig)
    expect(await browser.post('link/open', { token: tokenIn(first) })).toEqual(expired)
    const token = tokenIn(again)
    const told = { ok: true, kind: 'invitation', email: 'vera@oxzino.example' }
    expect(await browser.post('link/open', { token })).toEqual({ status: 200, body: told })
    expect(await browser.post('link/use', { token, password })).toMatchObject({ body: { error: 'malformed' } })
    const own = { token, name: 'Βέρα Ζώη', password }
    // Nobody makes themself more than they were asked to be.
    expect(await browser.post('link/use', { ...own, role: 'owner' })).toMatchObject({ body: { error: 'malformed' } })
    expect(await browser.post('link/use', own)).toEqual({ status: 200, body: { ok: true } })
    expect(await browser.who()).toBe('vera@oxzino.example')
    expect(await browser.post('link/use', own)).toEqual(expired)
    const now = await team(desk)
    expect(now.invited).toEqual([])
    expect(now.people.find(({ name }) => name === 'Βέρα Ζώη')).toMatchObject({ role: 'viewer', sites: ['oxzino'] })

    await desk.emitWithAck('people:invite', { ...asked, email: 'gone@oxzino.example', locale: 'en' })
    const [gone = ''] = await textsTo(rig, 'gone@oxzino.example')
    expect(gone).toContain('invites you to the team')
    const other = (await team(desk)).invited[0]!.id
    expect(await desk.emitWithAck('people:withdraw', { id: other })).toEqual({ ok: true })
    expect(await browser.post('link/use', { ...own, token: tokenIn(gone) })).toEqual(expired)
    expect(await desk.emitWithAck('people:again', { id: other })).toMatchObject({ error: 'unknown-agent' })
    // What was sent is in the mailbox alone, and the links are nowhere.
    const kept = JSON.stringify([
      await rig.store.db.selectFrom('mail').selectAll().execute(),
      await rig.store.db.selectFrom('verification').selectAll().execute(),
    ])
    for (const each of [first, again, gone]) expect(kept).not.toContain(tokenIn(each))
    const lines = await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 100 }))
    const said = lines.map(({ what, by, about }) => [what, by, about])
    expect(said).toContainEqual(['account-invited', boss.name, 'vera@oxzino.example'])
    expect(said).toContainEqual(['account-added', 'Βέρα Ζώη', 'Βέρα Ζώη <vera@oxzino.example>'])
    expect(said).toContainEqual(['invitation-withdrawn', boss.name, 'gone@oxzino.example'])
  })

  test('a letter that does not arrive is shown to the owner, until one does', async () => {
    const desk = await openDesk(rig)
    const asked = { email: 'nowhere@oxzino.example', role: 'viewer', sites: null, locale: 'el' }
    const unmailed = async () => (await team(desk)).unmailed
    rig.mailbox.refuse(550)
    onTestFinished(() => rig.mailbox.refuse(null))
    await desk.emitWithAck('people:invite', asked)
    const [failed] = await until(async () => ((await unmailed()).length > 0 ? unmailed() : null))
    expect(failed).toEqual({ email: asked.email, at: expect.any(Number), why: expect.stringContaining('550') })
    rig.mailbox.refuse(null)
    const { invited } = await team(desk)
    await desk.emitWithAck('people:again', { id: invited.find(({ email }) => email === asked.email)!.id })
    expect(await textsTo(rig, asked.email)).toHaveLength(1)
    expect(await unmailed()).toEqual([])
  })

  test('whoever forgot their password sets another, and every screen of theirs is cut', async () => {
    const { cookie } = await rig.signIn(colleague)
    const screen = rig.agent(cookie)
    await next(screen, 'welcome')
    const browser = openBrowser(rig)
    const forget = (email: string) => browser.post('link/ask', { email, locale: 'en' })
    const answers = [await forget(colleague.email.toUpperCase()), await forget('nobody@oxzino.example')]
    for (const each of answers) expect(each).toEqual({ status: 200, body: { ok: true } })
    const text = await until(async () => (await textsTo(rig, colleague.email))[0])
    expect(text).toContain('Set it here')
    expect(await textsTo(rig, 'nobody@oxzino.example')).toEqual([])
    const token = tokenIn(text)
    expect(await browser.post('link/use', { token, password: 'qwertyuiop' })).toMatchObject({
      body: { error: 'weak-password' },
    })
    const cut = next(screen, 'signed-out')
    expect(await browser.post('link/use', { token, password })).toEqual({ status: 200, body: { ok: true } })
    await cut
    expect(await browser.who()).toBe(colleague.email)
    expect((await rig.signIn(colleague)).status).toBe(401)
    expect(await browser.post('link/use', { token, password })).toEqual(expired)
  })

  test('an hour later, or once the password is another, a link is worth nothing', async () => {
    const desk = await openDesk(rig)
    const { id } = (await team(desk)).people.find(({ email }) => email === agent.email)!
    const send = async () => {
      const known = (await textsTo(rig, agent.email)).length
      expect(await desk.emitWithAck('people:password', { id, locale: 'el' })).toEqual({ ok: true, link: null })
      return tokenIn(await until(async () => (await textsTo(rig, agent.email))[known]))
    }
    const late = await send()
    await linksEnd(rig)
    expect(await openBrowser(rig).post('link/use', { token: late, password })).toEqual(expired)
    const old = await send()
    await rig.staff.accounts.setPassword(agent.email, agent.password)
    expect(await openBrowser(rig).post('link/use', { token: old, password })).toEqual(expired)
  })
})

test('a new password is no second factor, and forgets the browsers that needed none', { timeout: 60_000 }, async () => {
  const rig = await startRig(openHours, { staff: { secondFactor: 'required' } })
  onTestFinished(() => rig.stop())
  const browser = openBrowser(rig)
  await browser.signIn(agent)
  const { body } = await browser.post('two-factor/enable', { password: agent.password })
  const code = totp(String(body['uri']))
  expect(await browser.post('two-factor/verify-totp', { code, trust: true })).toMatchObject({ body: { ok: true } })
  await browser.post('link/ask', { email: agent.email, locale: 'el' })
  // That a second factor was made has come before.
  const text = await until(async () => (await textsTo(rig, agent.email))[1])
  const used = await browser.post('link/use', { token: tokenIn(text), password })
  expect(used).toEqual({ status: 200, body: { ok: true, next: 'code' } })
  const again = await browser.post('two-factor/verify-totp', { code: totp(String(body['uri']), 1) })
  expect(again).toMatchObject({ body: { ok: true } })
  expect(await browser.who()).toBe(agent.email)
})

test('a link is asked for three times an hour, whether the address is anybody’s or not', async () => {
  const rig = await startRig(openHours, { proxies: 1 })
  onTestFinished(() => rig.stop())
  for (const email of [agent.email, 'nobody@oxzino.example']) {
    const tries: number[] = []
    for (let at = 0; at < 4; at++)
      tries.push((await openBrowser(rig, `198.51.100.${at}`).post('link/ask', { email, locale: 'el' })).status)
    expect(tries).toEqual([200, 200, 200, 429])
  }
  await until(async () => (await textsTo(rig, agent.email)).length === 3)
})

test('where no mail leaves, the owner is given the link, and sign-in says so', async () => {
  const rig = await startRig(openHours, { smtpUrl: null })
  onTestFinished(() => rig.stop())
  await rig.staff.accounts.add(boss)
  const desk = await openDesk(rig)
  const asked = { email: 'vera@oxzino.example', role: 'agent', sites: null, locale: 'el' }
  const { link } = (await desk.emitWithAck('people:invite', asked)) as { link: string }
  const browser = openBrowser(rig)
  const own = { token: tokenIn(link), name: 'Βέρα Ζώη', password }
  expect(await browser.post('link/use', own)).toMatchObject({ status: 200 })
  expect(await browser.post('link/ask', { email: agent.email, locale: 'el' })).toMatchObject({
    body: { error: 'no-mail' },
  })
})
