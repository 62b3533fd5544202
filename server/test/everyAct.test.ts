// Every act over real sockets, on both databases: sent twice under one id at once, by two at once, on what was closed,
// erased or has gone on elsewhere meanwhile, and on as many as one request may name while the line is cut.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { limits } from '../limits.ts'
import { act as acts, type Act, type Acted, type ActKind } from '../protocol/act.ts'
import type { Detail, Message, Summary } from '../protocol/conversation.ts'
import { erase, newErasing } from '../visitors/erasing.ts'
import { findPerson, namedBy } from '../visitors/person.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, form, newId, newSecret, next, openHours, type Rig, startRig } from './rig.ts'

type Answer = { ok: boolean } & Acted
interface Ready {
  id: string
  act: Act
}

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  let other: Socket
  let otherId: string
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 1_000 })
    desk = await open(agent)
    other = rig.agent((await rig.signIn(colleague)).cookie)
    otherId = (await next<{ me: { id: string } }>(other, 'welcome')).me.id
  })
  afterAll(() => rig.stop())

  async function open(account: typeof agent): Promise<Socket> {
    const socket = rig.agent((await rig.signIn(account)).cookie)
    await next(socket, 'welcome')
    return socket
  }
  const send = async (by: Socket, act: Act, conversation: string, id = newId()) =>
    (await by.emitWithAck('act:do', { id, act, conversations: [conversation] })) as Answer
  const read = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      ok: boolean
      conversation: Detail
      messages: Message[]
    }
  const actsOf = async (id: string) =>
    Number((await rig.store.db.selectFrom('act').select('key').where('id', '=', id).execute()).length)

  async function say(visitor: Socket, text: string): Promise<string> {
    const asked = { id: newId(), message: { id: newId(), text }, context }
    return ((await visitor.emitWithAck('conversation:start', asked)) as { conversation: Summary }).conversation.id
  }
  async function chat(...texts: string[]) {
    const visitor = rig.visitor(newSecret())
    const id = await say(visitor, 'Καλημέρα')
    for (const text of texts) await visitor.emitWithAck('message:send', { conversation: id, id: newId(), text })
    return { visitor, id }
  }
  const ticket = async () =>
    String((await rig.post('/tickets/oxzino', form(`${newId()}@example.com`))).body['conversation'])

  /** Of each kind something that can be done, and what it is done to. */
  const ready: Record<ActKind, () => Promise<Ready>> = {
    take: async () => ({ id: (await chat()).id, act: { kind: 'take' } }),
    assign: async () => ({ id: (await chat()).id, act: { kind: 'assign', to: otherId } }),
    close: async () => ({ id: (await chat()).id, act: { kind: 'close' } }),
    async reopen() {
      const { id } = await chat()
      await send(desk, { kind: 'close' }, id)
      return { id, act: { kind: 'reopen' } }
    },
    snooze: async () => ({ id: (await chat()).id, act: { kind: 'snooze', until: rig.clock.now + 3_600_000 } }),
    async wake() {
      const { id } = await chat()
      await send(desk, { kind: 'snooze', until: null }, id)
      return { id, act: { kind: 'wake' } }
    },
    tag: async () => ({ id: (await chat()).id, act: { kind: 'tag', tag: 'επιστροφή', on: true } }),
    priority: async () => ({ id: (await chat()).id, act: { kind: 'priority', to: 'high' } }),
    critical: async () => ({ id: await ticket(), act: { kind: 'critical', on: true } }),
    spam: async () => ({ id: (await chat()).id, act: { kind: 'spam', on: true } }),
    unread: async () => ({ id: (await chat()).id, act: { kind: 'unread', on: true } }),
    rename: async () => ({ id: (await chat()).id, act: { kind: 'rename', name: 'Μαρία' } }),
    address: async () => ({ id: await ticket(), act: { kind: 'address', email: 'maria@example.com' } }),
    follow: async () => ({ id: (await chat()).id, act: { kind: 'follow', on: true } }),
    block: async () => ({ id: (await chat()).id, act: { kind: 'block', what: 'visitor', on: true } }),
    // Of nobody's mail: refused, as often as it is asked.
    copy: async () => ({ id: await ticket(), act: { kind: 'copy', address: 'nikos@example.com', on: true } }),
    same: async () => ({ id: await ticket(), act: { kind: 'same', address: 'nikos@example.com', on: true } }),
    reachable: async () => ({ id: await ticket(), act: { kind: 'reachable', address: 'maria@example.com' } }),
    request: async () => ({ id: (await chat()).id, act: { kind: 'request', email: `${newId()}@example.com` } }),
    async merge() {
      const { visitor, id: into } = await chat()
      await send(desk, { kind: 'close' }, into)
      const id = await say(visitor, 'Κι άλλο')
      await send(desk, { kind: 'reopen' }, into)
      return { id, act: { kind: 'merge', into } }
    },
    split: async () => ({ id: (await chat('Κι άλλο')).id, act: { kind: 'split', seq: 2, isWithAfter: false } }),
    async undo() {
      const { id } = await chat()
      const of = newId()
      await send(desk, { kind: 'tag', tag: 'λάθος', on: true }, id, of)
      return { id, act: { kind: 'undo', of } }
    },
  }
  const kinds = Object.keys(ready) as ActKind[]

  /** How a conversation stands, without what is another in each. */
  async function stand(id: string) {
    const { conversation, messages } = await read(id)
    const { state, assignee, team, tags, priority, snoozed, isSpam, isMarked, name, target, ...more } = conversation
    return {
      state,
      assignee: assignee?.name,
      team,
      tags,
      priority,
      isSnoozed: snoozed !== null,
      isSpam,
      isMarked,
      name,
      target,
      isMerged: more.mergedInto !== null,
      isRequest: more.ticket !== null,
      isBlocked: more.isBlocked,
      followers: more.followers.length,
      lines: messages.map(({ system, text }) => system?.code ?? text),
    }
  }

  test('every act is tried', () => {
    expect(kinds.toSorted()).toEqual(acts.options.map((option) => option.shape.kind.value).toSorted())
  })

  test.each(kinds)('%s, sent twice under its id at once, is done once', async (kind) => {
    const once = await ready[kind]()
    const single = await send(desk, once.act, once.id)
    const wanted = await stand(once.id)
    const { id, act } = await ready[kind]()
    const sent = newId()
    const [first, second] = await Promise.all([send(desk, act, id, sent), send(desk, act, id, sent)])
    expect(second).toEqual(first)
    expect(first.refused.map(({ error }) => error)).toEqual(single.refused.map(({ error }) => error))
    expect(await stand(id)).toEqual(wanted)
    expect(await actsOf(sent)).toBe(first.refused.length === 0 ? 1 : 0)
    // As late as anybody likes, and changing nothing any more.
    const { conversation } = await read(id)
    expect(await send(desk, act, id, sent)).toEqual(first)
    expect((await read(id)).conversation.revision).toBe(conversation.revision)
  })

  test.each(kinds)('%s, by two at once, is as if one had been first', async (kind) => {
    const outcome = async (how: (by: (who: Socket) => Promise<Answer>) => Promise<[Answer, Answer]>) => {
      const { id, act } = await ready[kind]()
      const answers = await how((who) => send(who, act, id))
      return { answers: answers.map(({ refused }) => refused.map(({ error }) => error)), is: await stand(id) }
    }
    const oneFirst = await outcome(async (by) => [await by(desk), await by(other)])
    const otherFirst = await outcome(async (by) => {
      const second = await by(other)
      return [await by(desk), second]
    })
    expect([oneFirst, otherFirst]).toContainEqual(await outcome((by) => Promise.all([by(desk), by(other)])))
  })

  test.each(kinds)('%s, on what was closed, has gone on elsewhere or was erased meanwhile', async (kind) => {
    // Closed: done where that makes sense, or refused with a reason; opened by nothing that does not say so.
    const closed = await ready[kind]()
    await send(other, { kind: 'close' }, closed.id)
    const answer = await send(desk, closed.act, closed.id)
    expect(answer).toMatchObject({ ok: true })
    expect((await read(closed.id)).conversation.state).toBe(kind === 'reopen' ? 'open' : 'closed')

    // Gone on elsewhere: what was done to the part is not done to the whole.
    if (kind !== 'merge') {
      const part = await ready[kind]()
      const { id: into } = await ready.merge()
      await rig.store.db
        .updateTable('conversation')
        .set({ state: 'closed', mergedInto: (await keyOf(into)) as never, snoozedAt: null, snoozedUntil: null })
        .where('id', '=', part.id)
        .execute()
      const before = await stand(into)
      expect(await send(desk, part.act, part.id)).toMatchObject({ ok: true })
      const { lines: _, ...now } = await stand(into)
      expect(before).toMatchObject(now)
    }

    // Erased: refused as what never was, also when it is sent again.
    const gone = await ready[kind]()
    const email = `${newId().replaceAll(/\W/g, 'x')}@example.com`
    await rig.store.db.updateTable('conversation').set({ email, sub: null }).where('id', '=', gone.id).execute()
    const person = await findPerson(rig.store, namedBy(email)!)
    expect(person.conversations).toHaveLength(1)
    const sent = newId()
    const [race] = await Promise.all([
      send(desk, gone.act, gone.id, sent),
      erase(rig.store, newErasing('person', Date.now(), [gone.id]), person),
    ])
    expect(race).toMatchObject({ ok: true })
    const refused = [{ conversation: gone.id, error: 'unknown-conversation' }]
    expect(await send(desk, gone.act, gone.id, sent)).toEqual({ ok: true, refused, undo: null })
    expect(await send(desk, gone.act, gone.id)).toEqual({ ok: true, refused, undo: null })
    expect(await actsOf(sent)).toBe(0)
  })

  const keyOf = async (id: string): Promise<number> =>
    Number(
      (await rig.store.db.selectFrom('conversation').select('key').where('id', '=', id).executeTakeFirstOrThrow()).key,
    )

  test('as many as one request may name, while the line is cut: each is done once', async () => {
    const ids: string[] = []
    for (let left = limits.acts; left > 0; left -= 40)
      ids.push(...(await Promise.all(Array.from({ length: 40 }, ticket))))
    expect(ids).toHaveLength(limits.acts)
    const cookie = (await rig.signIn(agent)).cookie
    for (const [turn, cutAfter] of [0, 3, 30].entries()) {
      const asked = { id: newId(), act: { kind: 'tag' as const, tag: `παρτίδα ${turn}`, on: true }, conversations: ids }
      const line = rig.agent(cookie)
      await next(line, 'welcome')
      line.emit('act:do', asked)
      await new Promise((resolve) => setTimeout(resolve, cutAfter))
      line.io.engine.close()
      line.disconnect()
      const again = rig.agent(cookie)
      await next(again, 'welcome')
      // A console sends it until it is acknowledged; here twice at once.
      const answers = await Promise.all([again.emitWithAck('act:do', asked), again.emitWithAck('act:do', asked)])
      for (const answer of answers)
        expect(answer).toEqual({ ok: true, refused: [], undo: { kind: 'undo', of: asked.id } })
      expect(await actsOf(asked.id)).toBe(limits.acts)
      again.disconnect()
    }
    // Closed: each says so once, and one undo opens all of them.
    const closing = { id: newId(), act: { kind: 'close' as const }, conversations: ids }
    void desk.emitWithAck('act:do', closing)
    expect(await desk.emitWithAck('act:do', closing)).toMatchObject({ ok: true, refused: [] })
    const linesOf = async () =>
      (
        await rig.store.db
          .selectFrom('message')
          .select(['conversation', 'system'])
          .where('system', 'is not', null)
          .execute()
      )
        .filter(({ system }) => system!.includes('closed-by-agent'))
        .map(({ conversation }) => Number(conversation))
    const keys = new Set(await Promise.all(ids.map(keyOf)))
    const lines = (await linesOf()).filter((key) => keys.has(key))
    expect([lines.length, new Set(lines).size]).toEqual([limits.acts, limits.acts])
    const undo = { id: newId(), act: { kind: 'undo', of: closing.id }, conversations: ids }
    expect(await desk.emitWithAck('act:do', undo)).toMatchObject({ ok: true, refused: [] })
    expect((await read(ids[0]!)).conversation.state).toBe('open')
  })
})
