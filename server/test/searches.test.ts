// Insight for the owner: searches are counted without who, and listed for agents.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { origin, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.stop())

const search = (query: string, more: object = {}) => ({
  query,
  confident: true,
  opened: null,
  asked: false,
  isNew: true,
  ...more,
})
const tell = (searches: object[], locale = 'el') => rig.post('/searches/oxzino', { locale, searches })

test('unanswered searches are grouped by their words, and those opened but still asked are listed apart', async () => {
  await tell([
    search('Γκαράζ 12', { confident: false }),
    search('ξέχασα κωδικό', { opened: 'account/forgot-password' }),
  ])
  await tell([search('γκαραζ 99', { confident: false, asked: true })])
  await tell([search('ξέχασα κωδικό', { opened: 'account/forgot-password', asked: true, isNew: false })])
  const { cookie } = await rig.signIn()
  const agent = rig.agent(cookie)
  const answer = (await agent.emitWithAck('searches:open', { site: 'oxzino', locale: 'el' })) as Record<string, unknown>
  expect(answer).toMatchObject({
    ok: true,
    unanswered: [{ query: 'γκαραζ ##', count: 2, asked: 1 }],
    asked: [{ query: 'ξέχασα κωδικό', count: 1, asked: 1, opened: 'account/forgot-password' }],
  })
  expect(await agent.emitWithAck('searches:open', { site: 'oxzino', locale: 'en' })).toMatchObject({
    unanswered: [],
    asked: [],
  })
  expect(await agent.emitWithAck('searches:open', { site: 'oxzino', locale: 'de' })).toMatchObject({
    ok: false,
    error: 'unknown-locale',
  })
})

test('what is told as text is counted, and its page reads no answer', async () => {
  const say = (body: string, origin: string, path = '/searches/oxzino') =>
    fetch(rig.url + path, { method: 'POST', headers: { origin, 'content-type': 'text/plain;charset=UTF-8' }, body })
  const told = JSON.stringify({ locale: 'el', searches: [search('γκαράζ', { confident: false })] })
  const answer = await say(told, origin)
  expect([answer.status, await answer.text()]).toEqual([204, ''])
  // Pages that isolate themselves may send it too.
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(answer.headers.get('access-control-allow-origin')).toBe(null)
  expect((await say(told, 'https://elsewhere.example')).status).toBe(403)
  expect((await say(told, 'null')).status).toBe(403)
  expect((await say('{', origin)).status).toBe(400)
  expect((await say('7', origin)).status).toBe(400)
  // Whoever writes to us waits for the answer.
  expect((await say('{}', origin, '/tickets/oxzino')).status).toBe(400)
  const agent = rig.agent((await rig.signIn()).cookie)
  expect(await agent.emitWithAck('searches:open', { site: 'oxzino', locale: 'el' })).toMatchObject({
    unanswered: [{ query: 'γκαράζ', count: 1 }],
  })
})

test('a foreign page, an unknown locale and a query without end are refused', async () => {
  expect((await rig.post('/searches/oxzino', { locale: 'el', searches: [] }, 'https://elsewhere.example')).status).toBe(
    403,
  )
  expect((await tell([search('α')], 'de')).body).toMatchObject({ ok: false, error: 'unknown-locale' })
  expect((await tell([search('α'.repeat(201))])).body).toMatchObject({ ok: false, error: 'malformed' })
})
