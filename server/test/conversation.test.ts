// A conversation over real sockets: from the first message to the reply, and what is refused.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation, Message, More, Summary } from '../protocol/conversation.ts'
import { agent, colleague, context, doAct, newId, newSecret, next, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

const start = (text = 'Δεν έρχεται το email') => ({ id: newId(), message: { id: newId(), text }, context })

test('a visitor writes, an agent answers, and each reads the other', async () => {
  const visitor = rig.visitor()
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const heard = next<Summary>(desk, 'conversation:changed')
  const { conversation, message } = await visitor.emitWithAck('conversation:start', start())
  expect(message).toMatchObject({ seq: 1, author: 'visitor', text: 'Δεν έρχεται το email' })
  expect(await heard).toMatchObject({ id: conversation.id, unread: 1, here: true, waitingSince: rig.clock.now })

  const opened = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
  expect(opened.conversation.context).toMatchObject({ page: context.page, path: context.path })
  await desk.emitWithAck('conversation:read', { conversation: conversation.id, seq: 1 })

  const answered = next<{ message: Message }>(visitor, 'message:new')
  await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'Καλημέρα σας' })
  expect((await answered).message).toMatchObject({
    seq: 2,
    author: 'agent',
    by: { name: agent.name },
    text: 'Καλημέρα σας',
  })
  const again = await visitor.emitWithAck('conversation:open', { after: 1 })
  expect(again.messages.map(({ text }: Message) => text)).toEqual(['Καλημέρα σας'])
  expect(again.conversation).toMatchObject({ readByAgent: 2, assignee: { name: agent.name } })
})

test('to whoever waits already a further message is all that is said, with the revision that the list gives too', async () => {
  const secret = newSecret()
  const [visitor, tab] = [rig.visitor(secret), rig.visitor(secret)]
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  await tab.emitWithAck('conversation:open', { after: 0 })
  const asked = { conversation: conversation.id, after: 0 }
  const { revision: before } = (await desk.emitWithAck('conversation:open', asked)).conversation as Summary
  const said: string[] = []
  for (const socket of [visitor, tab, desk])
    socket.onAny(
      (event: string, fact: object) =>
        void (
          event !== 'conversation:at' &&
          JSON.stringify(fact).includes(conversation.id as string) &&
          said.push(event)
        ),
    )
  const heard = [next<{ message: Message }>(tab, 'message:new'), next<More[]>(desk, 'message:more')] as const
  const { message } = await visitor.emitWithAck('message:send', {
    conversation: conversation.id,
    id: newId(),
    text: 'και κάτι ακόμη',
  })
  expect((await heard[0]).message).toEqual(message)
  const [more] = await heard[1]
  const { revision } = more!
  expect(more).toEqual({ conversation: conversation.id, message, revision, before })
  const { conversations } = await desk.emitWithAck('queue:open', { site: 'oxzino', after: revision - 1 })
  expect(conversations).toMatchObject([
    { id: conversation.id, revision, unread: 2, lastSeq: 2, readByVisitor: 2, last: { text: message.text } },
  ])
  expect(said).toEqual(['message:new', 'message:more'])
})

test('a start sent twice, and a second tab, make one conversation with each message once', async () => {
  const secret = newSecret()
  const [one, two] = [rig.visitor(secret), rig.visitor(secret)]
  const asked = start()
  const answers = await Promise.all([
    one.emitWithAck('conversation:start', asked),
    one.emitWithAck('conversation:start', asked),
    two.emitWithAck('conversation:start', start('και κάτι ακόμη')),
  ])
  expect(new Set(answers.map(({ conversation }) => (conversation as Conversation).id)).size).toBe(1)
  const { messages } = await one.emitWithAck('conversation:open', { after: 0 })
  expect(messages.map(({ seq }: Message) => seq)).toEqual([1, 2])
})

test('a locale or a zone that nobody knows costs no message, and goes nowhere', async () => {
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  for (const [locale, zone] of [
    ['!', 'x/y'],
    ['el_GR', undefined],
    ['x'.repeat(90), 7],
  ]) {
    const asked = { ...start(), context: { ...context, locale, zone } }
    const { ok, conversation } = await rig.visitor().emitWithAck('conversation:start', asked)
    expect(ok).toBe(true)
    const opened = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
    expect(opened.conversation).toMatchObject({ locale: '', context: { locale: '', zone: '' } })
  }
})

