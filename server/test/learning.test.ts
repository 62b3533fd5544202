// Learning from use, over real sockets on both databases: what visitors are led to counts for those after them, nobody
// is in it, and an owner strikes it out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { readConfig } from '../config/config.ts'
import { join } from 'node:path'
import type { Found, Library } from '../protocol/articles.ts'
import type { LearnedWord } from '../protocol/insight.ts'
import type { Detail } from '../protocol/conversation.ts'
import { eraseSearches, Tally } from '../visitors/erasing.ts'
import { databases } from './databases.ts'
import { agent, context, newId, next, openHours, origin, type Rig, startRig } from './rig.ts'

const demo = join(import.meta.dirname, '../../demo/site')
const owner = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
const [garage, hours, invoice] = ['services/change-plan', 'general/opening-hours', 'payments/invoice']

async function ownersDesk(rig: Rig): Promise<Socket> {
  await rig.staff.accounts.add(owner)
  const desk = rig.agent((await rig.signIn(owner)).cookie)
  await next(desk, 'welcome')
  return desk
}

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    rig = await startRig(openHours, { proxies: 1, on: await makeOne(), secret: 's'.repeat(32) })
    desk = await ownersDesk(rig)
  })
  afterAll(() => rig.stop())

  const post = (path: string, body: object, visitor: number) =>
    fetch(rig.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': `192.0.2.${visitor}` },
      body: JSON.stringify(body),
    })
  const tell = (visitor: number, query: string, opened: string | null, more: object = {}) =>
    post(
      '/searches/oxzino',
      { locale: 'el', searches: [{ query, confident: false, opened, asked: false, isNew: true, ...more }] },
      visitor,
    )
  const learned = async () => {
    await rig.learning.look()
    const { words } = (await desk.emitWithAck('learned:open', { site: 'oxzino', locale: 'el' })) as {
      words: LearnedWord[]
    }
    return words.map(({ spelling, article, visitors, isStruck }) => [spelling, article, visitors, isStruck] as const)
  }
  const find = async (query: string): Promise<Found> =>
    (await fetch(`${rig.url}/search/oxzino/el?q=${encodeURIComponent(query)}`)).json() as Promise<Found>
  const served = async () =>
    Object.entries(((await (await fetch(`${rig.url}/articles/oxzino/el`)).json()) as Library).searchData!.keywords)
      .filter(([, words]) => words.includes('¤'))
      .map(([id]) => id)

  test('three visitors teach a word, fewer and one again and again do not', async () => {
    expect((await find('γκαράζ')).results).toEqual([])
    for (let time = 0; time < 9; time++) await tell(1, 'γκαράζ', garage)
    await tell(2, 'γκαραζ', garage)
    expect(await learned()).toEqual([])
    expect(await served()).toEqual([])
    for (let visitor = 3; visitor < 9; visitor++) await tell(visitor, 'γκαράζ', garage)
    // Somebody who clicks anything is outvoted.
    await tell(9, 'γκαράζ', hours)
    expect(await learned()).toEqual([['γκαράζ', garage, expect.any(Number), false]])
    expect(await served()).toEqual([garage])
    expect((await find('γκαράζ')).results[0]?.id).toBe(garage)
    // As badly as anybody types.
    expect((await find('gkaraz')).results[0]?.id).toBe(garage)
  })

  test('an owner strikes it out and puts it back, and nobody else may', async () => {
    const strike = (isStruck: boolean) =>
      desk.emitWithAck('learned:strike', { site: 'oxzino', locale: 'el', word: 'γαραγ', article: garage, isStruck })
    const [{ word }] = (
      (await desk.emitWithAck('learned:open', { site: 'oxzino', locale: 'el' })) as {
        words: [LearnedWord]
      }
    ).words
    expect(await strike(true)).toMatchObject({ ok: true, words: [{ word, isStruck: true }] })
    expect((await find('γκαράζ')).results).toEqual([])
    expect(await strike(false)).toMatchObject({ ok: true, words: [{ word, isStruck: false }] })
    expect((await find('γκαράζ')).results[0]?.id).toBe(garage)
  })

  test('who asks after all was not led there, and numbers and names are never learned', async () => {
    for (let visitor = 20; visitor < 28; visitor++) {
      await tell(visitor, 'πισίνα', garage)
      await tell(visitor, 'πισίνα', garage, { asked: true, isNew: false })
      await tell(visitor, 'παραγγελία A12345', garage)
      await tell(visitor, 'Ζαχαρούλα', hours)
    }
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Γεια' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Detail }
    const names = async () => (await learned()).map(([spelling]) => spelling)
    expect(await names()).toContain('ζαχαρούλα')
    await rig.store.db
      .updateTable('conversation')
      .set({ name: 'Ζαχαρούλα Παπά' })
      .where('id', '=', conversation.id)
      .execute()
    const found = await names()
    expect(found).not.toContain('ζαχαρούλα')
    expect(found).not.toContain('πισίνα')
    expect(found.filter((word) => /\d|#/.test(word))).toEqual([])
  })

  test('that it helped counts, and so does an article that an agent sends', async () => {
    const last = { query: 'ελικόπτερο', confident: false, opened: invoice, asked: false, isNew: true }
    const helped = (visitor: number, isHelped: boolean) =>
      post(
        '/feedback/oxzino',
        { id: newId(), article: invoice, locale: 'el', helped: isHelped, missing: '', last },
        visitor,
      )
    for (let visitor = 40; visitor < 47; visitor++) expect((await helped(visitor, true)).status).toBe(200)
    expect((await learned()).map(([spelling]) => spelling)).toContain('ελικόπτερο')
    for (let visitor = 40; visitor < 47; visitor++) await helped(visitor, false)
    expect((await learned()).map(([spelling]) => spelling)).not.toContain('ελικόπτερο')
    const path = [{ kind: 'search' as const, at: 1, query: 'υποβρύχιο', results: 0, confident: false }]
    for (let each = 0; each < 8; each++) {
      const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context: { ...context, path } }
      const { conversation } = (await rig.visitor().emitWithAck('conversation:start', start)) as {
        conversation: Detail
      }
      const sent = { conversation: conversation.id, id: newId(), text: '', article: hours }
      expect(await desk.emitWithAck('message:send', sent)).toMatchObject({ ok: true })
    }
    expect(await learned()).toContainEqual(['υποβρύχιο', hours, expect.any(Number), false])
  })

  test('nothing says who it was, and what names somebody goes with them', async () => {
    const rows = await rig.store.db.selectFrom('search').select(['key', 'visitors']).execute()
    expect(rows.length).toBeGreaterThan(3)
    // One bit of thirty: nothing of an address.
    for (const { visitors } of rows) expect(Number(visitors)).toBeLessThan(2 ** 30)
    await desk.emitWithAck('learned:strike', {
      site: 'oxzino',
      locale: 'el',
      word: 'ζαχαρυλ',
      article: hours,
      isStruck: true,
    })
    const [row] = await rig.store.all(rig.store.queries.conversationByKey({ key: 1 }))
    const counts = new Tally()
    await rig.store.write(() => eraseSearches(rig.store.queries, { ...row!, name: 'Ζαχαρούλα Παπά' }, counts))
    expect(counts.all).toMatchObject({ struck: 1 })
    expect(await rig.store.db.selectFrom('struck').selectAll().execute()).toEqual([])
  })
})

test('a site that says no learns nothing, and its owner is told so', async () => {
  const { sites } = readConfig(demo, {})
  sites.set('oxzino', { ...sites.get('oxzino')!, learn: false })
  const rig = await startRig(openHours, { sites })
  const desk = await ownersDesk(rig)
  expect(await desk.emitWithAck('learned:open', { site: 'oxzino', locale: 'el' })).toMatchObject({ words: null })
  await rig.stop()
})
