// Others than the visitor in a conversation by mail: who is in copy, who is left out, and whom an agent takes for the
// visitor; on both databases.

import { simpleParser } from 'mailparser'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tables } from '../store/tables/tables.ts'
import { countOf, erase, newErasing } from '../visitors/erasing.ts'
import { findAt } from '../visitors/person.ts'
import { colleague as nikos } from './accounts.ts'
import { databases } from './databases.ts'
import { type Answer, answerTo, inboundSites, takenAs } from './mails.ts'
import { plainBrowser } from './plainBrowser.ts'
import { doAct, evening, form, newId, openAt, openDesk, type Rig, startRig, until } from './rig.ts'

const provenAt = (host: string) => `mx.oxzino.example; dmarc=pass header.from=${host}`
const anna = 'anna@office.example'
const petros = 'petros@office.example'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    rig = await startRig(evening, { sites: inboundSites({ plus: true }), on: await makeOne() })
    desk = await openDesk(rig)
  })
  afterAll(() => rig.stop())
  let number = 0
  /** Each test has an address of its own: an address gets few automatic mails. */
  let email = ''
  beforeEach(() => void (email = `visitor${++number}@example.com`))

  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(desk, conversation)
  const post = (raw: string) => takenAs(rig.url, raw)
  const send = (conversation: string, text: string) =>
    desk.emitWithAck('message:send', { conversation, id: newId(), text })
  /** A ticket whose visitor has answered its acknowledgement, with others in copy. */
  async function ticket(cc = `Anna P. <${anna}>, ${petros}`) {
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { conversation } = body as unknown as { conversation: string }
    const receipt = await until(() => mailsTo(email)[0])
    const own = receipt.replyTo!.value[0]!.address!
    const headers = [`Cc: ${cc}, support@oxzino.example, ${nikos.email}, ${email.replace('@', '+x@')}`]
    const sent = answerTo(receipt, { text: 'Με κοινοποίηση', to: `${own}, other@office.example`, headers })
    expect(await post(sent)).toBe('answer')
    return { conversation, receipt, sent }
  }
  const partiesOf = async (conversation: string) =>
    (await open(conversation)).conversation.parties.map(({ address, isCopied }) => [address, isCopied])

  test('who else has a mail is shown at it; nobody of them gets an answer before an agent says so', async () => {
    const { conversation } = await ticket()
    const { messages } = await open(conversation)
    const via = messages.find(({ text }) => text === 'Με κοινοποίηση')!.via
    expect(via).toMatchObject({
      kind: 'mail',
      standing: 'proven',
      cc: [
        { address: 'other@office.example', name: null },
        { address: anna, name: 'Anna P.' },
        { address: petros, name: null },
      ],
    })
    expect(await partiesOf(conversation)).toEqual([
      ['other@office.example', false],
      [anna, false],
      [petros, false],
    ])
    await send(conversation, 'Μόνο σε εσάς')
    await rig.mailed()
    expect(mailsTo('office.example')).toEqual([])
    expect(mailsTo(email).at(-1)!.cc).toBeUndefined()
  })

  test('answers go to whom an agent chooses, until they are left out; in one thread, and with nothing that opens', async () => {
    const { conversation, sent } = await ticket()
    const before = mailsTo(anna).length
    expect(await doAct(desk, { kind: 'copy', address: anna, on: true }, conversation)).toMatchObject({ refused: [] })
    await send(conversation, 'Και στις δύο')
    await send(conversation, 'Κάτι ακόμη')
    await rig.mailed()
    const [first, second] = mailsTo(anna).slice(before)
    expect(first!.text).toContain('Και στις δύο')
    expect(first!.text).not.toContain('Με κοινοποίηση')
    expect(first!.inReplyTo).toBe((await simpleParser(sent)).messageId)
    expect(second!.inReplyTo).toBe(first!.messageId)
    expect(second!.subject).toBe(`Re: ${first!.subject}`)
    for (const mail of [first!, mailsTo(email).find(({ text }) => text?.includes('Και στις δύο'))!]) {
      expect([mail.to, mail.cc].map((each) => [each].flat()[0]!.text)).toEqual([email, anna])
    }
    // The visitor's has the link of the page.
    expect(`${first!.text}${first!.html}`).not.toMatch(/\/t\/|key=/)
    expect(mailsTo(email).at(-1)!.text).toMatch(/\/t\//)
    expect(mailsTo(petros)).toEqual([])
    await doAct(desk, { kind: 'copy', address: anna, on: false }, conversation)
    await send(conversation, 'Πάλι οι δυο μας')
    await rig.mailed()
    expect(mailsTo(anna).slice(before)).toHaveLength(2)
    expect(mailsTo(email).at(-1)!.cc).toBeUndefined()
    // A stranger cannot be copied to.
    const refused = await doAct(desk, { kind: 'copy', address: 'x@evil.example', on: true }, conversation)
    expect(refused.refused).toEqual([{ conversation, error: 'bad-email' }])
  })

  test('who is in copy and writes back is heard as themselves: never the visitor, and nothing opens for them', async () => {
    const { conversation } = await ticket()
    await doAct(desk, { kind: 'copy', address: anna, on: true }, conversation)
    const before = mailsTo(anna).length
    await send(conversation, 'Ρωτάμε')
    const copy = await until(() => mailsTo(anna)[before])
    const theirs: Partial<Answer> = { from: anna, results: provenAt('office.example') }
    await doAct(desk, { kind: 'close' }, conversation)
    expect(await post(answerTo(copy, { text: 'Λέει η Άννα', ...theirs }))).toBe('note')
    expect(await post(answerTo(copy, { text: 'Λέει άλλος', ...theirs, results: null }))).toBe('note')
    const { messages, conversation: detail } = await open(conversation)
    expect(detail.state).toBe('closed')
    expect(JSON.stringify(messages)).not.toContain('Άννα')
    const said = detail.notes.map(({ text, via, by }) => [text, by.name, via?.kind === 'mail' && via.standing])
    expect(said).toEqual([
      ['Λέει η Άννα', anna, 'other'],
      ['Λέει άλλος', anna, 'unproven'],
    ])
    expect(detail.parties.find(({ address }) => address === anna)).toMatchObject({ isNamed: true, hasWritten: true })
    // Their own name in a mail of theirs brings nobody.
    const more = answerTo(copy, { text: 'Με άλλον', ...theirs, headers: ['Cc: x@evil.example'] })
    await post(more)
    expect((await partiesOf(conversation)).flat()).not.toContain('x@evil.example')
    // The page of the request asks for an address, and theirs is none.
    await doAct(desk, { kind: 'reopen' }, conversation)
    await rig.mailed()
    const sent = rig.mailbox.mails.length
    const browser = plainBrowser(() => rig.url)
    const { reference } = detail.ticket!
    const asked = await browser.send(`/t/${reference}`, { do: 'send-code', email: anna }, { origin: rig.url })
    expect(asked.status).toBe(200)
    await rig.mailed()
    expect(rig.mailbox.mails).toHaveLength(sent)
  })

  test('another address that is proven takes part once an agent says that it is theirs, and no longer when undone', async () => {
    const { conversation, receipt } = await ticket('x@office.example')
    const alias = `work${number}@firm.example`
    const fromAlias = (text: string, more: Partial<Answer> = {}) =>
      post(answerTo(receipt, { text, from: alias, results: provenAt('firm.example'), ...more }))
    expect(await fromAlias('Από τη δουλειά')).toBe('note')
    expect((await open(conversation)).conversation.parties.at(-1)).toEqual({
      address: alias,
      name: 'Μαρία Κ.',
      isNamed: false,
      hasWritten: true,
      isVisitor: false,
      isCopied: false,
    })
    const same = (address: string) => doAct(desk, { kind: 'same', address, on: true }, conversation)
    const { undo, refused } = await same(alias)
    expect(refused).toEqual([])
    expect(await fromAlias('Είμαι εγώ')).toBe('answer')
    const reference = (await open(conversation)).conversation.ticket!.reference
    const bySubject = { subject: `Για το ${reference}`, references: [], to: 'support@oxzino.example' }
    expect(await fromAlias('Με τον αριθμό', bySubject)).toBe('answer')
    // Proof is asked of each mail.
    expect(await fromAlias('Κάποιος άλλος', { results: null })).toBe('note')
    expect((await open(conversation)).messages.map(({ text }) => text)).toContain('Είμαι εγώ')
    expect(await doAct(desk, undo!, conversation)).toMatchObject({ refused: [] })
    expect(await fromAlias('Ξανά')).toBe('note')
  })

  test('what is not proven is nobody’s other address, nor is who is only named in a mail, nor the team', async () => {
    const { conversation, receipt } = await ticket()
    const forged = 'forged@firm.example'
    expect(await post(answerTo(receipt, { text: 'Εγώ είμαι', from: forged, results: null }))).toBe('note')
    expect((await partiesOf(conversation)).flat()).not.toContain(forged)
    for (const address of [forged, anna, nikos.email]) {
      const { refused } = await doAct(desk, { kind: 'same', address, on: true }, conversation)
      expect([address, refused]).toEqual([address, [{ conversation, error: 'bad-email' }]])
    }
    const ours = { from: 'support@oxzino.example', results: provenAt('oxzino.example') }
    await post(answerTo(receipt, { text: 'Από εμάς', ...ours }))
    expect((await partiesOf(conversation)).flat()).not.toContain('support@oxzino.example')
  })

  test('who is erased is named in no conversation of others any more, and what they wrote into it is gone', async () => {
    const vera = `vera${number}@office.example`
    const { conversation } = await ticket(`Vera Q. <${vera}>, ${petros}`)
    await doAct(desk, { kind: 'copy', address: vera, on: true }, conversation)
    await doAct(desk, { kind: 'copy', address: petros, on: true }, conversation)
    await send(conversation, 'Ρωτάμε και τις δύο')
    const copy = await until(() => mailsTo(vera)[0])
    const theirs: Partial<Answer> = { from: vera, results: provenAt('office.example') }
    expect(await post(answerTo(copy, { text: 'veraword', ...theirs }))).toBe('note')
    const petrosCopy = await until(() => mailsTo(petros).at(-1))
    const also = { from: petros, results: provenAt('office.example'), headers: [`Cc: Vera Q. <${vera}>`] }
    expect(await post(answerTo(petrosCopy!, { text: 'Λέει ο Πέτρος', ...also }))).toBe('note')
    const dump = async () => {
      const kept = Object.keys(tables).filter((table) => table !== 'piece')
      const rows = kept.map((table) =>
        rig.store.db
          .selectFrom(table as 'mail')
          .selectAll()
          .execute(),
      )
      return JSON.stringify(await Promise.all(rows))
    }
    expect(await dump()).toMatch(/vera\d*@office.*veraword|veraword.*vera\d*@office/)
    const person = await findAt(rig.store, 'oxzino', { email: `Vera${number}+x@office.example` })
    expect(person).toMatchObject({ conversations: [], others: [expect.any(Number)] })
    expect(await countOf(rig.store, person)).toMatchObject({ named: 1 })
    await erase(rig.store, newErasing('person', Date.now(), []), person)
    expect(await dump()).not.toMatch(/vera\d*@office|veraword|Vera Q/i)
    // What is others' stays, and goes on.
    const { messages, conversation: detail } = await open(conversation)
    expect(messages.find(({ text }) => text === 'Με κοινοποίηση')!.via).toMatchObject({
      cc: [{ address: 'other@office.example' }, { address: petros }],
    })
    expect(detail.parties.map(({ address, isCopied }) => [address, isCopied])).toEqual([
      ['other@office.example', false],
      [petros, true],
    ])
    expect(detail.notes.map(({ text }) => text)).toEqual(['Λέει ο Πέτρος'])
    await send(conversation, 'Και τώρα;')
    await rig.mailed()
    expect(mailsTo(vera)).toHaveLength(1)
    expect([mailsTo(email).at(-1)!.cc].flat()[0]!.text).toBe(petros)
    expect((await findAt(rig.store, 'oxzino', { email: vera })).others).toEqual([])
  })
})
