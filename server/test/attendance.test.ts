// Who is there and whose turn it is, over real sockets, on both databases: away by itself, room, offers in turn, and
// chats that return to the queue.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Attending } from '../protocol/attendance.ts'
import type { Message, Summary } from '../protocol/conversation.ts'
import type { Presence } from '../protocol/staff.ts'
import { databases, makeDatabase, noPostgres, noRedis, startRedis } from './databases.ts'
import { type PushService, startPushService } from './pushService.ts'
import {
  agent,
  colleague,
  context,
  doAct,
  newId,
  newSecret,
  next,
  openAt,
  openHours,
  type Rig,
  startRig,
  until,
} from './rig.ts'

const minute = 60_000

describe.each(databases)('on %s', { timeout: 40_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let service: PushService | null = null
  let drop = async (): Promise<unknown> => undefined
  async function begin(chats: NonNullable<Parameters<typeof startRig>[1]>['chats'] = {}) {
    const database = await makeOne()
    drop = database.drop
    service = await startPushService()
    const push = { text: true, services: [service.origin] }
    rig = await startRig(openHours, {
      databaseUrl: database.url,
      secret: 's'.repeat(32),
      limitsFactor: 10,
      chats,
      push,
    })
  }
  afterEach(async () => {
    await rig.stop()
    service!.stop()
    await drop()
  })

  type Desk = Awaited<ReturnType<typeof open>>
  async function open(account = agent) {
    const { cookie } = await rig.signIn(account)
    const socket = rig.agent(cookie)
    const team: { now: Presence[] } = { now: [] }
    socket.on('presence', (told: Presence[]) => void (team.now = told))
    const wishes = next<Attending>(socket, 'attendance')
    const { me } = await next<{ me: Presence }>(socket, 'welcome')
    const usual = await wishes
    await until(() => team.now.some(({ id }) => id === me.id))
    return {
      socket,
      cookie,
      me: me.id,
      usual,
      team,
      wish: async (more: Partial<Attending>) =>
        expect(await socket.emitWithAck('attendance:wish', { ...usual, ...more })).toEqual({ ok: true }),
      /** How it is told that somebody is there. */
      says: (id = me.id) => team.now.find((each) => each.id === id)!,
    }
  }
  async function ask(text = 'Καλημέρα') {
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    return { visitor, id: conversation.id }
  }
  const stand = async (desk: Desk, id: string) => (await openAt(desk.socket, id)).conversation
  /** To whom it is offered, once that is told. */
  const offeredTo = (desk: Desk, id: string, to: string | null) =>
    until(async () => {
      const { offered } = await stand(desk, id)
      return (offered?.to ?? null) === to
    })

  test('nobody is away by themselves, and nothing is offered in turn, unless that is wanted', async () => {
    await begin()
    const desk = await open()
    expect(desk.usual).toEqual({ idle: null, hours: false, most: null })
    const { id } = await ask()
    rig.clock.now += 9 * 60 * minute
    await rig.beat()
    expect(desk.says().presence).toBe('present')
    expect((await stand(desk, id)).offered).toBeNull()
  })

  test('a screen at which nothing is done is away, until something is; another of theirs keeps them there', async () => {
    await begin()
    const [desk, other] = [await open(), await open(colleague)]
    await desk.wish({ idle: 10 })
    rig.clock.now += 9 * minute
    await rig.beat()
    expect(other.says(desk.me)).toMatchObject({ presence: 'present' })
    rig.clock.now += minute
    await rig.beat()
    await until(() => other.says(desk.me).presence === 'away')
    expect(other.says(desk.me).why).toBe('idle')
    expect(other.says()).not.toHaveProperty('why')
    // What their phone comes with they have just taken up.
    const phone = rig.agent(desk.cookie)
    await until(() => other.says(desk.me).presence === 'present')
    phone.disconnect()
    await until(() => other.says(desk.me).presence === 'away')
    // A line that breaks and comes back is no sign of them.
    const again = rig.agent(desk.cookie, undefined, undefined, {}, 11 * minute)
    await next(again, 'presence')
    expect(other.says(desk.me).presence).toBe('away')
    expect(await desk.socket.emitWithAck('presence:here', {})).toEqual({ ok: true })
    await until(() => other.says(desk.me).presence === 'present')
    expect(other.says(desk.me)).not.toHaveProperty('why')
    // So does whoever says it.
    rig.clock.now += 10 * minute
    await rig.beat()
    await until(() => other.says(desk.me).presence === 'away')
    await desk.socket.emitWithAck('presence:set', { presence: 'present' })
    await until(() => other.says(desk.me).presence === 'present')
    await rig.beat()
    expect(other.says(desk.me).presence).toBe('present')
  })

  test('when the hours end they are away, unless they say otherwise, and there again in the morning', async () => {
    await begin()
    const desk = await open()
    await desk.wish({ hours: true })
    expect(desk.says().presence).toBe('present')
    const at = (time: string) => void (rig.clock.now = Date.parse(`2026-11-${time}+02:00`))
    at('25T18:01')
    await rig.beat()
    await until(() => desk.says().presence === 'away')
    expect(desk.says().why).toBe('hours')
    await desk.socket.emitWithAck('presence:set', { presence: 'present' })
    await until(() => desk.says().presence === 'present')
    at('25T19:00')
    await rig.beat()
    expect(desk.says().presence).toBe('present')
    at('26T09:30')
    await rig.beat()
    at('26T18:30')
    await rig.beat()
    await until(() => desk.says().why === 'hours')
    // Open longer today.
    await desk.socket.emitWithAck('hours:override', {
      site: 'oxzino',
      kind: 'open',
      until: rig.clock.now + 60 * minute,
    })
    await rig.beat()
    await until(() => desk.says().presence === 'present')
    at('28T12:00')
    await rig.beat()
    await until(() => desk.says().why === 'hours')
    at('30T10:00')
    await rig.beat()
    await until(() => desk.says().presence === 'present')
  })

  test('what is wanted is kept, and told to all devices', async () => {
    await begin()
    const desk = await open()
    const phone = rig.agent(desk.cookie)
    await next(phone, 'attendance')
    const told = next<Attending>(phone, 'attendance')
    await desk.wish({ idle: 15, most: 3 })
    expect(await told).toEqual({ idle: 15, hours: false, most: 3 })
    await rig.restart()
    const later = await open()
    expect(later.usual).toEqual({ idle: 15, hours: false, most: 3 })
    expect(await later.socket.emitWithAck('attendance:wish', { idle: 0, hours: false, most: null })).toMatchObject({
      ok: false,
      error: 'malformed',
    })
  })

  test('in turn a chat is offered to one, and to the next when they do not take it in their time', async () => {
    await begin({ offer: 'turn', within: 30_000 })
    const [one, two] = [await open(), await open(colleague)]
    const { id } = await ask()
    const first = await until(async () => (await stand(one, id)).offered)
    expect(first.until).toBe(rig.clock.now + 30_000)
    const [taker, passer] = first.to === one.me ? [two, one] : [one, two]
    rig.clock.now += 29_999
    await rig.offer()
    expect((await stand(one, id)).offered).toEqual(first)
    rig.clock.now += 1
    await rig.offer()
    await offeredTo(one, id, taker.me)
    // It goes round; what is taken is offered to nobody.
    rig.clock.now += 30_000
    await rig.offer()
    await offeredTo(one, id, passer.me)
    await doAct(passer.socket, { kind: 'take' }, id)
    expect(await stand(one, id)).toMatchObject({ assignee: { id: passer.me }, offered: null })
    rig.clock.now += 60_000
    await rig.offer()
    expect((await stand(one, id)).offered).toBeNull()
    // The next chat is the other's, whose turn it is.
    const second = await ask()
    await offeredTo(one, second.id, taker.me)
    // Closed: whoever has left their console open is not called.
    const third = await ask()
    await until(async () => (await stand(one, third.id)).offered)
    rig.clock.now = Date.parse('2026-11-25T18:01+02:00')
    await until(async () => (await rig.offer(), (await stand(one, third.id)).offered === null))
    rig.clock.now = Date.parse('2026-11-26T09:01+02:00')
    await until(async () => (await rig.offer(), (await stand(one, third.id)).offered))
    // An offer keeps nobody else from taking it.
    expect(await doAct(passer.socket, { kind: 'take' }, second.id)).toMatchObject({ ok: true, refused: [] })
  })

  test('who is away, is full or is not of the team is offered nothing; who is back is, after a restart too', async () => {
    await begin({ offer: 'turn', within: 30_000, most: 2 })
    const [one, two] = [await open(), await open(colleague)]
    await two.socket.emitWithAck('presence:set', { presence: 'away' })
    await until(() => one.says(two.me).presence === 'away')
    await one.wish({ most: 1 })
    const [a, b] = [await ask('Πρώτη'), await ask('Δεύτερη')]
    await offeredTo(one, a.id, one.me)
    await rig.offer()
    expect((await stand(one, b.id)).offered).toBeNull()
    // What is offered to them counts, and what they have; two may have two, as the site says.
    await doAct(one.socket, { kind: 'take' }, a.id)
    await rig.offer()
    expect((await stand(one, b.id)).offered).toBeNull()
    await two.socket.emitWithAck('presence:set', { presence: 'present' })
    await offeredTo(one, b.id, two.me)
    // Nobody is there: it is offered to nobody once its time is over, and goes on when they are back.
    two.socket.disconnect()
    rig.clock.now += 30_000
    await rig.restart()
    const later = await open(colleague)
    await offeredTo(later, b.id, two.me)
    await doAct(later.socket, { kind: 'take' }, b.id)
    const [c, d] = [await ask('Τρίτη'), await ask('Τέταρτη')]
    await offeredTo(later, c.id, two.me)
    await rig.offer()
    expect((await stand(later, d.id)).offered).toBeNull()
    await doAct(later.socket, { kind: 'close' }, b.id)
    await offeredTo(later, d.id, two.me)
    later.socket.disconnect()
    const owner = await open()
    rig.clock.now += 30_000
    await until(async () => (await rig.offer(), (await stand(owner, d.id)).offered === null))
  })

  test('what a team is given is offered to those of the team', async () => {
    await begin({ offer: 'turn', within: 30_000 })
    const boss = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
    await rig.staff.accounts.add(boss)
    const [one, two, owner] = [await open(), await open(colleague), await open(boss)]
    const team = { id: newId(), site: 'oxzino', name: 'Λογιστήριο', members: [two.me] }
    expect(await owner.socket.emitWithAck('team:save', team)).toMatchObject({ ok: true })
    const { id } = await ask()
    await until(async () => (await stand(one, id)).offered)
    await doAct(owner.socket, { kind: 'assign', to: team.id }, id)
    for (let turn = 0; turn < 3; turn++) {
      rig.clock.now += 30_000
      await rig.offer()
      await offeredTo(one, id, two.me)
    }
  })

  test('a device is called by what is offered to its agent, and by nothing that they have no room for', async () => {
    await begin({ offer: 'turn', within: 30_000 })
    const [one, two] = [await open(), await open(colleague)]
    const devices = new Map<string, string>()
    for (const desk of [one, two]) {
      const subscription = service!.subscribe()
      devices.set(subscription.endpoint, desk.me)
      expect(await desk.socket.emitWithAck('push:subscribe', subscription)).toEqual({ ok: true })
    }
    const called = () => service!.taken.map(({ endpoint }) => devices.get(endpoint))
    const { id, visitor } = await ask()
    const first = (await until(async () => (await stand(one, id)).offered)).to
    await until(() => called().length > 0)
    await visitor.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Είναι κανείς;' })
    await until(() => called().length > 1)
    expect(new Set(called())).toEqual(new Set([first]))
    service!.taken.length = 0
    rig.clock.now += 30_000
    await rig.offer()
    await until(() => called().length > 0)
    expect(called()).not.toContain(first)
  })

  test('offered to all, whoever has as many as they want is not called to more', async () => {
    await begin()
    const desk = await open()
    await desk.socket.emitWithAck('push:subscribe', service!.subscribe())
    await desk.wish({ most: 1 })
    const { id, visitor } = await ask()
    await until(() => service!.taken.length === 1)
    await doAct(desk.socket, { kind: 'take' }, id)
    await ask('Κι εγώ')
    await visitor.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Ακόμα εδώ' })
    await until(() => service!.taken.length > 1)
    expect(service!.taken.map(({ call }) => call.tag)).toEqual([id, id])
  })

  test('the chats of who is gone return to the queue after a grace time, and their visitors are told', async () => {
    await begin({ grace: 10 * minute })
    const [one, two] = [await open(), await open(colleague)]
    const [waits, left, ticket, here] = [await ask(), await ask(), await ask(), await ask()]
    for (const { id } of [waits, left, here]) await doAct(one.socket, { kind: 'take' }, id)
    await one.socket.emitWithAck('message:send', { conversation: here.id, id: newId(), text: 'Έτοιμο' })
    await doAct(two.socket, { kind: 'take' }, ticket.id)
    // Answered, and its visitor has gone: nobody is there to be told, and nobody waits.
    await one.socket.emitWithAck('message:send', { conversation: left.id, id: newId(), text: 'Έτοιμο' })
    left.visitor.disconnect()
    await until(async () => !(await stand(two, left.id)).here)
    await rig.beat()
    one.socket.disconnect()
    rig.clock.now += 9 * minute
    await rig.beat()
    expect((await stand(two, waits.id)).assignee?.id).toBe(one.me)
    // Who was back meanwhile has all of the time again.
    const back = rig.agent(one.cookie)
    await next(back, 'welcome')
    await rig.beat()
    back.disconnect()
    await until(() => !two.team.now.some(({ id }) => id === one.me))
    rig.clock.now += 9 * minute
    await rig.beat()
    expect((await stand(two, waits.id)).assignee?.id).toBe(one.me)
    const line = next<{ message: Message }>(waits.visitor, 'message:new')
    const now = new Promise<Summary>((resolve) =>
      waits.visitor.on('conversation:changed', (told: Summary) => void (told.waiting && resolve(told))),
    )
    rig.clock.now += minute
    await rig.beat()
    expect((await line).message).toMatchObject({
      author: 'system',
      system: { code: 'returned', values: { name: agent.name } },
    })
    expect((await now).assignee).toBeNull()
    expect(await stand(two, waits.id)).toMatchObject({ assignee: null, state: 'open' })
    expect((await stand(two, left.id)).assignee?.id).toBe(one.me)
    // Answered, and there: they are told, too.
    expect(await stand(two, here.id)).toMatchObject({ assignee: null, waitingSince: null })
    expect((await stand(two, ticket.id)).assignee?.id).toBe(two.me)
    // Once, and as soon as its visitor writes again the other one, too.
    await rig.beat()
    const { messages } = await openAt(two.socket, waits.id)
    expect(messages.filter(({ system }) => system?.code === 'returned')).toHaveLength(1)
    // Whoever takes it is said as ever.
    await doAct(two.socket, { kind: 'take' }, waits.id)
    await rig.beat()
    expect((await stand(two, waits.id)).assignee?.id).toBe(two.me)
  })

  test('the time in which no server ran is nobody’s absence', async () => {
    await begin({ grace: 10 * minute })
    const one = await open()
    const { id } = await ask()
    await doAct(one.socket, { kind: 'take' }, id)
    await rig.beat()
    one.socket.disconnect()
    rig.clock.now += 60 * minute
    await rig.restart()
    const two = await open(colleague)
    await rig.beat()
    expect((await stand(two, id)).assignee?.id).toBe(one.me)
  })
})

