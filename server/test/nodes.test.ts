// Two nodes on one PostgreSQL and one Redis: what is said to one is heard at the other, whatever is lost between them.

import { Redis } from 'ioredis'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as write from '../conversations/writes.ts'
import type { Message, More, Summary } from '../protocol/conversation.ts'
import type { Availability, SiteHours } from '../protocol/hours.ts'
import type { Presence } from '../protocol/staff.ts'
import { startChild } from './child.ts'
import { makeDatabase, noPostgres, noRedis, startRedis } from './databases.ts'
import {
  agent,
  colleague,
  context,
  doAct,
  evening,
  form,
  newId,
  newSecret,
  next,
  type Rig,
  startRig,
  until,
} from './rig.ts'

const missing = noPostgres ?? noRedis
const start = (text = 'Καλημέρα', id = newId()) => ({ id, message: { id: newId(), text }, context })

describe('two nodes', { timeout: 60_000 }, () => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let database: Awaited<ReturnType<typeof makeDatabase>>
  let redis: Awaited<ReturnType<typeof startRedis>>
  let one: Rig
  let two: Rig
  beforeAll(async () => {
    database = await makeDatabase()
    redis = await startRedis()
    const shared = { databaseUrl: database.url, redisUrl: redis.url, secret: newSecret() }
    // Both at once, on an empty database.
    ;[one, two] = await Promise.all([startRig(undefined, shared), startRig(undefined, shared)])
    await until(async () => hear(one, two))
  })
  afterAll(async () => {
    await Promise.all([one.stop(), two.stop()])
    await redis.end()
    await database.drop()
  })

  /** Whether what is said at `from` is heard at `to`, which takes a moment after Redis was away. */
  async function hear(from: Rig, to: Rig): Promise<boolean> {
    const secret = newSecret()
    const [speaker, listener] = [from.visitor(secret), to.visitor(secret)]
    await Promise.all([next(speaker, 'connect'), next(listener, 'connect')])
    const heard = next(listener, 'message:new').then(() => true)
    await speaker.emitWithAck('conversation:start', start())
    const isHeard = await Promise.race([heard, new Promise<false>((resolve) => setTimeout(() => resolve(false), 300))])
    speaker.disconnect()
    listener.disconnect()
    return isHeard
  }
  /** The first that is as wanted: what was published before may come after an acknowledgement. */
  const first = <T>(socket: Socket, event: string, isWanted: (said: T) => boolean) =>
    new Promise<T>((resolve) => socket.on(event, (said: T) => void (isWanted(said) && resolve(said))))
  const hears = async (socket: Socket, text: string) =>
    (await first<{ message: Message }>(socket, 'message:new', ({ message }) => message.text === text)).message
  const deskAt = async (rig: Rig, who = agent) => {
    const desk = rig.agent((await rig.signIn(who)).cookie)
    await next(desk, 'welcome')
    return desk
  }

  test('a sign-in that is over ends its sockets on every node, without a word between them', async () => {
    const { cookie } = await one.signIn(colleague)
    const desks = [one.agent(cookie), two.agent(cookie)]
    await Promise.all(desks.map((desk) => next(desk, 'welcome')))
    const told = desks.map((desk) => next(desk, 'signed-out'))
    const [, token] = /session_token=([^.;]+)/.exec(cookie)!
    await database.ask(`delete from session where token = '${token}'`)
    await one.beat()
    await told[0]
    await two.beat()
    await told[1]
  })

  test("what one node's visitor writes another node's agent reads, and the answer comes back", async () => {
    const visitor = one.visitor()
    const desk = await deskAt(two)
    const listed = first<Summary>(desk, 'conversation:changed', ({ last }) => last?.text === 'Από τον πρώτο κόμβο')
    const read = hears(desk, 'Από τον πρώτο κόμβο')
    const { conversation } = await visitor.emitWithAck('conversation:start', start('Από τον πρώτο κόμβο'))
    expect(await read).toMatchObject({ seq: 1 })
    expect(await listed).toMatchObject({ id: conversation.id, here: true })
    const answered = hears(visitor, 'Από τον δεύτερο')
    const typing = next(visitor, 'typing')
    await desk.emitWithAck('typing', { conversation: conversation.id, on: true })
    await typing
    const colleague = await deskAt(one)
    const looking = next(colleague, 'looking')
    await desk.emitWithAck('looking', { conversation: conversation.id, on: true })
    expect(await looking).toMatchObject({ conversation: conversation.id, on: true, by: { name: agent.name } })
    colleague.disconnect()
    await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'Από τον δεύτερο' })
    expect(await answered).toMatchObject({ seq: 2, by: { name: agent.name } })
    desk.disconnect()
  })

  test('closing early at one node is read at once at the other, by its agents, visitors and whoever asks', async () => {
    const desk = await deskAt(one)
    const visitor = two.visitor()
    await next(visitor, 'connect')
    const other = await deskAt(two, colleague)
    const isClosed = ({ override }: { override: { kind: string } | null }) => override?.kind === 'closed'
    const hears = <T extends Availability | SiteHours>(socket: typeof desk, event: string) =>
      new Promise<T>((resolve) => socket.on(event, (told: T) => void (isClosed(told) && resolve(told))))
    const heard = Promise.all([hears<Availability>(visitor, 'availability'), hears<SiteHours>(other, 'hours')])
    const began = Date.now()
    const { hours } = await desk.emitWithAck('hours:override', { site: 'oxzino', kind: 'closed' })
    const [availability, colleagues] = await heard
    // Without waiting for a heartbeat.
    expect(Date.now() - began).toBeLessThan(2_000)
    expect(colleagues).toEqual(hours)
    // Visitors are told less far ahead than a desk.
    expect(availability.windows).toEqual(hours.windows.slice(0, availability.windows.length))
    expect(availability.windows.length).toBeGreaterThan(3)
    const asked = (await (await fetch(`${two.url}/availability/oxzino`)).json()) as Availability
    expect(asked.windows).toEqual(availability.windows)
    expect((await other.emitWithAck('hours:override', { site: 'oxzino', kind: 'usual' })).hours.override).toBeNull()
    expect(((await (await fetch(`${one.url}/availability/oxzino`)).json()) as Availability).override).toBeNull()
    for (const socket of [desk, visitor, other]) socket.disconnect()
  })

  test('what falls due is done once, whichever node looks first: one ticket with its mails, one word to the team', async () => {
    const { queries } = one.store
    const began = one.clock.now
    const begin = async (rig: Rig, email: string | null) => {
      const { conversation } = await rig.visitor().emitWithAck('conversation:start', start('Περιμένω'))
      await rig.store.write(function* () {
        yield* write.change(queries, yield* write.get(queries, conversation.id), { email })
      })
      return conversation.id as string
    }
    // So that nobody has left.
    const desk = await deskAt(one)
    const known = await Promise.all([one, two].map((rig, at) => begin(rig, `due${at}@example.com`)))
    const unknown = await begin(two, null)
    one.clock.now = two.clock.now = began + 15 * 60_000
    await Promise.all([one.look(), two.look(), one.look(), two.look()])
    // The word to the team is of all that is overdue, and of no conversation.
    const mails = () =>
      database.ask(
        `select kind, count(*)::int as n from mail m left join conversation c on c.key = m.conversation where c.id in ('${[...known, unknown].join("','")}') or kind = 'overdue' group by kind order by kind`,
      )
    await expect.poll(mails, { timeout: 12_000 }).toEqual([
      { kind: 'overdue', n: 1 },
      { kind: 'ticket-team', n: 2 },
      { kind: 'ticket-visitor', n: 2 },
    ])
    for (const id of known) {
      const { messages } = await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })
      expect(messages.map(({ system }: Message) => system?.code ?? 'said')).toEqual(['said', 'ticket'])
    }
    one.clock.now = two.clock.now = began
    desk.disconnect()
  })

  test('of two agents who take at once at two nodes, one gets it, every time', async () => {
    const [mine, theirs] = [await deskAt(one), await deskAt(two, colleague)]
    for (let times = 0; times < 10; times++) {
      const { conversation } = await one.visitor().emitWithAck('conversation:start', start())
      const answers = await Promise.all([mine, theirs].map((desk) => doAct(desk, { kind: 'take' }, conversation.id)))
      expect(answers.map(({ refused }) => refused[0]?.error ?? 'taken by me').toSorted()).toEqual([
        'taken',
        'taken by me',
      ])
      const { messages } = await mine.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
      expect(messages.filter(({ system }: Message) => system?.code === 'taken')).toHaveLength(1)
    }
    mine.disconnect()
    theirs.disconnect()
  })

  test('messages sent to both nodes at once are stored once each, in one order without gaps', async () => {
    const secret = newSecret()
    const tabs = [one.visitor(secret), two.visitor(secret)]
    const { conversation } = await tabs[0]!.emitWithAck('conversation:start', start())
    const wanted = Array.from({ length: 12 }, (_, at) => ({
      conversation: conversation.id as string,
      id: newId(),
      text: String(at),
    }))
    // Each from both tabs, as when an acknowledgement was lost and the other tab flushed the outbox.
    const answers = await Promise.all(
      wanted.flatMap((sent) => tabs.map((tab) => tab.emitWithAck('message:send', sent))),
    )
    expect(answers.every(({ ok }) => ok)).toBe(true)
    const { messages } = (await tabs[1]!.emitWithAck('conversation:open', { after: 1 })) as { messages: Message[] }
    expect(messages.map(({ seq }) => seq)).toEqual(wanted.map((_, at) => at + 2))
    expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)))
  })

  test('who is there is known at both nodes: agents, their presence, and visitors', async () => {
    const faces = async (rig: Rig) =>
      ((await (await fetch(`${rig.url}/availability/oxzino`)).json()) as Availability).team.map(({ name }) => name)
    const visitor = two.visitor()
    await next(visitor, 'connect')
    const told = first<Availability>(
      visitor,
      'availability',
      ({ team }) => team.map(({ name }) => name).join() === agent.name,
    )
    const desk = await deskAt(one)
    await told
    const other = await deskAt(two, colleague)
    await until(async () => (await faces(one)).length === 2)
    expect(await faces(one)).toEqual(await faces(two))

    // The same agent's screens at both nodes change together.
    const screen = await deskAt(two)
    const seen = first<Presence[]>(
      other,
      'presence',
      (team) => team.find(({ name }) => name === agent.name)?.presence === 'away',
    )
    await desk.emitWithAck('presence:set', { presence: 'away' })
    await seen
    await until(async () => (await faces(one)).join() === colleague.name)
    expect(await faces(two)).toEqual([colleague.name])
    for (const each of [desk, other, screen]) each.disconnect()
    await until(async () => (await faces(one)).length + (await faces(two)).length === 0)
  })

  test('a visitor with tabs at both nodes is here until the last one is closed', async () => {
    const secret = newSecret()
    const [left, right] = [one.visitor(secret), two.visitor(secret)]
    const { conversation } = await left.emitWithAck('conversation:start', start())
    await right.emitWithAck('conversation:open', { after: 0 })
    const desk = await deskAt(one)
    const isHere = async () =>
      (await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).conversation
        .here as boolean
    left.disconnect()
    await until(isHere)
    const gone = first<Summary>(desk, 'conversation:changed', ({ id, here }) => id === conversation.id && !here)
    right.disconnect()
    await gone
    await until(async () => !(await isHere()))
    desk.disconnect()
  })

  test('which page a visitor is on is told and known at the other node', async () => {
    const visitor = one.visitor()
    const desk = await deskAt(two)
    const { conversation } = await visitor.emitWithAck('conversation:start', start())
    const page = { url: `${context.page.url}/next`, title: 'Μετά' }
    const told = first<{ conversation: string }>(desk, 'visitor:page', (said) => said.conversation === conversation.id)
    await visitor.emitWithAck('conversation:open', { after: 0, page })
    expect(await told).toEqual({ conversation: conversation.id, page })
    const opened = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
    expect(opened.conversation.context).toMatchObject({ page: context.page, pageNow: page })
    for (const each of [visitor, desk]) each.disconnect()
  })

  test('signing out at one node closes the sockets of that sign-in at the other', async () => {
    const { cookie } = await one.signIn()
    const desk = two.agent(cookie)
    await next(desk, 'welcome')
    const closed = next(desk, 'disconnect')
    const headers = { origin: 'http://localhost:3000', cookie, 'content-type': 'application/json' }
    expect((await fetch(`${one.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200)
    await closed
  })

  test('limits are counted together, and no address is stored', async () => {
    const posted = await Promise.all(
      Array.from({ length: 31 }, (_, at) => (at % 2 === 0 ? one : two).post('/tickets/oxzino', {})),
    )
    expect(posted.map(({ status }) => status).toSorted()).toEqual([...Array<number>(30).fill(400), 429])
    const client = new Redis(redis.url)
    const keys = await client.keys('*')
    client.disconnect()
    expect(keys.filter((key) => key.includes('form-ticket'))).toHaveLength(1)
    expect(keys.join()).not.toMatch(/127|::1/)
  })

  test('each mail is sent once, by whichever node', async () => {
    for (const rig of [one, two]) rig.mailbox.mails.length = 0
    await until(async () => {
      await redis.flush() // Gives back what the test before has spent.
      return (await one.post('/tickets/oxzino', form('a@example.com'))).body.ok
    })
    await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        (at % 2 === 0 ? one : two).post('/tickets/oxzino', form(`m${at}@example.com`)),
      ),
    )
    const mails = () => [...one.mailbox.mails, ...two.mailbox.mails].map(({ parsed }) => parsed.messageId)
    await until(() => mails().length >= 12)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([mails().length, new Set(mails()).size]).toEqual([12, 12])
  })

  test('while Redis is away everything is stored and acknowledged, and when it is back nodes hear each other', async () => {
    const secret = newSecret()
    const [tab, twin, far] = [one.visitor(secret), one.visitor(secret), two.visitor(secret)]
    await next(twin, 'connect')
    const { conversation } = await tab.emitWithAck('conversation:start', start('πριν'))
    await redis.kill()
    const sent = { conversation: conversation.id as string, id: newId(), text: 'χωρίς Redis' }
    const near = hears(twin, 'χωρίς Redis')
    expect(await tab.emitWithAck('message:send', sent)).toMatchObject({ ok: true })
    expect(await near).toMatchObject({ seq: 2 })
    expect((await fetch(`${one.url}/health`)).status).toBe(200)
    // What the broadcast lost the beat tells: the other node's tab learns that it is behind, and asks.
    const { lastSeq } = await next<{ lastSeq: number }>(far, 'conversation:at')
    expect(lastSeq).toBe(2)
    const { messages } = await far.emitWithAck('conversation:open', { after: 1 })
    expect(messages).toMatchObject([{ text: 'χωρίς Redis' }])
    await redis.start()
    await until(() => hear(one, two))
    await until(() => hear(two, one))
    // Sockets from before are heard as well as new ones.
    const heard = hears(far, 'ξανά')
    await tab.emitWithAck('message:send', { ...sent, id: newId(), text: 'ξανά' })
    await heard
    expect(one.logged('Redis is back')).toHaveLength(1)
  })

  test('a flushed Redis loses nothing', async () => {
    const visitor = one.visitor()
    const desk = await deskAt(two)
    const { conversation } = await visitor.emitWithAck('conversation:start', start('πριν'))
    await redis.flush()
    const read = first<More[]>(desk, 'message:more', (facts) => facts.some(({ message }) => message.text === 'μετά'))
    await visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'μετά' })
    await read
    expect(((await (await fetch(`${one.url}/availability/oxzino`)).json()) as Availability).team).toHaveLength(1)
    desk.disconnect()
  })

  test('a node that ends: its visitors go on at the other, and its agents are not seen to leave', async () => {
    const third = await startRig(evening, { databaseUrl: database.url, redisUrl: redis.url, secret: one.secret })
    const secret = newSecret()
    const visitor = third.visitor(secret)
    const { conversation } = await visitor.emitWithAck('conversation:start', start('στον τρίτο'))
    const desk = await deskAt(third)
    const other = await deskAt(one, colleague)
    await until(
      async () => ((await (await fetch(`${one.url}/availability/oxzino`)).json()) as Availability).team.length === 2,
    )
    const teams: number[] = []
    other.on('presence', (team: Presence[]) => void teams.push(team.length))
    await third.stop()
    desk.disconnect()
    const back = await deskAt(two)
    const moved = two.visitor(secret)
    const opened = await moved.emitWithAck('conversation:open', { after: 0 })
    expect(opened.messages).toMatchObject([{ text: 'στον τρίτο' }])
    expect(
      await moved.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'στον δεύτερο' }),
    ).toMatchObject({ ok: true })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(teams.filter((length) => length < 2)).toEqual([])
    for (const each of [other, back]) each.disconnect()
  })

  // A node says nothing for three beats before it counts as gone.
  if (process.env['ROTAME_SLOW'])
    test(
      'a node that is killed: its agents and visitors are not counted on for long',
      { timeout: 120_000 },
      async () => {
        const child = await startChild({ DATABASE_URL: database.url, REDIS_URL: redis.url, ROTAME_SECRET: one.secret! })
        const { cookie } = await one.signIn()
        const lost = child.agent(cookie)
        await next(lost, 'welcome')
        const visitor = child.visitor()
        const { conversation } = await visitor.emitWithAck('conversation:start', start())
        const desk = await deskAt(two, colleague)
        const names = async () =>
          ((await (await fetch(`${two.url}/availability/oxzino`)).json()) as Availability).team.map(({ name }) => name)
        await until(async () => (await names()).length === 2)
        const gone = first<Summary>(desk, 'conversation:changed', ({ id, here }) => id === conversation.id && !here)
        child.kill()
        const killedAt = Date.now()
        await gone
        // Each is noticed by its own beat.
        await until(async () => (await names()).join() === colleague.name)
        expect(Date.now() - killedAt).toBeLessThan(65_000)
        desk.disconnect()
      },
    )
})
