// Acts: each is done once under its id, by whoever was first, on one conversation or many, and can be undone; on both
// databases.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act, Acted } from '../protocol/act.ts'
import type { Detail, Message, Summary } from '../protocol/conversation.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, form, newId, newSecret, next, openHours, type Rig, startRig } from './rig.ts'

type Answer = { ok: true } & Acted
const minute = 60_000

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Desk
  let other: Desk
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    desk = await openDesk(agent)
    other = await openDesk(colleague)
  })
  afterAll(() => rig.stop())

  type Desk = Awaited<ReturnType<typeof openDesk>>
  async function openDesk(account: typeof agent) {
    const socket = rig.agent((await rig.signIn(account)).cookie)
    const { me } = await next<{ me: { id: string } }>(socket, 'welcome')
    return {
      me: me.id,
      socket,
      act: async (act: Act, conversations: string | string[], id = newId()): Promise<Answer> =>
        (await socket.emitWithAck('act:do', { id, act, conversations: [conversations].flat() })) as Answer,
      open: async (conversation: string) =>
        (await socket.emitWithAck('conversation:open', { conversation, after: 0 })) as {
          conversation: Detail
          messages: Message[]
        },
    }
  }
  const stand = async (id: string): Promise<Detail> => (await desk.open(id)).conversation
  const linesOf = async (id: string) =>
    (await desk.open(id)).messages.flatMap(({ system }) => (system ? [system.code] : []))

  /** A visitor who has written. */
  async function begin() {
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    return { visitor, id: conversation.id }
  }
  const ticketOf = async () => ((await rig.post('/tickets/oxzino', form())).body['conversation'] ?? '') as string
  const done = (id: string) => ({ ok: true, refused: [], undo: { kind: 'undo', of: id } })
  const refused = (conversation: string, error: string) => ({
    ok: true,
    refused: [{ conversation, error }],
    undo: null,
  })

  test('of two who take one at once the first has it, and the other is told why not', async () => {
    const { id } = await begin()
    const [ours, theirs] = [newId(), newId()]
    const answers = await Promise.all([desk.act({ kind: 'take' }, id, ours), other.act({ kind: 'take' }, id, theirs)])
    expect(answers).toContainEqual(refused(id, 'taken'))
    const isOurs = answers[0]!.undo !== null
    expect(answers).toContainEqual(done(isOurs ? ours : theirs))
    expect((await stand(id)).assignee!.name).toBe(isOurs ? agent.name : colleague.name)
    expect(await linesOf(id)).toEqual(['taken'])
  })

  test('sent again under its id it is done once, also after others have changed it', async () => {
    const { id } = await begin()
    const closing = newId()
    expect(await desk.act({ kind: 'close' }, id, closing)).toEqual(done(closing))
    expect(await other.act({ kind: 'reopen' }, id)).toMatchObject({ refused: [] })
    expect(await desk.act({ kind: 'close' }, id, closing)).toEqual(done(closing))
    expect((await stand(id)).state).toBe('open')
    expect(await linesOf(id)).toEqual(['closed-by-agent', 'taken'])
    expect(await desk.act({ kind: 'reopen' }, id, closing)).toEqual(refused(id, 'conflict'))
    // The same id of another agent is another act.
    expect(await other.act({ kind: 'close' }, id, closing)).toEqual(done(closing))
  })

  test('closing is undone with the promise that there was, and not once somebody has changed it', async () => {
    const { id, visitor } = await begin()
    const before = await stand(id)
    const closing = newId()
    await desk.act({ kind: 'close' }, id, closing)
    expect(await stand(id)).toMatchObject({ state: 'closed', dueAt: null, waitingSince: null })
    rig.clock.now += minute
    const told = next<Summary>(visitor, 'conversation:changed')
    expect(await desk.act({ kind: 'undo', of: closing }, id)).toMatchObject({ refused: [] })
    expect(await stand(id)).toMatchObject({
      state: 'open',
      closedAt: null,
      dueAt: before.dueAt,
      waitingSince: before.waitingSince,
    })
    expect((await told).state).toBe('open')
    // Undone it is done no more; and another's act is not one's own to undo.
    expect(await desk.act({ kind: 'undo', of: closing }, id)).toEqual(refused(id, 'changed'))
    expect(await other.act({ kind: 'undo', of: closing }, id)).toEqual(refused(id, 'changed'))
  })

  test('what was undone is done again by undoing that', async () => {
    const { id } = await begin()
    const [taking, undoing] = [newId(), newId()]
    await desk.act({ kind: 'take' }, id, taking)
    await desk.act({ kind: 'undo', of: taking }, id, undoing)
    expect((await stand(id)).assignee).toBeNull()
    await desk.act({ kind: 'undo', of: undoing }, id)
    expect((await stand(id)).assignee!.id).toBe(desk.me)
  })

  test('handing over says who it is now, gives the note to the team alone, and is undone', async () => {
    const { id, visitor } = await begin()
    await desk.act({ kind: 'take' }, id)
    const handing = newId()
    const act: Act = { kind: 'assign', to: other.me, note: 'Θέλει τιμολόγιο' }
    expect(await desk.act(act, id, handing)).toEqual(done(handing))
    expect(await desk.act(act, id, handing)).toEqual(done(handing))
    const { conversation } = await other.open(id)
    expect(conversation.assignee!.name).toBe(colleague.name)
    expect(conversation.notes.map(({ text, by }) => [text, by.id])).toEqual([['Θέλει τιμολόγιο', desk.me]])
    const seen = JSON.stringify(await visitor.emitWithAck('conversation:open', { conversation: id, after: 0 }))
    expect(seen).not.toContain('τιμολόγιο')
    expect(seen).toContain(colleague.name)
    await desk.act({ kind: 'undo', of: handing }, id)
    expect((await stand(id)).assignee!.id).toBe(desk.me)
    await desk.act({ kind: 'assign', to: null }, id)
    expect((await stand(id)).assignee).toBeNull()
  })

  test('nobody is given anything who is not of the team, and nothing that is closed is given', async () => {
    const { id } = await begin()
    expect(await desk.act({ kind: 'assign', to: 'nobody' }, id)).toEqual({ ok: false, error: 'unknown-agent' })
    expect(await desk.act({ kind: 'assign', to: other.me, note: ' ' }, id)).toEqual(refused(id, 'empty'))
    await desk.act({ kind: 'close' }, id)
    expect(await desk.act({ kind: 'assign', to: other.me }, id)).toEqual(refused(id, 'closed'))
    expect(await desk.act({ kind: 'take' }, id)).toEqual(refused(id, 'closed'))
  })

  test('what was put off comes back at its time and looks unread, or as soon as the visitor writes', async () => {
    const [one, two] = [await begin(), await begin()]
    await desk.act({ kind: 'snooze', until: rig.clock.now + 30 * minute }, one.id)
    await desk.act({ kind: 'snooze', until: null }, two.id)
    expect((await stand(one.id)).snoozed).toEqual({ until: rig.clock.now + 30 * minute })
    expect((await stand(two.id)).snoozed).toEqual({ until: null })
    expect(await desk.act({ kind: 'snooze', until: rig.clock.now }, one.id)).toEqual(refused(one.id, 'not-ahead'))
    await two.visitor.emitWithAck('message:send', { conversation: two.id, id: newId(), text: 'Είστε εκεί;' })
    expect((await stand(two.id)).snoozed).toBeNull()
    rig.clock.now += 29 * minute
    await rig.look()
    expect((await stand(one.id)).snoozed).not.toBeNull()
    rig.clock.now += minute
    await rig.look()
    expect(await stand(one.id)).toMatchObject({ snoozed: null, isMarked: true })
    // Whoever reads it has seen it.
    await desk.socket.emitWithAck('conversation:read', { conversation: one.id, seq: 1 })
    expect((await stand(one.id)).isMarked).toBe(false)
  })

  test('a reply says whose turn it is', async () => {
    const { id } = await begin()
    await desk.act({ kind: 'snooze', until: null }, id)
    await desk.socket.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Γεια σας' })
    expect(await stand(id)).toMatchObject({ snoozed: null, waitingSince: null, answeredSeq: 2 })
  })

  test('tags, priority and the mark are kept, once each', async () => {
    const { id } = await begin()
    for (const tag of [' τιμολόγιο ', 'Τιμολόγιο', 'ΦΠΑ']) await desk.act({ kind: 'tag', tag, on: true }, id)
    await desk.act({ kind: 'priority', to: 'high' }, id)
    await desk.act({ kind: 'unread', on: true }, id)
    expect(await stand(id)).toMatchObject({ tags: ['τιμολόγιο', 'ΦΠΑ'], priority: 'high', isMarked: true })
    await desk.act({ kind: 'tag', tag: 'τιμολόγιο', on: false }, id)
    expect((await stand(id)).tags).toEqual(['ΦΠΑ'])
    expect(await desk.act({ kind: 'tag', tag: 'x'.repeat(41), on: true }, id)).toEqual(refused(id, 'too-long'))
    expect(await desk.act({ kind: 'priority', to: 'high' }, id)).toEqual({ ok: true, refused: [], undo: null })
  })

  test('spam is closed without a word, and what was none is open again', async () => {
    const { id } = await begin()
    await desk.act({ kind: 'spam', on: true }, id)
    expect(await stand(id)).toMatchObject({ isSpam: true, state: 'closed', dueAt: null })
    await desk.act({ kind: 'spam', on: false }, id)
    expect(await stand(id)).toMatchObject({ isSpam: false, state: 'open', waitingSince: rig.clock.now })
    expect(await linesOf(id)).toEqual([])
  })

  test('a guest is called and written to as is right; who has shown who they are, as their site says', async () => {
    const id = await ticketOf()
    expect(id).not.toBe('')
    await desk.act({ kind: 'rename', name: 'Μαρία Κωνσταντίνου' }, id)
    const moving = newId()
    await desk.act({ kind: 'address', email: 'maria@example.com' }, id, moving)
    expect(await stand(id)).toMatchObject({
      name: 'Μαρία Κωνσταντίνου',
      email: 'maria@example.com',
      ticket: { email: 'maria@example.com' },
    })
    expect(await desk.act({ kind: 'address', email: 'maria@' }, id)).toEqual(refused(id, 'bad-email'))
    await desk.act({ kind: 'undo', of: moving }, id)
    expect((await stand(id)).ticket!.email).toBe(form().email)
  })

  test('a critical incident is promised sooner, and undone it is promised as before', async () => {
    const id = await ticketOf()
    const before = await stand(id)
    const marking = newId()
    await desk.act({ kind: 'critical', on: true }, id, marking)
    const critical = await stand(id)
    expect(critical.dueAt!).toBeLessThan(before.dueAt!)
    expect(critical.ticket!.answerBy).toBe(critical.dueAt)
    await desk.act({ kind: 'undo', of: marking }, id)
    expect(await stand(id)).toMatchObject({ dueAt: before.dueAt, target: 'ticket', ticket: before.ticket! })
    const chat = await begin()
    expect(await desk.act({ kind: 'critical', on: true }, chat.id)).toEqual(refused(chat.id, 'unknown-conversation'))
  })

  test('many at once: all that can be done are, each of the others is told, and one undo undoes them', async () => {
    const many = await Promise.all(Array.from({ length: 5 }, begin))
    const ids = many.map(({ id }) => id)
    await other.act({ kind: 'take' }, ids[1]!)
    const taking = newId()
    const gone = newId()
    const answer = await desk.act({ kind: 'take' }, [...ids, gone], taking)
    expect(answer).toEqual({
      ok: true,
      refused: [
        { conversation: ids[1], error: 'taken' },
        { conversation: gone, error: 'unknown-conversation' },
      ],
      undo: { kind: 'undo', of: taking },
    })
    await desk.act(answer.undo!, ids)
    const stands = await Promise.all(ids.map(stand))
    expect(stands.map(({ assignee }) => assignee?.name ?? null)).toEqual([null, colleague.name, null, null, null])
    expect(await desk.act({ kind: 'take' }, [ids[0]!, ids[0]!])).toEqual({ ok: false, error: 'malformed' })
  })

  test('an answer after a colleague’s is refused, unless it is meant, and one’s own stands in nobody’s way', async () => {
    const { id } = await begin()
    const send = async (who: Desk, seen: number | undefined, sent = newId()) =>
      (await who.socket.emitWithAck('message:send', { conversation: id, id: sent, text: 'Γεια σας', seen })) as {
        ok: boolean
        error?: string
      }
    const [first, late] = [newId(), newId()]
    expect(await send(desk, 1, first)).toMatchObject({ ok: true })
    expect(await send(desk, 1)).toMatchObject({ ok: true })
    expect(await send(other, 1, late)).toEqual({ ok: false, error: 'answered' })
    expect(await send(other, undefined, late)).toMatchObject({ ok: true })
    expect(await send(other, 3)).toMatchObject({ ok: true })
    // What is stored is acknowledged, whoever has answered since.
    expect(await send(desk, 1, first)).toMatchObject({ ok: true })
    expect((await desk.open(id)).messages.map(({ author }) => author)).toEqual([
      'visitor',
      ...Array<string>(4).fill('agent'),
    ])
  })

  test('of two who answer at once one is told of the other', async () => {
    const { id } = await begin()
    const answers = await Promise.all(
      [desk, other].map(({ socket }) =>
        socket.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Γεια σας', seen: 1 }),
      ),
    )
    expect(answers.map(({ error }: { error?: string }) => error).toSorted()).toEqual(['answered', undefined])
  })

  const note = (who: Desk, conversation: string, text: string, id = newId()) =>
    who.socket.emitWithAck('note:add', { conversation, id, text })
  const followersOf = async (id: string) => (await stand(id)).followers

  test('two follow at once, each once, and undoing takes away the own alone', async () => {
    const { id, visitor } = await begin()
    const [ours, theirs] = [newId(), newId()]
    const both = [desk.act({ kind: 'follow', on: true }, id, ours), other.act({ kind: 'follow', on: true }, id, theirs)]
    expect(await Promise.all(both)).toEqual([done(ours), done(theirs)])
    expect(await desk.act({ kind: 'follow', on: true }, id, ours)).toEqual(done(ours))
    expect(await desk.act({ kind: 'follow', on: true }, id)).toEqual({ ok: true, refused: [], undo: null })
    expect((await followersOf(id)).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      [desk.me, other.me].toSorted((a, b) => a.localeCompare(b)).map((each) => ({ id: each, seq: 1, notes: 0 })),
    )
    // What has been seen since stands in nobody's way.
    await visitor.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Είστε εκεί;' })
    await desk.socket.emitWithAck('conversation:read', { conversation: id, seq: 2 })
    expect(await desk.act({ kind: 'undo', of: ours }, id)).toMatchObject({ refused: [] })
    expect(await followersOf(id)).toEqual([{ id: other.me, seq: 1, notes: 0 }])
    await desk.act({ kind: 'undo', of: ours }, id).then((answer) => expect(answer).toEqual(refused(id, 'changed')))
    expect(
      JSON.stringify(await visitor.emitWithAck('conversation:open', { conversation: id, after: 0 })),
    ).not.toContain('followers')
  })

  test('who is named in a note follows and has not seen it, who wrote it has; sent twice it is one', async () => {
    const { id } = await begin()
    await desk.act({ kind: 'follow', on: true }, id)
    const told = new Promise<Summary>((resolve) => {
      other.socket.on('conversation:changed', (each: Summary) => each.id === id && each.noteCount > 0 && resolve(each))
    })
    const written = newId()
    await note(desk, id, `@${colleague.name} δες το`, written)
    expect((await told).followers).toContainEqual({ id: other.me, seq: 1, notes: 0 })
    await note(desk, id, `@${colleague.name} δες το`, written)
    expect(await stand(id)).toMatchObject({
      noteCount: 1,
      followers: [
        { id: desk.me, seq: 1, notes: 1 },
        { id: other.me, seq: 1, notes: 0 },
      ],
    })
    await other.socket.emitWithAck('conversation:read', { conversation: id, seq: 1 })
    expect(await followersOf(id)).toContainEqual({ id: other.me, seq: 1, notes: 1 })
    // Handing over names as a note does, and undoing that leaves whoever follows.
    const handing = newId()
    await other.act({ kind: 'assign', to: null }, id)
    const third = await begin()
    await desk.act({ kind: 'assign', to: desk.me, note: `@${colleague.name}` }, third.id, handing)
    await desk.act({ kind: 'undo', of: handing }, third.id)
    expect(await followersOf(third.id)).toEqual([{ id: other.me, seq: 1, notes: 0 }])
  })

  test('a blocked visitor is refused in words of their own, loses nothing, and writes again once that is lifted', async () => {
    const { id, visitor } = await begin()
    const secondId = await begin()
    const kept = { conversation: id, id: newId(), text: 'Πρώτα αυτό' }
    await visitor.emitWithAck('message:send', kept)
    const blocking = newId()
    expect(await desk.act({ kind: 'block', what: 'visitor', on: true }, id, blocking)).toEqual(done(blocking))
    expect(await desk.act({ kind: 'block', what: 'visitor', on: true }, id, blocking)).toEqual(done(blocking))
    expect(await other.act({ kind: 'block', what: 'visitor', on: true }, id)).toMatchObject({ undo: null })
    expect(await stand(id)).toMatchObject({ isBlocked: true, isAddressBlocked: false, lastSeq: 2 })
    const send = { conversation: id, id: newId(), text: 'Και τώρα;' }
    expect(await visitor.emitWithAck('message:send', send)).toEqual({ ok: false, error: 'blocked' })
    const start = { id: newId(), message: { id: newId(), text: 'Από την αρχή' }, context }
    expect(await visitor.emitWithAck('conversation:start', start)).toEqual({ ok: false, error: 'blocked' })
    // What was stored is acknowledged, and nobody else is concerned.
    expect(await visitor.emitWithAck('message:send', kept)).toMatchObject({ ok: true })
    const others = { conversation: secondId.id, id: newId(), text: 'Εγώ;' }
    expect(await secondId.visitor.emitWithAck('message:send', others)).toMatchObject({ ok: true })
    await desk.act({ kind: 'close' }, id)
    expect(await visitor.emitWithAck('conversation:start', start)).toEqual({ ok: false, error: 'blocked' })
    await desk.act({ kind: 'reopen' }, id)
    expect(await desk.act({ kind: 'undo', of: blocking }, id)).toMatchObject({ refused: [] })
    expect(await visitor.emitWithAck('message:send', send)).toMatchObject({ ok: true })
    expect(await stand(id)).toMatchObject({ isBlocked: false, lastSeq: 5 })
  })

  test('a blocked address sends no form, from whichever browser and however it is spelled', async () => {
    const email = `${newId()}@example.com`
    const sent = { ...form(), email }
    const id = String((await rig.post('/tickets/oxzino', sent)).body['conversation'])
    expect(await desk.act({ kind: 'block', what: 'address', on: true }, id)).toMatchObject({ refused: [] })
    expect(await stand(id)).toMatchObject({ isBlocked: false, isAddressBlocked: true })
    const again = { ...form(), email: email.replace('@', '+x@').toUpperCase() }
    expect((await rig.post('/tickets/oxzino', again)).body).toEqual({ ok: false, error: 'blocked' })
    expect((await rig.post('/tickets/oxzino', sent)).body).toMatchObject({ ok: true })
    await other.act({ kind: 'block', what: 'address', on: false }, id)
    expect((await rig.post('/tickets/oxzino', again)).body).toMatchObject({ ok: true })
    const chat = await begin()
    expect(await desk.act({ kind: 'block', what: 'address', on: true }, chat.id)).toEqual(refused(chat.id, 'bad-email'))
  })

  test('a chat becomes a request once, of two who ask at once one makes it, and nothing undoes the mail', async () => {
    const { id, visitor } = await begin()
    const told = next<Summary>(visitor, 'conversation:changed')
    const asking = newId()
    const answers = await Promise.all([
      desk.act({ kind: 'request', email: 'maria@example.com' }, id, asking),
      other.act({ kind: 'request', email: 'maria@example.com' }, id),
      desk.act({ kind: 'request', email: 'maria@example.com' }, id, asking),
    ])
    for (const answer of answers) expect(answer).toEqual({ ok: true, refused: [], undo: null })
    expect((await told).ticket?.email).toBe('maria@example.com')
    expect(await linesOf(id)).toEqual(['ticket'])
    expect(await stand(id)).toMatchObject({ target: 'ticket', email: 'maria@example.com', state: 'open' })
    const chat = await begin()
    expect(await desk.act({ kind: 'request', email: 'maria@' }, chat.id)).toEqual(refused(chat.id, 'bad-email'))
    await desk.act({ kind: 'close' }, chat.id)
    const late = await desk.act({ kind: 'request', email: 'maria@example.com' }, chat.id)
    expect(late).toEqual(refused(chat.id, 'closed'))
  })

  /** Two of one visitor: a chat that was closed and opened again beside a later one. */
  async function pair() {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const start = async (text: string) => {
      const asked = { id: newId(), message: { id: newId(), text }, context }
      const { conversation } = (await visitor.emitWithAck('conversation:start', asked)) as { conversation: Summary }
      return conversation.id
    }
    const first = await start('Πρώτη')
    await desk.act({ kind: 'close' }, first)
    const second = await start('Δεύτερη')
    await desk.act({ kind: 'reopen' }, first)
    const send = (conversation: string, text: string, id = newId()) =>
      visitor.emitWithAck('message:send', { conversation, id, text })
    const open = async (conversation?: string, after = 0) =>
      (await visitor.emitWithAck('conversation:open', { conversation, after })) as {
        conversation: Summary
        messages: Message[]
      }
    return { visitor, first, second, send, open }
  }

  test('of two who merge the same pair at once one does, and all of both is shown in one', async () => {
    const { first, second } = await pair()
    const answers = await Promise.all([
      desk.act({ kind: 'merge', into: first }, second),
      other.act({ kind: 'merge', into: second }, first),
    ])
    expect(answers.filter(({ refused: no }) => no.length === 0)).toHaveLength(1)
    expect(answers.flatMap(({ refused: no }) => no.map(({ error }) => error))).toEqual(['changed'])
    const [whole, part] = answers[0]!.undo ? [first, second] : [second, first]
    const { conversation, messages } = await desk.open(whole)
    expect([conversation.state, conversation.partCount]).toEqual(['open', 1])
    expect(
      [...conversation.parts.flatMap((each) => each.messages), ...messages].flatMap(({ text }) => text || []),
    ).toEqual(whole === first ? ['Δεύτερη', 'Πρώτη'] : ['Πρώτη', 'Δεύτερη'])
    expect(await stand(part)).toMatchObject({ state: 'closed', mergedInto: whole })
  })

  test('what is written to the one goes on in the other, once, and its visitor is shown that', async () => {
    const { first, second, send, open } = await pair()
    const before = newId()
    await send(second, 'Πριν', before)
    const merging = newId()
    expect(await desk.act({ kind: 'merge', into: first }, second, merging)).toEqual(done(merging))
    expect(await desk.act({ kind: 'merge', into: first }, second, merging)).toEqual(done(merging))
    const late = newId()
    expect(await send(second, 'Μετά', late)).toMatchObject({ ok: true, message: { text: 'Μετά' } })
    expect(await send(second, 'Μετά', late)).toMatchObject({ ok: true })
    // What was stored before is acknowledged where it is, and not written anew.
    expect(await send(second, 'Πριν', before)).toMatchObject({ ok: true })
    const texts = (of: { messages: Message[] }) => of.messages.flatMap(({ text }) => text || [])
    const shown = await open(second, 9)
    expect([shown.conversation.id, texts(shown)]).toEqual([first, ['Πρώτη', 'Μετά']])
    expect((await open()).conversation.id).toBe(first)
    expect(texts(await desk.open(second))).toEqual(['Δεύτερη', 'Πριν'])
    await desk.act({ kind: 'undo', of: merging }, second)
    expect(await stand(second)).toMatchObject({ state: 'open', mergedInto: null })
    expect((await stand(first)).parts).toEqual([])
    expect(texts(await open(second))).toEqual(['Δεύτερη', 'Πριν'])
    expect(await send(second, 'Ξανά εδώ')).toMatchObject({ ok: true })
    expect(texts(await desk.open(second))).toEqual(['Δεύτερη', 'Πριν', 'Ξανά εδώ'])
  })

  test('whoever waits in the one waits in the other, as promised; and nothing of another’s is merged', async () => {
    const { first, second } = await pair()
    await desk.socket.emitWithAck('message:send', { conversation: first, id: newId(), text: 'Γεια σας' })
    const { dueAt, waitingSince } = await stand(second)
    await desk.act({ kind: 'merge', into: first }, second)
    expect(await stand(first)).toMatchObject({ dueAt, waitingSince })
    const stranger = await begin()
    expect(await desk.act({ kind: 'merge', into: first }, stranger.id)).toEqual(refused(stranger.id, 'other-visitor'))
    expect(await desk.act({ kind: 'merge', into: first }, first)).toEqual(refused(first, 'unknown-conversation'))
    // Not into what goes on elsewhere, and not out of it twice; opened again it is one of its own.
    expect(await desk.act({ kind: 'merge', into: second }, first)).toEqual(refused(first, 'changed'))
    await desk.act({ kind: 'reopen' }, second)
    expect(await stand(second)).toMatchObject({ state: 'open', mergedInto: null })
    await desk.act({ kind: 'request', email: 'maria@example.com' }, second)
    expect(await desk.act({ kind: 'merge', into: first }, second)).toEqual(refused(second, 'conflict'))
    expect(await desk.act({ kind: 'merge', into: second }, first)).toMatchObject({ refused: [] })
  })

  test('what is closed is listed page by page, the last one first, and spam apart', async () => {
    rig.clock.now += 60 * minute
    const ids: string[] = []
    for (let number = 0; number < 53; number++) {
      const { id } = await begin()
      ids.unshift(id)
      // Some in the same instant.
      if (number % 3 === 0) rig.clock.now += 1_000
      await rig.store.write(function* () {
        const [row] = yield* rig.store.queries.conversation({ id })
        yield* rig.store.queries.changeConversation({ ...row!, state: 'closed', closedAt: rig.clock.now })
      })
    }
    const { id: spam } = await begin()
    await desk.act({ kind: 'spam', on: true }, spam)
    const page = async (of: boolean, before: Summary | null) =>
      (await desk.socket.emitWithAck('closed:open', {
        site: 'oxzino',
        spam: of,
        before: before && { at: before.closedAt, id: before.id },
      })) as { conversations: Summary[]; more: boolean }
    const first = await page(false, null)
    expect([first.conversations.length, first.more]).toEqual([50, true])
    const second = await page(false, first.conversations.at(-1)!)
    const all = [...first.conversations, ...second.conversations]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(
      all
        .slice(0, 53)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted())
    expect(all.map(({ closedAt }) => closedAt!)).toEqual(all.map(({ closedAt }) => closedAt!).toSorted((a, b) => b - a))
    expect((await page(true, null)).conversations[0]!.id).toBe(spam)
    expect(all.some(({ id }) => id === spam)).toBe(false)
  })

  test('everyone of the team is told to whoever gives something', async () => {
    const { agents } = (await desk.socket.emitWithAck('team:open', {})) as { agents: { name: string }[] }
    expect(agents.map(({ name: each }) => each)).toEqual([agent.name, colleague.name].toSorted())
  })

  test('no visitor does any of it', async () => {
    const { id } = await begin()
    const visitor = rig.visitor(newSecret())
    expect(await visitor.emitWithAck('act:do', { id: newId(), act: { kind: 'close' }, conversations: [id] })).toEqual({
      ok: false,
      error: 'malformed',
    })
  })
})
