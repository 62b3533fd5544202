// Deadlines: whoever waits is answered in time, or goes on by e-mail, or the team is told; all by the product's clock.

import type { Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import * as write from '../conversations/writes.ts'
import type { Conversation, Message, Summary } from '../protocol/conversation.ts'
import type { TicketOpen } from '../protocol/ticket.ts'
import { due } from '../answers/targets.ts'
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

let rig: Rig
afterEach(() => rig.stop())

const minute = 60_000
const hour = 60 * minute
const at = (text: string) => Date.parse(text)
const site = readConfig('demo/site', {}).sites.get('oxzino')!

async function openDesk(who = agent): Promise<Socket> {
  const desk = rig.agent((await rig.signIn(who)).cookie)
  await next(desk, 'welcome')
  return desk
}

/** A visitor who has begun to wait. */
async function begin(known: { email?: string; plan?: string } = {}) {
  const secret = newSecret()
  const socket = rig.visitor(secret)
  const id = newId()
  await socket.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'Χρεώθηκα δύο φορές' }, context })
  await vouch(id, known)
  const open = async () =>
    (await socket.emitWithAck('conversation:open', { conversation: id, after: 0 })) as {
      conversation: Conversation
      messages: Message[]
    }
  return { socket, secret, id, open, shown: async () => (await open()).conversation }
}

/** What an identity says of a visitor. */
const vouch = (id: string, { email = '', plan = 'basic' }: { email?: string; plan?: string }) =>
  rig.store.write(function* () {
    const { queries } = rig.store
    const row = yield* write.get(queries, id)
    yield* write.change(queries, row, {
      email: email || null,
      plan,
      ...due(site, { ...row, plan }, row.waitingSince!, []),
    })
  })

const summaryOf = async (desk: Socket, id: string) =>
  ((await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })) as { conversation: Summary })
    .conversation
const mailsTo = (address: string) => rig.mailbox.to(address)

test('who is not answered within the target of their plan gets a ticket by itself, once, with everything written kept', async () => {
  rig = await startRig()
  const desk = await openDesk()
  const visitor = await begin({ email: 'maria.k@example.com', plan: 'premium' })
  expect((await visitor.shown()).waiting).toMatchObject({
    dueAt: openHours + 5 * minute,
    within: 5 * minute,
    before: 0,
  })
  rig.clock.now = openHours + 5 * minute - 1
  await rig.look()
  expect((await visitor.shown()).ticket).toBeNull()
  rig.clock.now = openHours + 5 * minute
  // By itself: nobody asks it to look.
  await next(visitor.socket, 'message:new')
  const { conversation, messages } = await visitor.open()
  expect(conversation.ticket).toMatchObject({
    email: 'maria.k@example.com',
    state: 'open',
    answerBy: rig.clock.now + 24 * hour,
  })
  expect(conversation.waiting).toBeNull()
  expect(messages.map(({ author, text, system }) => system?.values['reference'] ?? `${author}: ${text}`)).toEqual([
    'visitor: Χρεώθηκα δύο φορές',
    conversation.ticket!.reference,
  ])
  await until(() => mailsTo('maria.k').length === 1)
  expect(mailsTo('maria.k')[0]!.text).toContain(conversation.ticket!.reference)
  expect((await summaryOf(desk, visitor.id)).dueAt).toBe(conversation.ticket!.answerBy)

  // One thing: an agent still answers live, and the visitor reads it in the same thread.
  const heard = next<{ message: Message }>(visitor.socket, 'message:new')
  await desk.emitWithAck('message:send', { conversation: visitor.id, id: newId(), text: 'Σας ακούμε' })
  expect((await heard).message.text).toBe('Σας ακούμε')
  await until(() => rig.mailbox.mails.length === 3)
  await rig.look()
  await rig.mailed()
  expect(rig.mailbox.mails).toHaveLength(3)
})

test('when hours end while waiting, it goes on by e-mail at once; who is being answered is not cut, and who has no e-mail stays', async () => {
  rig = await startRig(at('2026-11-25T17:59+02:00'))
  const desk = await openDesk()
  const [known, taken, unknown] = [
    await begin({ email: 'maria.k@example.com' }),
    await begin({ email: 'anna@example.com' }),
    await begin(),
  ]
  await doAct(desk, { kind: 'take' }, taken.id)
  // Fourteen minutes of the fifteen are left for the morning.
  expect((await unknown.shown()).waiting!.dueAt).toBe(at('2026-11-26T09:14+02:00'))
  await rig.look()
  expect((await known.shown()).ticket).toBeNull()
  rig.clock.now = at('2026-11-25T18:00+02:00')
  await rig.look()
  expect((await known.shown()).ticket).not.toBeNull()
  expect((await taken.shown()).ticket).toBeNull()
  await rig.look()
  expect(await unknown.shown()).toMatchObject({ state: 'open', ticket: null, waiting: { before: 0 } })

  // The e-mail is asked for, and what was written becomes the ticket.
  const typed: TicketOpen = {
    ...form('unknown@example.com'),
    secret: unknown.secret,
    conversation: unknown.id,
    text: '',
    name: '',
  }
  expect((await rig.post('/tickets/oxzino', typed)).body).toMatchObject({ ok: true, conversation: unknown.id })
  await until(() =>
    mailsTo('support@').find(
      ({ text, replyTo }) => replyTo?.text === 'unknown@example.com' && text?.includes('Χρεώθηκα δύο φορές'),
    ),
  )
})

