// Retention: what has been kept for as long as the owner says goes, of each kind and on either database, and goes on
// wherever it was broken off; a legal hold keeps what it names.

import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Retention } from '../config/retention.ts'
import type { Store } from '../store/store.ts'
import type { Work } from '../store/query.ts'
import { tables } from '../store/tables/tables.ts'
import { countOf, erase, newErasing } from '../visitors/erasing.ts'
import { heldNow, placeHold, releaseHold } from '../visitors/holds.ts'
import { findPerson } from '../visitors/person.ts'
import { applyRetention, foresee, goingSoon } from '../visitors/retention.ts'
import { run, demoSite } from './child.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { context, doAct, form, newId, newSecret, next, openHours, origin, type Rig, startRig } from './rig.ts'

const day = 86_400_000
const forGood: Retention = {
  conversations: null,
  requests: null,
  spam: null,
  files: null,
  mailSources: null,
  searches: null,
  audit: null,
}
const databases = [
  ['SQLite', null],
  ['PostgreSQL', noPostgres],
] as const

describe.each(databases)('on %s', (name, lacking) => {
  if (lacking !== null) return test.skip(`skipped: ${lacking}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  afterEach(async () => {
    await rig.stop()
    await drop()
    drop = async () => undefined
  })
  const start = async () => {
    const database = name === 'PostgreSQL' ? await makeDatabase() : null
    if (database) drop = database.drop
    const own = database ? { databaseUrl: database.url, secret: newSecret() } : {}
    rig = await startRig(openHours, { ...own, retention: forGood })
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    return desk
  }
  const rows = async (table: keyof typeof tables) =>
    rig.store.db
      .selectFrom(table as 'mail')
      .selectAll()
      .execute() as unknown as Promise<Record<string, unknown>[]>
  const idsLeft = async () => (await rows('conversation')).map(({ id }) => id).toSorted()
  const clocks = (days: number, realDays = days) => ({
    clock: () => rig.clock.now + days * day,
    realClock: () => rig.clock.now + realDays * day,
  })
  /** What goes after so many days from now on. */
  const after = (days: number, retention: Partial<Retention>, store: Store = rig.store) =>
    applyRetention({ store, retention: { ...forGood, ...retention }, ...clocks(days) })

  async function upload(secret: string, word: string) {
    const id = newId()
    const headers = {
      origin,
      authorization: `Bearer ${secret}`,
      'content-type': 'application/octet-stream',
      'rotame-name': `${word}.txt`,
    }
    await fetch(`${rig.url}/files/oxzino/${id}`, { method: 'PUT', headers, body: `${word} in a file` })
    return id
  }
  async function chat(word: string) {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    const id = newId()
    const message = { id: newId(), text: `${word} in a chat`, files: [await upload(secret, word)] }
    expect(await visitor.emitWithAck('conversation:start', { id, message, context })).toMatchObject({ ok: true })
    return { id, visitor }
  }
  async function request(word: string) {
    const { body } = await rig.post('/tickets/oxzino', { ...form(`${word}@example.com`), text: `${word} in a form` })
    const { conversation: id, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    return { id, reference: ticket.reference }
  }
  /** A mail that came in, and is of a conversation or of none. */
  async function arrive(conversation: string | null) {
    const { queries } = rig.store
    const original = newId()
    const [row] = conversation === null ? [] : await rig.store.all(queries.conversation({ id: conversation }))
    const file = {
      id: original,
      site: 'oxzino',
      by: 'mail x',
      hash: original,
      name: 'mail.eml',
      type: 'message/rfc822',
    }
    await rig.store.write(function* () {
      yield* queries.touchBlob({ hash: original, at: rig.clock.now })
      yield* queries.addFile({ ...file, size: 1, conversation: row?.key ?? null, uploadedAt: rig.clock.now })
      yield* queries.addArrival({
        site: 'oxzino',
        digest: randomBytes(8).toString('hex'),
        messageId: null,
        conversation: row?.key ?? null,
        outcome: row ? 'answer' : 'stray',
        writing: null,
        sender: 'sender@example.com',
        subject: 'a subject',
        rest: 'a signature',
        original,
        at: rig.clock.now,
      })
    })
    return original
  }
  /** One of each kind, closed but for one chat and one request. */
  async function fill() {
    const desk = await start()
    const closed = await chat('closedchat')
    const spam = await chat('spamchat')
    const open = await chat('openchat')
    const solved = await request('solved')
    const going = await request('going')
    const originals = [await arrive(solved.id), await arrive(null)]
    await rig.post('/searches/oxzino', {
      locale: 'el',
      searches: [{ query: 'searched', confident: false, opened: null, asked: true, isNew: true }],
    })
    const article = { article: 'account/forgot-password', locale: 'el', helped: false }
    await rig.post('/feedback/oxzino', { id: newId(), ...article, missing: 'missed' })
    for (const { id } of [closed, solved]) await doAct(desk, { kind: 'close' }, id)
    await doAct(desk, { kind: 'spam', on: true }, spam.id)
    const others = [open.id, going.id].toSorted()
    await rig.indexed()
    return { desk, closed, spam, open, solved, going, originals, others }
  }

  test('each kind goes when its time is over, not before, and nothing else does', async () => {
    const { closed, spam, solved, others } = await fill()
    const found = JSON.stringify(await rows('entry'))
    for (const word of ['closedchat', 'spamchat', 'openchat'])
      expect(found).toContain(rig.store.queries.indexedWord(word))
    const all = await idsLeft()
    expect(await after(400, {})).toEqual({})
    expect(await idsLeft()).toEqual(all)
    const months = { conversations: 30 * day, requests: 60 * day, spam: 10 * day }
    expect(await after(9.9, months)).toEqual({})
    expect(await after(11, months)).toMatchObject({ conversation: 1, file: 1 })
    expect(await idsLeft()).toEqual([...others, closed.id, solved.id].toSorted())
    await after(31, months)
    expect(await idsLeft()).toEqual([...others, solved.id].toSorted())
    await after(61, months)
    // What is open is kept, whatever its age.
    expect(await idsLeft()).toEqual(others)
    expect((await rows('erased')).map(({ id }) => id).toSorted()).toEqual([closed.id, spam.id, solved.id].toSorted())
    expect(await rows('erasure')).toMatchObject([{ why: 'retention' }, { why: 'retention' }, { why: 'retention' }])
    const left = JSON.stringify(
      await Promise.all(['message', 'entry', 'file', 'ticket', 'act'].map((table) => rows(table as 'act'))),
    )
    expect(left).not.toMatch(/closedchat|spamchat|solved@/)
    expect(left).toMatch(/openchat/)
  })

  test('files, mails as they came and words of searches have times of their own', async () => {
    const { originals, open } = await fill()
    await after(31, { files: 30 * day })
    const files = (await rows('file')).map(({ name }) => name).toSorted()
    // Of what is closed they went, of what is open and mails as they came they stay.
    expect(files).toEqual(['mail.eml', 'mail.eml', 'openchat.txt'])
    await after(31, { mailSources: 30 * day })
    expect((await rows('file')).map(({ name }) => name)).toEqual(['openchat.txt'])
    const arrivals = await rows('arrival')
    expect(arrivals).toHaveLength(originals.length)
    expect(arrivals.filter(({ conversation }) => conversation !== null)).toMatchObject([
      { original: null, rest: '', sender: 'sender@example.com', subject: 'a subject' },
    ])
    expect(arrivals.filter(({ conversation }) => conversation === null)).toMatchObject([
      { original: null, rest: '', sender: null, subject: '', settledAt: expect.any(Number) as number },
    ])
    expect(await after(31, { mailSources: 30 * day })).toEqual({})
    // Mails keep real time, wherever the product's clock was moved.
    await arrive(null)
    const sources = { ...forGood, mailSources: 30 * day }
    expect(await foresee({ store: rig.store, retention: sources, ...clocks(31, 29) })).toEqual({})
    expect(await foresee({ store: rig.store, retention: sources, ...clocks(29, 31) })).toHaveProperty('mailSources')
    await after(29, { searches: 30 * day })
    expect(await rows('search')).toHaveLength(1)
    await after(31, { searches: 30 * day })
    expect(await rows('search')).toEqual([])
    expect(await rows('feedback')).toMatchObject([{ missing: '', helped: 0 }])
    expect(await idsLeft()).toContain(open.id)
  })

  test('an owner is told what goes within a week, by kind and site, as it then goes', async () => {
    await fill()
    const of = { ...forGood, conversations: 8 * day, requests: 6 * day, spam: 7 * day, mailSources: 5 * day }
    const retention = { ...of, searches: 3 * day, audit: 2 * day }
    const parts = { store: rig.store, retention, ...clocks(0) }
    await placeHold(rig.store, { email: 'sender@example.com' }, 'a case', 1)
    // Of the same instant: what has been kept for a week exactly goes a moment later.
    expect(await goingSoon(parts)).toMatchObject({ kept: retention, until: rig.clock.now + 7 * day })
    const soon = await goingSoon({ ...parts, ...clocks(1 / day) })
    const told = soon.going.map(({ kind, site, count }) => `${kind} ${site} ${count}`).toSorted()
    const [lines] = await rig.store.all(rig.store.queries.lastLine())
    expect(told).toEqual([
      `audit null ${lines!.key - 1}`,
      'held oxzino 1',
      'mailSources oxzino 1',
      'requests oxzino 1',
      'searches oxzino 2',
      'spam oxzino 1',
    ])
    const before = (await rows('audit')).length
    const gone = await applyRetention({ store: rig.store, retention, ...clocks(7 + 1 / day) })
    expect(gone).toMatchObject({ conversation: 2, arrival: 1 })
    expect(before - (await rows('audit')).length + 1).toBe(lines!.key - 1)
    expect((await goingSoon({ ...parts, ...clocks(1 / day) })).going.map(({ kind }) => kind)).not.toContain('spam')
  })

  test('it says what would go, and changes nothing', async () => {
    await fill()
    const before = await rows('conversation')
    const retention = { ...forGood, conversations: day, requests: day, spam: day, mailSources: day, searches: day }
    const found = await foresee({ store: rig.store, retention, ...clocks(2) })
    const count = Object.fromEntries(Object.entries(found).map(([kind, each]) => [kind, each.count]))
    expect(count).toEqual({ conversations: 1, requests: 1, spam: 1, mailSources: 2, searches: 2 })
    expect(await rows('conversation')).toEqual(before)
    expect(await foresee({ store: rig.store, retention, ...clocks(0) })).toEqual({})
  })

  test('a legal hold on a person or a request keeps it, also one placed while others go', async () => {
    const { solved, closed, others } = await fill()
    const all = { conversations: day, requests: day, files: day, mailSources: day }
    expect(await placeHold(rig.store, { reference: solved.reference }, 'a case', 1)).toBe(true)
    expect(await placeHold(rig.store, { reference: solved.reference }, 'another', 2)).toBe(false)
    expect((await heldNow(rig.store)).conversations.size).toBe(1)
    expect(await foresee({ store: rig.store, retention: { ...forGood, ...all }, ...clocks(2) })).toMatchObject({
      held: { count: 2 },
    })
    await after(2, all)
    expect(await idsLeft()).toContain(solved.id)
    expect(await idsLeft()).not.toContain(closed.id)
    expect((await rows('arrival')).filter(({ rest }) => rest !== '')).toHaveLength(1)
    await releaseHold(rig.store, { reference: solved.reference })
    // As somebody else does between two writes.
    let isPlaced = false
    const store = between(rig.store, async () => {
      if (!isPlaced) await placeHold(rig.store, { email: 'SOLVED@example.com' }, 'a case', 3)
      isPlaced = true
    })
    await after(2, all, store)
    expect(isPlaced).toBe(true)
    expect(await idsLeft()).toContain(solved.id)
    await releaseHold(rig.store, { email: 'solved@example.com' })
    await after(2, all)
    expect((await idsLeft()).filter((id) => !others.includes(id as string))).toHaveLength(1)
  })

  test('a hold is on a mailbox, however its address is spelled, and on what belongs to nothing of it', async () => {
    await fill()
    await rig.post('/tickets/oxzino', form('Maria.K+shop@gmail.com'))
    expect(await placeHold(rig.store, { email: 'mariak+tv@googlemail.com' }, 'a case', 1)).toBe(true)
    expect(await placeHold(rig.store, { email: 'Maria.K@gmail.com' }, 'another', 2)).toBe(false)
    expect((await heldNow(rig.store)).conversations.size).toBe(1)
    expect(await releaseHold(rig.store, { email: 'm.ariak@gmail.com' })).toBe(true)
    expect(await heldNow(rig.store)).toMatchObject({ holds: [], conversations: new Set() })
    // As an earlier version kept it.
    await rig.store.write(function* () {
      yield* rig.store.queries.addHold({ named: 'maria.k+shop@gmail.com', reason: 'a case', at: 1 })
    })
    expect(await placeHold(rig.store, { email: 'mariak@gmail.com' }, 'another', 2)).toBe(false)
    expect(await releaseHold(rig.store, { email: 'mariak@gmail.com' })).toBe(true)

    await placeHold(rig.store, { email: 'Sender+x@example.com' }, 'a case', 3)
    const retention = { ...forGood, mailSources: day }
    expect(await foresee({ store: rig.store, retention, ...clocks(2) })).toMatchObject({ held: { count: 1 } })
    await after(2, { mailSources: day })
    const strays = () => rows('arrival').then((all) => all.filter(({ conversation }) => conversation === null))
    expect(await strays()).toMatchObject([{ rest: 'a signature', sender: 'sender@example.com', settledAt: null }])
    const person = await findPerson(rig.store, { email: 'sender@example.com' })
    expect(await countOf(rig.store, person)).toEqual({ arrival: 1 })
    await erase(rig.store, newErasing('person', 1, []), person)
    expect(await strays()).toMatchObject([{ rest: '', original: null, sender: null }])
  })

  test.each([{ conversations: day }, { files: day }])('what is opened again meanwhile is kept: %o', async (kept) => {
    const { closed, desk } = await fill()
    const store = between(rig.store, async () => {
      await doAct(desk, { kind: 'reopen' }, closed.id)
    })
    await after(2, kept, store)
    expect(await idsLeft()).toContain(closed.id)
    expect((await rows('file')).map(({ name }) => name)).toContain('closedchat.txt')
  })

  test('broken off before or after any of its writes, it goes on', { timeout: 120_000 }, async () => {
    const { others } = await fill()
    const all = { conversations: day, requests: day, spam: day, files: day, mailSources: day, searches: day }
    for (let rounds = 0, isDone = false; !isDone; rounds++) {
      // Every round one more conversation is there to go, and the round dies at another of its writes.
      const { id } = await request(`round${rounds}`)
      await doAct(rig.agent((await rig.signIn()).cookie), { kind: 'close' }, id)
      const dying =
        rounds % 2 === 0 ? diesAt(rig.store, rounds >> 1, 'before') : diesAt(rig.store, rounds >> 1, 'after')
      isDone = await after(2, all, dying.store).then(
        () => true,
        (error: unknown) => {
          if (error !== killed) throw error
          return false
        },
      )
      expect(rounds).toBeLessThan(40)
    }
    expect(await idsLeft()).toEqual(others)
    expect(await rows('search')).toEqual([])
    // What is said to be gone is what went, once.
    const said = await rows('erasure')
    const stones = await rows('erased')
    const told = said.reduce(
      (sum, { counts }) => sum + (JSON.parse(counts as string) as { conversation?: number }).conversation!,
      0,
    )
    expect(new Set(stones.map(({ id }) => id)).size).toBe(stones.length)
    expect(told).toBe(stones.length)
    expect(said.every(({ doneAt }) => doneAt !== null)).toBe(true)
    expect(await after(2, all)).toEqual({})
  })

  if (name === 'SQLite')
    test('the command says and does it, and nobody erases what is held', async () => {
      const { solved } = await fill()
      const rotame = (...words: string[]) => run([...words, demoSite], { env: { ROTAME_DATA: rig.data } })
      const hold = ['person', 'hold', solved.reference, '--reason', 'case 12/2026']
      expect(await rotame(...hold, '--dry-run')).toMatchObject({
        code: 0,
        said: expect.stringContaining('conversation: 1') as string,
      })
      expect(await rows('hold')).toEqual([])
      const held = await rotame(...hold)
      expect(held).toMatchObject({ code: 0 })
      expect(await rotame('person', 'erase', 'solved@example.com')).toMatchObject({
        code: 1,
        said: expect.stringContaining('legal hold') as string,
      })
      const { said } = await rotame('retention', '--dry-run', '--at', '2036-01-01T00:00+02:00')
      expect(said).toContain(`${solved.reference} (case 12/2026)`)
      expect(said).toContain('searches: 2')
      expect(await rotame('person', 'release', solved.reference, '--dry-run')).toMatchObject({ code: 0 })
      expect(await rows('hold')).toHaveLength(1)
      expect(await rotame('person', 'release', solved.reference)).toMatchObject({ code: 0 })
      expect(await rotame('person', 'erase', 'solved@example.com')).toMatchObject({ code: 0 })
    })
})

const killed = new Error('killed')

/** A store that is killed at one of its writes, before it is made or after. */
function diesAt(store: Store, last: number, when: 'before' | 'after') {
  let count = 0
  const write = async <T>(work: () => Work<T>, of?: string): Promise<T> => {
    if (count > last || (count === last && when === 'before')) throw killed
    const done = await store.write(work, of)
    if (count++ === last) throw killed
    return done
  }
  return { store: withWrite(store, write) }
}

/** A store before each of whose writes something happens. */
const between = (store: Store, act: () => Promise<unknown>): Store =>
  withWrite(store, async (work, of) => {
    await act()
    return store.write(work, of)
  })

const withWrite = (store: Store, write: Store['write']): Store => ({
  ...store,
  all: (query) => store.all(query),
  readLong: (query) => store.readLong(query),
  queries: store.queries,
  write,
})
