// What visitors answer by mail: it comes into the conversation that it answers, once, and nobody else's does.

import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Message, Note, Opened, Summary } from '../protocol/conversation.ts'
import { doAct, evening, form, newId, next, openAt, type Rig, startRig, until } from './rig.ts'
import { fold } from '../mail/inbound/fold.ts'
import { textOf } from '../mail/inbound/text.ts'
import { answerTo, inboundSites, mailSecret, postMail } from './mails.ts'
import { databases } from './databases.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let agent: Socket
  beforeAll(async () => {
    const sites = inboundSites({ plus: true })
    const site = sites.get('oxzino')!
    const signature = { en: 'x', el: '{{agent}}\nΥποστήριξη {{site}} {{x}}' }
    sites.set('oxzino', { ...site, mail: { ...site.mail!, signature, quote: true } })
    rig = await startRig(evening, { sites, on: await makeOne() })
    agent = rig.agent((await rig.signIn()).cookie)
    await next(agent, 'welcome')
  })
  afterAll(() => rig.stop())
  let number = 0
  /** Each test has an address of its own: an address gets few automatic mails. */
  let email = ''
  beforeEach(() => void (email = `visitor${++number}@example.com`))

  const post = async (raw: string | Buffer, secret = mailSecret, site = 'oxzino') => {
    const response = await postMail(rig.url, raw, { secret, site })
    return {
      status: response.status,
      body: (await response.json()) as { ok: boolean; outcome?: string; error?: string },
    }
  }
  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(agent, conversation)
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
    await doAct(agent, { kind: 'close' }, conversation)
    await rig.mailed()
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
      forged.map(({ from }, at) => [`Κλείστε τον λογαριασμό ${at}`, from ? 'other' : 'unproven']),
    )
    const visitor = rig.visitor(secret)
    const theirs = (await visitor.emitWithAck('conversation:open', { after: 0 })) as Opened<Summary>
    expect(JSON.stringify(theirs)).not.toContain('Κλείστε')
    await rig.mailed()
    expect(rig.mailbox.mails).toHaveLength(before)
    // The visitor's own word opens it again.
    await post(answerTo(receipt, { text: 'Κάτι ακόμη' }))
    expect((await open(conversation)).conversation.state).toBe('open')
  })

  test('a mail from a blocked address is kept as a note and calls nobody, until that is lifted', async () => {
    const { conversation, receipt } = await ticket()
    await doAct(agent, { kind: 'close' }, conversation)
    await doAct(agent, { kind: 'block', what: 'address', on: true }, conversation)
    expect(await post(answerTo(receipt, { text: 'Ακούτε;' }))).toMatchObject({ body: { outcome: 'note' } })
    const { conversation: detail } = await open(conversation)
    expect([detail.state, detail.notes.map(({ text }) => text)]).toEqual(['closed', ['Ακούτε;']])
    await doAct(agent, { kind: 'block', what: 'address', on: false }, conversation)
    expect(await post(answerTo(receipt, { text: 'Και τώρα;' }))).toMatchObject({ body: { outcome: 'answer' } })
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

  /** As programs find threads, by links and what has to be alike besides. @returns the threads there are */
  function threadsOf(mails: ParsedMail[], alike: (mail: ParsedMail) => string): Set<number> {
    const known = new Map<string, number>()
    const threads = mails.map((mail, at) => {
      const links = [...[mail.references ?? []].flat(), mail.inReplyTo ?? '']
      const found = links.toReversed().find((id) => known.has(`${id} ${alike(mail)}`))
      const thread = found === undefined ? at : known.get(`${found} ${alike(mail)}`)!
      known.set(`${mail.messageId} ${alike(mail)}`, thread)
      return thread
    })
    return new Set(threads)
  }
  const topicOf = ({ subject = '' }: ParsedMail) => subject.replace(/^(re: )+/i, '')

  test('an answer is signed as the site wants it, with the name of who wrote it', async () => {
    const { conversation } = await ticket()
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Έτοιμο' })
    const mail = await until(() => mailsTo(email)[1])
    expect(mail.text).toMatch(/^Έτοιμο\n\nΕλένη Παππά\nΥποστήριξη OX Zino \{\{x\}\}\n/)
    expect(mail.html).toMatch(/Ελένη Παππά\nΥποστήριξη OX Zino/)
  })

  test('an agent’s own signature stands instead of the site’s, as it was when the answer was written', async () => {
    const sign = (text: string) => agent.emitWithAck('account:signature', { text })
    expect(await sign('x'.repeat(1_001))).toMatchObject({ ok: false })
    expect(await sign(' Με εκτίμηση,\n{{agent}} <b>{{site}}</b>\0 {{supportEmail}} ')).toMatchObject({ ok: true })
    expect(await agent.emitWithAck('account:open', {})).toMatchObject({
      signature: 'Με εκτίμηση,\n{{agent}} <b>{{site}}</b>\uFFFD {{supportEmail}}',
    })
    const { conversation } = await ticket()
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Έτοιμο' })
    const mail = await until(() => mailsTo(email)[1])
    expect(mail.text).toMatch(/^Έτοιμο\n\nΜε εκτίμηση,\nΕλένη Παππά <b>OX Zino<\/b>\uFFFD support@oxzino.example\n/)
    expect(mail.html).toContain('&lt;b')
    expect(mail.text).not.toContain('Υποστήριξη')
    expect(await sign(' ')).toMatchObject({ ok: true })
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Και πάλι' })
    expect((await until(() => mailsTo(email)[2])).text).toContain('Υποστήριξη')
  })

  test('what was typed on a page is quoted in no mail: whose the address is has not been proved', async () => {
    const { conversation } = await ticket()
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Έτοιμο' })
    const mail = await until(() => mailsTo(email)[1])
    expect(`${mail.text}${mail.html}`).not.toMatch(/τιμολόγιο|γράψατε/)
  })

  test('what one address has written is quoted to no other', async () => {
    const { conversation, receipt } = await ticket()
    await post(answerTo(receipt, { text: 'Μόνο για εσάς' }))
    const act = { kind: 'address', email: 'another@example.com' }
    await agent.emitWithAck('act:do', { id: newId(), act, conversations: [conversation] })
    await agent.emitWithAck('message:send', { conversation, id: newId(), text: 'Στη σωστή διεύθυνση' })
    const ours = await until(() => mailsTo('another@example.com').find(({ text }) => text!.includes('Στη σωστή')))
    expect(ours.text).not.toContain('Μόνο για εσάς')
  })

  test('ten exchanges and a changed subject are one thread in every program', async () => {
    const { conversation, receipt } = await ticket()
    const mails: ParsedMail[] = [receipt]
    for (let turn = 1; turn <= 10; turn++) {
      const changed = turn === 5 ? { subject: 'Κάτι άλλο τώρα' } : {}
      const before = (mails.at(-1)!.text ?? '').replaceAll(/^/gm, '> ')
      const text = `Ερώτηση ${turn}\n\nΣτις 25/11/2026 20:00, OX Zino έγραψε:\n${before}`
      const raw = answerTo(mails.at(-1)!, { text, ...changed })
      expect(await post(raw)).toMatchObject({ body: { outcome: 'answer' } })
      mails.push(await simpleParser(raw))
      await agent.emitWithAck('message:send', { conversation, id: newId(), text: `Απάντηση ${turn}` })
      await until(() => mailsTo(email).length === turn + 1)
      const ours = mailsTo(email).at(-1)!
      // It quotes what it answers, as a mail program does, and nothing besides: our own quotes are folded away again.
      expect(ours.text).toMatch(new RegExp(`^Απάντηση ${turn}\\n[^]*20:00, γράψατε:\\n> Ερώτηση ${turn}\\n$`))
      expect(fold(textOf(ours.html as string)).rest).toContain(`Ερώτηση ${turn}`)
      expect(ours.text!.match(/^>/gm)).toHaveLength(1)
      // What it answers is theirs, and known to their program though it has deleted what came before.
      expect(ours.inReplyTo).toBe(mails.at(-1)!.messageId)
      expect([ours.references].flat()).toContain(mails.at(-1)!.messageId)
      mails.push(ours)
    }
    const [first, ...others] = mails.filter((_, at) => at % 2 === 0)
    for (const mail of others) expect([mail.references].flat()[0]).toBe(first!.messageId)
    // Thunderbird and Apple Mail go by links alone, Outlook by the first of them.
    expect(threadsOf(mails, () => '')).toHaveProperty('size', 1)
    // Gmail wants the same subject too: what the visitor has called otherwise is apart, and nothing besides.
    expect(threadsOf(mails, topicOf)).toHaveProperty('size', 2)
    expect(new Set(others.map(topicOf))).toEqual(new Set([topicOf(first!)]))
  })
})
