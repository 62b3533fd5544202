// What visitors answer by mail: it comes into the conversation that it answers, once, and nobody else's does.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Message, Note, Opened, Summary } from '../protocol/conversation.ts'
import type { Detail } from '../protocol/conversation.ts'
import { evening, form, next, type Rig, startRig, until } from './rig.ts'
import { answerTo, inboundSites, mailSecret } from './mails.ts'

let rig: Rig
let agent: Socket
beforeAll(async () => {
  rig = await startRig(evening, { sites: inboundSites({ plus: true }) })
  agent = rig.agent((await rig.signIn()).cookie)
  await next(agent, 'welcome')
})
afterAll(() => rig.stop())
let number = 0
/** Each test has an address of its own: an address gets few automatic mails. */
let email = ''
beforeEach(() => void (email = `visitor${++number}@example.com`))

const post = async (raw: string | Buffer, secret = mailSecret, site = 'oxzino') => {
  const response = await fetch(`${rig.url}/mail/inbound/${site}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}` },
    body: raw as BodyInit,
  })
  return { status: response.status, body: (await response.json()) as { ok: boolean; outcome?: string; error?: string } }
}
const mailsTo = (address: string) =>
  rig.mailbox.mails.filter(({ parsed }) => [parsed.to].flat()[0]?.text.includes(address)).map(({ parsed }) => parsed)
const open = async (conversation: string) =>
  (await agent.emitWithAck('conversation:open', { conversation, after: 0 })) as Opened<Detail>
/** A ticket, and the acknowledgement that its visitor has. */
async function ticket() {
  const sent = form(email)
  const { body } = await rig.post('/tickets/oxzino', sent)
  const { conversation } = body as unknown as { conversation: string }
  const [receipt] = await until(() => mailsTo(email).length > 0 && mailsTo(email))
  return { conversation, receipt: receipt!, secret: sent.secret }
}
const lastOf = ({ messages }: { messages: Message[] }) => messages.at(-1)!

test('what a visitor answers is their message, at the console and in the widget, once however often it comes', async () => {
  const { conversation, receipt, secret } = await ticket()
  expect(receipt.replyTo?.text).toMatch(/^support\+[2-9A-Z]{7}\.[a-z2-7]{16}@oxzino\.example$/)
  const visitor = rig.visitor(secret)
  await next(visitor, 'connect')
  const heard = next<{ message: Message }>(visitor, 'message:new')
  const atDesk = next<{ message: Message }>(agent, 'message:new')
  const raw = answerTo(receipt, {
    text: 'Σας στέλνω τα στοιχεία.\n\nΣτις 25/11/2026 20:00, Shop έγραψε:\n> Το λάβαμε.',
  })
  expect(await post(raw)).toEqual({ status: 200, body: { ok: true, outcome: 'answer' } })
  const said = { author: 'visitor', text: 'Σας στέλνω τα στοιχεία.' }
  expect((await heard).message).toMatchObject(said)
  expect((await atDesk).message).toMatchObject({
    ...said,
    via: { kind: 'mail', address: email, name: 'Μαρία Κ.', standing: 'proven' },
  })
  // By another way, with other lines above it.
  expect(await post(`Received: from elsewhere\r\n${raw}`)).toMatchObject({ body: { outcome: 'answer' } })
  const { messages } = await open(conversation)
  expect(messages.filter(({ text }) => text === said.text)).toHaveLength(1)
})

test('it is known by the mails of ours that it answers where its address says nothing', async () => {
  const { conversation, receipt } = await ticket()
  await post(answerTo(receipt, { text: 'Ευχαριστώ', to: 'support@oxzino.example', subject: 'Άλλο θέμα' }))
  expect(lastOf(await open(conversation))).toMatchObject({ author: 'visitor', text: 'Ευχαριστώ' })
})

