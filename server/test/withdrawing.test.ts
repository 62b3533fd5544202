// Withdrawing what was said in a chat, over real sockets: its words are nowhere any more, a trace is with both.

import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { limits } from '../limits.ts'
import type { Detail, Message } from '../protocol/conversation.ts'
import { Copy } from '../visitors/exporting.ts'
import { copyPage } from '../pages/person.ts'
import { placeHold } from '../visitors/holds.ts'
import { databases, makeDatabase, noPostgres, noRedis, startRedis } from './databases.ts'
import {
  agent,
  colleague,
  context,
  doAct,
  form,
  newId,
  newSecret,
  next,
  openHours,
  type Rig,
  startRig,
  until,
} from './rig.ts'
import { png, putBy } from './uploads.ts'

const start = (id = newId()) => ({ id, message: { id: newId(), text: 'Πότε φτάνει;' }, context })

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let drop = async (): Promise<unknown> => undefined
  let desk: Socket
  let other: Socket
  beforeAll(async () => {
    const database = await makeOne()
    drop = database.drop
    rig = await startRig(openHours, { databaseUrl: database.url, secret: 's'.repeat(32), limitsFactor: 10 })
    desk = rig.agent((await rig.signIn(agent)).cookie)
    await next(desk, 'welcome')
    other = rig.agent((await rig.signIn(colleague)).cookie)
    await next(other, 'welcome')
  })
  afterAll(async () => {
    await rig.stop()
    await drop()
  })

  async function begin() {
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', start())) as { conversation: Detail }
    return { visitor, id: conversation.id }
  }
  const say = async (conversation: string, text: string, more: object = {}) => {
    const sent = { conversation, id: newId(), text, ...more }
    const { message } = (await desk.emitWithAck('message:send', sent)) as { message: Message }
    return { sent, message }
  }
  const withdraw = (by: Socket, conversation: string, seq: number) =>
    by.emitWithAck('message:withdraw', { conversation, seq })
  const read = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
      messages: Message[]
    }
  const system = { code: 'withdrawn', values: { name: agent.name } }

  test('the words go from the store, the list and the index; both are told at once, and the record says so', async () => {
    const { visitor, id } = await begin()
    const { message, sent } = await say(id, 'Απόρρητος ιππόκαμπος')
    const heard = [visitor, other].map((socket) => {
      const all: Message[] = []
      socket.on('message:new', ({ message: each }: { message: Message }) => all.push(each))
      return all
    })
    const answer = await withdraw(desk, id, message.seq)
    expect(answer).toMatchObject({ ok: true, message: { seq: 2, text: '', system } })
    for (const all of heard) await until(() => all.some((each) => each.seq === 2 && each.system?.code === 'withdrawn'))
    const { conversation, messages } = await read(id)
    expect(messages[1]).toMatchObject({ text: '', system, author: 'agent' })
    expect(conversation.last).toMatchObject({ author: 'visitor', text: 'Πότε φτάνει;' })
    await rig.indexed()
    expect(await desk.emitWithAck('conversations:find', { text: 'ιππόκαμπος' })).toMatchObject({ found: [] })
    // Whoever missed it, and asks again.
    const missed = await visitor.emitWithAck('conversation:open', { conversation: id, after: 1 })
    expect(missed).toMatchObject({ messages: [{ text: '', system }] })
    // Sent or withdrawn once more, it is the same.
    expect(await withdraw(desk, id, message.seq)).toEqual(answer)
    expect(await desk.emitWithAck('message:send', sent)).toMatchObject({ ok: true, message: { text: '', system } })
    const lines = await rig.store.all(
      rig.store.queries.linesBefore({ what: 'message-withdrawn', userId: null, person: null, before: 1e9, limit: 9 }),
    )
    expect(lines.filter(({ facts }) => facts['conversation'] === id)).toMatchObject([
      { by: agent.name, about: null, facts: { conversation: id, seq: 2 } },
    ])
  })

  test('whose answer is gone waits again, and one who has another does not', async () => {
    const { id } = await begin()
    const first = await say(id, 'Αύριο')
    const second = await say(id, 'Μεθαύριο')
    expect((await read(id)).conversation.waitingSince).toBeNull()
    await withdraw(desk, id, second.message.seq)
    expect((await read(id)).conversation).toMatchObject({ waitingSince: null, answeredSeq: first.message.seq })
    await withdraw(desk, id, first.message.seq)
    const { conversation } = await read(id)
    expect(conversation).toMatchObject({ answeredSeq: 0, waitingSince: rig.clock.now })
    expect(conversation.dueAt).toBeGreaterThan(rig.clock.now)
  })

  test('a colleague’s, a visitor’s, one of no place, and one of the system are not withdrawn', async () => {
    const { id } = await begin()
    const { message } = await say(id, 'Δικό μου')
    const refused = { ok: false, error: 'changed' }
    expect(await withdraw(other, id, message.seq)).toEqual(refused)
    expect(await withdraw(desk, id, 1)).toEqual(refused)
    expect(await withdraw(desk, id, 99)).toEqual(refused)
    await doAct(desk, { kind: 'close' }, id)
    expect(await withdraw(desk, id, 3)).toEqual(refused)
    // Closed or not, what one has said is one's own.
    expect(await withdraw(desk, id, message.seq)).toMatchObject({ ok: true })
  })

  test('after a minute it is refused, and so is what went by mail', async () => {
    const { id } = await begin()
    const { message } = await say(id, 'Μένει')
    rig.clock.now += limits.withdraw + 1
    expect(await withdraw(desk, id, message.seq)).toEqual({ ok: false, error: 'too-late' })
    expect((await read(id)).messages[1]!.text).toBe('Μένει')
    const { body } = await rig.post('/tickets/oxzino', form())
    const ticket = String(body['conversation'])
    const mailed = await say(ticket, 'Με email')
    await rig.mailed()
    expect(await withdraw(desk, ticket, mailed.message.seq)).toEqual({ ok: false, error: 'mailed' })
  })

  test('its files go too, and a copy of a person’s data says what is gone', async () => {
    const { id } = await begin()
    const { cookie } = await rig.signIn(agent)
    const upload = await putBy(rig, { origin: 'http://localhost:3000', cookie }, 'a.png', png)
    const { message } = await say(id, 'Με αρχείο', { files: [upload] })
    await withdraw(desk, id, message.seq)
    const { store } = rig
    expect(await store.all(store.queries.file({ id: upload }))).toEqual([])
    const [row] = await store.all(store.queries.conversation({ id }))
    const person = { named: { browser: 'x' }, conversations: [row!.key], mails: [], strays: [], others: [] }
    const given = new Copy(store, person, id, rig.clock.now)
    const copy = JSON.parse(await text(given.json())) as { conversations: { message: { seq: number }[] }[] }
    expect(JSON.stringify(copy)).not.toContain('Με αρχείο')
    expect(copy.conversations[0]!.message.find(({ seq }) => seq === 2)).toMatchObject({
      text: '',
      system: { code: 'withdrawn' },
    })
    expect(await text(copyPage(given))).toContain('Μήνυμα που αποσύρθηκε')
  })

  test('what a legal hold keeps stays', async () => {
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', start())) as { conversation: Detail }
    await doAct(desk, { kind: 'address', email: 'held@example.com' }, conversation.id)
    const { message } = await say(conversation.id, 'Κρατείται')
    await placeHold(rig.store, { email: 'held@example.com' }, 'δίκη', rig.clock.now)
    expect(await withdraw(desk, conversation.id, message.seq)).toEqual({ ok: false, error: 'held' })
  })

  test('a mail to whoever has left tells of what is still there alone', async () => {
    const { visitor, id } = await begin()
    visitor.disconnect()
    const { message } = await say(id, 'Άλλου ανθρώπου')
    await withdraw(desk, id, message.seq)
    await say(id, 'Έρχεται αύριο')
    await doAct(desk, { kind: 'request', email: 'gone@example.com' }, id)
    await say(id, 'Σας γράφουμε και με email')
    const mail = await until(() =>
      rig.mailbox.to('gone@example.com').find(({ text }) => text?.includes('και με email')),
    )
    expect(mail.text).toContain('Έρχεται αύριο')
    expect(mail.text).not.toContain('Άλλου ανθρώπου')
    expect(mail.text).not.toContain('αποσύρθηκε')
  })
})

