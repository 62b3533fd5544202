// Identities over the wire: what a token gives, what it never opens, and whose a conversation is.

import { createSecretKey, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig, type Site } from '../config/config.ts'
import type { Message, Summary } from '../protocol/conversation.ts'
import { context, form, newId, newSecret, next, origin, type Rig, startRig, until } from './rig.ts'

const key = createSecretKey(randomBytes(32))
let rig: Rig
let desk: Socket
beforeAll(async () => {
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site: Site = { ...sites.get('oxzino')!, identity: { algorithm: 'HS256', key } }
  rig = await startRig(undefined, { sites: new Map([['oxzino', site]]) })
  desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
})
afterAll(() => rig.stop())

// The site that signs knows the real time, wherever the product's clock stands.
const tokenOf = (claims: object = {}, from = key, ends = Date.now() / 1_000 + 3_600) =>
  new SignJWT({
    aud: 'oxzino',
    sub: 'maria',
    name: 'Μαρία Κ.',
    email: 'maria.k@example.com',
    plan: 'premium',
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(ends))
    .sign(from)
const tab = async (secret = newSecret(), token?: string) => {
  const socket = rig.visitor(secret, origin, 'oxzino', {}, token)
  await next(socket, 'connect')
  return socket
}
const start = (text = 'Καλημέρα') => ({ id: newId(), message: { id: newId(), text }, context })
const rowOf = async (id: string) =>
  (
    await rig.store.db
      .selectFrom('conversation')
      .select(['sub', 'name', 'email', 'plan'])
      .where('id', '=', id)
      .execute()
  )[0]
const guest = { sub: null, name: null, email: null, plan: 'basic' }
const maria = { sub: 'maria', name: 'Μαρία Κ.', email: 'maria.k@example.com', plan: 'premium' }

test('a conversation with an identity has its name, address and plan, and the agents see that it is vouched for', async () => {
  const visitor = await tab(newSecret(), await tokenOf())
  const heard = next<Summary>(desk, 'conversation:changed')
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  expect(conversation.plan).toBe('premium')
  expect(await rowOf(conversation.id)).toEqual(maria)
  expect(await heard).toMatchObject(maria)
})

test.each([
  ['forged', () => tokenOf({}, createSecretKey(randomBytes(32)))],
  ['expired', () => tokenOf({}, key, Date.now() / 1_000 - 1)],
  ['for another site', () => tokenOf({ aud: 'other' })],
  ['no token at all', async () => 'x'.repeat(20_000)],
])('one that is %s makes a guest, who may still chat', async (_, make) => {
  const visitor = await tab(newSecret(), await make())
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  expect(await rowOf(conversation.id)).toEqual(guest)
})

test("a guest's open conversation joins the identity, a closed one never", async () => {
  const secret = newSecret()
  const visitor = await tab(secret)
  const { conversation: older } = await visitor.emitWithAck('conversation:start', start())
  await visitor.emitWithAck('conversation:close', { conversation: older.id })
  const { conversation: open } = await visitor.emitWithAck('conversation:start', start())
  const heard: Summary[] = []
  desk.on('conversation:changed', (summary: Summary) => void heard.push(summary))
  const known = await tab(secret, await tokenOf())
  expect(await until(async () => (await rowOf(open.id))?.sub && rowOf(open.id))).toEqual(maria)
  expect(await until(() => heard.find(({ id, sub }) => id === open.id && sub))).toMatchObject(maria)
  expect(await rowOf(older.id)).toEqual(guest)
  // Closed, it does not change hands any more; a new one is theirs from the start.
  await known.emitWithAck('conversation:close', { conversation: open.id })
  const { conversation: third } = await known.emitWithAck('conversation:start', start())
  expect(third.id).not.toBe(open.id)
  expect(await rowOf(third.id)).toEqual(maria)
})

test('what the site says anew is taken over while the conversation is open', async () => {
  const secret = newSecret()
  const { conversation } = await (await tab(secret, await tokenOf())).emitWithAck('conversation:start', start())
  await tab(secret, await tokenOf({ plan: 'business', email: 'maria@new.example' }))
  await until(async () => (await rowOf(conversation.id))?.plan === 'business')
  expect(await rowOf(conversation.id)).toEqual({ ...maria, plan: 'business', email: 'maria@new.example' })
})

test('a token alone opens no history: another browser of the same person begins with nothing', async () => {
  const first = await tab(newSecret(), await tokenOf())
  const { conversation } = await first.emitWithAck('conversation:start', start())
  const second = await tab(newSecret(), await tokenOf())
  expect(await second.emitWithAck('conversation:open', { after: 0 })).toEqual({
    ok: true,
    conversation: null,
    messages: [],
    more: false,
  })
  expect(await second.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).toEqual({
    ok: false,
    error: 'unknown-conversation',
  })
  expect(await second.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'x' })).toEqual({
    ok: false,
    error: 'unknown-conversation',
  })
})

