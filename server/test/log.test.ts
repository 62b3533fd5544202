// What the log says of a whole journey: enough to act on, and nothing of what people wrote or where they are.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { demoSite, run } from './child.ts'
import { plainBrowser } from './plainBrowser.ts'
import { agent, context, evening, form, newId, newSecret, next, openHours, type Rig, startRig, until } from './rig.ts'

const metricsToken = newSecret()
let rig: Rig
beforeAll(async () => {
  rig = await startRig(openHours, { proxies: 1, metricsToken })
})
afterAll(() => rig.stop())

/** Written nowhere but here, so that any of it in the log is found. */
const typed = ['μυστικό-ένα', 'μυστικό-δύο', 'μυστικό-τρία', 'μυστικό-τέσσερα', 'μυστικό-πέντε']
const [text, reply, query, missing, name] = typed as [string, string, string, string, string]
const address = '203.0.113.77'
const email = 'zoe@visitor.example'

test('a journey with every kind of refusal leaves no text, address or query in log, metrics and answers', async () => {
  const secret = newSecret()
  const path = [{ kind: 'search' as const, at: 1, query, results: 0, confident: false }]
  const headers = { 'x-forwarded-for': address }
  const visitor = rig.visitor(secret, undefined, undefined, headers)
  const { cookie } = await rig.signIn(agent, undefined, address)
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  const started = { id: newId(), message: { id: newId(), text }, context: { ...context, path } }
  const { conversation } = await visitor.emitWithAck('conversation:start', started)
  const heard = next(visitor, 'message:new')
  await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: reply })
  await heard
  await visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: text.repeat(500) })
  await visitor.emitWithAck('message:send', { text })
  await next(rig.visitor(secret, 'https://evil.example', undefined, headers), 'connect_error')
  await rig.post('/feedback/oxzino', {
    id: newId(),
    article: 'account/forgot-password',
    locale: 'el',
    helped: false,
    missing,
  })
  await rig.post('/feedback/oxzino', { id: newId(), article: `no/${missing}`, locale: 'el', helped: false, missing })
  rig.mailbox.refuse(451)
  await rig.post('/tickets/oxzino', { ...form(email), secret, name, text })
  const refused = [
    await rig.post('/tickets/oxzino', { ...form(email), text: '' }),
    await rig.post('/tickets/oxzino', { ...form(email), text: 7 }),
  ]
  await rig.post('/tickets/oxzino', { ...form(email), text: text.repeat(10_000) })
  await rig.signIn({ email, password: missing }, undefined, address)
  await fetch(`${rig.url}/availability/oxzino?q=${encodeURIComponent(query)}`, { headers })
  await fetch(`${rig.url}/no/such/${encodeURIComponent(query)}`, { headers })
  await until(() => rig.logged('mail delayed').length === 2)
  const scraped = await fetch(`${rig.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  expect(scraped.status).toBe(200)
  const refusals = await Promise.all([
    ...refused.map(({ body }) => body),
    fetch(`${rig.url}/no/such/${encodeURIComponent(query)}`, { headers }).then((response) => response.text()),
    fetch(`${rig.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', origin: 'http://localhost:3000' },
      body: JSON.stringify({ email, password: missing }),
    }).then((response) => response.text()),
  ])
  await rig.restart()

  // What is logged, counted, and answered to what was refused.
  const log = rig.lines.join('') + (await scraped.text()) + JSON.stringify(refusals)
  for (const each of [
    ...typed,
    email,
    agent.email,
    agent.name,
    agent.password,
    secret,
    address,
    '127.0.0.1',
    'visitor.example',
    'pricing',
    cookie.split('=')[1]!,
    metricsToken,
    rig.secret,
  ].filter((each) => each !== null))
    expect(log).not.toContain(each)
  expect(log).not.toContain(encodeURIComponent(query))
  expect(rig.logged('refused')).toMatchObject([{ error: 'too-long', event: 'message:send' }])
  expect(rig.logged('abuse')).toMatchObject([{ reason: 'malformed' }])
  expect(rig.logged('visitor refused')).toMatchObject([{ error: 'wrong-origin' }])
  const forms = rig.logged('form refused').map(({ route, error }) => `${route} ${error}`)
  expect(forms).toEqual(['/feedback/:site unknown-article', '/tickets/:site empty', '/tickets/:site malformed'])
  expect(rig.logged('request refused')).toMatchObject([{ error: 'too-long', route: '/tickets/:site' }])
})