describe('two nodes', { timeout: 60_000 }, () => {
  const missing = noPostgres ?? noRedis
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test('what is withdrawn at one is gone at the other, once, though it is asked of both', async () => {
    const database = await makeDatabase()
    const redis = await startRedis()
    const shared = { databaseUrl: database.url, redisUrl: redis.url, secret: newSecret() }
    const [one, two] = await Promise.all([startRig(undefined, shared), startRig(undefined, shared)])
    const desks = await Promise.all(
      [one, two].map(async (rig) => {
        const desk = rig.agent((await rig.signIn(agent)).cookie)
        await next(desk, 'welcome')
        return desk
      }),
    )
    const visitor = two.visitor()
    const heard: Message[] = []
    visitor.on('message:new', ({ message }: { message: Message }) => heard.push(message))
    const { conversation } = (await visitor.emitWithAck('conversation:start', start())) as { conversation: Detail }
    const sent = { conversation: conversation.id, id: newId(), text: 'Λάθος παραλήπτης' }
    const { message } = (await desks[0]!.emitWithAck('message:send', sent)) as { message: Message }
    await until(() => heard.some(({ text }) => text === sent.text))
    const asked = { conversation: conversation.id, seq: message.seq }
    const answers = await Promise.all(desks.map((desk) => desk.emitWithAck('message:withdraw', asked)))
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, message: { text: '' } })
    await until(() => heard.some(({ seq, system }) => seq === message.seq && system?.code === 'withdrawn'))
    const lines = await two.store.all(
      two.store.queries.linesBefore({ what: 'message-withdrawn', userId: null, person: null, before: 1e9, limit: 9 }),
    )
    expect(lines).toHaveLength(1)
    await Promise.all([one.stop(), two.stop()])
    await redis.end()
    await database.drop()
  })
})
