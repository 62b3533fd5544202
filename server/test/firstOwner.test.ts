// The first owner: a link, where nobody owns the server yet, makes the account once; on both databases.

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { databases } from './databases.ts'
import { openBrowser } from './browser.ts'
import { demoSite, run, startChild } from './child.ts'
import { openHours, type Rig, startRig, until } from './rig.ts'

const boss = { name: 'Άννα Ρήγα', email: 'Anna@oxzino.example', password: 'σύννεφο πέντε καρέκλα' }
const tokenIn = (link: string | null) => /\/console\/#\/link\/([\w-]{43})$/.exec(link!)![1]!
const expired = { status: 410, body: { ok: false, error: 'expired' } }

describe.each(databases)('on %s', (_, why, make) => {
  if (why !== null) return void test.skip(`skipped: ${why}`)
  let rig: Rig
  let database: Awaited<ReturnType<typeof make>>
  const open = (token: string) => openBrowser(rig).post('link/open', { token })
  beforeAll(async () => {
    database = await make()
    rig = await startRig(openHours, { databaseUrl: database.url, staff: { secondFactor: 'optional' } })
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  test('what is refused does not use it up, and what is made signs in', async () => {
    const token = tokenIn(await rig.staff.links.firstOwner())
    expect(await open(token)).toEqual({ status: 200, body: { ok: true, kind: 'owner', email: null } })
    const browser = openBrowser(rig)
    const use = (more: object) => browser.post('link/use', { token, ...boss, ...more })
    expect(await use({ password: 'qwertyuiop' })).toMatchObject({ status: 400, body: { error: 'weak-password' } })
    expect(await use({ password: 'anna-oxzino' })).toMatchObject({ body: { error: 'weak-password' } })
    expect(await use({ email: 'eleni@oxzino.example' })).toMatchObject({ body: { error: 'taken' } })
    expect(await use({ email: 'nobody' })).toMatchObject({ status: 400, body: { error: 'malformed' } })
    // Two nodes have printed one each, and both pages are sent at once.
    const other = tokenIn(await rig.staff.links.firstOwner())
    const stranger = { ...boss, token: other, email: 'other@oxzino.example' }
    const sent = await Promise.all([use({}), openBrowser(rig).post('link/use', stranger)])
    expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 410])
    const owners = (await rig.staff.accounts.list()).filter(({ role }) => role === 'owner')
    expect(owners).toHaveLength(1)
    for (const each of [token, other, 'x'.repeat(43)]) expect(await open(each)).toEqual(expired)
    expect(await rig.staff.links.firstOwner()).toBe(null)
    const lines = (await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 100 }))).map(
      ({ what, about, by }) => ({ what, about, by }),
    )
    const { name, email } = owners[0]!
    expect(lines).toContainEqual({ what: 'account-added', by: name, about: expect.stringContaining(name) as string })
    expect(lines).toContainEqual({ what: 'signed-in', by: name, about: null })
    expect([boss.email.toLowerCase(), stranger.email]).toContain(email)
    // Nobody who reads the database has the links.
    const kept = JSON.stringify(await rig.store.db.selectFrom('verification').selectAll().execute())
    for (const each of [token, other]) expect(kept).not.toContain(each)
  })
})

test('a link of which the hour is over lets nobody in, and a second factor is made where one is due', async () => {
  const rig = await startRig(openHours, { staff: { secondFactor: 'required' } })
  onTestFinished(() => rig.stop())
  const late = tokenIn(await rig.staff.links.firstOwner())
  const then = new Date(Date.now() - 1_000).toISOString()
  await rig.store.db.updateTable('verification').set({ expiresAt: then }).where('value', '=', 'owner').execute()
  const browser = openBrowser(rig)
  expect(await browser.post('link/use', { token: late, ...boss })).toEqual(expired)
  const token = tokenIn(await rig.staff.links.firstOwner())
  const made = await browser.post('link/use', { token, ...boss })
  expect(made).toEqual({ status: 200, body: { ok: true, next: 'enrol' } })
  expect(await browser.who()).toBe(null)
  const { body } = await browser.post('two-factor/enable', { password: boss.password })
  expect(body['uri']).toContain('otpauth://')
  expect(rig.lines.join('')).not.toContain(token)
})

test('every start prints one as long as there is no owner', { timeout: 120_000 }, async () => {
  const linkOf = (said: string) => /^ {2}(http\S+\/console\/#\/link\/\S+)$/m.exec(said)?.[1]
  const first = await startChild()
  const link = await until(() => linkOf(first.said()))
  first.kill()
  await until(() => !first.isRunning())
  const server = await startChild({ ROTAME_DATA: first.data })
  const another = await until(() => linkOf(server.said()))
  expect(another).not.toBe(link)
  const response = await fetch(`${server.url}/api/auth/link/use`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(another).origin },
    body: JSON.stringify({ token: tokenIn(another), ...boss }),
  })
  expect(await response.json()).toEqual({ ok: true })
  const listed = await run(['agent', 'list', demoSite], { env: { ROTAME_DATA: first.data } })
  expect(listed.said).toContain('anna@oxzino.example\tΆννα Ρήγα\towner')
  server.kill()
  await until(() => !server.isRunning())
  const owned = await startChild({ ROTAME_DATA: first.data })
  // Printed before the health is asked for, if at all.
  await until(async () => (await owned.health()) === 200)
  expect(linkOf(owned.said())).toBe(undefined)
})
