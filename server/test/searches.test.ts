// Insight for the owner: searches are counted without who, and listed for agents.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgetSearches } from '../faq/insights.ts'
import { openTestStore } from './opened.ts'
import { makeDatabase, noPostgres } from './databases.ts'
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
  // An article that is no more.
  await tell([search('παλιό τιμολόγιο', { opened: 'account/gone', asked: true })])
  const { cookie } = await rig.signIn()
  const agent = rig.agent(cookie)
  const answer = (await agent.emitWithAck('searches:open', { site: 'oxzino', locale: 'el' })) as Record<string, unknown>
  expect(answer).toMatchObject({
    ok: true,
    unanswered: [{ query: 'γκαραζ ##', count: 2, asked: 1 }],
    asked: expect.arrayContaining([
      expect.objectContaining({
        query: 'ξέχασα κωδικό',
        count: 1,
        asked: 1,
        opened: 'Ξέχασα τον κωδικό πρόσβασής μου, τι να κάνω;',
      }),
      expect.objectContaining({ query: 'παλιό τιμολόγιο', opened: 'account/gone' }),
    ]),
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

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  if (kind === 'postgres' && noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('what nobody has searched for 90 days is forgotten, however much it is, and the rest is not', async () => {
    const database = kind === 'postgres' ? await makeDatabase() : null
    const data = mkdtempSync(join(tmpdir(), 'rotame-searches-'))
    const store = await openTestStore(data, database?.url ?? null)
    const day = 86_400_000
    const now = 1_000 * day
    const counts = { total: 1, unsure: 1, asked: 0, led: 0, visitors: 0 }
    const row = (key: number, at: number) => ({
      ...counts,
      site: 'oxzino',
      locale: 'el',
      key: `k${key}`,
      opened: '',
      query: 'q',
      at,
    })
    await store.write(function* () {
      for (let key = 0; key < 1_201; key++) yield* store.queries.countSearch(row(key, now - 90 * day - 1))
      for (let key = 2_000; key < 2_003; key++) yield* store.queries.countSearch(row(key, now - 90 * day))
      // Searched again since.
      yield* store.queries.countSearch(row(7, now))
    })
    await forgetSearches({ store, clock: () => now, keptMs: 90 * 86_400_000 })
    const left = await store.db.selectFrom('search').select('key').execute()
    expect(left.map(({ key }) => key).toSorted()).toEqual(['k2000', 'k2001', 'k2002', 'k7'])
    await store.close()
    await database?.drop()
    rmSync(data, { recursive: true })
  })
})
