// Calls to devices over a push service of our own, on both databases: whom what calls, what is said, and when not.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Act } from '../protocol/act.ts'
import type { Summary } from '../protocol/conversation.ts'
import type { Subscription, Wishes } from '../protocol/push.ts'
import { vapidKeysOf } from '../push/vapid.ts'
import { databases } from './databases.ts'
import { type PushService, startPushService } from './pushService.ts'
import { agent, colleague, context, newId, newSecret, next, openHours, type Rig, startRig, until } from './rig.ts'

test('keys are of the secret, and the same whenever they are asked for', () => {
  expect(vapidKeysOf('one')).toEqual(vapidKeysOf('one'))
  expect(vapidKeysOf('one')).not.toEqual(vapidKeysOf('two'))
  expect(Buffer.from(vapidKeysOf('one').publicKey, 'base64url')).toHaveLength(65)
})

describe.each(databases)('on %s', { timeout: 40_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let service: PushService
  let rig: Rig
  let drop = async (): Promise<unknown> => undefined
  let desk: Desk
  let other: Desk
  beforeAll(async () => {
    service = await startPushService()
    const database = await makeOne()
    drop = database.drop
    rig = await startRig(openHours, {
      databaseUrl: database.url,
      secret: 's'.repeat(32),
      limitsFactor: 10,
      push: { text: true, services: [service.origin] },
    })
    desk = await openDesk(agent)
    other = await openDesk(colleague)
  })
  beforeEach(async () => {
    service.taken.length = 0
    for (const each of [desk, other]) {
      await each.socket.emitWithAck('push:unsubscribe', {})
      await each.wish({})
    }
  })
  afterAll(async () => {
    await rig.stop()
    await drop()
    service.stop()
  })

  type Desk = Awaited<ReturnType<typeof openDesk>>
  const usual: Wishes = { tells: ['mine', 'queue', 'team', 'followed'], quiet: null, hasText: false }
  async function openDesk(account: typeof agent) {
    const { cookie } = await rig.signIn(account)
    const socket = rig.agent(cookie, undefined, account === agent ? 'el' : 'en')
    const { me } = await next<{ me: { id: string } }>(socket, 'welcome')
    return {
      socket,
      cookie,
      me: me.id,
      wish: (wishes: Partial<Wishes>) => socket.emitWithAck('push:wish', { ...usual, ...wishes }),
      async subscribe() {
        const subscription = service.subscribe()
        expect(await socket.emitWithAck('push:subscribe', subscription)).toEqual({ ok: true })
        return subscription
      },
      act: (act: Act, conversation: string) =>
        socket.emitWithAck('act:do', { id: newId(), act, conversations: [conversation] }),
    }
  }
  async function begin(text = 'Ο κωδικός μου είναι 1234') {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const start = { id: newId(), message: { id: newId(), text }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    return { visitor, id: conversation.id }
  }
  const write = (visitor: Socket, conversation: string, text: string) =>
    visitor.emitWithAck('message:send', { conversation, id: newId(), text })
  /** Those of one browser's that have come, once there are so many. */
  const callsOf = ({ endpoint }: Subscription, count: number) =>
    until(() => {
      const calls = service.taken.filter((each) => each.endpoint === endpoint).map(({ call }) => call)
      return calls.length >= count && calls
    })
  /** What has called nobody by when something else has called. */
  async function nothingElse(by: Subscription) {
    await desk.wish({})
    const { id } = await begin('τέλος')
    await until(() => service.taken.some(({ endpoint, call }) => endpoint === by.endpoint && call.tag === id))
    return service.taken.filter(({ call }) => call.tag !== id)
  }

  test('a visitor’s message calls, encrypted and without a word of it', async () => {
    const here = await desk.subscribe()
    const { id, visitor } = await begin()
    expect(await callsOf(here, 1)).toEqual([
      { title: 'OX Zino', body: 'Νέο μήνυμα στην ουρά', tag: id, path: `/console/#/inbox/${id}`, locale: 'el' },
    ])
    const [{ headers, body }] = service.taken as [(typeof service.taken)[number]]
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '3600' })
    expect(headers.topic).toMatch(/^[\w-]{32}$/)
    expect(body.toString('latin1')).not.toContain('OX Zino')
    // Once it is somebody's it calls them alone.
    const there = await other.subscribe()
    await other.act({ kind: 'take' }, id)
    await write(visitor, id, 'Είστε εκεί;')
    expect(await callsOf(there, 1)).toMatchObject([{ body: 'New message in a conversation of yours', locale: 'en' }])
    expect(service.taken).toHaveLength(2)
  })

  test('who wants it is told who wrote and what, unless the owner has forbidden it', async () => {
    const here = await desk.subscribe()
    await desk.wish({ hasText: true })
    const { id } = await begin(`Πού είναι; ${'α'.repeat(300)}`)
    const [call] = await callsOf(here, 1)
    expect(call).toMatchObject({ title: 'Επισκέπτης', tag: id })
    expect(call!.body).toMatch(/^Πού είναι; α+$/)
    expect(call!.body).toHaveLength(140)
    rig.config.push!.text = false
    expect(await desk.socket.emitWithAck('push:open', {})).toMatchObject({ mayHaveText: false })
    await begin('μυστικό')
    expect((await callsOf(here, 2))[1]!.body).toBe('Νέο μήνυμα στην ουρά')
    rig.config.push!.text = true
  })

  test('what is given, to them or to their team, and what names them calls; their own does not', async () => {
    const here = await desk.subscribe()
    await desk.wish({ tells: ['mine', 'team', 'followed'] })
    const { id, visitor } = await begin()
    const told: unknown[] = []
    for (const each of [desk, other]) each.socket.on('given', (fact) => told.push([each.me, fact]))
    await desk.act({ kind: 'assign', to: desk.me }, id)
    await desk.act({ kind: 'assign', to: null }, id)
    await other.act({ kind: 'assign', to: desk.me }, id)
    // An open console is told, too; what one takes oneself is no news.
    await until(() => told.length > 0)
    expect(told).toEqual([[desk.me, { conversation: id }]])
    for (const each of [desk, other]) each.socket.off('given')
    expect(await callsOf(here, 1)).toMatchObject([{ body: 'Σας ανατέθηκε μια συνομιλία' }])
    await desk.act({ kind: 'assign', to: other.me }, id)
    const note = { conversation: id, id: newId(), text: `@${agent.name} δες το` }
    await other.socket.emitWithAck('note:add', note)
    expect((await callsOf(here, 2))[1]).toMatchObject({ body: 'Νέο σε συνομιλία που παρακολουθείτε' })
    await write(visitor, id, 'Και κάτι ακόμα')
    await callsOf(here, 3)
    const team = { key: 1_000, id: newId(), site: 'oxzino', name: 'Τ', members: JSON.stringify([desk.me]) }
    await rig.store.db
      .insertInto('team')
      .values(team as never)
      .execute()
    const second = await begin()
    await other.act({ kind: 'assign', to: team.id }, second.id)
    expect((await callsOf(here, 4))[3]).toMatchObject({ body: 'Ανατέθηκε μια συνομιλία στην ομάδα σας' })
    await write(second.visitor, second.id, 'Γεια')
    expect((await callsOf(here, 5))[4]).toMatchObject({ body: 'Νέο μήνυμα για την ομάδα σας' })
    // What another team has calls nobody else.
    await other.subscribe()
    await write(second.visitor, second.id, 'Γεια;')
    await callsOf(here, 6)
    expect(service.taken).toHaveLength(6)
  })

  test('neither in quiet hours, on one’s own clock, nor for what one does not want', async () => {
    const here = await desk.subscribe()
    // It is noon in Athens, and 10 in London.
    await desk.wish({ quiet: { from: '22:00', until: '11:00', zone: 'Europe/London' } })
    await begin()
    await desk.wish({ quiet: { from: '11:59', until: '12:01', zone: 'Europe/Athens' } })
    await begin()
    await desk.wish({ tells: ['mine', 'team', 'followed'] })
    await begin()
    expect(await nothingElse(here)).toEqual([])
    await desk.wish({ quiet: { from: '12:01', until: '11:59', zone: 'Europe/Athens' } })
    const { id } = await begin()
    await desk.wish({ quiet: { from: '12:01', until: '11:00', zone: 'Europe/Athens' } })
    const late = await begin()
    await until(() => service.taken.some(({ call }) => call.tag === late.id))
    expect(service.taken.some(({ call }) => call.tag === id)).toBe(true)
    const bad = { from: '12:00', until: '13:00', zone: 'Nowhere/Land' }
    expect(await desk.wish({ quiet: bad })).toEqual({ ok: false, error: 'malformed' })
  })

  test('spam and what is restricted calls nobody', async () => {
    const here = await desk.subscribe()
    const { id } = await begin()
    await callsOf(here, 1)
    await rig.store.db.updateTable('conversation').set({ restrictedAt: 1 }).where('id', '=', id).execute()
    service.taken.length = 0
    await desk.socket.emitWithAck('note:add', { conversation: id, id: newId(), text: 'x' })
    expect(await nothingElse(here)).toEqual([])
  })

  test('a subscription that is gone is removed, and one that is refused for now is tried again', async () => {
    const here = await desk.subscribe()
    service.answers(503)
    const { id } = await begin()
    expect(await callsOf(here, 1)).toMatchObject([{ tag: id }])
    service.forget(here)
    await begin()
    await until(async () => (await rig.store.all(rig.store.queries.hasSubscriptions())).length === 0)
  })

  test('it ends with its sign-in, and another sign-in of the device takes its place', async () => {
    const one = await openDesk(agent)
    const subscription = await one.subscribe()
    const rows = () => rig.store.all(rig.store.queries.subscriptionsOf({ userId: desk.me }))
    expect(await rows()).toHaveLength(1)
    const account = (await one.socket.emitWithAck('account:open', {})) as {
      signIns: { isThis: boolean; isCalled: boolean }[]
    }
    expect(account.signIns.filter(({ isCalled }) => isCalled)).toEqual([expect.objectContaining({ isThis: true })])
    const two = await openDesk(agent)
    await two.socket.emitWithAck('push:subscribe', subscription)
    expect(await rows()).toHaveLength(1)
    await fetch(`${rig.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { cookie: two.cookie, origin: 'http://localhost:3000', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await rows()).toEqual([])
  })

  test('this server asks no address but those of the push services that the owner has', async () => {
    const { p256dh, auth } = service.subscribe()
    for (const endpoint of ['http://127.0.0.1:1/x', 'https://169.254.169.254/latest', 'https://evil.example/x'])
      expect(await desk.socket.emitWithAck('push:subscribe', { endpoint, p256dh, auth })).toEqual({
        ok: false,
        error: 'not-allowed',
      })
  })
})