test('a reference in a subject counts from who takes part, and from nobody else', async () => {
  const { conversation, receipt } = await ticket()
  const subject = `Σχετικά με ${/[\dA-Z]{3}-[\dA-Z]{4}/.exec(receipt.subject!)![0].toLowerCase()}`
  const alone = { to: 'support@oxzino.example', subject, references: [] }
  expect(await post(answerTo(receipt, { ...alone, text: 'Από άλλον', from: 'other@example.com' }))).toMatchObject({
    body: { outcome: 'stray' },
  })
  // A mark of one's own is still one's own mailbox.
  const own = email.replace('@', '+shop@').toUpperCase()
  expect(await post(answerTo(receipt, { ...alone, text: 'Από εμένα', from: own }))).toMatchObject({
    body: { outcome: 'answer' },
  })
  const { messages, conversation: detail } = await open(conversation)
  expect(messages.map(({ text }) => text)).toContain('Από εμένα')
  expect(JSON.stringify([messages, detail.notes])).not.toContain('Από άλλον')
})

test('what nobody has proved opens nothing: it is a note for the team', async () => {
  const { conversation, receipt, secret } = await ticket()
  await agent.emitWithAck('conversation:close', { conversation })
  const before = rig.mailbox.mails.length
  const forged = [
    { results: 'mx.oxzino.example; spf=fail smtp.mailfrom=example.com; dmarc=fail header.from=example.com' },
    { results: 'mx.evil.example; dmarc=pass header.from=example.com' },
    { results: 'mx.oxzino.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example' },
    { results: null },
    // Somebody else, who is who they say they are.
    { from: 'thief@evil.example', results: 'mx.oxzino.example; dmarc=pass header.from=evil.example' },
  ]
  for (const [at, each] of forged.entries())
    expect(await post(answerTo(receipt, { ...each, text: `Κλείστε τον λογαριασμό ${at}` }))).toMatchObject({
      body: { outcome: 'note' },
    })
  const { conversation: detail, messages } = await open(conversation)
  expect(detail.state).toBe('closed')
  expect(JSON.stringify(messages)).not.toContain('Κλείστε')
  expect(detail.notes.map(({ text, via }) => [text, via?.kind === 'mail' && via.standing])).toEqual(
    forged.map((_, at) => [`Κλείστε τον λογαριασμό ${at}`, 'unproven']),
  )
  const visitor = rig.visitor(secret)
  const theirs = (await visitor.emitWithAck('conversation:open', { after: 0 })) as Opened<Summary>
  expect(JSON.stringify(theirs)).not.toContain('Κλείστε')
  expect(rig.mailbox.mails).toHaveLength(before)
  // The visitor's own word opens it again.
  await post(answerTo(receipt, { text: 'Κάτι ακόμη' }))
  expect((await open(conversation)).conversation.state).toBe('open')
})

test('a signature of another ticket, of another site or of nobody leads nowhere', async () => {
  const first = await ticket()
  email = `visitor${++number}@example.com`
  const second = await ticket()
  const signed = first.receipt.replyTo!.value[0]!.address!
  const other = second.receipt.replyTo!.value[0]!.address!
  const stolen = `${other.slice(0, other.indexOf('.'))}${signed.slice(signed.indexOf('.'))}`
  const alone = { references: [], subject: 'x', text: 'x' }
  for (const to of [stolen, other.replace(/\.[a-z2-7]{16}@/, `.${'a'.repeat(16)}@`)])
    expect(await post(answerTo(second.receipt, { ...alone, to })), to).toMatchObject({ body: { outcome: 'stray' } })
  // Some servers write addresses in small letters.
  expect(await post(answerTo(second.receipt, { ...alone, to: other.toLowerCase() }))).toMatchObject({
    body: { outcome: 'answer' },
  })
})

test('who does not know the secret posts nothing', async () => {
  expect(await post('From: a@example.com\r\n\r\nx', 'x'.repeat(40))).toMatchObject({ status: 401 })
  expect(await post('From: a@example.com\r\n\r\nx', mailSecret, 'elsewhere')).toMatchObject({ status: 404 })
  expect(await post('')).toMatchObject({ status: 400, body: { error: 'empty' } })
})

test('notes of mails are told to agents alone, and a mail to a guest’s own chat is theirs', async () => {
  const { conversation, receipt } = await ticket()
  const told = next<Summary>(agent, 'conversation:changed')
  await post(answerTo(receipt, { text: 'x', results: null }))
  expect((await told).noteCount).toBe(1)
  const { notes } = (await open(conversation)).conversation as { notes: Note[] }
  expect(notes[0]!.by.name).toBe(email)
})
