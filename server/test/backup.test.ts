// `rotame backup`: whole while the server writes, and good for a new start.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '../protocol/conversation.ts'
import { demoSite, run } from './child.ts'
import { context, newId, newSecret, next, type Rig, startRig } from './rig.ts'
import { openFile, putDatabase } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-backup-'))
let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(async () => {
  await rig.stop()
  rmSync(folder, { recursive: true })
})

const backup = (file: string, env: Record<string, string> = {}) =>
  run(['backup', file, demoSite], { env: { ROTAME_DATA: rig.data, ...env } })

test(
  'what was acknowledged before it is in it, nothing is torn, and a new data folder goes on from it',
  { timeout: 60_000 },
  async () => {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const { conversation } = await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'πριν' },
      context,
    })
    // A write beside the others takes a number with it that it may not need.
    await rig.indexed()
    // The counter and the rows that carry it change in one write, all the while.
    const copying = new AbortController()
    let written = 0
    const writing = (async () => {
      while (!copying.signal.aborted) {
        await rig.store.write(function* () {
          const revision = yield* rig.store.queries.nextRevision({ site: 'oxzino' })
          yield* rig.store.queries.addVisitor({ site: 'oxzino', secretHash: newSecret(), createdAt: revision })
        })
        written++
      }
    })()
    const file = join(folder, 'rotame.backup')
    expect(await backup(file)).toMatchObject({
      code: 0,
      said: expect.stringContaining('is the whole database') as string,
    })
    copying.abort()
    await writing
    expect(written).toBeGreaterThan(10)
    expect(readdirSync(folder)).toEqual(['rotame.backup'])
    const copy = openFile(file, { readonly: true }, rig.data)
    expect(copy.prepare('select revision from site').get()).toEqual(
      copy.prepare('select max("createdAt") as revision from visitor where "createdAt" < 1000000').get(),
    )
    copy.close()

    const other = await startRig(undefined, {}, (data) => putDatabase(rig.data, data, file))
    const back = other.visitor(secret)
    const opened = await back.emitWithAck('conversation:open', { after: 0 })
    expect(opened.messages.map(({ text }: Message) => text)).toEqual(['πριν'])
    await back.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'μετά' })
    const desk = other.agent((await other.signIn()).cookie)
    await next(desk, 'welcome')
    const { messages } = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
    expect(messages.map(({ text }: Message) => text)).toEqual(['πριν', 'μετά'])
    await other.stop()
  },
)

test('what cannot be copied, and where it cannot be put, is said in a sentence', async () => {
  const file = join(folder, 'second.backup')
  expect(await backup(file, { ROTAME_DATA: folder })).toEqual({
    code: 1,
    said: `${join(folder, 'rotame.sqlite')}: there is no database yet\n`,
  })
  expect((await backup(file)).code).toBe(0)
  expect(await backup(file)).toEqual({ code: 1, said: `${file} is there already; name a new file\n` })
  const elsewhere = { DATABASE_URL: 'postgres://u:p@db.example/x', ROTAME_SECRET: 's'.repeat(32) }
  const { code, said } = await backup(join(folder, 'third'), elsewhere)
  expect([code, said]).toEqual([2, expect.stringContaining('pg_dump')])
  expect(existsSync(join(folder, 'third'))).toBe(false)
})
