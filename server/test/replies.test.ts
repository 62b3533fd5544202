// Ready replies over real sockets, on both databases: whose they are, who is told, and that nothing written is lost.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Step } from '../protocol/act.ts'
import type { Detail, Message } from '../protocol/conversation.ts'
import type { ReadyReply } from '../protocol/readyReply.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, newId, next, openHours, type Rig, startRig } from './rig.ts'

type Saved = { ok: true; reply: ReadyReply } | { ok: false; error: string }

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  let other: Socket
  let me: string
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    desk = rig.agent((await rig.signIn(agent)).cookie)
    me = (await next<{ me: { id: string } }>(desk, 'welcome')).me.id
    other = rig.agent((await rig.signIn(colleague)).cookie)
    await next(other, 'welcome')
  })
  afterAll(() => rig.stop())

  const made = (more: object = {}) => ({
    site: 'oxzino',
    id: newId(),
    isShared: true,
    locale: 'el',
    title: 'Χρόνοι παράδοσης',
    text: 'Καλημέρα {{visitor}}, φτάνει σε τρεις ημέρες.',
    steps: [],
    was: 0,
    ...more,
  })
  const save = async (by: Socket, what: object): Promise<Saved> => (await by.emitWithAck('reply:save', what)) as Saved
  const remove = (by: Socket, id: string, site = 'oxzino') => by.emitWithAck('reply:remove', { site, id })
  const listOf = async (by: Socket): Promise<ReadyReply[]> =>
    ((await by.emitWithAck('replies:open', { site: 'oxzino' })) as { replies: ReadyReply[] }).replies
  const find = async (by: Socket, id: string) => (await listOf(by)).find((each) => each.id === id)

  test('a shared one is everyone’s to use, change and remove; everyone is told', async () => {
    const one = made()
    const told = next(other, 'replies:changed')
    const answer = await save(desk, one)
    const { site: _, was: __, ...kept } = one
    expect(answer).toEqual({ ok: true, reply: { ...kept, revision: 1 } })
    expect(await told).toEqual({ site: 'oxzino', owner: null })
    expect(await find(other, one.id)).toEqual({ ...kept, revision: 1 })
    expect(await save(other, { ...one, text: 'Σε δύο ημέρες.', was: 1 })).toMatchObject({ reply: { revision: 2 } })
    expect(await find(desk, one.id)).toMatchObject({ text: 'Σε δύο ημέρες.' })
    const gone = next(desk, 'replies:changed')
    expect(await remove(other, one.id)).toEqual({ ok: true })
    expect(await gone).toEqual({ site: 'oxzino', owner: null })
    expect(await find(desk, one.id)).toBeUndefined()
    expect(await remove(desk, one.id)).toEqual({ ok: true })
  })

  test('an agent’s own is told to nobody else, and nobody else changes or removes it', async () => {
    const one = made({ isShared: false })
    const told = next(desk, 'replies:changed')
    expect(await save(desk, one)).toMatchObject({ ok: true, reply: { isShared: false } })
    expect(await told).toEqual({ site: 'oxzino', owner: me })
    expect(await find(desk, one.id)).toBeDefined()
    expect(await find(other, one.id)).toBeUndefined()
    expect(await save(other, { ...one, text: 'άλλο', was: 1 })).toEqual({ ok: false, error: 'conflict' })
    expect(await remove(other, one.id)).toEqual({ ok: true })
    expect(await find(desk, one.id)).toMatchObject({ text: one.text })
    // Shared, it is everyone's; and those who have it are told.
    const shared = next(other, 'replies:changed')
    expect(await save(desk, { ...one, isShared: true, was: 1 })).toMatchObject({ ok: true })
    await shared
    expect(await find(other, one.id)).toMatchObject({ isShared: true, revision: 2 })
  })

  test('sent again it is kept once; of two who change it the second is told, and loses nothing', async () => {
    const one = made()
    expect(await save(desk, one)).toEqual(await save(desk, one))
    expect((await listOf(desk)).filter(({ id }) => id === one.id)).toHaveLength(1)
    expect(await save(desk, { ...one, text: 'Της πρώτης', was: 1 })).toMatchObject({ ok: true })
    expect(await save(other, { ...one, text: 'Του δεύτερου', was: 1 })).toEqual({ ok: false, error: 'changed' })
    expect(await find(other, one.id)).toMatchObject({ text: 'Της πρώτης', revision: 2 })
    // Whoever has seen that writes over it; and what was removed meanwhile is there again.
    expect(await save(other, { ...one, text: 'Του δεύτερου', was: 2 })).toMatchObject({ ok: true })
    await remove(desk, one.id)
    expect(await save(other, { ...one, text: 'Πάλι', was: 3 })).toMatchObject({ ok: true, reply: { revision: 4 } })
  })

  test.each([
    ['no title', { title: ' \u200B ' }, 'empty'],
    ['no text', { text: ' \n ' }, 'empty'],
    ['a title of 300 characters', { title: 'τ'.repeat(300) }, 'too-long'],
    ['a text without end', { text: 'α'.repeat(4_001) }, 'too-long'],
    ['a language that the site has not', { locale: 'de' }, 'unknown-locale'],
    ['a site that there is not', { site: 'none' }, 'unknown-site'],
  ])('%s is refused', async (_, more, error) => {
    expect(await save(desk, made(more))).toEqual({ ok: false, error })
  })

  test('HTML and right-to-left come back as they were written', async () => {
    const one = made({ title: '<b>شكرا</b>', text: '<script>alert(1)</script> שלום' })
    await save(desk, one)
    expect(await find(desk, one.id)).toMatchObject({ title: one.title, text: one.text })
  })

  test('there is room for so many and no more, of each kind', async () => {
    const count = async (isShared: boolean) => (await listOf(other)).filter((each) => each.isShared === isShared).length
    const own = () => save(other, made({ isShared: false }))
    while ((await count(false)) < 300)
      await Promise.all(Array.from({ length: Math.min(50, 300 - (await count(false))) }, own))
    expect(await own()).toEqual({ ok: false, error: 'no-room' })
    expect(await save(other, made())).toMatchObject({ ok: true })
  })

  /** A visitor who has written. */
  async function begin() {
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as {
      conversation: { id: string }
    }
    return { visitor, id: conversation.id }
  }
  const read = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
      messages: Message[]
    }
  const linesOf = async (id: string) => (await read(id)).messages.map(({ system, text }) => system?.code ?? text)
  const send = (conversation: string, steps: Step[], id = newId()) =>
    desk.emitWithAck('message:send', { conversation, id, text: 'Έγινε', steps })
  const steps: Step[] = [
    { kind: 'tag', tag: 'επιστροφή', on: true },
    { kind: 'priority', to: 'high' },
    { kind: 'close' },
  ]

  test('a macro is kept with what follows it', async () => {
    const one = made({ steps })
    expect(await save(desk, one)).toMatchObject({ reply: { steps } })
    expect(await find(other, one.id)).toMatchObject({ steps })
    expect(await save(desk, { ...one, steps: steps.slice(0, 1), was: 1 })).toMatchObject({ reply: { revision: 2 } })
  })

  test('what follows a reply is done with it once, and undone as one', async () => {
    const { id } = await begin()
    const reply = newId()
    const sent = await send(id, steps, reply)
    expect(sent).toMatchObject({ ok: true, message: { text: 'Έγινε' } })
    expect(await send(id, steps, reply)).toEqual(sent)
    expect((await read(id)).conversation).toMatchObject({ state: 'closed', tags: ['επιστροφή'], priority: 'high' })
    expect(await linesOf(id)).toEqual(['Καλημέρα', 'Έγινε', 'closed-by-agent'])
    const undo = { id: newId(), act: { kind: 'undo', of: reply }, conversations: [id] }
    expect(await desk.emitWithAck('act:do', undo)).toMatchObject({ ok: true, refused: [] })
    expect((await read(id)).conversation).toMatchObject({ state: 'open', tags: [], priority: 'normal' })
    // Undone it is not there to be undone, nor is it another's.
    const again = { ...undo, id: newId() }
    expect(await desk.emitWithAck('act:do', again)).toMatchObject({ refused: [{ error: 'changed' }] })
    expect(await other.emitWithAck('act:do', again)).toMatchObject({ refused: [{ error: 'changed' }] })
  })

  test.each<[name: string, step: Step, error: string]>([
    ['somebody who is no longer in the team', { kind: 'assign', to: 'nobody' }, 'unknown-agent'],
    ['what is closed by the step before', { kind: 'snooze', until: null }, 'closed'],
    ['a tag without end', { kind: 'tag', tag: 'τ'.repeat(41), on: true }, 'too-long'],
  ])('where one step is refused nothing is sent or done: %s', async (_, step, error) => {
    const { id, visitor } = await begin()
    const before = (await read(id)).conversation
    expect(await send(id, [...steps, step])).toEqual({ ok: false, error })
    const { conversation, messages } = await read(id)
    expect(conversation).toEqual(before)
    expect(messages.map(({ text }) => text)).toEqual(['Καλημέρα'])
    expect(await visitor.emitWithAck('conversation:open', { conversation: id, after: 1 })).toMatchObject({
      messages: [],
    })
    // The same without that step is sent.
    expect(await send(id, steps)).toMatchObject({ ok: true })
  })

  test('a macro that gives it to a colleague says so, and undoing gives it back', async () => {
    const { id } = await begin()
    const { agents } = (await desk.emitWithAck('team:open', {})) as { agents: { id: string; name: string }[] }
    const to = agents.find(({ name: called }) => called === colleague.name)!.id
    const reply = newId()
    await send(id, [{ kind: 'assign', to }], reply)
    expect((await read(id)).conversation.assignee!.name).toBe(colleague.name)
    await desk.emitWithAck('act:do', { id: newId(), act: { kind: 'undo', of: reply }, conversations: [id] })
    expect((await read(id)).conversation.assignee!.id).toBe(me)
  })

  test('whose account is gone has none any more; the shared ones stay', async () => {
    const leaver = { ...agent, email: 'leaver@oxzino.example' }
    await rig.staff.accounts.add(leaver)
    const socket = rig.agent((await rig.signIn(leaver)).cookie)
    await next(socket, 'welcome')
    const [own, shared] = [made({ isShared: false }), made()]
    await save(socket, own)
    await save(socket, shared)
    await rig.staff.accounts.remove(leaver.email)
    const kept = async (id: string) => rig.store.all(rig.store.queries.readyReply({ id }))
    expect(await kept(own.id)).toEqual([])
    expect(await kept(shared.id)).toHaveLength(1)
  })
})
