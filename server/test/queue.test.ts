// What a desk begins with and what it hears after: those that need somebody in pages, of the others that they do not.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { readConfig } from '../config/config.ts'
import { onPage } from '../conversations/author.ts'
import { create } from '../conversations/beginning.ts'
import { receive } from '../conversations/messages.ts'
import * as write from '../conversations/writes.ts'
import { bounds } from '../bounds.ts'
import type { QueueAt, QueuePage, Summary } from '../protocol/conversation.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { noOwnPostgres, startPostgres } from './databases.ts'
import { context, doAct, newId, newSecret, next, openHours, type Rig, startRig } from './rig.ts'

const demo = `${import.meta.dirname}/../../demo/site`
const site = readConfig(demo, { SMTP_URL: 'smtp://localhost:1' }).sites.get('oxzino')!
const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })

/** Puts conversations into the database as they would be; every second one is over. */
async function seed({ store, clock }: Rig, count: number): Promise<void> {
  const { queries } = store
  const one = (number: number) =>
    store.write(function* () {
      const at = clock.now
      const visitor = visitorOf('oxzino', newSecret(), null)
      const made = { id: newId(), name: null, plan: 'basic', context, browser: '', at }
      const row = yield* create(queries, visitor, made)
      yield* receive(queries, site, row, { id: newId(), text: String(number), at }, onPage(visitor))
      const over = { state: 'closed', closedAt: at, waitingSince: null, dueAt: null, dueWithin: null } as const
      if (number % 2 === 1) yield* write.change(queries, yield* write.get(queries, row.id), over)
    })
  await Promise.all(Array.from({ length: count }, (_, number) => one(number)))
}

async function pagesOf(desk: Socket): Promise<QueuePage[]> {
  const pages: QueuePage[] = []
  for (let after = 0; ;) {
    const page = (await desk.emitWithAck('queue:open', { site: 'oxzino', after, first: true })) as QueuePage
    pages.push(page)
    if (!page.more) return pages
    after = page.conversations.at(-1)!.revision
  }
}

const count = 3 * bounds.conversations
const kinds = [['SQLite', null], ...(noOwnPostgres === null ? ([['PostgreSQL', startPostgres]] as const) : [])] as const
describe.each(kinds)('on %s', (_, open) => {
  let rig: Rig
  let end: () => Promise<unknown> = async () => undefined
  beforeAll(async () => {
    const database = await open?.()
    if (database) end = () => database.end()
    rig = await startRig(openHours, database && { databaseUrl: database.url, secret: 's'.repeat(32) })
    await seed(rig, count)
  })
  afterAll(async () => {
    await rig.stop()
    await end()
  })

  test('a desk begins with those that are open, page by page, and not with the years of those that are over', async () => {
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const pages = await pagesOf(desk)
    const all = pages.flatMap(({ conversations }) => conversations)
    expect(pages).toHaveLength(2)
    expect(all).toHaveLength(count / 2)
    expect(new Set(all.map(({ id }) => id)).size).toBe(count / 2)
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['open']))
  })

  test('who was closed while the pages came is said to be gone, and whole to a console of before', async () => {
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const [first, second] = await pagesOf(desk)
    const closed = first!.conversations[0]!
    await doAct(desk, { kind: 'close' }, closed.id)
    const asked = { site: 'oxzino', after: first!.revision }
    const page = (await desk.emitWithAck('queue:open', { ...asked, first: false })) as QueuePage
    expect(page.conversations).toEqual([])
    expect(page.gone).toEqual([{ id: closed.id, site: 'oxzino', revision: page.revision }])
    expect(page.revision).toBeGreaterThan(second!.revision)
    const old = (await desk.emitWithAck('queue:open', asked)) as QueuePage
    expect(old.conversations).toMatchObject([{ id: closed.id, state: 'closed' }])
  })

  test('a beat says what has changed since the one before, by count and sum', async () => {
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const beat = async () => {
      const told = next<QueueAt>(desk, 'queue:at')
      await rig.beat()
      return await told
    }
    const { revision: after } = await beat()
    expect((await beat()).changes).toEqual({ after, count: 0, sum: 0 })
    const begin = async (text: string) => {
      const { conversation } = await rig.visitor().emitWithAck('conversation:start', start(text))
      const opened = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
      return (opened.conversation as Summary).revision
    }
    const revisions = [await begin('Ένα'), await begin('Δύο')]
    const { revision, changes } = await beat()
    expect(revision).toBe(revisions[1])
    expect(changes).toEqual({ after, count: 2, sum: revisions[0]! + revisions[1]! })
  })
})
