// A mail when what lets somebody of the team in has become another: to their address, in their language, and whoever
// has done it; on both databases.

import type { ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Member } from '../protocol/account.ts'
import { openBrowser, totp } from './browser.ts'
import { databases } from './databases.ts'
import { agent, colleague, next, openHours, type Rig, startRig } from './rig.ts'

const boss = { ...agent, email: 'boss@oxzino.example', name: 'Άννα Ρήγα', role: 'owner' as const }
const password = 'σύννεφο πέντε καρέκλα'
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

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

  /** What went to an address, once nothing is under way. */
  const mailsTo = async (email: string): Promise<ParsedMail[]> => {
    await rig.mailed()
    return rig.mailbox.to(email)
  }
  const open = async (who: typeof agent, locale?: 'el' | 'en') => {
    const { cookie } = await rig.signIn(who)
    const desk = rig.agent(cookie, undefined, locale, { 'user-agent': firefox })
    await next(desk, 'welcome')
    return { desk, cookie }
  }
  const idOf = async (email: string): Promise<string> => (await rig.staff.accounts.byEmail(email))!.id

  test('a password changed by whoever knows it, in the language of the console; one refused is no mail', async () => {
    const { desk } = await open(agent, 'en')
    const change = (now: string, then: string) => desk.emitWithAck('account:password', { password: now, next: then })
    expect(await change('not-my-password', password)).toMatchObject({ error: 'wrong-password' })
    expect(await change(agent.password, '1234567890')).toMatchObject({ error: 'weak-password' })
    expect(await mailsTo(agent.email)).toEqual([])
    expect(await change(agent.password, password)).toEqual({ ok: true })
    const [mail, ...more] = await mailsTo(agent.email)
    expect(more).toEqual([])
    expect(mail!.subject).toMatch(/^Your password was changed · /)
    expect(mail!.text).toMatch(/Browser: Firefox 145 · Linux/)
    expect(mail!.text).toMatch(/When: \p{L}+,? \d/u)
    expect(mail!.text).toContain('If not, set a new password at once')
    expect(mail!.text).not.toContain('By whom')
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated')
    expect(`${mail!.text}${mail!.html}`).not.toContain(password)
    expect((await rig.signIn({ ...agent, password })).status).toBe(200)
    expect((await rig.signIn(agent)).status).toBe(401)
    // Whoever speaks another language in their console is mailed in that.
    const other = rig.agent((await rig.signIn({ ...agent, password })).cookie, undefined, 'el')
    await next(other, 'welcome')
    await other.emitWithAck('account:password', { password, next: agent.password })
    expect((await mailsTo(agent.email))[1]!.subject).toMatch(/^Άλλαξε ο κωδικός πρόσβασής σας · /)
  })

  test('a password set by a link, which says no language, in the one of the invitation', async () => {
    const vera = { ...agent, email: 'vera@oxzino.example', name: 'Βέρα Ζώη' }
    const { desk } = await open(boss)
    await desk.emitWithAck('account:prove', { password: boss.password })
    await desk.emitWithAck('people:invite', { email: vera.email, role: 'agent', sites: null, locale: 'en' })
    const tokenIn = (mail: ParsedMail) => /#\/link\/([\w-]{43})/.exec(mail.text!)![1]!
    const browser = openBrowser(rig)
    const [invitation] = await mailsTo(vera.email)
    const own = { name: vera.name, password: vera.password }
    await browser.post('link/use', { token: tokenIn(invitation!), ...own })
    expect(await mailsTo(vera.email)).toHaveLength(1)
    await desk.emitWithAck('people:password', { id: await idOf(vera.email), locale: 'el' })
    const [, link] = await mailsTo(vera.email)
    expect(await browser.post('link/use', { token: tokenIn(link!), password: '1234567890' })).toMatchObject({
      body: { error: 'weak-password' },
    })
    expect(await mailsTo(vera.email)).toHaveLength(2)
    expect(await browser.post('link/use', { token: tokenIn(link!), password })).toMatchObject({ status: 200 })
    const [, , mail] = await mailsTo(vera.email)
    expect(mail!.subject).toMatch(/^A new password was set · /)
    expect(mail!.text).toContain(vera.name)
  })

  test('a second factor made, and one that an owner has reset, who is named', async () => {
    const browser = openBrowser(rig)
    await browser.signIn(colleague)
    const { body } = await browser.post('two-factor/enable', { password: colleague.password })
    expect(await mailsTo(colleague.email)).toEqual([])
    await browser.post('two-factor/verify-totp', { code: totp(String(body['uri'])) })
    expect((await mailsTo(colleague.email)).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Ενεργοποιήθηκε δεύτερο βήμα · /),
    ])
    const { desk } = await open(boss)
    await desk.emitWithAck('account:prove', { password: boss.password })
    const { people } = (await desk.emitWithAck('people:open', {})) as { people: Member[] }
    const { id } = people.find(({ email }) => email === colleague.email)!
    expect(await desk.emitWithAck('people:reset', { id })).toEqual({ ok: true })
    const [, mail] = await mailsTo(colleague.email)
    expect(mail!.subject).toMatch(/^Μηδενίστηκε το δεύτερο βήμα σας · /)
    expect(mail!.text).toContain(`Από ποιον: ${boss.name}`)
    expect(mail!.text).toContain('Πρόγραμμα περιήγησης: Firefox 145 · Linux')
  })

  test('what the command line has done, from which no browser comes; and nothing is kept once it is sent', async () => {
    await rig.staff.accounts.setPassword(boss.email, password, { by: 'root (command line)', browser: '' })
    const [mail] = await mailsTo(boss.email)
    expect(mail!.text).toContain('root (command line)')
    expect(mail!.text).not.toContain('Πρόγραμμα περιήγησης')
    const rows = await rig.store.db.selectFrom('mail').selectAll().where('kind', '=', 'credential').execute()
    expect(rows.length).toBeGreaterThan(0)
    for (const { facts, text, html } of rows) expect([facts, text, html]).toEqual([null, '', ''])
  })
})