test('who proves to be somebody else with the same secret is given nothing, writes nothing and hears nothing of it', async () => {
  const secret = newSecret()
  const first = await tab(secret, await tokenOf())
  const { conversation } = await first.emitWithAck('conversation:start', start())
  const other = await tab(secret, await tokenOf({ sub: 'nikos', name: 'Νίκος', email: 'nikos@example.com' }))
  const heard: string[] = []
  other.onAny((event: string, fact: { message?: Message }) => void heard.push(`${event} ${fact.message?.text ?? ''}`))
  const refused = { ok: false, error: 'unknown-conversation' }
  expect(await other.emitWithAck('conversation:open', { after: 0 })).toMatchObject({
    ok: true,
    conversation: null,
    messages: [],
  })
  expect(await other.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).toEqual(refused)
  expect(await other.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'x' })).toEqual(
    refused,
  )
  expect(await other.emitWithAck('conversation:close', { conversation: conversation.id })).toEqual(refused)
  expect(await other.emitWithAck('conversation:start', { ...start(), id: conversation.id })).toEqual({
    ok: false,
    error: 'conflict',
  })

  const reply = next<{ message: Message }>(first, 'message:new')
  await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'Μόνο για τη Μαρία' })
  expect((await reply).message.text).toBe('Μόνο για τη Μαρία')
  // Theirs is a conversation of its own, and each goes on in their own.
  const { conversation: theirs } = await other.emitWithAck('conversation:start', start('Είμαι ο Νίκος'))
  expect(theirs.id).not.toBe(conversation.id)
  expect(await first.emitWithAck('conversation:open', { after: 0 })).toMatchObject({
    conversation: { id: conversation.id },
  })
  expect(heard.filter((each) => !each.includes('Νίκος') && each !== 'conversation:changed ')).toEqual([])
  expect(await rowOf(conversation.id)).toEqual(maria)
  const guestAgain = await tab(secret)
  expect(await guestAgain.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).toMatchObject({
    ok: true,
  })
})

test('a token that ends while a socket is open cuts nothing', async () => {
  const token = await tokenOf({}, key, Date.now() / 1_000 + 2)
  const visitor = await tab(newSecret(), token)
  const { conversation } = await visitor.emitWithAck('conversation:start', start())
  await until(async () => !(await rig.post('/identity/oxzino', { token })).body['known'])
  expect(
    await visitor.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'ακόμη εδώ' }),
  ).toMatchObject({ ok: true })
  expect(await rowOf(conversation.id)).toEqual(maria)
})

test('a form with an identity needs no address, and is promised what its plan promises', async () => {
  const { status, body } = await rig.post('/tickets/oxzino', { ...form(''), name: '', token: await tokenOf() })
  expect(status).toBe(200)
  const { ticket, conversation } = body as unknown as {
    ticket: { email: string; answerBy: number; openedAt: number }
    conversation: string
  }
  expect(ticket.email).toBe('maria.k@example.com')
  expect(ticket.answerBy - ticket.openedAt).toBe(24 * 3_600_000)
  expect(await rowOf(conversation)).toEqual(maria)
})

test('a typed address does not count beside a vouched one, and counts where the token proves nothing', async () => {
  const vouched = await rig.post('/tickets/oxzino', { ...form('evil@example.com'), token: await tokenOf() })
  expect(vouched.body).toMatchObject({ ticket: { email: 'maria.k@example.com' } })
  const typed = await rig.post('/tickets/oxzino', {
    ...form('typed@example.com'),
    token: await tokenOf({}, createSecretKey(randomBytes(32))),
  })
  expect(typed.body).toMatchObject({ ticket: { email: 'typed@example.com' } })
  expect(await rowOf(typed.body['conversation'] as string)).toEqual({
    sub: null,
    name: 'Μαρία Κ.',
    email: 'typed@example.com',
    plan: 'basic',
  })
  expect((await rig.post('/tickets/oxzino', { ...form(''), token: 'x' })).body).toEqual({
    ok: false,
    error: 'bad-email',
  })
  const bare = await rig.post('/tickets/oxzino', {
    ...form('typed@example.com'),
    token: await tokenOf({ email: undefined }),
  })
  expect(bare.body).toMatchObject({ ticket: { email: 'typed@example.com' } })
  // Nobody has vouched for what was typed.
  expect(await rowOf(bare.body['conversation'] as string)).toEqual({ ...maria, email: null })
})

test("a form turns no conversation of somebody else's into a ticket", async () => {
  const secret = newSecret()
  const { conversation } = await (await tab(secret, await tokenOf())).emitWithAck('conversation:start', start())
  const sent = { ...form(), secret, conversation: conversation.id, text: '', token: await tokenOf({ sub: 'nikos' }) }
  expect((await rig.post('/tickets/oxzino', sent)).body).toEqual({ ok: false, error: 'conflict' })
})

test('the page is told who a token is, what its plan promises, and what is wrong with it', async () => {
  const known = (await rig.post('/identity/oxzino', { token: await tokenOf() })).body['known'] as { expiresIn: number }
  expect(known).toMatchObject({
    name: 'Μαρία Κ.',
    email: 'maria.k@example.com',
    answers: { chat: 300_000, ticket: 86_400_000 },
  })
  expect(known.expiresIn).toBeGreaterThan(3_500_000)
  expect((await rig.post('/identity/oxzino', { token: await tokenOf({ plan: 'gold' }) })).body).toMatchObject({
    known: { answers: { chat: 900_000 } },
    doubt: 'the plan of the token is none of basic, premium, business; the first counts',
  })
  expect((await rig.post('/identity/oxzino', { token: 'x' })).body).toEqual({
    ok: true,
    known: null,
    doubt: 'this is no signed token (JWT)',
  })
  expect((await rig.post('/identity/oxzino', { token: 'x' }, 'https://evil.example')).status).toBe(403)
})

test('neither a token nor what it says of a person is in the log', () => {
  expect(rig.lines.join('')).not.toMatch(/eyJ|maria|Μαρία/)
})
