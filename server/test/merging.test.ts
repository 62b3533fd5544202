// Merging: what is one person's goes on in one conversation, whatever is done and undone around it; on both databases.

import { createSecretKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig, type Site } from '../config/config.ts'
import type { Act, Acted } from '../protocol/act.ts'
import type { Detail, Message, Summary } from '../protocol/conversation.ts'
import { locks } from '../store/postgresConnection.ts'
import { requestKey } from '../tickets/requestKey.ts'
import { applyRetention } from '../visitors/retention.ts'
import { databases } from './databases.ts'
import { agent, context, form, newId, newSecret, next, openHours, type Rig, startRig, until } from './rig.ts'

type Answer = { ok: true } & Acted

const key = createSecretKey(randomBytes(32))
const tokenOf = (sub: string) =>
  new SignJWT({ aud: 'oxzino', sub, name: sub, email: `${sub}@example.com` })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(key)

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let database: Awaited<ReturnType<typeof makeOne>>
  let desk: ReturnType<Rig['agent']>
  beforeAll(async () => {
    database = await makeOne()
    const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
    const site: Site = { ...sites.get('oxzino')!, identity: { algorithm: 'HS256', key } }
    rig = await startRig(openHours, {
      databaseUrl: database.url,
      secret: 's'.repeat(32),
      limitsFactor: 100,
      sites: new Map([['oxzino', site]]),
    })
    desk = rig.agent((await rig.signIn(agent)).cookie)
    await next(desk, 'welcome')
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  const act = async (what: Act, conversation: string, id = newId()): Promise<Answer> =>
    (await desk.emitWithAck('act:do', { id, act: what, conversations: [conversation] })) as Answer
  /** @returns the id of the act, which was done */
  const done = async (what: Act, conversation: string): Promise<string> => {
    const id = newId()
    expect(await act(what, conversation, id)).toMatchObject({ refused: [], undo: { of: id } })
    return id
  }
  const refusalOf = async (what: Act, conversation: string) => (await act(what, conversation)).refused[0]?.error
  const open = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
      messages: Message[]
    }
  const stand = async (id: string): Promise<Detail> => (await open(id)).conversation
  const reply = (conversation: string, text: string) =>
    desk.emitWithAck('message:send', { conversation, id: newId(), text })

  /** A visitor in a tab, who begins and writes. */
  function person(secret = newSecret(), token?: string) {
    const tab = rig.visitor(secret, undefined, undefined, {}, token)
    return {
      tab,
      secret,
      begin: async (text: string) => {
        const asked = { id: newId(), message: { id: newId(), text }, context }
        const { conversation } = (await tab.emitWithAck('conversation:start', asked)) as { conversation: Summary }
        return conversation.id
      },
      send: (conversation: string, text: string, id = newId()) =>
        tab.emitWithAck('message:send', { conversation, id, text }),
      open: async (conversation?: string) =>
        (await tab.emitWithAck('conversation:open', { conversation, after: 0 })) as {
          conversation: Summary
          messages: Message[]
        },
    }
  }
  /** As many of one visitor, all of them open. */
  async function several(texts: string[]) {
    const who = person()
    const ids: string[] = []
    for (const text of texts) {
      ids.push(await who.begin(text))
      await done({ kind: 'close' }, ids.at(-1)!)
    }
    for (const id of ids) await done({ kind: 'reopen' }, id)
    return { ...who, ids }
  }
  async function pair() {
    const { ids, ...who } = await several(['Πρώτη', 'Δεύτερη'])
    return { ...who, first: ids[0]!, second: ids[1]! }
  }

  const keyOf = async (id: string) => (await rig.store.all(rig.store.queries.conversation({ id })))[0]!.key
  /** As no act of now leaves it. */
  const put = (id: string, patch: object) =>
    rig.store.db.updateTable('conversation').set(patch).where('id', '=', id).execute()

  test('what else is of the same browser or identity is told, and nothing by a typed address', async () => {
    const others = async (conversation: string) =>
      ((await desk.emitWithAck('conversation:others', { conversation })) as { conversations: Summary[] }).conversations
    const idsOf = async (conversation: string) => (await others(conversation)).map(({ id }) => id)
    const secret = newSecret()
    const sub = newId()
    const guest = await person(secret).begin('Ως επισκέπτης')
    await done({ kind: 'close' }, guest)
    const known = await person(secret, await tokenOf(sub)).begin('Με λογαριασμό')
    const elsewhere = await person(newSecret(), await tokenOf(sub)).begin('Από το κινητό')
    const stranger = await person().begin('Κάποιος άλλος')
    for (const id of [guest, stranger]) await done({ kind: 'address', email: 'same@example.com' }, id)
    expect(await idsOf(known)).toEqual([elsewhere, guest])
    expect(await idsOf(elsewhere)).toEqual([known])
    // At a shared machine nobody who is not signed in has what an identity has written.
    expect(await idsOf(guest)).toEqual([])
    expect(await idsOf(stranger)).toEqual([])
    expect(await others(known)).toMatchObject([{ state: 'open' }, { state: 'closed', last: { text: 'Ως επισκέπτης' } }])
    expect(await desk.emitWithAck('conversation:others', { conversation: newId() })).toMatchObject({ ok: false })
  })

  test('no undoing makes a circle', async () => {
    const { first, second } = await pair()
    const undoing = await done({ kind: 'undo', of: await done({ kind: 'merge', into: second }, first) }, first)
    await done({ kind: 'merge', into: first }, second)
    expect(await refusalOf({ kind: 'undo', of: undoing }, first)).toBe('changed')
    expect(await stand(first)).toMatchObject({ state: 'open', mergedInto: null, partCount: 1 })
    await done({ kind: 'reopen' }, second)
    await done({ kind: 'merge', into: second }, first)
    const reopening = await done({ kind: 'reopen' }, first)
    await done({ kind: 'close' }, second)
    expect(await refusalOf({ kind: 'undo', of: reopening }, first)).toBe('closed')
    await done({ kind: 'reopen' }, second)
    await done({ kind: 'undo', of: reopening }, first)
    expect(await stand(first)).toMatchObject({ state: 'closed', mergedInto: second })
  })

  test('a request’s page goes on there, for whoever has that mailbox', async () => {
    const maria = 'maria.k@example.com'
    const { ids } = await several(['Πρώτη', 'Δεύτερη', 'Τρίτη'])
    const [first, second, third] = ids as [string, string, string]
    expect(await act({ kind: 'request', email: maria }, first)).toMatchObject({ refused: [] })
    expect(await act({ kind: 'request', email: 'Maria.K+2@example.com' }, second)).toMatchObject({ refused: [] })
    expect(await act({ kind: 'request', email: 'nikos@example.com' }, third)).toMatchObject({ refused: [] })
    const { reference } = (await stand(first)).ticket!
    const lock = { site: 'oxzino', reference, email: maria }
    const cookie = `rotame-request=${requestKey(lock, Date.now() + 60_000, 's'.repeat(32))}`
    const page = async (fields?: Record<string, string>) => {
      const sent = fields && { method: 'POST', body: new URLSearchParams({ id: newId(), do: 'write', ...fields }) }
      const answer = await fetch(`${rig.url}/t/${reference}`, { ...sent, headers: { cookie } })
      return { status: answer.status, text: await answer.text() }
    }
    await done({ kind: 'merge', into: second }, first)
    await reply(second, 'Στο δεύτερο')
    expect((await page()).text).toContain('Στο δεύτερο')
    const after = await page({ text: 'Από το πρώτο' })
    expect([after.status, after.text.includes('>Από το πρώτο</p>')]).toEqual([200, true])
    // Where another mailbox is written to, this one sees no more of it.
    await done({ kind: 'merge', into: third }, second)
    await reply(third, 'Για τον άλλον')
    const elsewhere = await page({ text: 'Κι αυτό;' })
    expect(elsewhere.status).toBe(409)
    expect(elsewhere.text).toContain('Συνεχίζουμε σε άλλη συνομιλία')
    expect(elsewhere.text).toContain('>Κι αυτό;</textarea>')
    expect(elsewhere.text).not.toContain('Για τον άλλον')
    expect(elsewhere.text).not.toContain('value="write"')
  })

  test('a circle that is there keeps nobody from reading and writing', async () => {
    const { first, second, open: openOwn, send } = await pair()
    await put(first, { mergedInto: await keyOf(second) })
    await put(second, { mergedInto: await keyOf(first) })
    expect((await openOwn(first)).conversation.id).toBe(second)
    expect((await stand(first)).parts.map(({ id }) => id)).toEqual([second])
    expect(await send(first, 'Είστε εκεί;')).toMatchObject({ ok: true })
  })

  test('what is closed or spam, and has gone on elsewhere since, is opened by no undoing', async () => {
    const { first, second } = await pair()
    const closing = await done({ kind: 'close' }, first)
    await done({ kind: 'merge', into: second }, first)
    expect(await refusalOf({ kind: 'undo', of: closing }, first)).toBe('changed')
    expect(await stand(first)).toMatchObject({ state: 'closed', mergedInto: second })
    const other = await pair()
    const closingOther = await done({ kind: 'close' }, other.first)
    const holding = await done({ kind: 'spam', on: true }, other.first)
    expect(await refusalOf({ kind: 'undo', of: closingOther }, other.first)).toBe('changed')
    await done({ kind: 'undo', of: holding }, other.first)
    await done({ kind: 'undo', of: closingOther }, other.first)
    expect(await stand(other.first)).toMatchObject({ state: 'open', isSpam: false })
  })

  test('no undoing puts off what is closed, or takes the name of who has shown who they are', async () => {
    const secret = newSecret()
    const guest = person(secret)
    const id = await guest.begin('Καλημέρα')
    await done({ kind: 'snooze', until: null }, id)
    const waking = await done({ kind: 'wake' }, id)
    await done({ kind: 'close' }, id)
    expect(await refusalOf({ kind: 'undo', of: waking }, id)).toBe('changed')
    await done({ kind: 'reopen' }, id)
    const renaming = await done({ kind: 'rename', name: 'maria' }, id)
    const known = person(secret, await tokenOf('maria'))
    await known.send(id, 'Εγώ είμαι')
    await until(async () => (await stand(id)).sub === 'maria')
    expect(await refusalOf({ kind: 'undo', of: renaming }, id)).toBe('vouched')
    expect((await stand(id)).name).toBe('maria')
  })

  test('what an identity has written goes on in nothing that is nobody’s', async () => {
    const secret = newSecret()
    const guest = person(secret)
    const nobodys = await guest.begin('Ως επισκέπτης')
    await done({ kind: 'close' }, nobodys)
    const known = person(secret, await tokenOf('eirini'))
    const own = await known.begin('Ως Ειρήνη')
    await done({ kind: 'reopen' }, nobodys)
    expect(await stand(nobodys)).toMatchObject({ sub: null })
    expect(await stand(own)).toMatchObject({ sub: 'eirini' })
    expect(await refusalOf({ kind: 'merge', into: nobodys }, own)).toBe('other-visitor')
    await done({ kind: 'merge', into: own }, nobodys)
    const asked = await person(secret, await tokenOf('giannis')).open(nobodys)
    expect(asked.conversation.id).toBe(nobodys)
    expect(asked.messages.map(({ text }) => text)).not.toContain('Ως Ειρήνη')
  })

  /** What two ask for while the writer waits is written as one batch. */
  async function together(...asked: (() => Promise<unknown>)[]): Promise<unknown[]> {
    if (database.url === null) return Promise.all(asked.map((ask) => ask()))
    // Else its write would be counted as one of these.
    await rig.indexed()
    const client = new Client({ connectionString: database.url })
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [locks.batch])
    const write = vi.spyOn(rig.store, 'write')
    const { queries } = rig.store
    // The first of a batch is alone in it.
    const alone = () =>
      rig.store.write(function* () {
        yield* queries.siteIds()
      })
    const first = alone()
    await until(async () => (await waitingFor(client)) > 0)
    const second = alone()
    const all = asked.map((ask) => ask())
    await until(() => write.mock.calls.length === asked.length + 2)
    await client.query('select pg_advisory_unlock($1)', [locks.batch])
    await client.end()
    write.mockRestore()
    await Promise.all([first, second])
    return Promise.all(all)
  }
  const waitingFor = async (client: Client): Promise<number> =>
    (await client.query("select 1 from pg_locks where locktype = 'advisory' and not granted")).rows.length

  test('whatever is done to the one while something comes to the other, nothing of both is lost', async () => {
    const { first, second, send } = await pair()
    await reply(second, 'Ορίστε')
    await done({ kind: 'merge', into: second }, first)
    await together(
      () => act({ kind: 'tag', tag: 'επείγον', on: true }, second),
      () => send(first, 'Και κάτι ακόμη'),
      () => act({ kind: 'priority', to: 'high' }, second),
    )
    const { conversation, messages } = await open(second)
    expect(conversation).toMatchObject({ tags: ['επείγον'], priority: 'high', lastSeq: messages.at(-1)!.seq })
    expect(messages.at(-1)).toMatchObject({ text: 'Και κάτι ακόμη' })
    expect(await send(second, 'Ακούει κανείς;')).toMatchObject({ ok: true, message: { text: 'Ακούει κανείς;' } })

    expect(await refusalOf({ kind: 'spam', on: true }, first)).toBe('changed')
    // As it was left before that was refused.
    await put(first, { spamAt: rig.clock.now })
    await together(
      () => act({ kind: 'tag', tag: 'πελάτης', on: true }, second),
      () => act({ kind: 'spam', on: false }, first),
      () => send(second, 'Εδώ είμαι'),
    )
    const after = await open(second)
    expect(after.conversation).toMatchObject({ tags: ['επείγον', 'πελάτης'], lastSeq: after.messages.at(-1)!.seq })
    expect(after.messages.at(-1)).toMatchObject({ text: 'Εδώ είμαι' })
  })

  test('whoever shows who they are, and whoever is told how far it is, has the one that it goes on in', async () => {
    const { first, second, secret, tab } = await pair()
    await done({ kind: 'merge', into: first }, second)
    const told = next<{ conversation: string }>(tab, 'conversation:at')
    await rig.beat()
    expect(await told).toMatchObject({ conversation: first })
    const known = person(secret, await tokenOf('dafni'))
    expect((await known.open()).conversation.id).toBe(first)
    await until(async () => (await stand(first)).sub === 'dafni')
    expect((await stand(second)).sub).toBeNull()
  })

  test('all of a part is shown, however long it is', async () => {
    const { first, second, send } = await pair()
    for (let at = 0; at < 120; at++) await send(first, String(at))
    const { lastSeq } = await stand(first)
    await done({ kind: 'merge', into: second }, first)
    const [part] = (await stand(second)).parts
    expect(part!.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, at) => at + 1))
  })

  test('what goes on in another is kept as long as that', async () => {
    const { first, second } = await pair()
    await done({ kind: 'merge', into: second }, first)
    const later = () => rig.clock.now + 400 * 86_400_000
    const retention = { ...rig.config.retention, conversations: 86_400_000, files: 86_400_000 }
    const forget = () => applyRetention({ store: rig.store, retention, clock: later, realClock: later })
    const there = async () =>
      (await rig.store.db.selectFrom('conversation').select('id').where('id', 'in', [first, second]).execute()).length
    await forget()
    expect(await there()).toBe(2)
    await done({ kind: 'close' }, second)
    await forget()
    await forget()
    expect(await there()).toBe(0)
  })

  test('undoing gives back who waits, and leaves who has written since', async () => {
    const waits = async (id: string) => {
      const { waitingSince, dueAt, dueWithin } = await stand(id)
      return { waitingSince, dueAt, dueWithin }
    }
    const nobody = { waitingSince: null, dueAt: null, dueWithin: null }
    const { first, second, send } = await pair()
    await reply(second, 'Ορίστε')
    const waiting = await waits(first)
    const merging = await done({ kind: 'merge', into: second }, first)
    expect(await waits(second)).toEqual(waiting)
    const undoing = await done({ kind: 'undo', of: merging }, first)
    expect([await waits(first), await waits(second)]).toEqual([waiting, nobody])
    const again = await done({ kind: 'undo', of: undoing }, first)
    expect(await waits(second)).toEqual(waiting)
    await send(second, 'Και εγώ')
    await done({ kind: 'undo', of: again }, first)
    expect([await waits(first), await waits(second)]).toEqual([waiting, waiting])
  })

  test('what was blocked is lifted, whatever its address is by now', async () => {
    const { first } = await pair()
    await done({ kind: 'address', email: 'before@example.com' }, first)
    await done({ kind: 'block', what: 'address', on: true }, first)
    await done({ kind: 'address', email: 'after@example.com' }, first)
    await done({ kind: 'block', what: 'address', on: false }, first)
    expect((await stand(first)).isAddressBlocked).toBe(false)
    expect((await rig.post('/tickets/oxzino', form('before@example.com'))).body['ok']).toBe(true)
  })

  test('who holds the link of a ticket is blocked by its address, wherever that was said', async () => {
    const made = async () => {
      const { body } = await rig.post('/tickets/oxzino', form('Held.Up@example.com'))
      const { conversation, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
      return { conversation, author: { kind: 'reference', site: 'oxzino', reference: ticket.reference } as const }
    }
    const [one, other] = [await made(), await made()]
    await done({ kind: 'block', what: 'address', on: true }, one.conversation)
    const sent = { conversation: other.conversation, id: newId(), text: 'Κι όμως' }
    await expect(rig.conversations.receive(other.author, sent)).rejects.toThrow('blocked')
    await done({ kind: 'block', what: 'address', on: false }, one.conversation)
    expect(await rig.conversations.receive(other.author, sent)).toMatchObject({ text: 'Κι όμως' })
  })

  test('who is blocked as an identity is shown as that in what they have open in another browser', async () => {
    const [here, there] = [person(newSecret(), await tokenOf('leon')), person(newSecret(), await tokenOf('leon'))]
    const [one, other] = [await here.begin('Εδώ'), await there.begin('Εκεί')]
    const heard = new Promise<Summary>((resolve) =>
      desk.on('conversation:changed', (said: Summary) => void (said.id === other && said.isBlocked && resolve(said))),
    )
    await done({ kind: 'block', what: 'visitor', on: true }, one)
    expect((await heard).id).toBe(other)
  })

  test('who opens a request again by its link takes back the mail that it is closed', async () => {
    const { body } = await rig.post('/tickets/oxzino', form('again@example.com'))
    const { conversation, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    await reply(conversation, 'Ορίστε')
    await done({ kind: 'close' }, conversation)
    const closing = async () =>
      rig.store.db
        .selectFrom('mail')
        .select('kind')
        .where('conversation', '=', await keyOf(conversation))
        .where('kind', '=', 'closing')
        .execute()
    expect(await closing()).toHaveLength(1)
    const author = { kind: 'reference', site: 'oxzino', reference: ticket.reference } as const
    await rig.conversations.receive(author, { conversation, id: newId(), text: 'Δεν λύθηκε' })
    expect(await closing()).toEqual([])
  })

  test('a form makes a request of what was held for spam, which is none then', async () => {
    const guest = person()
    const id = await guest.begin('Καλημέρα')
    await done({ kind: 'spam', on: true }, id)
    const asked = { ...form('again@example.com'), secret: guest.secret, conversation: id, text: '' }
    expect((await rig.post('/tickets/oxzino', asked)).body['ok']).toBe(true)
    expect(await stand(id)).toMatchObject({ state: 'open', isSpam: false, ticket: { email: 'again@example.com' } })
  })

  test('whatever is done and undone, in whichever order, each conversation stands as an act may leave it', async () => {
    for (const seed of [11, 22_222, 3_333_333]) {
      const { ids, send } = await several(['Α', 'Β', 'Γ'])
      const random = numbers(seed)
      const any = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
      const made = new Map<string, string[]>(ids.map((id) => [id, []]))
      for (let at = 0; at < 100; at++) {
        const id = any(ids)
        const what: Act = any([
          { kind: 'merge', into: any(ids) },
          { kind: 'merge', into: any(ids) },
          { kind: 'undo', of: any(made.get(id)!.slice(-3)) ?? newId() },
          { kind: 'undo', of: made.get(id)!.at(-2) ?? newId() },
          { kind: 'close' },
          { kind: 'reopen' },
          { kind: 'snooze', until: null },
          { kind: 'wake' },
          any([
            { kind: 'spam', on: true },
            { kind: 'spam', on: false },
          ]),
        ] satisfies Act[])
        const one = newId()
        const sending = random() < 0.2 ? send(any(ids), String(at)) : null
        const [answer] = await Promise.all([act(what, id, one), sending])
        expect(answer.ok).toBe(true)
        if (answer.undo) made.get(id)!.push(one)
        await check(ids, `seed ${seed}, step ${at}: ${JSON.stringify(what)} on ${ids.indexOf(id)}`)
      }
    }
  })
  async function check(ids: string[], why: string): Promise<void> {
    const rows = new Map((await Promise.all(ids.map(open))).map((each) => [each.conversation.id, each]))
    for (const { conversation: of, messages } of rows.values()) {
      if (of.state === 'open') expect([of.mergedInto, of.isSpam], why).toEqual([null, false])
      else expect([of.waitingSince, of.dueAt, of.snoozed], why).toEqual([null, null, null])
      if (messages.length <= 100) expect(of.lastSeq, why).toBe(messages.at(-1)!.seq)
      let steps = 0
      for (let id = of.mergedInto; id !== null; id = rows.get(id)!.conversation.mergedInto)
        expect(++steps, why).toBeLessThan(ids.length)
    }
  }
})

/** Numbers from 0 to 1, of the same seed the same ones. */
function numbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