describe('on two nodes', { timeout: 60_000 }, () => {
  const lacks = noPostgres ?? noRedis
  if (lacks !== null) return test.skip(`skipped: ${lacks}`)

  let nodes: [Rig, Rig]
  let ends: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const [database, redis] = await Promise.all([makeDatabase(), startRedis()])
    const shared = { databaseUrl: database.url, redisUrl: redis.url, secret: newSecret(), limitsFactor: 10 }
    const chats = { offer: 'turn', within: 30_000, grace: 10 * minute } as const
    nodes = await Promise.all([startRig(openHours, { ...shared, chats }), startRig(openHours, { ...shared, chats })])
    ends = [...nodes.map((rig) => () => rig.stop()), redis.end, database.drop]
  })
  afterAll(async () => {
    for (const end of ends) await end()
  })

  const both = (act: (rig: Rig) => Promise<unknown>) => Promise.all(nodes.map(act))
  const later = (ms: number) => nodes.forEach(({ clock }) => (clock.now += ms))
  async function deskAt(rig: Rig, account = agent) {
    const socket = rig.agent((await rig.signIn(account)).cookie)
    const { me } = await next<{ me: Presence }>(socket, 'welcome')
    return { socket, me: me.id }
  }

  test('a chat is offered once, to an agent of whichever node, and returns once when that one is gone', async () => {
    const [here, there] = [await deskAt(nodes[0]), await deskAt(nodes[1], colleague)]
    const seen = next<Presence[]>(here.socket, 'presence')
    const team = await seen
    if (team.length < 2)
      await new Promise<void>((resolve) =>
        here.socket.on('presence', (told: Presence[]) => void (told.length > 1 && resolve())),
      )
    const visitor = nodes[0].visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    const { id } = conversation
    const offered = async () => (await openAt(here.socket, id)).conversation.offered?.to
    const turns: string[] = [await until(offered)]
    for (let turn = 0; turn < 3; turn++) {
      later(30_000)
      await both((rig) => rig.offer())
      turns.push(await until(async () => (await offered()) !== turns.at(-1) && offered()))
    }
    expect(turns).toEqual([turns[0], turns[1], turns[0], turns[1]])
    expect(new Set(turns)).toEqual(new Set([here.me, there.me]))
    await doAct(there.socket, { kind: 'take' }, id)
    await both((rig) => rig.beat())
    // While its node says that they are there, the other one takes nothing from them.
    later(11 * minute)
    await nodes[1].beat()
    await nodes[0].beat()
    expect((await openAt(here.socket, id)).conversation.assignee?.id).toBe(there.me)
    there.socket.disconnect()
    await until(async () =>
      (await next<Presence[]>(here.socket, 'presence')).every(({ id: each }) => each !== there.me),
    )
    later(10 * minute)
    await both((rig) => rig.beat())
    await until(async () => (await openAt(here.socket, id)).conversation.assignee === null)
    const { messages } = await openAt(here.socket, id)
    expect(messages.filter(({ system }) => system?.code === 'returned')).toHaveLength(1)
    await until(async () => (await offered()) === here.me)
  })
})
