// Somebody's own data, on their page: seen, taken away, corrected, erased and restricted by whoever has proven who they
// are, without a script; and by nobody else.

import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { claimWords } from '../letters/claimWords.ts'
import { dataWords } from '../pages/dataWords.ts'
import type { Claim } from '../protocol/claim.ts'
import type { Summary } from '../protocol/conversation.ts'
import { tables } from '../store/tables/tables.ts'
import { placeHold, releaseHold } from '../visitors/holds.ts'
import { findPerson } from '../visitors/person.ts'
import { rightsKey } from '../visitors/rightsKey.ts'
import { databases } from './databases.ts'
import { plainBrowser } from './plainBrowser.ts'
import {
  agent,
  context,
  doAct,
  evening,
  form,
  newId,
  newSecret,
  next,
  openDesk,
  type Rig,
  startRig,
  until,
} from './rig.ts'

const words = dataWords('el')
const maria = 'maria.k@example.com'
const page = '/help/oxzino/el/data'
const secret = 's'.repeat(32)

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig(evening, { proxies: 1, on: await makeOne(), secret })
  })
  afterEach(() => rig.stop())

  const newBrowser = (address?: string) => plainBrowser(() => rig.url, address)
  type Browser = ReturnType<typeof newBrowser>
  async function write(email: string, text: string) {
    const { body } = await rig.post('/tickets/oxzino', { ...form(email), text })
    return body as unknown as { ticket: { reference: string }; conversation: string }
  }
  const codesTo = (email: string) =>
    rig.mailbox.to(email).flatMap(({ text }) => /^(\d{6})$/m.exec(text ?? '')?.[1] ?? [])
  /** Proves to be an address's owner. */
  async function prove(browser: Browser, email = maria, typed = email) {
    const before = codesTo(email).length
    await browser.send(page, { do: 'send-code', email: typed })
    const code = await until(() => codesTo(email)[before])
    return browser.send(page, { do: 'prove', email: typed, code })
  }
  /** Presses a button of the page, under a new id. */
  const press = (browser: Browser, what: string, fields: Record<string, string> = {}) =>
    browser.send(page, { id: newId(), do: what, ...fields })
  /** The console of an owner. */
  async function openOwner() {
    const owner = { ...agent, email: 'boss@oxzino.example', role: 'owner' } as const
    await rig.staff.accounts.add(owner)
    const desk = rig.agent((await rig.signIn(owner)).cookie)
    await next(desk, 'welcome')
    return desk
  }
  const dump = async () =>
    JSON.stringify(
      await Promise.all(
        Object.keys(tables).map((table) =>
          rig.store.db
            .selectFrom(table as 'mail')
            .selectAll()
            .execute(),
        ),
      ),
    )
  const told = (email: string, text: string) =>
    until(() => rig.mailbox.to(email).find((mail) => mail.text?.includes(text)))

  test('by a code they see what is kept, and take all of it away, with its files; nobody else sees a word', async () => {
    await write(maria, 'mariaword one')
    await write(maria, 'mariaword two')
    await write('other@example.com', 'otherword')
    const browser = newBrowser()
    expect((await browser.go(page)).text).toContain(words.address)
    const shown = await prove(browser, maria, ' Maria.K+shop@Example.com ')
    expect([shown.status, shown.path]).toEqual([200, page])
    for (const text of ['mariaword one', 'mariaword two', maria, 'Μαρία Κ.', words.kinds.conversations])
      expect(shown.text).toContain(text)
    expect(shown.text).not.toContain('otherword')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    const copy = await press(browser, 'copy')
    expect(copy.headers.get('content-type')).toBe('application/zip')
    const entries = unzipSync(copy.bytes)
    const data: unknown = JSON.parse(strFromU8(entries['person.json']!))
    const schema = JSON.parse(strFromU8(entries['schema.json']!)) as Parameters<typeof z.fromJSONSchema>[0]
    expect(z.fromJSONSchema(schema).safeParse(data).error).toBeUndefined()
    const { conversations, claims } = data as { conversations: object[]; claims: object[] }
    expect([conversations.length, claims]).toEqual([2, [expect.objectContaining({ what: 'copy', state: 'done' })]])
    const all = Object.values(entries)
      .map((bytes) => strFromU8(bytes))
      .join()
    expect(all).not.toMatch(/otherword|other@example|secretHash/)
    expect(strFromU8(entries['index.html']!)).toContain('mariaword two')
    await told(maria, claimWords('el').done.copy)
    // Another browser, and this one for another site, are strangers.
    expect((await newBrowser().go(page)).text).not.toContain('mariaword')
    expect((await browser.go(page)).text).toContain(claimWords('el').what.copy)
  })

  test('who types another’s address learns nothing; a code is right once, five times tried, and a key ends', async () => {
    await write(maria, 'mariaword')
    const [thief, owner] = [newBrowser('10.2.2.2'), newBrowser()]
    const asked = [
      await thief.send(page, { do: 'send-code', email: maria }),
      await thief.send(page, { do: 'send-code', email: 'nobody@example.com' }),
    ]
    const pages = asked.map(({ text, status }) => [status, text.replaceAll(/(maria\.k|nobody)@example\.com/g, '')])
    expect(pages[0]).toEqual(pages[1])
    const code = await until(() => codesTo(maria)[0])
    await rig.mailed()
    expect(rig.mailbox.to('nobody@example.com')).toEqual([])
    const wrong = code === '000000' ? '111111' : '000000'
    for (let times = 0; times < 5; times++)
      expect((await thief.send(page, { do: 'prove', email: maria, code: wrong })).status).toBe(400)
    expect((await owner.send(page, { do: 'prove', email: maria, code })).text).not.toContain('mariaword')
    // Nor does a page of another site send it, nor a key that is made up or of another site.
    const foreign = await owner.send(page, { do: 'erase', sure: 'on', id: newId() }, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    const ahead = Date.now() + 60_000
    for (const key of [
      rightsKey('oxzino', { email: maria }, Date.now() - 2_000, secret),
      rightsKey('other', { email: maria }, ahead, secret),
      rightsKey('oxzino', { email: maria }, ahead, 'x'.repeat(32)),
      rightsKey('oxzino', { email: maria }, ahead, secret).replace('.email.', '.sub.'),
      rightsKey('oxzino', { email: maria }, Date.now() - 2_000, secret, 'handed'),
      rightsKey('other', { email: maria }, ahead, secret, 'handed'),
    ]) {
      const stranger = newBrowser('10.3.3.3')
      expect((await stranger.go(`/help/oxzino/data?key=${key}`)).text).not.toContain('mariaword')
      stranger.cookies.set('rotame-data', key)
      expect((await stranger.go(page)).text).not.toContain('mariaword')
      expect((await press(stranger, 'erase', { sure: 'on' })).status).toBe(403)
    }
    expect(await dump()).toContain('mariaword')
    expect((await prove(owner)).text).toContain('mariaword')
    // Closed, the browser has nothing.
    expect((await owner.send(page, { do: 'leave' })).text).toContain(words.left)
    expect((await owner.go(page)).text).not.toContain('mariaword')
  })

  test('codes are asked for and tried so often alone', async () => {
    await write(maria, 'mariaword')
    const tried = async (what: 'send-code' | 'prove') => {
      const codes: number[] = []
      // From many addresses: the mailbox itself is protected.
      for (let times = 0; times < 12; times++) {
        const { status } = await newBrowser(`10.4.${times}.1`).send(page, { do: what, email: maria, code: '000000' })
        codes.push(status)
      }
      return codes
    }
    expect(await tried('send-code')).toContain(429)
    expect(await tried('prove')).toContain(429)
  })

  test('chosen conversations go, then everything, once however often it is sent; a stone stays', async () => {
    const one = await write(maria, 'mariaword one')
    await write(maria, 'mariaword two')
    const other = await write('other@example.com', 'otherword')
    const desk = await openDesk(rig)
    const browser = newBrowser()
    await prove(browser)
    const unsure = await press(browser, 'erase')
    expect([unsure.status, unsure.text]).toEqual([400, expect.stringContaining(words.sureFirst)])
    const none = await press(browser, 'erase-chosen', { sure: 'on' })
    expect(none.text).toContain(words.choose)
    const anothers = await press(browser, 'erase-chosen', { sure: 'on', [`of-${other.conversation}`]: 'on' })
    expect(anothers.text).toContain(words.gone)
    const after = await press(browser, 'erase-chosen', { sure: 'on', [`of-${one.conversation}`]: 'on' })
    expect(after.text).not.toContain('mariaword one')
    expect(after.text).toContain('mariaword two')
    expect(after.text).toMatch(/Έγινε\. Αριθμός D[\dA-F]{8}\./)
    await told(maria, claimWords('el').done.erase)

    const id = newId()
    const twice = await Promise.all([1, 2].map(() => browser.send(page, { id, do: 'erase', sure: 'on' })))
    for (const { text } of twice) expect(text).toContain(words.nothing)
    const again = await press(browser, 'erase', { sure: 'on' })
    expect(again.text).toContain(words.nothing)
    await until(
      () => rig.mailbox.to(maria).filter(({ text }) => text?.includes(claimWords('el').done.erase)).length >= 2,
    )
    await rig.mailed()
    rig.clock.now += 120_000
    // What told of it goes as well.
    await rig.beat()
    const left = await dump()
    expect(left).not.toMatch(/mariaword|maria\.k@/)
    expect(left).toContain('otherword')
    const claims = await rig.store.db.selectFrom('claim').selectAll().execute()
    expect(claims.length).toBeGreaterThanOrEqual(2)
    for (const claim of claims) expect(claim).toMatchObject({ what: 'erase', state: 'done', named: null, email: null })
    expect(await desk.emitWithAck('conversation:open', { conversation: one.conversation, after: 0 })).toMatchObject({
      ok: false,
      error: 'unknown-conversation',
    })
  })

  test('what lies under a legal hold is put before the owners, with a reference and a day', async () => {
    await write(maria, 'mariaword')
    await placeHold(rig.store, { email: maria }, 'a case', Date.now())
    const browser = newBrowser()
    await prove(browser)
    const asked = await press(browser, 'erase', { sure: 'on' })
    expect(asked.text).toContain('Πρέπει να το αποφασίσει άνθρωπος')
    expect(asked.text).toContain('Θα απαντήσουμε έως 25 Δεκ 2026')
    expect(asked.text).toContain('mariaword')
    await told(maria, '25 Δεκεμβρίου 2026')
    expect(await rig.store.db.selectFrom('claim').select(['state', 'doubt']).execute()).toEqual([
      { state: 'open', doubt: 'held' },
    ])
    // Nothing goes on with it by itself.
    rig.clock.now += 600_000
    await rig.beat()
    expect(await dump()).toContain('mariaword')

    const desk = await openOwner()
    const { claims } = (await desk.emitWithAck('claims:open', {})) as { claims: Claim[] }
    expect(claims).toMatchObject([{ what: 'erase', state: 'open', doubt: 'held', about: maria, isErased: false }])
    const { reference } = claims[0]!
    const decide = (accept: boolean, reason = 'Χρειάζονται στο δικαστήριο.') =>
      desk.emitWithAck('claims:decide', { reference, accept, reason })
    expect(await decide(false, ' ')).toMatchObject({ ok: false, error: 'empty' })
    // What is done does not come back: the owner says once more who they are.
    expect(await decide(true)).toMatchObject({ ok: false, error: 'unproven' })
    expect(await desk.emitWithAck('account:prove', { password: agent.password })).toEqual({ ok: true })
    expect(await decide(true)).toMatchObject({ ok: false, error: 'conflict' })
    expect(await decide(false)).toMatchObject({ ok: true })
    expect(await decide(true)).toMatchObject({ ok: false, error: 'changed' })
    const mail = await told(maria, claimWords('el').refused)
    expect(mail.text).toContain('Χρειάζονται στο δικαστήριο.')
    expect((await browser.go(page)).text).toContain('Χρειάζονται στο δικαστήριο.')
    // The hold has ended, and it is asked again.
    await releaseHold(rig.store, { email: maria })
    expect((await press(browser, 'erase', { sure: 'on' })).text).toContain(words.nothing)
    const lines = await rig.store.db.selectFrom('audit').select(['what', 'by']).execute()
    expect(lines.filter(({ what }) => what.startsWith('claim'))).toEqual([
      { what: 'claim-refused', by: agent.name },
      { what: 'claim-done', by: 'rotame' },
    ])
    expect(JSON.stringify(await rig.store.db.selectFrom('audit').selectAll().execute())).not.toMatch(/maria|δικαστήριο/)
  })

  test('a copy has the team’s notes once an owner agrees; another address stands once it is proven', async () => {
    const { conversation, ticket } = await write(maria, 'mariaword')
    const desk = await openOwner()
    await desk.emitWithAck('note:add', { conversation, id: newId(), text: 'noteword' })
    await desk.emitWithAck('draft:save', { conversation, kind: 'reply', text: 'draftword', was: 0 })
    const browser = newBrowser()
    await prove(browser)
    const copied = async () => {
      const { bytes } = await press(browser, 'copy')
      return strFromU8(unzipSync(bytes)['person.json']!)
    }
    for (const word of ['noteword', 'draftword']) expect(await copied()).not.toContain(word)
    expect((await press(browser, 'notes')).text).toContain(words.doubts.notes)
    const { claims } = (await desk.emitWithAck('claims:open', {})) as { claims: Claim[] }
    const { reference } = claims.find(({ what }) => what === 'notes')!
    expect(await desk.emitWithAck('account:prove', { password: agent.password })).toEqual({ ok: true })
    expect(await desk.emitWithAck('claims:decide', { reference, accept: true, reason: 'ok' })).toMatchObject({
      ok: true,
    })
    for (const word of ['noteword', 'draftword']) expect(await copied()).toContain(word)

    const fresh = 'maria.new@example.com'
    expect((await press(browser, 'address', { wanted: 'no address' })).status).toBe(400)
    expect((await press(browser, 'address', { wanted: fresh })).text).toContain(words.newCode)
    const code = await until(() => codesTo(fresh)[0])
    const wrong = code === '000000' ? '111111' : '000000'
    expect((await press(browser, 'prove-address', { code: wrong })).status).toBe(400)
    // What is not proven changes nothing, and ties nothing to that address.
    expect((await findPerson(rig.store, { email: fresh })).conversations).toEqual([])
    const moved = await press(browser, 'prove-address', { code })
    expect(moved.text).toContain(`Email: ${fresh}.`)
    expect(moved.text).toContain(words.whoEmail(fresh))
    expect(await rig.store.all(rig.store.queries.ticketByReference(ticket))).toMatchObject([{ email: fresh }])
    // Both hear of it.
    await told(maria, claimWords('el').done.address)
    await told(fresh, claimWords('el').done.address)
    expect(await copied()).toContain('noteword')
  })

  test('who objects counts in no statistics, in what they write later either, until they withdraw it', async () => {
    const desk = await openOwner()
    const rated = async (email: string) => {
      const { conversation } = await write(email, 'mariaword')
      await doAct(desk, { kind: 'close' }, conversation)
      const at = rig.clock.now
      const [row] = await rig.store.all(rig.store.queries.conversation({ id: conversation }))
      const rating = { conversation: row!.key, site: 'oxzino', outcome: 'yes', comment: '', agent: null, at } as const
      await rig.store.write(function* () {
        yield* rig.store.queries.putRating(rating)
      })
    }
    const counted = async () => {
      const { counts } = (await desk.emitWithAck('ratings:open', { site: 'oxzino' })) as { counts: { yes: number } }
      return counts.yes
    }
    await rated(maria)
    await rated('other@example.com')
    const search = { query: 'κωδικός', confident: false, opened: null, asked: true, isNew: true }
    await rig.post('/searches/oxzino', { locale: 'el', searches: [search] })
    const searched = () => rig.store.db.selectFrom('search').select('query').execute()
    expect([await counted(), (await searched()).length]).toEqual([2, 1])
    const browser = newBrowser()
    await prove(browser)
    expect((await press(browser, 'object')).text).toContain(words.isObjecting)
    expect([await counted(), (await searched()).length]).toEqual([1, 0])
    await rated(maria)
    expect(await counted()).toBe(1)
    expect((await press(browser, 'withdraw')).text).toContain(words.objectWhy)
    expect(await counted()).toBe(3)
  })

  test('it is restricted under the reference of the claim, and that is lifted; the name is corrected', async () => {
    const { conversation } = await write(maria, 'mariaword')
    const desk = await openDesk(rig)
    const open = () => desk.emitWithAck('conversation:open', { conversation, after: 0 })
    const browser = newBrowser()
    await prove(browser)
    const restricted = await press(browser, 'restrict')
    expect(restricted.text).toContain(words.isRestricted)
    expect(restricted.text).toContain('mariaword')
    const [, reference] = /Αριθμός (D[\dA-F]{8})/.exec(restricted.text)!
    expect(await open()).toMatchObject({ ok: false, restriction: { reference } })
    await told(maria, reference!)
    expect((await press(browser, 'lift')).text).toContain(words.restrictWhy)
    expect(await open()).toMatchObject({ ok: true })
    const corrected = await press(browser, 'name', { wanted: '  Μαρία Νέα\u200B ' })
    expect(corrected.text).toContain('Όνομα: Μαρία Νέα.')
    expect(await open()).toMatchObject({ conversation: { name: 'Μαρία Νέα' } })
    expect((await press(browser, 'name', { wanted: ' ' })).status).toBe(400)
  })

  test('what somebody writes while all of it is erased is erased, or refused, or begins anew; nothing is left over', async () => {
    const own = newSecret()
    const visitor = rig.visitor(own)
    const start = { id: newId(), message: { id: newId(), text: 'mariaword' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Summary }
    const { key } = (await visitor.emitWithAck('data:open', {})) as { key: string }
    const browser = newBrowser()
    expect((await browser.go(`/help/oxzino/data?key=${key}`)).text).toContain(words.whoBrowser)
    // Another browser of the same site has nothing of it.
    const { key: other } = (await rig.visitor().emitWithAck('data:open', {})) as { key: string }
    expect((await newBrowser().go(`/help/oxzino/data?key=${other}`)).text).toContain(words.nothing)
    const writing = Array.from({ length: 20 }, () =>
      visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'mariaword again' }),
    )
    const [{ text }] = await Promise.all([press(browser, 'erase', { sure: 'on' }), ...writing])
    expect(text).toContain(words.nothing)
    const late = { conversation: conversation.id, id: newId(), text: 'mariaword late' }
    expect(await visitor.emitWithAck('message:send', late)).toMatchObject({ ok: false })
    expect(await dump()).not.toContain('mariaword')
  })

  test('what was broken off goes on by itself', async () => {
    const { conversation } = await write(maria, 'mariaword')
    const at = rig.clock.now
    const claim = {
      id: newId(),
      reference: 'D00000001',
      site: 'oxzino',
      what: 'erase',
      state: 'open',
      doubt: null,
    } as const
    const of = { conversations: null, named: maria, email: maria, wanted: null, locale: 'el', openedAt: at, dueAt: at }
    await rig.store.write(function* () {
      yield* rig.store.queries.addClaim({ ...claim, ...of })
    })
    await rig.beat()
    expect(await dump()).toContain('mariaword')
    rig.clock.now += 61_000
    await rig.beat()
    await told(maria, claimWords('el').done.erase)
    expect(await rig.store.all(rig.store.queries.conversation({ id: conversation }))).toEqual([])
  })
})