test('on the evening before a holiday, and across a clock change, what is open counts and nothing else', async () => {
  // 24 December has a half day; Christmas, the day after it and a Sunday follow.
  rig = await startRig(at('2026-12-24T12:50+02:00'))
  expect((await (await begin()).shown()).waiting!.dueAt).toBe(at('2026-12-28T09:05+02:00'))
  // On the last Sunday of October clocks go back by an hour.
  rig.clock.now = at('2026-10-23T17:50+03:00')
  expect((await (await begin()).shown()).waiting!.dueAt).toBe(at('2026-10-26T09:05+02:00'))
  const { body } = await rig.post('/tickets/oxzino', form())
  expect(body['ticket']).toMatchObject({ answerBy: at('2026-10-25T16:50+02:00') })
})

test('when the last agent leaves it goes on by e-mail, but not while a console is only reloaded', async () => {
  rig = await startRig()
  const cookie = (await rig.signIn()).cookie
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  const visitor = await begin({ email: 'maria.k@example.com' })
  desk.disconnect()
  await rig.look()
  rig.clock.now += 10_000
  await rig.look()
  expect((await visitor.shown()).ticket).toBeNull()
  const again = rig.agent(cookie)
  await next(again, 'welcome')
  await rig.look()
  rig.clock.now += 10_000
  await rig.look()
  expect((await visitor.shown()).ticket).toBeNull()

  await again.emitWithAck('presence:set', { presence: 'away' })
  await rig.look()
  expect((await visitor.shown()).ticket).toBeNull()
  rig.clock.now += 15_000
  await rig.look()
  // Long before the plan's target.
  expect((await visitor.shown()).ticket).toMatchObject({ email: 'maria.k@example.com' })
})

test('a break is waited for: its time does not count, and it makes no ticket', async () => {
  rig = await startRig()
  const desk = await openDesk()
  const visitor = await begin({ email: 'maria.k@example.com' })
  await desk.emitWithAck('hours:override', { site: 'oxzino', kind: 'away', until: openHours + hour })
  expect((await visitor.shown()).waiting!.dueAt).toBe(openHours + hour + 15 * minute)
  await rig.look()
  expect((await visitor.shown()).ticket).toBeNull()
  // It ends early: what is due is due earlier again.
  rig.clock.now += 10 * minute
  await desk.emitWithAck('hours:override', { site: 'oxzino', kind: 'usual' })
  expect((await visitor.shown()).waiting!.dueAt).toBe(openHours + 25 * minute)
})

test('the queue is ordered by what falls due, and who moves up is told', async () => {
  rig = await startRig()
  const desk = await openDesk()
  const first = await begin()
  const second = await begin()
  const business = await begin({ plan: 'business' })
  await rig.look()
  const waiting = await Promise.all([first, second, business].map((each) => each.shown()))
  expect(waiting.map(({ waiting: each }) => each!.before)).toEqual([1, 2, 0])
  const told = new Promise<Conversation>((resolve) =>
    second.socket.on('conversation:changed', (now: Conversation) => void (now.waiting?.before === 1 && resolve(now))),
  )
  await doAct(desk, { kind: 'take' }, business.id)
  expect((await told).id).toBe(second.id)
  expect((await business.shown()).waiting).toBeNull()
})

test('the estimate is the median of the last twenty takes, in open time, and there is none below five', async () => {
  rig = await startRig(at('2026-11-25T17:58+02:00'))
  const desk = await openDesk()
  const take = async (minutes: number) => {
    const { id } = await begin()
    rig.clock.now += minutes * minute
    await doAct(desk, { kind: 'take' }, id)
    return id
  }
  // Overnight: two minutes of the evening and one of the morning.
  const { id } = await begin()
  rig.clock.now = at('2026-11-26T09:01+02:00')
  await doAct(desk, { kind: 'take' }, id)
  for (const minutes of [1, 9, 2]) await take(minutes)
  const usually = async () => {
    const visitor = await begin()
    await rig.look()
    const { waiting } = await visitor.shown()
    await visitor.socket.emitWithAck('conversation:close', { conversation: visitor.id })
    return waiting!.usually
  }
  expect(await usually()).toBeNull()
  // An answer takes it too.
  const answered = await begin()
  rig.clock.now += 4 * minute
  await desk.emitWithAck('message:send', { conversation: answered.id, id: newId(), text: 'Καλημέρα σας' })
  expect(await usually()).toBe(3 * minute)
})

