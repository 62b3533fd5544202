// An answer that goes by mail is taken back while it waits, over real sockets and with a real mail server: no mail of
// it arrives, and the next is as if it had never been; once it is due it is refused, and arrives.

import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Message } from '../protocol/conversation.ts'
import { databases, makeDatabase, noPostgres, noRedis, startRedis } from './databases.ts'
import { answerTo, inboundSites, postMail } from './mails.ts'
import { startSmtp } from './smtp.ts'
import {
  agent,
  colleague,
  context,
  doAct,
  form,
  newId,
  newSecret,
  next,
  openAt,
  openDesk,
  openHours,
  type Rig,
  startRig,
  until,
} from './rig.ts'

const delay = 1_500
const system = { code: 'withdrawn', values: { name: agent.name } }
let number = 0

/** A request by mail, and the acknowledgement of it. */
async function request(rig: Rig) {
  const email = `taken${++number}@example.com`
  const { body } = await rig.post('/tickets/oxzino', form(email))
  const id = String(body['conversation'])
  const receipt = await until(() => rig.mailbox.to(email)[0])
  return { email, id, receipt }
}

async function say(desk: Socket, conversation: string, text: string, more: object = {}) {
  const sent = { conversation, id: newId(), text, ...more }
  const { message } = (await desk.emitWithAck('message:send', sent)) as { message: Message }
  return message
}

/** A chat that became a request, with one answer from before that nobody has read, and two that wait to be mailed. */
async function answeredTwice(rig: Rig, desk: Socket) {
  const visitor = rig.visitor()
  const id = newId()
  const message = { id: newId(), text: 'Είστε εκεί;' }
  await visitor.emitWithAck('conversation:start', { id, message, context })
  visitor.disconnect()
  const email = `taken${++number}@example.com`
  await say(desk, id, 'Από τη συνομιλία')
  await doAct(desk, { kind: 'request', email }, id)
  const first = await say(desk, id, 'Η πρώτη απάντηση')
  const second = await say(desk, id, 'Η δεύτερη απάντηση')
  return { email, id, first, second }
}

