// A visitor's requests in the widget: listed to whoever wrote them or is vouched for, and to nobody else; one from
// elsewhere is opened by a code.

import { createSecretKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import type { OwnRequest } from '../protocol/ticket.ts'
import { newReference } from '../tickets/reference.ts'
import { databases } from './databases.ts'
import { plainBrowser } from './plainBrowser.ts'
import {
  context,
  doAct,
  evening,
  form,
  newId,
  newSecret,
  next,
  openDesk,
  origin,
  type Rig,
  startRig,
  until,
} from './rig.ts'

const maria = 'maria.k@example.com'
const signing = createSecretKey(randomBytes(32))
const tokenOf = (claims: object = {}, ends = Date.now() / 1_000 + 3_600) =>
  new SignJWT({ aud: 'oxzino', sub: 'maria', name: 'Μαρία Κ.', email: maria, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(ends))
    .sign(signing)

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  beforeEach(async () => {
    const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
    const site = { ...sites.get('oxzino')!, identity: { algorithm: 'HS256' as const, key: signing } }
    const both = new Map([
      ['oxzino', site],
      ['other', { ...site, id: 'other' }],
    ])
    rig = await startRig(evening, { sites: both, proxies: 1, on: await makeOne() })
  })
  afterEach(() => rig.stop())

  async function ask<T>(
    path: string,
    body: object,
    address = '10.1.1.1',
  ): Promise<T & { ok: boolean; error?: string }> {
    const headers = { 'content-type': 'application/json', origin, 'x-forwarded-for': address }
    const answer = await fetch(rig.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json() as Promise<T & { ok: boolean; error?: string }>
  }
  const list = (secret: string, token?: string, site = 'oxzino') =>
    ask<{ requests: OwnRequest[]; more: boolean }>(`/requests/${site}`, { secret, token })
  async function makeTicket(wishes: object = {}) {
    const { ticket, conversation } = await ask<{
      ticket: { reference: string; answerBy: number }
      conversation: string
    }>('/tickets/oxzino', { ...form(), ...wishes })
    return { ...ticket, conversation }
  }
  const codes = (to = maria) => rig.mailbox.to(to).flatMap(({ text }) => /^\d{6}$/m.exec(text ?? '') ?? [])

  test('what a browser has written is listed to it, as it stands, and to no other', async () => {
    const secret = newSecret()
    expect(await list(secret)).toEqual({ ok: true, requests: [], more: false })
    const { reference, conversation, answerBy } = await makeTicket({ secret })
    const own = {
      conversation,
      reference,
      about: form().text,
      state: 'open',
      isOurs: true,
      dueAt: answerBy,
      startedAt: evening,
      unread: 0,
      path: null,
    }
    expect(await list(secret)).toEqual({ ok: true, requests: [own], more: false })
    // By the same address, in another browser; and at another site of the same server.
    await makeTicket({ secret: newSecret() })
    expect((await list(newSecret())).requests).toEqual([])
    expect((await list(secret, undefined, 'other')).requests).toEqual([])
    expect((await list(secret)).requests).toHaveLength(1)

    const desk = await openDesk(rig)
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Σε ποια επωνυμία;' })
    expect((await list(secret)).requests).toEqual([{ ...own, isOurs: false, dueAt: null, unread: 1 }])
    await doAct(desk, { kind: 'close' }, conversation)
    expect((await list(secret)).requests).toMatchObject([{ state: 'closed', isOurs: false, dueAt: null }])
  })

  test('a conversation is listed beside them, and what goes on in another of theirs there alone', async () => {
    const secret = newSecret()
    const visitor = rig.visitor(secret)
    await next(visitor, 'connect')
    const started = await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: `Καλημέρα ${'α'.repeat(300)}` },
      context,
    })
    const chat = started.conversation.id as string
    const ticket = await makeTicket({ secret })
    const before = (await list(secret)).requests
    expect(before.map(({ reference }) => reference)).toEqual([ticket.reference, null])
    expect(before[1]!.about).toHaveLength(200)
    await doAct(await openDesk(rig), { kind: 'merge', into: ticket.conversation }, chat)
    expect((await list(secret)).requests.map((each) => each.conversation)).toEqual([ticket.conversation])
  })

  test('whom the site vouches for finds theirs of every browser, and nobody else does', async () => {
    const [home, phone] = [newSecret(), newSecret()]
    const token = await tokenOf()
    const guests = await makeTicket({ secret: phone })
    const { reference, conversation } = await makeTicket({ secret: home, token })
    const [there, ...others] = (await list(phone, token)).requests
    expect([there!.reference, ...others.map((each) => each.reference)]).toEqual([reference, guests.reference])
    expect(others[0]!.path).toBeNull()
    const page = await plainBrowser(() => rig.url).go(there!.path!)
    expect(page.text).toContain(form().text)
    expect(page.path).toBe(`/t/${reference}`)
    expect((await list(home, token)).requests).toMatchObject([{ conversation, path: null }])

    // Not by their address, nor by what has ended, is forged, or is of another site.
    const strangers = [
      await tokenOf({ sub: 'nikos' }),
      await tokenOf({}, Date.now() / 1_000 - 3_600),
      await tokenOf({ aud: 'other' }),
      `${token.slice(0, -4)}AAAA`,
    ]
    for (const stranger of strangers) expect((await list(newSecret(), stranger)).requests).toEqual([])
    // Of another at the same browser each has their own.
    rig.clock.now += 3_600_000
    const nikos = await makeTicket({ secret: home, token: strangers[0] })
    const ofNikos = (await list(home, strangers[0])).requests
    expect(ofNikos.map((each) => each.reference)).toEqual([nikos.reference])
    // A chat of another browser has no page.
    const visitor = rig.visitor(newSecret(), origin, 'oxzino', {}, token)
    await next(visitor, 'connect')
    await visitor.emitWithAck('conversation:start', { id: newId(), message: { id: newId(), text: 'Γεια' }, context })
    expect((await list(phone, token)).requests.map((each) => each.reference)).toEqual([reference, guests.reference])
  })

  test('no more than fifty are listed, and that there are more is said', async () => {
    const secret = newSecret()
    const { conversation } = await makeTicket({ secret })
    const { db } = rig.store
    const [row] = await db.selectFrom('conversation').selectAll().where('id', '=', conversation).execute()
    const { key: _, ...copied } = row!
    for (let n = 0; n < 50; n++)
      await db
        .insertInto('conversation')
        .values({ ...copied, id: newId(), state: 'closed' })
        .execute()
    const { requests, more } = await list(secret)
    expect([requests.length, more]).toEqual([50, true])
  })

  test('one from elsewhere is opened by a code, and nothing is told of what is not theirs', async () => {
    const { reference } = await makeTicket()
    const nobodys = newReference()
    const typed = reference.toLowerCase().replace('-', ' ')
    for (const [each, email] of [
      [typed, ' Maria.K@Example.com'],
      [reference, 'thief@example.com'],
      [nobodys, 'thief@example.com'],
    ])
      expect(await ask('/requests/oxzino/code', { reference: each, email })).toEqual({ ok: true })
    const code = await until(() => codes()[0])
    await rig.mailed()
    expect(rig.mailbox.to('thief')).toEqual([])
    const give = (given: string, of = typed, address?: string) =>
      ask<{ path: string }>('/requests/oxzino/key', { reference: of, code: given }, address)
    const wrong = code === '000000' ? '111111' : '000000'
    expect(await give(wrong)).toEqual({ ok: false, error: 'wrong-code' })
    expect(await give(code, nobodys)).toEqual({ ok: false, error: 'wrong-code' })
    const { path } = await give(code)
    const page = await plainBrowser(() => rig.url).go(path)
    expect(page.text).toContain(form().text)
    // A replay.
    expect((await give(code)).ok).toBe(false)

    expect(await ask('/requests/oxzino/code', { reference: 'K7M-4PX8', email: maria })).toMatchObject({
      error: 'mistyped',
    })
    expect(await ask('/requests/oxzino/code', { reference, email: 'maria@localhost' })).toMatchObject({
      error: 'bad-email',
    })
  })

  test('who guesses here has no more tries than on the page of the request', async () => {
    const { reference } = await makeTicket()
    const page = plainBrowser(() => rig.url, '10.3.3.3')
    for (let times = 0; times < 5; times++) await page.send(`/t/${reference}`, { do: 'prove', code: '000000' })
    const guess = (address: string) =>
      ask<{ retryAfter: number }>('/requests/oxzino/key', { reference, code: '000000' }, address)
    for (let times = 0; times < 5; times++) expect((await guess(`10.4.4.${times}`)).error).not.toBe('too-many')
    expect(await guess('10.5.5.5')).toMatchObject({ ok: false, error: 'too-many', retryAfter: expect.any(Number) })
    expect((await page.send(`/t/${reference}`, { do: 'prove', code: '000000' })).text).toContain('Πολλές προσπάθειες')
  })
})
