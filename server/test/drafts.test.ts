// Drafts over real sockets, on both databases: one's own on all devices with all that goes with them, the latest wins,
// and gone when sent or erased.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Carried, Draft } from '../protocol/draft.ts'
import type { Summary } from '../protocol/conversation.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, newId, next, openHours, type Rig, startRig } from './rig.ts'

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  let phone: Socket
  let other: Socket
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    const open = async (account: typeof agent) => {
      const socket = rig.agent((await rig.signIn(account)).cookie)
      await next(socket, 'welcome')
      return socket
    }
    desk = await open(agent)
    phone = await open(agent)
    other = await open(colleague)
  })
  afterAll(() => rig.stop())

  async function begin(): Promise<string> {
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context }
    const { conversation } = (await rig.visitor().emitWithAck('conversation:start', start)) as { conversation: Summary }
    return conversation.id
  }
  const save = async (
    by: Socket,
    conversation: string,
    text: string,
    was: number,
    kind: Draft['kind'] = 'reply',
    carried: object = {},
  ) =>
    (await by.emitWithAck('draft:save', { conversation, kind, text, was, ...carried })) as {
      at: number
      other: string | null
      carried: Carried
    }
  const draftsOf = async (by: Socket, conversation: string) =>
    ((await by.emitWithAck('draft:open', { conversation })) as { drafts: Draft[] }).drafts
  const textsOf = async (by: Socket, conversation: string) =>
    (await draftsOf(by, conversation)).map(({ kind, text }) => [kind, text])

  test('what is begun on one device is on the other, and nobody else’s', async () => {
    const id = await begin()
    const told = next<{ conversation: string }>(phone, 'draft:changed')
    let heard = 0
    for (const each of [desk, other]) each.on('draft:changed', () => heard++)
    const { at } = await save(desk, id, 'Αγαπητή Μαρία', 0)
    expect(await told).toEqual({ conversation: id })
    await save(desk, id, 'εσωτερικό', 0, 'note')
    expect(await textsOf(phone, id)).toEqual([
      ['reply', 'Αγαπητή Μαρία'],
      ['note', 'εσωτερικό'],
    ])
    expect(await textsOf(other, id)).toEqual([])
    expect((await draftsOf(phone, id))[0]!.at).toBe(at)
    // Neither the device that wrote it nor a colleague was told.
    expect(heard).toBe(0)
  })

  test('the latest wins, and is told what the other device had made of it', async () => {
    const id = await begin()
    const first = await save(desk, id, 'ένα', 0)
    expect(first.other).toBeNull()
    const second = await save(phone, id, 'ένα δύο', first.at)
    expect(second).toMatchObject({ at: expect.any(Number), other: null })
    expect(second.at).toBeGreaterThan(first.at)
    expect((await save(desk, id, 'τρία', first.at)).other).toBe('ένα δύο')
    expect(await textsOf(phone, id)).toEqual([['reply', 'τρία']])
    await save(phone, id, '', 0)
    expect(await textsOf(desk, id)).toEqual([])
  })

  test('an article and what is done with a reply are part of it, and what is no longer served is said', async () => {
    const id = await begin()
    const article = { id: 'account/forgot-password', title: 'Ξέχασα τον κωδικό' }
    const steps = [
      { kind: 'tag', tag: 'κωδικός', on: true },
      { kind: 'assign', to: 'nobody-any-more' },
      { kind: 'close' },
    ]
    const path = '/help/oxzino/el/account/forgot-password'
    const first = await save(desk, id, '', 0, 'reply', { article, steps })
    const [draft] = await draftsOf(phone, id)
    expect(draft).toEqual({ kind: 'reply', text: '', at: first.at, article: { ...article, path }, steps })
    // The same words with something else are something else.
    const gone = { id: 'account/never-was', title: 'Δεν υπάρχει' }
    const second = await save(phone, id, '', 0, 'reply', { article: gone })
    expect(second).toMatchObject({ other: '', carried: { article: { ...article, path }, steps } })
    expect((await draftsOf(desk, id))[0]).toMatchObject({ article: { ...gone, path: null } })
    expect(await save(desk, id, '', 0, 'reply', { article: gone })).toMatchObject({ other: null, carried: {} })
    // What is sent with another article, or none, is not what was begun.
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: '', article: article.id })
    expect(await draftsOf(desk, id)).toHaveLength(1)
    await save(desk, id, '', 0, 'reply', { article })
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: '', article: article.id })
    expect(await draftsOf(phone, id)).toEqual([])
    await save(desk, id, '', 0, 'reply', { steps })
    await save(desk, id, '', 0)
    expect(await draftsOf(phone, id)).toEqual([])
    for (const wrong of [
      { article: 'account/forgot-password' },
      { article: { ...article, path } },
      { steps: [{ kind: 'take' }] },
      { steps: Array.from({ length: 50 }, () => steps[0]) },
    ])
      expect(await save(desk, id, 'x', 0, 'reply', wrong)).toMatchObject({ ok: false })
  })

  test('what is sent is no draft any more, on no device; what was begun after it stays', async () => {
    const id = await begin()
    const sending = { conversation: id, id: newId(), text: 'Έφτασε' }
    await save(desk, id, 'Έφτασε ', 0)
    await save(desk, id, 'σημείωση', 0, 'note')
    await desk.emitWithAck('message:send', sending)
    expect(await textsOf(phone, id)).toEqual([['note', 'σημείωση']])
    await desk.emitWithAck('note:add', { conversation: id, id: newId(), text: 'σημείωση' })
    expect(await textsOf(phone, id)).toEqual([])
    // Sent again, as the outbox does when its answer was lost, while the next one is being written.
    await save(desk, id, 'Και κάτι', 0)
    await desk.emitWithAck('message:send', sending)
    expect(await textsOf(phone, id)).toEqual([['reply', 'Και κάτι']])
  })

  test('it goes with the account, and is refused where the conversation is gone', async () => {
    const id = await begin()
    const extra = { ...agent, email: 'extra@oxzino.example', role: 'agent' as const }
    await rig.staff.accounts.add(extra)
    const theirs = rig.agent((await rig.signIn(extra)).cookie)
    await next(theirs, 'welcome')
    await save(theirs, id, 'μισό', 0)
    const count = async () => (await rig.store.db.selectFrom('draft').selectAll().execute()).length
    const before = await count()
    await rig.staff.accounts.remove(extra.email)
    expect(await count()).toBe(before - 1)
    expect(await save(desk, newId(), 'x', 0)).toEqual({ ok: false, error: 'unknown-conversation' })
  })
})