const withdraw = (by: Socket, conversation: string, { seq }: Message) =>
  by.emitWithAck('message:withdraw', { conversation, seq })

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    const sites = inboundSites({ plus: true })
    const mail = { ...sites.get('oxzino')!.mail!, quote: true }
    sites.set('oxzino', { ...sites.get('oxzino')!, mail })
    rig = await startRig(openHours, { sites, on: await makeOne(), replyDelay: delay, limitsFactor: 100 })
    desk = await openDesk(rig)
  })
  afterAll(() => rig.stop())
  const open = (id: string) => openAt(desk, id)
  const texts = (email: string) => rig.mailbox.to(email).map(({ text }) => text ?? '')

  test('in time: no mail arrives, its trace does, and the next is as if it had never been', async () => {
    const { email, id, receipt } = await request(rig)
    await postMail(rig.url, answerTo(receipt, { text: 'Ακόμη περιμένω το τιμολόγιο' }))
    await until(async () => (await open(id)).messages.at(-1)?.text === 'Ακόμη περιμένω το τιμολόγιο')
    const before = (await open(id)).conversation
    const wrong = await say(desk, id, 'Λάθος παραλήπτης')
    expect((await open(id)).conversation).toMatchObject({ waitingSince: null, ticket: { state: 'waiting' } })
    expect(await withdraw(desk, id, wrong)).toMatchObject({ ok: true, message: { text: '', system } })
    const after = await open(id)
    expect(after.messages.at(-1)).toMatchObject({ text: '', system })
    expect(after.conversation).toMatchObject({ answeredSeq: 0, ticket: { state: 'open' } })
    expect(after.conversation.waitingSince).toBe(rig.clock.now)
    expect(before.waitingSince).not.toBeNull()
    // Said again, it is the same.
    expect(await withdraw(desk, id, wrong)).toMatchObject({ ok: true })
    await say(desk, id, 'Το στείλαμε σήμερα')
    await rig.mailed()
    const all = rig.mailbox.to(email)
    expect(all).toHaveLength(2)
    const mail = all[1]!
    expect(mail.text).toContain('Το στείλαμε σήμερα')
    expect(mail.text).toContain('Ακόμη περιμένω το τιμολόγιο')
    expect(mail.text).not.toContain('Λάθος παραλήπτης')
    // Each that it refers to has gone, or has come.
    expect([mail.references].flat()[0]).toBe(receipt.messageId)
    expect(String([mail.references].flat())).not.toContain(wrong.id)
    expect(mail.inReplyTo).not.toContain(wrong.id)
  })

  test('too late: it is refused, said why, and has arrived whole', async () => {
    const { email, id } = await request(rig)
    const said = await say(desk, id, 'Έφυγε ήδη')
    await until(() => texts(email).some((text) => text.includes('Έφυγε ήδη')))
    expect(await withdraw(desk, id, said)).toEqual({ ok: false, error: 'mailed' })
    expect((await open(id)).messages.at(-1)).toMatchObject({ text: 'Έφυγε ήδη' })
    await rig.mailed()
    expect(texts(email)).toHaveLength(2)
  })

  test('of two that wait the first goes: the second tells what it was to tell besides, in the thread', async () => {
    const { email, id, first, second } = await answeredTwice(rig, desk)
    expect(await withdraw(desk, id, first)).toMatchObject({ ok: true })
    await rig.mailed()
    const mail = rig.mailbox.to(email).find(({ text }) => text?.includes('Η δεύτερη απάντηση'))!
    expect(mail.text).toContain('Από τη συνομιλία')
    expect(texts(email).join()).not.toContain('Η πρώτη απάντηση')
    expect(`${mail.inReplyTo} ${[mail.references].flat().join(' ')}`).not.toContain(first.id)
    expect(await withdraw(desk, id, second)).toEqual({ ok: false, error: 'mailed' })
  })

  test('both of two that wait go, the later first; what nobody was mailed before waits to be', async () => {
    const { email, id, first, second } = await answeredTwice(rig, desk)
    expect(await withdraw(desk, id, second)).toMatchObject({ ok: true })
    expect(await withdraw(desk, id, first)).toMatchObject({ ok: true })
    await rig.lookForUnread()
    rig.clock.now += 6 * 60_000
    await rig.lookForUnread()
    await rig.mailed()
    const mails = texts(email).filter((text) => text.includes('Από τη συνομιλία'))
    expect(mails).toHaveLength(1)
    expect(texts(email).join()).not.toMatch(/πρώτη απάντηση|δεύτερη απάντηση/)
  })

  test('what was done with it is undone with it, and nobody is asked whether it is solved', async () => {
    const { email, id } = await request(rig)
    const said = await say(desk, id, 'Το κλείνω', { steps: [{ kind: 'close' }, { kind: 'tag', tag: 'vat', on: true }] })
    expect((await open(id)).conversation).toMatchObject({ state: 'closed', tags: ['vat'] })
    expect(await withdraw(desk, id, said)).toMatchObject({ ok: true })
    const { conversation } = await open(id)
    expect(conversation).toMatchObject({ state: 'open', tags: [], answeredSeq: 0, ticket: { state: 'open' } })
    expect(conversation.waitingSince).toBe(rig.clock.now)
    await rig.mailed()
    expect(texts(email)).toHaveLength(1)
  })

  test('what a colleague has gone on with stays, and so does what was done by itself', async () => {
    const other = rig.agent((await rig.signIn(colleague)).cookie)
    await next(other, 'welcome')
    const { email, id } = await request(rig)
    const said = await say(desk, id, 'Το κλείνω', { steps: [{ kind: 'tag', tag: 'vat', on: true }] })
    await doAct(other, { kind: 'tag', tag: 'refund', on: true }, id)
    await doAct(other, { kind: 'close' }, id)
    expect(await withdraw(other, id, said)).toEqual({ ok: false, error: 'changed' })
    expect(await withdraw(desk, id, said)).toMatchObject({ ok: true })
    expect((await open(id)).conversation).toMatchObject({ state: 'closed', tags: ['vat', 'refund'] })
    await rig.mailed()
    expect(texts(email)).toHaveLength(1)
  })

  test('who is in copy is mailed nothing of it either', async () => {
    const { email, id, receipt } = await request(rig)
    const copied = 'logistirio@example.com'
    await postMail(rig.url, answerTo(receipt, { text: 'Με κοινοποίηση', headers: [`Cc: ${copied}`] }))
    await until(async () => (await open(id)).conversation.parties.length > 0)
    await doAct(desk, { kind: 'copy', address: copied, on: true }, id)
    const said = await say(desk, id, 'Σε κανέναν')
    expect(await withdraw(desk, id, said)).toMatchObject({ ok: true })
    await say(desk, id, 'Και στους δύο')
    await rig.mailed()
    expect(texts(copied)).toHaveLength(1)
    expect([...texts(email), ...texts(copied)].join()).not.toContain('Σε κανέναν')
  })

  test('at the very instant that it is due it is taken back or mailed, never both, and never lost', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const { email, id } = await request(rig)
        const said = await say(desk, id, 'Στο όριο')
        await new Promise((resolve) => setTimeout(resolve, delay - 60 + n * 15))
        const { ok, error } = (await withdraw(desk, id, said)) as { ok: boolean; error?: string }
        if (!ok) expect(error).toBe('mailed')
        return { email, ok }
      }),
    )
    await rig.mailed()
    for (const { email, ok } of outcomes) expect(texts(email)).toHaveLength(ok ? 1 : 2)
  })
})

describe('two nodes', { timeout: 60_000 }, () => {
  const missing = noPostgres ?? noRedis
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test('what one node is mailing the other takes back no more; what waits at one, the other does', async () => {
    const database = await makeDatabase()
    const redis = await startRedis()
    onTestFinished(async () => {
      await redis.end()
      await database.drop()
    })
    // A mail server that takes its time once a mail is sent: it is in its node's hands, and nobody knows of it yet.
    const smtp = await startSmtp((step) => (step === 'sent' ? { step, late: 1_500 } : null))
    const shared = { databaseUrl: database.url, redisUrl: redis.url, secret: newSecret(), replyDelay: 800 }
    const [one, two] = await Promise.all([
      startRig(undefined, { ...shared, smtpUrl: smtp.url }),
      startRig(undefined, { ...shared, smtpUrl: null }),
    ])
    const [here, there] = await Promise.all([openDesk(one), openDesk(two)])
    const { body } = await one.post('/tickets/oxzino', form())
    const id = String(body['conversation'])
    await until(() => smtp.taken.length === 2)
    const waiting = await say(here, id, 'Περιμένει')
    expect(await withdraw(there, id, waiting)).toMatchObject({ ok: true, message: { system } })
    const leased = await say(here, id, 'Είναι στον δρόμο')
    await until(() => smtp.taken.length === 3)
    expect(await withdraw(there, id, leased)).toEqual({ ok: false, error: 'mailed' })
    await one.mailed()
    expect(smtp.taken).toHaveLength(3)
    expect(smtp.taken[2]!.parsed.text).toContain('Είναι στον δρόμο')
    expect(smtp.taken.map(({ parsed }) => parsed.text).join()).not.toContain('Περιμένει')
    await Promise.all([one.stop(), two.stop(), smtp.stop()])
  })
})