test('what a console could not draw is in the log, without a word of anybody', async () => {
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const fault = { pane: 'context', kind: 'RangeError', stack: 'at Surroundings' }
  expect(await desk.emitWithAck('fault:report', fault)).toEqual({ ok: true })
  expect(rig.logged('console fault')).toMatchObject([fault])
})

test('a repeat is acknowledged and published again, another text under its id is refused', async () => {
  const secret = newSecret()
  const [visitor, tab] = [rig.visitor(secret), rig.visitor(secret)]
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  await tab.emitWithAck('conversation:open', { after: 0 })
  const sent = { conversation: conversation.id, id: newId(), text: 'Ένα' }
  const first = await visitor.emitWithAck('message:send', sent)
  const heard = [
    next<{ message: Message }>(tab, 'message:new'),
    next<More[]>(desk, 'message:more').then(([more]) => more!),
  ]
  expect(await visitor.emitWithAck('message:send', sent)).toEqual(first)
  expect((await Promise.all(heard)).map(({ message }) => message.id)).toEqual([sent.id, sent.id])
  expect(await visitor.emitWithAck('message:send', { ...sent, text: 'Δύο' })).toEqual({ ok: false, error: 'conflict' })
})

test('what no client of ours sends is refused, and the socket is closed when it goes on', async () => {
  const visitor = rig.visitor()
  expect(await visitor.emitWithAck('message:send', { text: 7 })).toEqual({ ok: false, error: 'malformed' })
  const closed = next(visitor, 'disconnect')
  for (let times = 0; times < 6; times++) visitor.emit('no:such', {})
  await closed
})

test("a visitor cannot read another's conversation", async () => {
  const { conversation } = await rig.visitor().emitWithAck('conversation:start', start())
  const other = rig.visitor()
  const asked = { conversation: conversation.id, after: 0 }
  expect(await other.emitWithAck('conversation:open', asked)).toMatchObject({ error: 'unknown-conversation' })
  const taken = { ...start(), id: conversation.id }
  expect(await other.emitWithAck('conversation:start', taken)).toMatchObject({ error: 'conflict' })
})

test('of two agents who take at once, one gets it', async () => {
  const { conversation } = await rig.visitor().emitWithAck('conversation:start', start())
  const desk = rig.agent((await rig.signIn()).cookie)
  const other = rig.agent((await rig.signIn(colleague)).cookie)
  const answers = await Promise.all([
    doAct(desk, { kind: 'take' }, conversation.id),
    doAct(other, { kind: 'take' }, conversation.id),
  ])
  expect(answers.map(({ refused }) => refused[0]?.error ?? 'taken by me').toSorted()).toEqual(['taken', 'taken by me'])
  const { messages } = await desk.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })
  expect(messages.filter(({ system }: Message) => system?.code === 'taken')).toHaveLength(1)
})

test('a closed conversation takes no further message, and says so', async () => {
  const visitor = rig.visitor()
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  await visitor.emitWithAck('conversation:close', { conversation: conversation.id })
  const late = { conversation: conversation.id, id: newId(), text: 'κάτι ακόμη' }
  expect(await visitor.emitWithAck('message:send', late)).toEqual({ ok: false, error: 'closed' })
})

test('an agent without a cookie is refused at the handshake', async () => {
  expect(await next<{ data: object }>(rig.agent(''), 'connect_error')).toMatchObject({ data: { error: 'signed-out' } })
})

test("a page of an allowed site cannot open the agents' namespace with an agent's cookie", async () => {
  const { cookie } = await rig.signIn()
  const refused = await next<{ data: object }>(rig.agent(cookie, 'https://www.oxzino.example'), 'connect_error')
  expect(refused).toMatchObject({ data: { error: 'wrong-origin' } })
})

test('after a restart the conversation goes on with every message once', async () => {
  const visitor = rig.visitor()
  const { conversation } = await visitor.emitWithAck('conversation:start', start('πριν'))
  const back = next(visitor, 'connect')
  await rig.restart()
  await back
  await visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'μετά' })
  const { messages } = await visitor.emitWithAck('conversation:open', { after: 0 })
  expect(messages.map(({ text }: Message) => text)).toEqual(['πριν', 'μετά'])
})
