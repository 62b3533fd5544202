// Who is in copy of a chat that goes on by mail, and of conversations that are put together; on both databases.

import { createSecretKey, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases } from './databases.ts'
import { answerTo, inboundSites, takenAs } from './mails.ts'
import { context, doAct, evening, form, newId, newSecret, openAt, openDesk, type Rig, startRig, until } from './rig.ts'

const key = createSecretKey(randomBytes(32))
const tokenOf = (sub: string) =>
  new SignJWT({ aud: 'oxzino', sub, name: sub, email: `${sub}@example.com` })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(key)
const provenAt = (host: string) => `mx.oxzino.example; dmarc=pass header.from=${host}`

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    const sites = inboundSites({ plus: true })
    sites.set('oxzino', { ...sites.get('oxzino')!, identity: { algorithm: 'HS256', key } })
    rig = await startRig(evening, { sites, on: await makeOne(), limitsFactor: 100 })
    desk = await openDesk(rig)
  })
  afterAll(() => rig.stop())
  let number = 0
  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(desk, conversation)
  const post = (raw: string) => takenAs(rig.url, raw)
  const send = async (conversation: string, text: string) => {
    const { message } = (await desk.emitWithAck('message:send', { conversation, id: newId(), text })) as {
      message: { seq: number }
    }
    return message.seq
  }
  const copiesOf = async (conversation: string) =>
    (await open(conversation)).conversation.parties.map(({ address, isCopied }) => [address, isCopied])
  /** What waits for somebody who has left is mailed. */
  const left = async () => {
    await rig.lookForUnread()
    rig.clock.now += 6 * 60_000
    await rig.lookForUnread()
    await rig.mailed()
  }

  /** A chat of somebody whom the site vouches for, who has gone, and answered by mail with somebody in copy. */
  async function chat(anna: string) {
    const sub = `vouched${++number}`
    const email = `${sub}@example.com`
    const visitor = rig.visitor(newSecret(), undefined, undefined, {}, await tokenOf(sub))
    const started = await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'Πότε έρχεται;' },
      context,
    })
    const { id: conversation } = (started as { conversation: { id: string } }).conversation
    await send(conversation, 'Αύριο.')
    visitor.disconnect()
    await until(async () => !(await open(conversation)).conversation.here)
    await left()
    const late = mailsTo(email).at(-1)!
    expect(late.text).toContain('Αύριο.')
    const answer = answerTo(late, { text: 'Βάζω και την Άννα', headers: [`Cc: ${anna}`] })
    expect(await post(answer)).toBe('answer')
    return { conversation, email, sub }
  }

  test('of a chat answers go at once to whom an agent chooses, and later to the visitor, who reads whom else', async () => {
    const anna = 'anna@office.example'
    const { conversation, email } = await chat(anna)
    expect((await open(conversation)).conversation.ticket).toBeNull()
    expect(await copiesOf(conversation)).toEqual([[anna, false]])
    expect(await doAct(desk, { kind: 'copy', address: anna, on: true }, conversation)).toMatchObject({ refused: [] })
    const before = mailsTo(email).length
    const seq = await send(conversation, 'Και στις δύο.')
    await rig.mailed()
    const [copy, ...more] = mailsTo(anna)
    expect(more).toEqual([])
    expect(copy!.text).toMatch(/^Και στις δύο\./)
    expect(copy!.text).not.toContain('Αύριο')
    expect(`${copy!.text}${copy!.html}`).not.toMatch(/\/t\/|key=/)
    expect([copy!.to, copy!.cc].map((each) => [each].flat()[0]!.text)).toEqual([email, anna])
    // Whoever may be there to read it is mailed when they have not.
    expect(mailsTo(email)).toHaveLength(before)
    expect(await desk.emitWithAck('message:withdraw', { conversation, seq })).toMatchObject({ error: 'mailed' })
    await left()
    const mail = mailsTo(email).at(-1)!
    expect(mailsTo(email)).toHaveLength(before + 1)
    expect(mail.text).toContain('Και στις δύο.')
    expect([mail.cc].flat()[0]!.text).toBe(anna)
    // It has reached them by then.
    expect(mailsTo(anna)).toHaveLength(1)
    const theirs = { from: anna, results: provenAt('office.example') }
    expect(await post(answerTo(copy!, { text: 'Λέει η Άννα', ...theirs }))).toBe('note')
    expect((await open(conversation)).conversation.notes.at(-1)).toMatchObject({ text: 'Λέει η Άννα' })
    await doAct(desk, { kind: 'copy', address: anna, on: false }, conversation)
    const last = await send(conversation, 'Μόνο σε εσάς.')
    await rig.mailed()
    expect(mailsTo(anna)).toHaveLength(1)
    expect(await desk.emitWithAck('message:withdraw', { conversation, seq: last })).toMatchObject({ ok: true })
  })

  test('what goes on in another takes along who is in copy, and who its visitor is too', async () => {
    const petros = 'petros@office.example'
    const one = await chat(petros)
    const alias = `alias${number}@firm.example`
    const late = mailsTo(one.email).at(-1)!
    const fromAlias = (mail: Parameters<typeof answerTo>[0], text: string) =>
      post(answerTo(mail, { text, from: alias, results: provenAt('firm.example') }))
    expect(await fromAlias(late, 'Από τη δουλειά')).toBe('note')
    await doAct(desk, { kind: 'same', address: alias, on: true }, one.conversation)
    await doAct(desk, { kind: 'copy', address: petros, on: true }, one.conversation)
    // A request of theirs that goes on by mail: whom that knows stays.
    const { body } = await rig.post('/tickets/oxzino', { ...form(one.email), token: await tokenOf(one.sub) })
    const { conversation } = body as unknown as { conversation: string }
    const receipt = await until(() => mailsTo(one.email).find(({ subject }) => /[\dA-Z]{3}-[\dA-Z]{4}/.test(subject!)))
    expect(await post(answerTo(receipt, { text: 'Και εδώ', headers: ['Cc: maria@office.example'] }))).toBe('answer')
    const { undo, refused } = await doAct(desk, { kind: 'merge', into: conversation }, one.conversation)
    expect(refused).toEqual([])
    expect(await copiesOf(conversation)).toEqual([
      ['maria@office.example', false],
      [petros, true],
      [alias, false],
    ])
    await send(conversation, 'Σε όλους.')
    await rig.mailed()
    expect(mailsTo(petros).at(-1)!.text).toContain('Σε όλους.')
    expect([mailsTo(one.email).at(-1)!.cc].flat()[0]!.text).toBe(petros)
    expect(await fromAlias(receipt, 'Είμαι εγώ')).toBe('answer')
    // An address that is said to be theirs there counts for what answers the mails of before.
    const other = `other${number}@firm.example`
    const fromOther = (mail: Parameters<typeof answerTo>[0]) =>
      post(answerTo(mail, { text: 'Κι από εδώ', from: other, results: provenAt('firm.example') }))
    expect(await fromOther(receipt)).toBe('note')
    await doAct(desk, { kind: 'same', address: other, on: true }, conversation)
    expect(await fromOther(late)).toBe('answer')
    expect((await open(conversation)).messages.at(-1)).toMatchObject({ text: 'Κι από εδώ' })
    // Somebody has come since: undone, what was put together stays known.
    expect(await doAct(desk, undo!, one.conversation)).toMatchObject({ refused: [] })
    expect((await copiesOf(conversation)).flat()).toContain(other)
  })

  test('undone, each knows whom it knew', async () => {
    const { conversation: one, email, sub } = await chat('nikos@office.example')
    await doAct(desk, { kind: 'copy', address: 'nikos@office.example', on: true }, one)
    const { body } = await rig.post('/tickets/oxzino', { ...form(email), token: await tokenOf(sub) })
    const { conversation } = body as unknown as { conversation: string }
    const { undo } = await doAct(desk, { kind: 'merge', into: conversation }, one)
    expect(await copiesOf(conversation)).toEqual([['nikos@office.example', true]])
    expect(await doAct(desk, undo!, one)).toMatchObject({ refused: [] })
    expect(await copiesOf(conversation)).toEqual([])
    expect(await copiesOf(one)).toEqual([['nikos@office.example', true]])
  })
})
