// Splitting: a visitor's message goes to a conversation of its own with all that is its, and comes back whole; on both
// databases.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act, Acted } from '../protocol/act.ts'
import type { Conversation, Detail, Message } from '../protocol/conversation.ts'
import { requestKey } from '../tickets/requestKey.ts'
import { databases } from './databases.ts'
import { agent, colleague, context, form, newId, newSecret, next, openHours, type Rig, startRig, until } from './rig.ts'

type Answer = { ok: true } & Acted
const minute = 60_000

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let database: Awaited<ReturnType<typeof makeOne>>
  let desk: ReturnType<Rig['agent']>
  let other: typeof desk
  beforeAll(async () => {
    database = await makeOne()
    rig = await startRig(openHours, { databaseUrl: database.url, secret: 's'.repeat(32), limitsFactor: 100 })
    desk = rig.agent((await rig.signIn(agent)).cookie)
    await next(desk, 'welcome')
    other = rig.agent((await rig.signIn(colleague)).cookie)
    await next(other, 'welcome')
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  const act = async (what: Act, conversation: string, id = newId(), by = desk): Promise<Answer> =>
    (await by.emitWithAck('act:do', { id, act: what, conversations: [conversation] })) as Answer
  const done = async (what: Act, conversation: string): Promise<string> => {
    const id = newId()
    expect(await act(what, conversation, id)).toEqual({ ok: true, refused: [], undo: { kind: 'undo', of: id } })
    return id
  }
  const refusalOf = async (what: Act, conversation: string) => (await act(what, conversation)).refused[0]?.error
  const open = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      ok: boolean
      conversation: Detail
      messages: Message[]
    }
  const stand = async (id: string): Promise<Detail> => (await open(id)).conversation
  const reply = (conversation: string, text: string) =>
    desk.emitWithAck('message:send', { conversation, id: newId(), text })
  const split = (seq: number, isWithAfter = false): Act => ({ kind: 'split', seq, isWithAfter })
  const said = (messages: Message[]) => messages.map(({ system, text }) => system?.code ?? text)
  /** Where what was split off is. */
  const wentTo = async (id: string): Promise<string> =>
    (await open(id)).messages.find(({ system }) => system?.code === 'moved')!.system!.values['conversation']!

  /** A visitor in a tab who has written this. */
  async function person(...texts: string[]) {
    const secret = newSecret()
    const tab = rig.visitor(secret)
    const start = { id: newId(), message: { id: newId(), text: texts[0]! }, context }
    const { conversation } = (await tab.emitWithAck('conversation:start', start)) as { conversation: Conversation }
    const send = (text: string, id = newId(), into = conversation.id) =>
      tab.emitWithAck('message:send', { conversation: into, id, text })
    for (const text of texts.slice(1)) await send(text)
    const openOwn = async (id?: string) =>
      (await tab.emitWithAck('conversation:open', { conversation: id, after: 0 })) as {
        ok: boolean
        conversation: Conversation
        messages: Message[]
      }
    return { tab, secret, send, open: openOwn, id: conversation.id }
  }
  const whole = async (id: string) => {
    const { messages, conversation } = await open(id)
    const { revision: _, ...rest } = conversation
    return { messages, rest }
  }

  test('a message goes to a conversation of its own, each leads to the other, and comes back as it was', async () => {
    const { id, open: own } = await person('Πού είναι η παραγγελία;', 'Και κάτι άλλο: αλλάζω πακέτο;', 'Ευχαριστώ')
    const before = await whole(id)
    const splitting = await done(split(2), id)
    const made = await wentTo(id)
    const [old, fresh] = [await open(id), await open(made)]
    expect(said(old.messages)).toEqual(['Πού είναι η παραγγελία;', 'moved', 'Ευχαριστώ'])
    expect(said(fresh.messages)).toEqual(['split', 'Και κάτι άλλο: αλλάζω πακέτο;'])
    expect(old.messages.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(fresh.messages.map(({ seq }) => seq)).toEqual([1, 2])
    expect(fresh.messages[0]!.system!.values).toEqual({ conversation: id, reference: '' })
    expect(fresh.messages[1]).toMatchObject({ id: before.messages[1]!.id, at: before.messages[1]!.at })
    expect(fresh.conversation).toMatchObject({ state: 'open', guest: old.conversation.guest, lastSeq: 2 })
    // Both are the visitor's; the later one is what a page begins with.
    expect((await own()).conversation.id).toBe(made)
    expect(said((await own(made)).messages)).toEqual(['split', 'Και κάτι άλλο: αλλάζω πακέτο;'])
    expect(said((await own(id)).messages)).toEqual(['Πού είναι η παραγγελία;', 'moved', 'Ευχαριστώ'])
    await done({ kind: 'tag', tag: 'x', on: true }, id)
    await done({ kind: 'tag', tag: 'x', on: false }, id)
    expect(await act({ kind: 'undo', of: splitting }, id)).toEqual({ ok: true, refused: [], undo: null })
    const { messages, rest } = await whole(id)
    expect(messages).toEqual(before.messages)
    // It is a part now, of which nothing is shown: who has it open goes on here.
    expect({ ...rest, partCount: 0, parts: [] }).toEqual({ ...before.rest, partCount: 0, parts: [] })
    expect(await stand(made)).toMatchObject({ state: 'closed', mergedInto: id, waitingSince: null })
    expect((await own(made)).conversation.id).toBe(id)
    expect((await own()).conversation.id).toBe(id)
    expect(await refusalOf({ kind: 'undo', of: splitting }, id)).toBe('changed')
  })

  test('what follows goes along; answers owed are owed where the question is', async () => {
    const secret = await person('Α')
    await reply(secret.id, 'Β')
    expect(await stand(secret.id)).toMatchObject({ waitingSince: null, dueAt: null })
    rig.clock.now += minute
    await secret.send('Γ')
    await secret.send('Δ')
    const { waitingSince, dueAt, dueWithin, answeredSeq } = await stand(secret.id)
    expect(waitingSince).toBe(rig.clock.now)
    rig.clock.now += minute
    const splitting = await done(
      split((await open(secret.id)).messages.find(({ text }) => text === 'Γ')!.seq, true),
      secret.id,
    )
    const made = await wentTo(secret.id)
    expect(said((await open(made)).messages)).toEqual(['split', 'Γ', 'Δ'])
    expect(await stand(secret.id)).toMatchObject({ waitingSince: null, dueAt: null, answeredSeq })
    expect(await stand(made)).toMatchObject({
      waitingSince,
      dueAt,
      dueWithin,
      answeredSeq: 0,
      assignee: agent.name && { name: agent.name },
    })
    await done({ kind: 'tag', tag: 'y', on: true }, secret.id)
    await act({ kind: 'undo', of: splitting }, secret.id)
    expect(await stand(secret.id)).toMatchObject({ waitingSince, dueAt, dueWithin, answeredSeq })
  })

  test('a question whose answer stays waits anew; one that lost its answer waits again', async () => {
    const { id, send } = await person('Α')
    await reply(id, 'Για το Α')
    await send('Β')
    await reply(id, 'Για το Β')
    const seqOf = async (text: string) => (await open(id)).messages.find((each) => each.text === text)!.seq
    rig.clock.now += minute
    await done(split(await seqOf('Β')), id)
    const first = await wentTo(id)
    expect(await stand(first)).toMatchObject({ waitingSince: rig.clock.now })
    expect(await stand(id)).toMatchObject({ waitingSince: null })
    const one = await person('Α')
    await one.send('Β')
    await reply(one.id, 'Για το Β')
    rig.clock.now += minute
    const { messages } = await open(one.id)
    const splitting = await done(split(messages.find(({ text }) => text === 'Β')!.seq, true), one.id)
    const made = await wentTo(one.id)
    expect(said((await open(made)).messages)).toEqual(['split', 'Β', 'Για το Β'])
    expect(await stand(made)).toMatchObject({ waitingSince: null, answeredSeq: 3 })
    expect(await stand(one.id)).toMatchObject({ waitingSince: rig.clock.now, answeredSeq: 0 })
    await act({ kind: 'undo', of: splitting }, one.id)
    expect(await stand(one.id)).toMatchObject({ waitingSince: null, answeredSeq: messages.at(-1)!.seq })
  })

  test('something stays; only a visitor’s own words go, once; of two who split the same one does', async () => {
    const { id } = await person('Μόνη')
    expect(await refusalOf(split(1), id)).toBe('only-message')
    await reply(id, 'Απάντηση')
    const seq = (await open(id)).messages.find(({ author }) => author === 'agent')!.seq
    expect(await refusalOf(split(seq), id)).toBe('changed')
    expect(await refusalOf(split(1, true), id)).toBe('only-message')
    expect(await refusalOf(split(99), id)).toBe('changed')
    const answers = await Promise.all([act(split(1), id), act(split(1), id, newId(), other)])
    expect(answers.flatMap(({ refused }) => refused.map(({ error }) => error))).toEqual(['changed'])
    expect(said((await open(id)).messages)[0]).toBe('moved')
    // The same again is done once.
    const two = await person('Α', 'Β')
    const splitting = newId()
    for (let at = 0; at < 2; at++)
      expect(await act(split(1), two.id, splitting)).toMatchObject({ refused: [], undo: { of: splitting } })
    expect(await refusalOf(split(2), two.id)).toBe('only-message')
    expect(await refusalOf({ kind: 'undo', of: splitting }, two.id)).toBeUndefined()
    expect(said((await open(two.id)).messages)).toEqual(['Α', 'Β'])
  })

  test('nobody’s later work is undone: refused once somebody has gone on in the new one', async () => {
    for (const touch of [
      (made: string) => reply(made, 'Ορίστε'),
      (made: string) => desk.emitWithAck('note:add', { conversation: made, id: newId(), text: 'Σημείωση' }),
      (made: string) => act({ kind: 'tag', tag: 'z', on: true }, made),
      (made: string) => act({ kind: 'close' }, made),
    ]) {
      const { id } = await person('Α', 'Β')
      const splitting = await done(split(2), id)
      const made = await wentTo(id)
      await touch(made)
      expect(await refusalOf({ kind: 'undo', of: splitting }, id)).toBe('changed')
      expect(said((await open(id)).messages)).toEqual(['Α', 'moved'])
      expect(said((await open(made)).messages).slice(0, 2)).toEqual(['split', 'Β'])
    }
  })

  test('what has gone on in the old one since stays when it is undone', async () => {
    const { id, send } = await person('Α', 'Β')
    const splitting = await done(split(2), id)
    await send('Γ')
    await reply(id, 'Για το Γ')
    expect(await act({ kind: 'undo', of: splitting }, id)).toMatchObject({ refused: [] })
    expect(said((await open(id)).messages)).toEqual(
      ['Α', 'Β', 'Γ', 'taken', 'Για το Γ'].filter((each) => each !== 'taken'),
    )
  })

  test('a message that is sent again after it was moved is stored once', async () => {
    const { id, send } = await person('Α')
    const again = newId()
    await send('Β', again)
    await done(split(2), id)
    expect(await send('Β', again)).toMatchObject({ ok: true, message: { seq: 2 } })
    expect((await stand(id)).lastSeq).toBe(2)
  })

  test('the visitor’s screen hears of what stands there now, and may be writing meanwhile', async () => {
    const { id, tab, send } = await person('Α', 'Β')
    const told = next<{ message: Message }>(tab, 'message:new')
    const [, answer] = await Promise.all([done(split(2), id), send('Γ')])
    expect(answer).toMatchObject({ ok: true })
    expect((await told).message).toMatchObject({ seq: 2, system: { code: 'moved' } })
    expect(said((await open(id)).messages)).toEqual(['Α', 'moved', 'Γ'])
  })

  test('a request makes another with a reference of its own, and each page leads to the other', async () => {
    const { body } = await rig.post('/tickets/oxzino', form('maria@example.com'))
    const { conversation: id, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    const author = { kind: 'reference', site: 'oxzino', reference: ticket.reference } as const
    await rig.conversations.receive(author, { conversation: id, id: newId(), text: 'Και κάτι άσχετο' })
    const { seq } = (await open(id)).messages.at(-1)!
    await rig.mailed()
    const mails = rig.mailbox.mails.length
    await done(split(seq), id)
    const made = await wentTo(id)
    const { reference } = (await stand(made)).ticket!
    expect(reference).not.toBe(ticket.reference)
    expect(await stand(made)).toMatchObject({ target: 'ticket', ticket: { email: 'maria@example.com', state: 'open' } })
    const page = async (
      of: string,
      key = requestKey(
        { site: 'oxzino', reference: of, email: 'maria@example.com' },
        Date.now() + minute,
        's'.repeat(32),
      ),
    ) => (await fetch(`${rig.url}/t/${of}`, { headers: { cookie: `rotame-request=${key}` } })).text()
    const old = await page(ticket.reference)
    expect(old).toContain(`Συνεχίζεται χωριστά, στο αίτημα ${reference}`)
    expect(old).not.toContain('Και κάτι άσχετο')
    const link = new RegExp(`href="(/t/${reference}\\?key=[^"]+)"`).exec(old)![1]!
    expect((await fetch(rig.url + link, { redirect: 'manual' })).headers.getSetCookie().join()).toContain(
      'rotame-request=',
    )
    const fresh = await page(reference)
    expect(fresh).toContain('Και κάτι άσχετο')
    expect(fresh).toContain(`Χωρίστηκε από το αίτημα ${ticket.reference}`)
    // Nothing is mailed by it; the answer has the new reference.
    await reply(made, 'Για το άσχετο')
    await rig.mailed()
    await until(() => rig.mailbox.mails.length > mails)
    const [mail, ...others] = rig.mailbox.mails.slice(mails)
    expect(others).toEqual([])
    expect(mail!.parsed.subject).toContain(reference)
    expect(mail!.parsed.text).toContain('Για το άσχετο')
  })

  test('what is erased, spam or a stranger’s is not split; what is closed or a part is, and begins open', async () => {
    expect(await refusalOf(split(1), newId())).toBe('unknown-conversation')
    const spam = await person('Α', 'Β')
    await done({ kind: 'spam', on: true }, spam.id)
    expect(await refusalOf(split(2), spam.id)).toBe('changed')
    const closed = await person('Α', 'Β')
    const [closing, splitting] = await Promise.all([
      act({ kind: 'close' }, closed.id, newId(), other),
      act(split(2), closed.id),
    ])
    expect([closing.refused, splitting.refused]).toEqual([[], []])
    expect(await stand(closed.id)).toMatchObject({ state: 'closed', waitingSince: null })
    expect(await stand(await wentTo(closed.id))).toMatchObject({ state: 'open' })
    expect((await stand(await wentTo(closed.id))).waitingSince).not.toBeNull()
    // Of one that goes on in another.
    const first = await person('Α', 'Β')
    await done({ kind: 'close' }, first.id)
    const start = { id: newId(), message: { id: newId(), text: 'Γ' }, context }
    const { conversation } = (await first.tab.emitWithAck('conversation:start', start)) as {
      conversation: Conversation
    }
    await done({ kind: 'merge', into: conversation.id }, first.id)
    const of = await done(split(2), first.id)
    const [part] = (await stand(conversation.id)).parts
    expect(said(part!.messages)).toEqual(['Α', 'moved', 'closed-by-agent'])
    expect(said((await open(await wentTo(first.id))).messages)).toEqual(['split', 'Β'])
    expect(await act({ kind: 'undo', of }, first.id)).toMatchObject({ refused: [] })
    expect(said((await open(first.id)).messages)).toEqual(['Α', 'Β', 'closed-by-agent'])
  })

  test('it is found where it is', async () => {
    const { id } = await person('Καλημέρα σας', 'Ξεχωριστοψάρι')
    const find = async () => {
      await rig.indexed()
      const { found } = (await desk.emitWithAck('conversations:find', { text: 'Ξεχωριστοψάρι' })) as {
        found: { id: string; place: string }[]
      }
      return found.map((each) => [each.id, each.place])
    }
    expect(await find()).toEqual([[id, '2']])
    const splitting = await done(split(2), id)
    expect(await find()).toEqual([[await wentTo(id), '2']])
    await act({ kind: 'undo', of: splitting }, id)
    expect(await find()).toEqual([[id, '2']])
  })
})
