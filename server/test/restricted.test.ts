// Restriction (GDPR, article 18): what is restricted is in no list, no finding and no number, as if it were not there;
// what its person writes from then on begins anew; and lifted, it is where it was.

import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Opened, QueuePage, Summary } from '../protocol/conversation.ts'
import { newReference } from '../tickets/reference.ts'
import { requestKey } from '../tickets/requestKey.ts'
import { findPerson } from '../visitors/person.ts'
import { countConcerned, newRestriction, restrict, unrestrict } from '../visitors/restricting.ts'
import { databases } from './databases.ts'
import { answerTo, inboundSites, postMail } from './mails.ts'
import { context, doAct, form, newId, newSecret, openDesk, type Rig, startRig, until } from './rig.ts'
import { startSmtp } from './smtp.ts'

const maria = 'maria@example.com'
/** Beyond all that a test does. */
const later = Date.parse('2027-06-01T00:00Z')

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  async function start(wishes: Parameters<typeof startRig>[1] = {}, at?: number): Promise<Socket> {
    const database = await make()
    drop = database.drop
    rig = await startRig(at, { databaseUrl: database.url, secret: newSecret(), ...wishes })
    return openDesk(rig)
  }
  afterEach(async () => {
    await rig.stop()
    await drop()
  })
  const person = () => findPerson(rig.store, { email: maria }, true)
  const restricted = async (at = rig.clock.now) => {
    const restriction = newRestriction()
    await restrict(rig.store, await person(), restriction, at)
    return restriction
  }

  /** A request of Maria's, from a browser of its own unless another is named. */
  async function request(text: string, secret = newSecret()) {
    const sent = { ...form(maria), text, secret }
    const { body } = await rig.post('/tickets/oxzino', sent)
    const { conversation, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    return { conversation, reference: ticket.reference, secret }
  }

  /** Conversations of Maria's in every state, with words in all that has words. */
  async function somebody(desk: Socket) {
    const query = 'mariaword garage'
    const path = [{ kind: 'search' as const, at: 1, query, results: 0, confident: false }]
    const searched = { query, confident: false, opened: 'account/forgot-password', asked: true, isNew: true }
    await rig.post('/searches/oxzino', { locale: 'el', searches: [searched] })
    const open = await request('mariaword in a request')
    const chat = newId()
    const visitor = rig.visitor(open.secret)
    const message = { id: newId(), text: 'mariaword in a chat' }
    await visitor.emitWithAck('conversation:start', { id: chat, message, context: { ...context, path } })
    await desk.emitWithAck('note:add', { conversation: open.conversation, id: newId(), text: 'mariaword in a note' })
    await doAct(desk, { kind: 'take', isQuiet: true }, open.conversation)
    await doAct(desk, { kind: 'snooze', until: later }, open.conversation)
    const late = await request('mariaword that waits')
    const done = await request('mariaword that is closed')
    const answer = { conversation: done.conversation, id: newId(), text: 'mariaword in an answer' }
    await desk.emitWithAck('message:send', answer)
    await doAct(desk, { kind: 'close' }, done.conversation)
    const rated = { conversation: done.conversation, outcome: 'no', comment: 'mariaword in a rating' }
    await rig.visitor(done.secret).emitWithAck('conversation:rate', rated)
    const spam = await request('mariaword that is spam')
    await doAct(desk, { kind: 'spam', on: true }, spam.conversation)
    // By nobody proven, so it opens nothing.
    const [receipt] = await until(() => rig.mailbox.to(maria).length > 0 && rig.mailbox.to(maria))
    const stray = {
      text: 'mariaword',
      to: 'support@oxzino.example',
      subject: 'mariaword',
      references: [],
      results: null,
    }
    await postMail(rig.url, answerTo(receipt!, stray))
    // What takes days to come about: a chat that was taken, a reply that nobody has read.
    const { db } = rig.store
    await db
      .updateTable('conversation')
      .set({ takenAt: 5, takenAfter: 5, unmailedSince: 5 })
      .where('id', '=', done.conversation)
      .execute()
    return { visitor, chat, message, open, late, done, spam }
  }
  type Somebody = Awaited<ReturnType<typeof somebody>>

  /** All places where the team, or a number, may tell of somebody; each as it answers now. */
  async function places(desk: Socket, of: Somebody | null) {
    const { all, queries } = rig.store
    const site = 'oxzino'
    const ask = async (event: string, payload: object) => {
      const { restriction: __, ...answer } = (await desk.emitWithAck(event, payload)) as Record<string, unknown>
      return answer
    }
    const listed = async (asked: object) =>
      ((await ask('queue:open', { site, after: 0, ...asked })) as unknown as QueuePage).conversations.toSorted(
        (a, b) => (a.id < b.id ? -1 : 1),
      )
    const conversation = of?.open.conversation ?? newId()
    const closed = { site, before: null }
    await rig.indexed()
    const since = { site, since: 0 }
    return {
      'the list': await listed({ first: true }),
      'the changes of it': await listed({ first: false }),
      'the list of an older console': await listed({}),
      'the closed': await ask('closed:open', { ...closed, spam: false }),
      'the spam': await ask('closed:open', { ...closed, spam: true }),
      'finding words': await ask('conversations:find', { text: 'mariaword' }),
      'finding an address': await ask('conversations:find', { text: maria }),
      'a reference': await ask('ticket:find', { text: of?.open.reference ?? newReference() }),
      'its address': await ask('conversation:open', { conversation, after: 0 }),
      'what else is theirs': await ask('conversation:others', { conversation }),
      'its failed mails': await ask('mail:failed', { conversation }),
      'a note': await ask('note:add', { conversation, id: 'n'.repeat(22), text: 'seen' }).then(({ ok }) => ok),
      'an act': (
        await ask('act:do', { id: newId(), act: { kind: 'unread', on: false }, conversations: [conversation] })
      )['refused'],
      'mails that belong to nothing': await ask('mail:strays', { site }),
      'how many these are': await all(queries.countStrayMails({ site })),
      'what ratings say': await ask('ratings:open', { site }),
      'counts of ratings': await all(queries.ratingCounts(since)),
      'how many were closed': await all(queries.answeredAndClosed(since)),
      'what is searched for': await ask('searches:open', { site, locale: 'el' }),
      'the queue': (await all(queries.queued())).length,
      'who waits': (await all(queries.counted({ site }))).length,
      'when the next is due': await all(queries.nextDueAt({ now: 0 })),
      'sites that are overdue': await all(queries.sitesOverdue({ now: later })),
      'what is overdue': (await all(queries.overdueAt({ site, now: later, limit: 50 }))).length,
      'how soon chats are taken': await all(queries.takes({ site, limit: 20 })),
      'what comes back': (await all(queries.snoozedUntil({ now: later, limit: 20 }))).length,
      'when the next comes back': await all(queries.nextWakeAt({ now: 0 })),
      'what is to be mailed': (await all(queries.unmailed({ from: 0, until: later, limit: 20 }))).length,
    }
  }
  type Places = Awaited<ReturnType<typeof places>>
  /** Without the numbers of changes. */
  const plain = (told: Places) =>
    JSON.parse(JSON.stringify(told, (key, value: unknown) => (key === 'revision' ? 0 : value))) as Places
  const refusedOnce = { conversation: expect.any(String) as string, error: 'unknown-conversation' }

  test('there is no place that tells of it, and lifted everything is as it was', async () => {
    const desk = await start({ sites: inboundSites() })
    // As it is without anybody.
    const before = plain(await places(desk, null))
    const of = await somebody(desk)
    await until(async () => (await all('mail', 'sentAt')).length >= 8)
    // What is asked changes something once.
    await places(desk, of)
    const there = plain(await places(desk, of))
    for (const [place, told] of Object.entries(there))
      expect([place, told]).not.toEqual([place, before[place as keyof Places]])

    const restriction = await restricted()
    const hidden = plain(await places(desk, of))
    for (const [place, told] of Object.entries(hidden))
      if (place === 'an act') expect(told).toEqual([refusedOnce])
      else expect([place, told]).toEqual([place, before[place as keyof Places]])
    for (const event of ['conversation:open', 'mail:failed', 'conversation:read'])
      expect(
        await desk.emitWithAck(event, {
          conversation: of.open.conversation,
          ...(event === 'conversation:open' && { after: 0 }),
          ...(event === 'conversation:read' && { seq: 1 }),
        }),
      ).toEqual({
        ok: false,
        error: 'unknown-conversation',
        restriction: { reference: restriction, at: expect.any(Number) as number },
      })

    expect(await countConcerned(rig.store, await person(), true)).toEqual({ conversation: 5, arrival: 1 })
    await unrestrict(rig.store, await person())
    expect(plain(await places(desk, of))).toEqual(there)
  })

  /** Values of a column that are there. */
  const all = async (table: 'mail', column: 'sentAt') =>
    rig.store.db.selectFrom(table).select(column).where(column, 'is not', null).execute()

  test('a console that has it on a screen loses it, and hears nothing of it', async () => {
    const desk = await start({ sites: inboundSites() })
    const of = await somebody(desk)
    const asked = { site: 'oxzino', after: 0, first: true }
    const { revision } = (await desk.emitWithAck('queue:open', asked)) as QueuePage
    await restricted()
    const { gone, conversations } = (await desk.emitWithAck('queue:open', {
      ...asked,
      after: revision,
      first: false,
    })) as QueuePage
    expect(conversations).toEqual([])
    expect(gone.map(({ id }) => id)).toEqual(expect.arrayContaining([of.chat, of.open.conversation]) as string[])
    const heard: unknown[] = []
    desk.onAny((event: string, fact: unknown) => void heard.push([event, fact]))
    const { visitor, chat, message } = of
    // What its visitor does where it is still on the screen, and what they send again.
    expect(await visitor.emitWithAck('conversation:open', { conversation: chat, after: 0 })).toMatchObject({
      ok: true,
      messages: [{ text: message.text }],
    })
    await visitor.emitWithAck('conversation:read', { conversation: chat, seq: 1 })
    visitor.emit('typing', { conversation: chat, on: true })
    expect(await visitor.emitWithAck('conversation:start', { id: chat, message, context })).toMatchObject({ ok: true })
    expect(await visitor.emitWithAck('message:send', { conversation: chat, ...message })).toMatchObject({ ok: true })
    expect(await visitor.emitWithAck('conversation:close', { conversation: chat })).toMatchObject({ ok: true })
    const rating = { conversation: of.done.conversation, outcome: 'no', comment: 'mariaword once more' }
    await rig.visitor(of.done.secret).emitWithAck('conversation:rate', rating)
    await rig.post('/tickets/oxzino', form('other@example.com'))
    await until(() => JSON.stringify(heard).includes('other@example.com'))
    expect(JSON.stringify(heard)).not.toMatch(new RegExp(`mariaword|${maria}|${chat}`))
  })

  test('what its visitor writes from then on is a fresh conversation, in the widget too', async () => {
    const desk = await start({ sites: inboundSites() })
    const { visitor, chat, late } = await somebody(desk)
    await restricted()
    const latest = { after: 0 }
    const opened = (await visitor.emitWithAck('conversation:open', latest)) as Opened<Summary | null>
    expect(opened.conversation).toBeNull()
    await rig.beat()
    const more = { conversation: chat, id: newId(), text: 'freshword' }
    expect(await visitor.emitWithAck('message:send', more)).toEqual({ ok: false, error: 'closed' })
    const begun = { id: newId(), message: { id: more.id, text: more.text }, context }
    expect(await visitor.emitWithAck('conversation:start', begun)).toMatchObject({ conversation: { id: begun.id } })
    // A form for what was a chat.
    const sent = { ...form(maria), secret: late.secret, text: 'freshword in a form', conversation: late.conversation }
    rig.clock.now += 3_600_000
    const { body } = await rig.post('/tickets/oxzino', sent)
    expect(body).toMatchObject({ ok: true, conversation: sent.id })
    const list = (await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0, first: true })) as QueuePage
    expect(list.conversations.map(({ id }) => id).toSorted()).toEqual([begun.id, sent.id].toSorted())
  })

  test('what is written by its link or by mail is kept, as one request anew', async () => {
    const sites = inboundSites({ plus: true })
    const secret = newSecret()
    const desk = await start({ sites, secret }, Date.now())
    const { reference } = await request('mariaword in a request')
    const [receipt] = await until(() => rig.mailbox.to(maria).length > 0 && rig.mailbox.to(maria))
    await restricted()
    const cookie = async () => {
      const key = requestKey({ site: 'oxzino', reference, email: maria }, Date.now() + 60_000, secret)
      const answer = await fetch(`${rig.url}/t/${reference}?key=${key}`, { redirect: 'manual' })
      return answer.headers.getSetCookie().map((each) => each.split(';')[0])
    }
    const page = async () =>
      (await fetch(`${rig.url}/t/${reference}`, { headers: { cookie: String(await cookie()) } })).text()
    // Theirs to read, as long as nothing came after it.
    expect(await page()).toContain('mariaword in a request')
    const post = async () => {
      const fields = { id: 'w'.repeat(22), text: 'freshword by the link' }
      return fetch(`${rig.url}/t/${reference}`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: String(await cookie()) },
      })
    }
    expect((await post()).status).toBe(303)
    expect(await page()).toContain('freshword by the link')
    expect(await page()).not.toContain('mariaword')
    const mailed = async (text: string) =>
      (await (await postMail(rig.url, answerTo(receipt!, { text }))).json()) as { outcome: string }
    expect(await mailed('freshword by mail')).toMatchObject({ outcome: 'answer' })
    const asked = { site: 'oxzino', after: 0, first: true }
    const list = async () => ((await desk.emitWithAck('queue:open', asked)) as QueuePage).conversations
    const [fresh, ...others] = await list()
    expect(others).toEqual([])
    expect(fresh!.ticket).toMatchObject({ email: maria, state: 'open' })
    expect(fresh!.ticket!.reference).not.toBe(reference)
    const opened = (await desk.emitWithAck('conversation:open', {
      conversation: fresh!.id,
      after: 0,
    })) as Opened<Summary>
    expect(opened.messages.flatMap(({ author, text }) => (author === 'visitor' ? [text] : []))).toEqual([
      'freshword by the link',
      'freshword by mail',
    ])
  })

  test('who answers by mail alone begins anew, and nobody else does by answering it', async () => {
    // Of strangers this site takes no requests by mail.
    const desk = await start({ sites: inboundSites({ plus: true }) }, Date.now())
    await request('mariaword in a request')
    const [receipt] = await until(() => rig.mailbox.to(maria).length > 0 && rig.mailbox.to(maria))
    await restricted()
    const mailed = async (text: string, from?: string) =>
      (await (await postMail(rig.url, answerTo(receipt!, { text, ...(from && { from }) }))).json()) as object
    expect(await mailed('by somebody else', 'other@example.com')).toMatchObject({ outcome: 'stray' })
    expect(await mailed('freshword')).toMatchObject({ outcome: 'request' })
    expect(await mailed('freshword again')).toMatchObject({ outcome: 'answer' })
    const list = (await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0, first: true })) as QueuePage
    expect(list.conversations).toHaveLength(1)
    expect(list.conversations[0]!.last?.text).toContain('freshword again')
    // By another spelling of the same mailbox too.
    expect(await mailed('freshword as well', maria.replace('@', '+1@'))).toMatchObject({ outcome: 'answer' })
  })

  test('a mail that was on its way does not go after', async () => {
    const smtp = await startSmtp((step) => (step === 'RCPT' ? { step, late: 3_000 } : null))
    onTestFinished(() => smtp.stop())
    await start({ smtpUrl: smtp.url })
    await request('mariaword in a request')
    await until(() => smtp.attempts.length === 2)
    await restricted()
    const gone = smtp.taken.length
    const waiting = await rig.store.all(rig.store.queries.mailsWaiting())
    expect(waiting[0]!.n).toBe(0)
    expect(smtp.taken).toHaveLength(gone)
  })

  test('what was put together with it is restricted with it, and nothing can be put into it', async () => {
    const desk = await start()
    const secret = newSecret()
    const { conversation: into } = await request('mariaword in a request', secret)
    const visitor = rig.visitor(secret)
    const chats = [newId(), newId()]
    const begin = async (id: string) =>
      visitor.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'mariaword in a chat' }, context })
    await begin(chats[0]!)
    await doAct(desk, { kind: 'merge', into }, chats[0]!)
    await restrict(rig.store, await findPerson(rig.store, { email: maria }), newRestriction(), Date.now())
    expect(await desk.emitWithAck('conversation:open', { conversation: chats[0], after: 0 })).toMatchObject({
      error: 'unknown-conversation',
    })
    await begin(chats[1]!)
    expect((await doAct(desk, { kind: 'merge', into }, chats[1]!)).refused).toEqual([
      { conversation: chats[1], error: 'unknown-conversation' },
    ])
  })
})