test('no token, code or secret that lets somebody in is in the log, whether it is right or refused', async () => {
  const own = await startRig(openHours, { metricsToken })
  const { body } = await own.post('/tickets/oxzino', form(email))
  const reference = String((body['ticket'] as { reference: string }).reference)
  const browser = plainBrowser(() => own.url)
  const codeIn = (subject: number) =>
    until(() => /^(\d{6})$/m.exec(own.mailbox.to(email)[subject]?.text ?? '')?.[1] ?? null)
  // Their data, by a code; a key that a page hands over; a request's page by its link.
  await browser.send('/help/oxzino/el/data', { do: 'send-code', email })
  const code = await codeIn(1)
  await browser.send('/help/oxzino/el/data', { do: 'prove', email, code: '000000' })
  await browser.send('/help/oxzino/el/data', { do: 'prove', email, code })
  const handed = newSecret()
  await browser.go(`/help/oxzino/data?key=${handed}`)
  const [link] = /\S*\/t\/\S+/.exec(own.mailbox.to(email)[0]!.text!)!
  await fetch(link.replace(/^https?:\/\/[^/]+/, own.url))
  await fetch(`${own.url}/t/${reference}?key=${handed}`)
  // A link to another password, asked for by mail; one that is none; a code that is none.
  const asked = async (path: string, sent: object) =>
    (
      await fetch(`${own.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
        body: JSON.stringify(sent),
      })
    ).text()
  const answers = [await asked('link/ask', { email: agent.email, locale: 'el' })]
  const mail = await until(() => own.mailbox.to(agent.email)[0] ?? null)
  const [, token] = /#\/link\/([\w-]+)/.exec(mail.text!)!
  // Whoever has the link is told whose it is.
  expect(await asked('link/open', { token })).toContain(agent.email)
  answers.push(await asked('link/open', { token: handed }))
  answers.push(await asked('link/use', { token, password: 'weak' }))
  answers.push(await asked('two-factor/verify-totp', { code: '314159', trust: false }))
  // An identity that proves nothing.
  const forged = `${newSecret()}.${newSecret()}.${newSecret()}`
  const visitor = own.visitor(newSecret(), undefined, 'oxzino', {}, forged)
  await Promise.race([next(visitor, 'connect'), next(visitor, 'connect_error')])
  await own.restart()
  const log = own.lines.join('') + JSON.stringify(answers)
  for (const each of [
    code,
    handed,
    link.split(/[/=]/).at(-1)!,
    token!,
    '314159',
    forged,
    own.secret,
    email,
    agent.email,
  ])
    if (each !== null) expect(log).not.toContain(each)
  await own.stop()
})

test('servers that are away are named without the password that leads to them', { timeout: 120_000 }, async () => {
  const away = { SMTP_URL: 'smtp://user:smtp-hunter2@127.0.0.1:9', ROTAME_SECRET: newSecret() }
  const data = mkdtempSync(join(tmpdir(), 'rotame-away-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  const said: string[] = []
  for (const env of [
    {
      ...away,
      DATABASE_URL: 'postgres://user:database-hunter2@127.0.0.1:9/x',
      REDIS_URL: 'redis://:redis-hunter2@127.0.0.1:9',
    },
    { ...away, DATABASE_URL: 'mysql://user:database-hunter2@127.0.0.1/x' },
    { SMTP_URL: 'http://user:smtp-hunter2@127.0.0.1:9', ROTAME_SECRET: 'short-hunter2' },
    { ...away, ROTAME_KEY: 'key-hunter2' },
  ])
    for (const command of ['check', 'start']) {
      const { said: text } = await run([command, demoSite], { env: { ROTAME_DATA: data, PORT: '0', ...env } })
      said.push(text)
    }
  const own = await startRig(openHours, { smtpUrl: away.SMTP_URL })
  await own.post('/tickets/oxzino', form())
  await until(() => own.logged('mail delayed').length > 0)
  said.push(own.lines.join(''))
  await own.stop()
  expect(said.join('')).toContain('DATABASE_URL')
  expect(said.join('')).not.toContain('hunter2')
})

test('a fault of ours is logged once with its cause, and without what was being stored', async () => {
  // Searches are kept for good, so that no daily round looks into the table beside the request.
  const forever = { conversations: null, requests: null, spam: null, files: null, mailSources: null, searches: null }
  const own = await startRig(evening, { retention: { ...forever, audit: null } })
  await own.store.db.schema.dropTable('feedback').execute()
  const sent = { id: newId(), article: 'account/forgot-password', locale: 'el', helped: false, missing }
  expect(await own.post('/feedback/oxzino', sent)).toEqual({ status: 500, body: { ok: false, error: 'failed' } })
  expect(own.logged('fault')).toMatchObject([{ err: { message: 'no such table: feedback' } }])
  expect(own.logged('form refused')).toEqual([])
  expect(own.lines.join('')).not.toContain(missing)
  await own.stop()
})
