// What the log says of a whole journey: enough to act on, and nothing of what people wrote or where they are.

import { afterAll, beforeAll, expect, test } from 'vitest'
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