test('an overdue chat without an e-mail stays in the queue, and the team is told once', async () => {
  rig = await startRig()
  const desk = await openDesk()
  const visitor = await begin()
  rig.clock.now += 15 * minute
  await until(() => mailsTo('support@').length > 0)
  await rig.look()
  await rig.mailed()
  expect(mailsTo('support@').map(({ subject }) => subject)).toEqual(['Η απάντηση έχει αργήσει'])
  expect(mailsTo('support@')[0]!.text).toContain('Χρεώθηκα δύο φορές')
  expect(await summaryOf(desk, visitor.id)).toMatchObject({
    ticket: null,
    assignee: null,
    dueAt: openHours + 15 * minute,
  })
})

test('what is overdue comes in one mail: the first at once, what follows together after a quarter of an hour', async () => {
  rig = await startRig()
  const late = () => mailsTo('support@').filter(({ subject }) => /αργήσει/.test(subject!))
  await begin()
  rig.clock.now += 15 * minute
  await rig.look()
  await until(() => late().length === 1)
  // A flood, or a day on which nobody answers.
  const ids: string[] = []
  for (let times = 0; times < 55; times++) ids.push((await begin()).id)
  for (let times = 0; times < 14; times++) {
    rig.clock.now += minute
    await rig.look()
  }
  expect(late()).toHaveLength(1)
  rig.clock.now += minute
  await rig.look()
  rig.clock.now += minute
  await rig.look()
  await until(() => late().length === 2)
  const [, digest] = late()
  expect(digest!.subject).toBe('55 απαντήσεις έχουν αργήσει')
  for (const part of [digest!.text!, digest!.html as string]) {
    expect(ids.filter((id) => part.includes(`/console/#${id}`))).toHaveLength(50)
    expect(part).toContain('Και ακόμη 5.')
    expect(part).toContain('Χρεώθηκα δύο φορές')
  }
  rig.clock.now += 60 * minute
  await rig.look()
  const told = await rig.store.db.selectFrom('mail').select('id').where('kind', '=', 'overdue').execute()
  expect(told).toHaveLength(2)
})

test("a ticket's clock stands while the visitor is waited for, and the team is told once when it has run out", async () => {
  rig = await startRig()
  const desk = await openDesk()
  const sent = form()
  const { conversation } = (await rig.post('/tickets/oxzino', sent)).body as unknown as { conversation: string }
  const visitor = rig.visitor(sent.secret)
  rig.clock.now += 10 * hour
  await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Ποια επωνυμία;' })
  expect(await summaryOf(desk, conversation)).toMatchObject({ dueAt: null, ticket: { state: 'waiting' } })
  rig.clock.now += 100 * hour
  await rig.look()
  await rig.mailed()
  expect(mailsTo('support@').filter(({ subject }) => subject!.includes('αργήσει'))).toEqual([])
  await visitor.emitWithAck('message:send', { conversation, id: newId(), text: 'Αυτή: ΜΚ ΕΠΕ' })
  const answerBy = rig.clock.now + 38 * hour
  expect(await summaryOf(desk, conversation)).toMatchObject({ dueAt: answerBy, ticket: { state: 'open', answerBy } })

  rig.clock.now = answerBy
  await until(() => mailsTo('support@').some(({ subject }) => subject!.includes('αργήσει')))
  await rig.restart()
  await rig.look()
  await rig.mailed()
  expect(mailsTo('support@').filter(({ subject }) => subject!.includes('αργήσει'))).toHaveLength(1)
})

test('a ticket that an agent marks as critical is due sooner, and goes back', async () => {
  rig = await startRig()
  const desk = await openDesk(colleague)
  const { conversation } = (await rig.post('/tickets/oxzino', form())).body as unknown as { conversation: string }
  rig.clock.now += hour
  const mark = async (on: boolean) => {
    expect(await doAct(desk, { kind: 'critical', on }, conversation)).toMatchObject({ ok: true, refused: [] })
    return summaryOf(desk, conversation)
  }
  expect(await mark(true)).toMatchObject({
    target: 'critical',
    dueAt: openHours + 25 * hour,
    ticket: { answerBy: openHours + 25 * hour },
  })
  expect(await mark(false)).toMatchObject({ target: 'ticket', dueAt: openHours + 48 * hour })
  // Never later than was said.
  rig.clock.now += 40 * hour
  expect(await mark(true)).toMatchObject({ target: 'critical', dueAt: openHours + 48 * hour })
  const chat = await begin()
  expect(await doAct(desk, { kind: 'critical', on: true }, chat.id)).toMatchObject({
    refused: [{ conversation: chat.id, error: 'unknown-conversation' }],
  })
})

test('what fell due while the server was away is done at its start', async () => {
  rig = await startRig()
  const visitor = await begin({ email: 'maria.k@example.com' })
  // As a database from before there were due times has it.
  await rig.store.write(function* () {
    const row = yield* write.get(rig.store.queries, visitor.id)
    yield* write.change(rig.store.queries, row, { dueAt: null, dueSince: null, dueWithin: null })
  })
  await rig.restart()
  const desk = await openDesk()
  expect((await summaryOf(desk, visitor.id)).dueAt).toBe(openHours + 15 * minute)
  await rig.look()
  expect((await summaryOf(desk, visitor.id)).ticket).toBeNull()
  rig.clock.now += 15 * minute
  await rig.restart()
  await until(() => mailsTo('maria.k').length === 1)
})
