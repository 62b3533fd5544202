// Mails that no visitor writes by hand: of programs, lists and servers, broken, huge, in old charsets. Nothing is lost,
// nothing comes twice, nothing is answered that must not be.

import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { FailedMail } from '../protocol/mail.ts'
import { answerTo, inboundSites, postMail } from './mails.ts'
import { doAct, evening, form, next, openAt, type Rig, startRig, until } from './rig.ts'
import { databases } from './databases.ts'

const empty = Buffer.alloc(0)
/** A gigabyte of nothing, as it is packed: one block of deflate again and again. */
const zeros = (() => {
  const block = deflateRawSync(Buffer.alloc(10_000_000), { finishFlush: constants.Z_SYNC_FLUSH })
  return Buffer.concat([...Array<Buffer>(100).fill(block), deflateRawSync(empty)])
})()

/** An archive of what is packed already. */
function zip(entries: [name: string, packed: Buffer][]): Buffer {
  const parts: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const [name, packed] of entries) {
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(packed.length > 0 ? 8 : 0, 4)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(packed.length > 0 ? 1_000_000_000 : 0, 18)
    facts.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed])
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    listed.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, where, Buffer.from(name)]))
    parts.push(local)
    at += local.length
  }
  const list = Buffer.concat(listed)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end])
}

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let agent: Socket
  beforeAll(async () => {
    rig = await startRig(evening, {
      sites: inboundSites({ plus: true, strangers: 'request' }),
      on: await makeOne(),
    })
    agent = rig.agent((await rig.signIn()).cookie)
    await next(agent, 'welcome')
  })
  afterAll(() => rig.stop())
  let number = 0

  const post = async (raw: string | Buffer) => {
    const response = await postMail(rig.url, raw)
    const { outcome, error } = (await response.json()) as { outcome?: string; error?: string }
    return outcome ?? error ?? response.status
  }
  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(agent, conversation)
  async function ticket() {
    // One domain gets few automatic mails.
    const email = `person${++number}@of${number % 4}.example.com`
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { conversation } = body as unknown as { conversation: string }
    const [receipt] = await until(() => mailsTo(email).length > 0 && mailsTo(email))
    return { conversation, receipt: receipt!, email }
  }
  const arrivals = () => rig.store.db.selectFrom('arrival').selectAll().execute()
  /** An answer whose body and its headers are as given. */
  const rawTo = (mail: Parameters<typeof answerTo>[0], headers: string[], body: string | Buffer) => {
    const [head] = answerTo(mail, { text: '' }).split('\r\nMIME-Version')
    return Buffer.concat([Buffer.from([head, 'MIME-Version: 1.0', ...headers, '', ''].join('\r\n')), Buffer.from(body)])
  }

  test.each([
    ['an absence', ['Auto-Submitted: auto-replied']],
    ['an older absence', ['Precedence: auto_reply']],
    ['a mass mail', ['Precedence: bulk']],
    ['Exchange', ['X-MS-Exchange-Inbox-Rules-Loop: person@example.com']],
    ['a responder', ['X-Autoreply: yes']],
    ['a list', ['List-Id: <all.example.com>']],
    ['who wants no answer', ['Return-Path: <>']],
  ])('%s is shown to the team, opens nothing and is answered by nothing', async (_name, headers) => {
    const { conversation, receipt } = await ticket()
    await doAct(agent, { kind: 'close' }, conversation)
    await rig.mailed()
    const before = rig.mailbox.mails.length
    expect(await post(answerTo(receipt, { text: 'Απουσιάζω', headers }))).toBe('note')
    const { conversation: detail } = await open(conversation)
    expect(detail.state).toBe('closed')
    expect(detail.notes.map(({ via }) => via?.kind === 'mail' && via.standing)).toEqual(['automatic'])
    // To a mailbox that belongs to nothing it is nothing.
    expect(
      await post(answerTo(receipt, { text: 'x', headers, references: [], to: 'a@oxzino.example', subject: 'x' })),
    ).toBe('passed')
    await rig.mailed()
    expect(rig.mailbox.mails).toHaveLength(before)
  })

  test('two programs that answer each other end at once; our own mail is nobody’s answer', async () => {
    const { conversation, receipt } = await ticket()
    const own = rig.mailbox.mails.find(({ parsed }) => parsed.messageId === receipt.messageId)!.source
    const count = (await open(conversation)).messages.length
    expect(await post(own)).toBe('own')
    expect(await post(answerTo(receipt, { text: 'x', from: 'support@oxzino.example' }))).toBe('own')
    expect((await open(conversation)).messages).toHaveLength(count)
  })

  test('a mail that bounced is shown where mails that failed are, and can be sent again', async () => {
    const { conversation, receipt, email } = await ticket()
    const report = [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mx.example.com',
      'To: support@oxzino.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <bounce@mx.example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b\r\n\r\nI am sorry.\r\n',
      `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; ${email}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n  no such user\r\n`,
      `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: x\r\nMessage-ID: ${receipt.messageId}\r\nSubject: x\r\n\r\n--b--\r\n`,
    ].join('\r\n')
    // That it is late is no news.
    expect(await post(report.replace('Action: failed', 'Action: delayed').replace('bounce@', 'late@'))).toBe('passed')
    expect(await post(report)).toBe('bounce')
    expect(await post(report)).toBe('bounce')
    const failed = async () =>
      ((await agent.emitWithAck('mail:failed', { conversation })) as { mails: FailedMail[] }).mails
    expect(await failed()).toMatchObject([{ kind: 'ticket-visitor', to: email, error: '550 5.1.1 no such user' }])
    const [{ id }] = (await failed()) as [FailedMail]
    const before = mailsTo(email).length
    await agent.emitWithAck('mail:again', { conversation, mail: id })
    await until(() => mailsTo(email).length === before + 1)
    expect(await failed()).toEqual([])
  })

  test('what belongs to nothing becomes a request where the owner wants it, with its words and an acknowledgement', async () => {
    const { receipt } = await ticket()
    const email = 'stranger@example.com'
    const alone = { references: [], to: 'support@oxzino.example', from: email }
    const raw = answerTo(receipt, { ...alone, subject: 'Ακύρωση', text: 'Θέλω να ακυρώσω.' })
    expect(await post(raw)).toBe('request')
    expect(await post(raw)).toBe('request')
    const [mail] = await until(() => mailsTo(email).length > 0 && mailsTo(email))
    const reference = /[\dA-Z]{3}-[\dA-Z]{4}/.exec(mail!.subject!)![0]
    const { conversation } = (await agent.emitWithAck('ticket:find', { text: reference })) as {
      conversation: { id: string; name: string; locale: string }
    }
    expect(conversation).toMatchObject({ name: 'Μαρία Κ.', locale: 'el' })
    expect((await open(conversation.id)).messages[0]).toMatchObject({
      author: 'visitor',
      text: 'Ακύρωση\n\nΘέλω να ακυρώσω.',
    })
    // Their answer to the acknowledgement goes on there, and so does one to their own mail.
    expect(await post(answerTo(mail!, { text: 'Και κάτι ακόμη' }))).toBe('answer')
    expect((await open(conversation.id)).messages.at(-1)).toMatchObject({ text: 'Και κάτι ακόμη' })
    // Nobody has proved to be this one.
    expect(
      await post(answerTo(receipt, { ...alone, from: 'x@example.com', text: 'x', subject: 'x', results: null })),
    ).toBe('stray')
    await rig.mailed()
    expect(mailsTo('x@example.com')).toEqual([])
  })

  test.each([
    ['windows-1253', Buffer.from([0xca, 0xe1, 0xeb, 0xe7, 0xec, 0xdd, 0xf1, 0xe1, 0x21]), 'Καλημέρα!'],
    ['ISO-8859-7', Buffer.from([0xca, 0xe1, 0xeb, 0xe7, 0xec, 0xdd, 0xf1, 0xe1, 0x21]), 'Καλημέρα!'],
    ['no-such-charset', Buffer.from('plain'), 'plain'],
    ['us-ascii', Buffer.from('Καλημέρα, αν και δεν το λέει'), 'Καλημέρα, αν και δεν το λέει'],
    ['utf-8', Buffer.from([0xce, 0x9a, 0xce, 0xb1, 0xff, 0xce, 0xbb]), 'Κα\uFFFDλ'],
    ['us-ascii', Buffer.from([0xca, 0xe1, 0xeb, 0xe7, 0xec, 0xdd, 0xf1, 0xe1, 0x21]), 'Καλημέρα!'],
    ['iso-8859-1', Buffer.from('Καλημέρα'), 'Καλημέρα'],
    ['iso-8859-1', Buffer.from('Grüße', 'latin1'), 'Grüße'],
  ])('%s is read', async (charset, bytes, wanted) => {
    const { conversation, receipt } = await ticket()
    expect(await post(rawTo(receipt, [`Content-Type: text/plain; charset=${charset}`], bytes))).toBe('answer')
    expect((await open(conversation)).messages.at(-1)!.text).toBe(wanted)
  })

  test('headers in bytes that are named by nobody are read', async () => {
    const { receipt } = await ticket()
    const [own] = answerTo(receipt, { text: '', references: [], to: 'support@oxzino.example' }).split(
      '\r\nMIME-Version',
    )
    const subject = Buffer.from('Subject: Πότε;')
    const from = Buffer.from(`From: "Ελένη Π." <raw${number}@example.com>`)
    const lines = own!
      .split('\r\n')
      .map((line) => (line.startsWith('Subject:') ? subject : line.startsWith('From:') ? from : Buffer.from(line)))
    const head = lines.flatMap((line) => [line, Buffer.from('\r\n')])
    const raw = Buffer.concat([...head, Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\nΈρχεται;\r\n')])
    expect(await post(raw)).toBe('request')
    const [mail] = await until(() => mailsTo(`raw${number}@`).length > 0 && mailsTo(`raw${number}@`))
    const text = /[\dA-Z]{3}-[\dA-Z]{4}/.exec(mail!.subject!)![0]
    const { conversation } = (await agent.emitWithAck('ticket:find', { text })) as {
      conversation: { id: string; name: string }
    }
    expect(conversation.name).toBe('Ελένη Π.')
    expect((await open(conversation.id)).messages[0]!.text).toBe('Πότε;\n\nΈρχεται;')
  })

  test('what the mail server takes for spam is held for it: nobody is called, nothing is answered, nothing is lost', async () => {
    const { conversation, receipt } = await ticket()
    const alone = { references: [], to: 'support@oxzino.example', subject: 'Δώρο' }
    const verdicts = ['X-Spam-Flag: YES', 'X-Spam-Status: Yes, score=9.1', 'X-MS-Exchange-Organization-SCL: 6']
    await rig.mailed()
    const before = rig.mailbox.mails.length
    for (const [n, verdict] of verdicts.entries()) {
      const mail = { ...alone, from: `seller${n}@example.com`, text: `Κερδίσατε ${n}`, headers: [verdict] }
      expect(await post(answerTo(receipt, mail))).toBe('request')
    }
    await rig.mailed()
    expect(rig.mailbox.mails).toHaveLength(before)
    const { conversations } = (await agent.emitWithAck('closed:open', {
      site: 'oxzino',
      spam: true,
      before: null,
    })) as {
      conversations: { id: string; email: string; last: { text: string } }[]
    }
    const held = conversations.filter(({ email }) => email.startsWith('seller'))
    expect(held.map(({ last }) => last.text).toSorted()).toEqual(verdicts.map((_, n) => `Δώρο\n\nΚερδίσατε ${n}`))
    // Who says that it is none has it open, with an address to answer.
    await doAct(agent, { kind: 'spam', on: false }, held[0]!.id)
    expect((await open(held[0]!.id)).conversation).toMatchObject({
      state: 'open',
      isSpam: false,
      email: held[0]!.email,
    })
    // What a sender has written below what the server says counts for nothing; nor does any of it in an answer.
    const headers = ['X-Spam-Flag: NO', 'X-Spam-Flag: YES']
    expect(await post(answerTo(receipt, { ...alone, from: 'no.seller@example.com', text: 'x', headers }))).toBe(
      'request',
    )
    await until(() => mailsTo('no.seller@example.com').length > 0)
    expect(await post(answerTo(receipt, { text: 'Ευχαριστώ', headers: [verdicts[0]!] }))).toBe('answer')
    expect((await open(conversation)).messages.at(-1)).toMatchObject({ text: 'Ευχαριστώ' })
  })

  test('quoted-printable that is broken, NUL, half pairs: what can be read is read', async () => {
    const { conversation, receipt } = await ticket()
    const headers = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable']
    expect(await post(rawTo(receipt, headers, 'good=20morning=ZZ =\r\n=00=ED=A0=80 end='))).toBe('answer')
    const { text } = (await open(conversation)).messages.at(-1)!
    expect(text).toContain('good morning')
    expect(text).not.toMatch(/\0|\p{Surrogate}/u)
  })

  test('no Message-ID, and one Message-ID with two bodies: each is taken, once', async () => {
    const { conversation, receipt } = await ticket()
    const same = '<same@example.com>'
    const mails = [
      answerTo(receipt, { text: 'χωρίς', messageId: null }),
      answerTo(receipt, { text: 'πρώτο', messageId: same }),
      answerTo(receipt, { text: 'δεύτερο', messageId: same }),
    ]
    for (const raw of [...mails, ...mails]) expect(await post(raw)).toBe('answer')
    const { messages } = await open(conversation)
    expect(messages.filter(({ via }) => via).map(({ text }) => text)).toEqual(['χωρίς', 'πρώτο', 'δεύτερο'])
  })

  test('a date in the future, references without end: it is taken, now', async () => {
    const { conversation, receipt } = await ticket()
    const references = [...Array.from({ length: 10_000 }, (_, at) => `<${at}@example.com>`), receipt.messageId!]
    expect(await post(answerTo(receipt, { text: 'x', date: 'Fri, 31 Dec 2099 23:59:59 +0000', references }))).toBe(
      'answer',
    )
    expect((await open(conversation)).messages.at(-1)!.at).toBe(evening)
  })

  test('a header of a megabyte and parts fifty deep are read; what nobody can read is kept as it came', async () => {
    const { conversation, receipt } = await ticket()
    expect(await post(answerTo(receipt, { text: 'μεγάλη', headers: [`X-Long: ${'x'.repeat(1_048_576)}`] }))).toBe(
      'answer',
    )
    const deep = Array.from(
      { length: 50 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    const [first, ...others] = deep.join('').split('\r\n\r\n')
    expect(
      await post(rawTo(receipt, [first!], `${others.join('\r\n\r\n')}Content-Type: text/plain\r\n\r\nβαθιά`)),
    ).toBe('answer')
    expect((await open(conversation)).messages.slice(-2).map(({ text }) => text)).toEqual(['μεγάλη', 'βαθιά'])
    const bottomless = Array.from(
      { length: 400 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    )
    expect(await post(`From: a@example.com\r\n${bottomless.join('')}`)).toBe('unreadable')
    expect((await arrivals()).find(({ outcome }) => outcome === 'unreadable')!.original).not.toBeNull()
  })

  const part = (name: string, type: string, bytes: Buffer | string) =>
    `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )

  test('attachments come in by the rules of files; what does not is named, and is in the original', async () => {
    const { conversation, receipt } = await ticket()
    const body = [
      '--b\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n',
      part('ok.png', 'image/png', png),
      part('run.exe', 'image/png', 'MZ\0\0program'),
      part('winmail.dat', 'application/ms-tnef', '\x78\x9f\x3e\x22'),
      '--b--\r\n',
    ].join('')
    expect(await post(rawTo(receipt, ['Content-Type: multipart/mixed; boundary=b'], body))).toBe('answer')
    const { messages } = await open(conversation)
    const message = messages.at(-1)!
    expect(message.files?.map(({ name }) => name)).toEqual(['ok.png'])
    expect(message.via).toMatchObject({
      left: [
        { name: 'run.exe', why: 'wrong-type' },
        { name: 'winmail.dat', why: 'outlook' },
      ],
    })
    const { mail } = (await agent.emitWithAck('mail:whole', { conversation, writing: message.id })) as {
      mail: { original: { url: string } }
    }
    const original = await fetch(rig.url + mail.original.url)
    expect(original.headers.get('content-type')).toContain('message/rfc822')
    expect(original.headers.get('content-disposition')).toContain('attachment')
    expect(await original.text()).toContain('winmail.dat')
  })

  test.each([
    [
      'an invitation',
      'multipart/alternative; boundary=b',
      `--b\r\nContent-Type: text/plain\r\n\r\nΤην Τρίτη;\r\n--b\r\nContent-Type: text/calendar; method=REQUEST; name=invite.ics\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--b--\r\n`,
      'Την Τρίτη;',
      'invite.ics',
    ],
  ])('%s comes in, and what cannot be shown of it is named', async (_name, type, body, text, name) => {
    const { conversation, receipt } = await ticket()
    expect(await post(rawTo(receipt, [`Content-Type: ${type}`], body))).toBe('answer')
    const message = (await open(conversation)).messages.at(-1)!
    expect(message.text).toContain(text)
    const left = message.via?.kind === 'mail' ? (message.via.left ?? []) : []
    expect([...(message.files ?? []), ...left].map((each) => each.name)).toContain(name)
  })

  test('what unpacks to gigabytes is kept as it came, or named, and unpacked by nobody', async () => {
    const { conversation, receipt } = await ticket()
    const bombs = [
      part('bomb.zip', 'application/zip', zip([['zeros', zeros]])),
      part('nested.zip', 'application/zip', zip([['inner.zip', deflateRawSync(zip([['zeros', zeros]]))]])),
      // What says which kind of document it is, is read before it is kept.
      part(
        'bomb.docx',
        'application/vnd.openxmlformats',
        zip([
          ['[Content_Types].xml', zeros],
          ['word/', empty],
        ]),
      ),
      part('bomb.gz', 'application/gzip', gzipSync(zeros)),
    ]
    const body = ['--b\r\nContent-Type: text/plain\r\n\r\nδείτε\r\n', ...bombs, '--b--\r\n'].join('')
    const began = performance.now()
    expect(await post(rawTo(receipt, ['Content-Type: multipart/mixed; boundary=b'], body))).toBe('answer')
    expect(performance.now() - began).toBeLessThan(3_000)
    const message = (await open(conversation)).messages.at(-1)!
    const left = message.via?.kind === 'mail' ? (message.via.left ?? []) : []
    const names = [...(message.files ?? []), ...left].map((each) => each.name)
    expect(names.toSorted()).toEqual(['bomb.docx', 'bomb.gz', 'bomb.zip', 'nested.zip'])
  })

  test('three hundred attachments: as many as may be, and the others are named', async () => {
    const { conversation, receipt } = await ticket()
    const parts = Array.from({ length: 300 }, (_, at) => part(`${at}.txt`, 'text/plain', `file ${at}`))
    const body = ['--b\r\nContent-Type: text/plain\r\n\r\nall\r\n', ...parts, '--b--\r\n'].join('')
    expect(await post(rawTo(receipt, ['Content-Type: multipart/mixed; boundary=b'], body))).toBe('answer')
    const mailed = (await open(conversation)).messages.filter(({ via }) => via)
    expect(mailed.flatMap(({ files }) => files ?? [])).toHaveLength(20)
    expect(mailed.map(({ text }) => text)).toEqual(['all', '', '', ''])
    expect(mailed[0]!.via).toMatchObject({
      left: expect.arrayContaining([{ name: '+260', why: 'too-many-files' }]) as unknown,
    })
  }, 60_000)

  test('a mail of sixty megabytes is refused to who posts it', async () => {
    expect(await post(Buffer.alloc(60_000_000, 'x'))).toBe('too-long')
  })
})
