// Mails that bounced, as mail servers of the world say so in prose: shown at what bounced, and nothing automatic goes
// to that address until somebody says that it is right; on both databases.

import type { ParsedMail } from 'mailparser'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FailedMail } from '../protocol/mail.ts'
import { databases } from './databases.ts'
import { answerTo, inboundSites, takenAs } from './mails.ts'
import { plainBrowser } from './plainBrowser.ts'
import { doAct, evening, form, newId, openAt, openDesk, type Rig, startRig, until } from './rig.ts'

/** What a bounce is made of. */
interface About {
  to: string
  mail: ParsedMail
}
interface Bounce {
  from: string
  subject: string
  headers?: (about: About) => string[]
  body: (about: About) => string
  error: RegExp
}
const copyOf = ({ mail, to }: About) =>
  `Return-Path: <support@oxzino.example>\nReceived: from chat (10.0.0.1)\nFrom: OX Zino <support@oxzino.example>\nTo: ${to}\nSubject: ${mail.subject}\nMessage-ID: ${mail.messageId}\n\n${mail.text?.slice(0, 80)}`

const programs: Record<string, Bounce> = {
  qmail: {
    from: 'MAILER-DAEMON@mx.example.com',
    subject: 'failure notice',
    body: (about) =>
      `Hi. This is the qmail-send program at mx.example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${about.to}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${copyOf(about)}`,
    error: /no mailbox here by that name\. \(#5\.1\.1\)/,
  },
  Exim: {
    from: 'Mailer-Daemon@mx.example.com',
    subject: 'Mail delivery failed: returning message to sender',
    headers: ({ to }) => [`X-Failed-Recipients: ${to}`, 'Auto-Submitted: auto-replied'],
    body: (about) =>
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${about.to}\n    host mx.example.com [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<${about.to}>:\n    550 5.1.1 User unknown\n\n------ This is a copy of the message, including all the headers. ------\n\n${copyOf(about)}`,
    error: /550 5\.1\.1 User unknown/,
  },
  'Postfix of old': {
    from: 'MAILER-DAEMON@mx.example.com',
    subject: 'Undelivered Mail Returned to Sender',
    body: (about) =>
      `This is the Postfix program at host mx.example.com.\n\nI'm sorry to have to inform you that the message returned\nbelow could not be delivered to one or more destinations.\n\n<${about.to}>: unknown user: "nobody"\n\n${copyOf(about)}`,
    error: /^unknown user: "nobody"$/,
  },
  Sendmail: {
    from: 'MAILER-DAEMON@mx.example.com',
    subject: 'Returned mail: see transcript for details',
    body: (about) =>
      `The original message was received at Wed, 25 Nov 2026\n\n   ----- The following addresses had permanent fatal errors -----\n<${about.to}>\n    (reason: 550 5.1.1 <${about.to}>... User unknown)\n\n   ----- Transcript of session follows -----\n\n${copyOf(about)}`,
    error: /550 5\.1\.1/,
  },
  'Exchange of old, with nothing but the subject': {
    from: 'postmaster@firm.example',
    subject: 'Undeliverable: a mail',
    body: ({ to, mail }) =>
      `Your message\n\n  To:      ${to}\n  Subject: ${mail.subject}\n  Sent:    Wed, 25 Nov 2026 20:01:00 +0200\n\ndid not reach the following recipient(s):\n\n${to} on Wed, 25 Nov 2026\n    The recipient name is not recognized\n    #550 5.1.1 RESOLVER.ADR.RecipNotFound##\n`,
    error: /550 5\.1\.1/,
  },
  'Exchange, in Greek': {
    from: 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firm.example',
    subject: 'Μη παραδοτέο: ένα email',
    headers: ({ mail }) => [`In-Reply-To: ${mail.messageId}`, 'X-MS-Exchange-Message-Is-Ndr:'],
    body: ({ to }) =>
      `Η παράδοση απέτυχε σε αυτούς τους παραλήπτες ή ομάδες:\n\n${to}\nΗ διεύθυνση ηλεκτρονικού ταχυδρομείου που πληκτρολογήσατε δεν βρέθηκε.\n\nΔιαγνωστικές πληροφορίες για διαχειριστές:\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n`,
    error: /550 5\.1\.10/,
  },
  Gmail: {
    from: 'mailer-daemon@googlemail.com',
    subject: 'Delivery Status Notification (Failure)',
    headers: ({ to, mail }) => [`X-Failed-Recipients: ${to}`, `References: ${mail.messageId}`],
    body: ({ to }) =>
      `** Address not found **\n\nYour message wasn't delivered to ${to} because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n`,
    error: /550 5\.1\.1 The email account/,
  },
  'Gmail, in Greek': {
    from: 'mailer-daemon@googlemail.com',
    subject: 'Delivery Status Notification (Failure)',
    headers: ({ to, mail }) => [`X-Failed-Recipients: ${to}`, `In-Reply-To: ${mail.messageId}`],
    body: ({ to }) =>
      `** Η διεύθυνση δεν βρέθηκε **\n\nΤο μήνυμά σας δεν παραδόθηκε στη διεύθυνση ${to} επειδή η διεύθυνση δεν ήταν δυνατό να βρεθεί.\n\nΗ απάντηση ήταν:\n550 5.1.1 user unknown\n`,
    error: /550 5\.1\.1/,
  },
  Yahoo: {
    from: 'mailer-daemon@yahoo.com',
    subject: 'Failure Notice',
    body: (about) =>
      `Sorry, we were unable to deliver your message to the following address.\n\n<${about.to}>:\n554: delivery error: dd This user doesn't have a yahoo.com account\n\n--- Below this line is a copy of the message.\n\n${copyOf(about)}`,
    error: /554: delivery error/,
  },
  'a Greek provider': {
    from: 'postmaster@otenet.gr',
    subject: 'Αποτυχία παράδοσης μηνύματος',
    body: (about) =>
      `Δεν ήταν δυνατή η παράδοση του μηνύματός σας στον παραλήπτη:\n\n  ${about.to}\n\nΑιτία: 550 άγνωστος χρήστης\n\nΑκολουθεί το αρχικό μήνυμα:\n\n${copyOf(about)}`,
    error: /550 άγνωστος χρήστης/,
  },
}

/** Of the same servers, and no mail has failed for good. */
const others: Record<string, [from: string, subject: string, body: (about: About) => string]> = {
  'it may arrive yet': [
    'Mailer-Daemon@mx.example.com',
    'Warning: message delayed 24 hours',
    (about) =>
      `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients. No action is required, delivery attempts will continue for some time.\n\n${copyOf(about)}`,
  ],
  'Gmail tries on': [
    'mailer-daemon@googlemail.com',
    'Delivery Status Notification (Delay)',
    (about) =>
      `** Delivery incomplete **\nThere was a temporary problem delivering your message to ${about.to}. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\n\n${copyOf(about)}`,
  ],
  'it tries on, in Greek': [
    'postmaster@otenet.gr',
    'Καθυστέρηση παράδοσης',
    (about) =>
      `Δεν ήταν δυνατή η παράδοση ακόμη στον ${about.to}. Ο διακομιστής θα συνεχίσει τις προσπάθειες.\n\n${copyOf(about)}`,
  ],
  'of a mail that is not ours': [
    'MAILER-DAEMON@mx.example.com',
    'failure notice',
    ({ to }) =>
      `I wasn't able to deliver your message to the following addresses.\n\n<${to}>:\nno such user\n\nMessage-ID: <not-ours@elsewhere.example>\nSubject: something else\n`,
  ],
}

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
  let email = ''
  beforeEach(() => void (email = `visitor${++number}@example.com`))

  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(desk, conversation)
  const post = (raw: string) => takenAs(rig.url, raw)
  const failed = async (conversation: string) =>
    ((await desk.emitWithAck('mail:failed', { conversation })) as { mails: FailedMail[] }).mails
  const request = async (sent = form(email)) => (await rig.post('/tickets/oxzino', sent)).body as unknown as Asked
  interface Asked {
    conversation: string
    ticket: { reference: string }
  }
  /** A ticket that was answered, and the answer as it left. */
  async function answered() {
    const { conversation, ticket } = await request()
    await until(() => mailsTo(email)[0])
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Η απάντησή μας' })
    const mail = await until(() => mailsTo(email).find(({ text }) => text?.includes('Η απάντησή μας')))
    await rig.mailed()
    return { conversation, mail, reference: ticket.reference }
  }
  const raw = (from: string, subject: string, body: string, headers: string[] = []) =>
    [
      'Return-Path: <>',
      `From: ${from}`,
      'To: support@oxzino.example',
      `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <${newId()}@mx.example.com>`,
      ...headers,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(body).toString('base64'),
      '',
    ].join('\r\n')

  test.each(Object.entries(programs))('a bounce of %s is shown at the mail that bounced', async (_program, bounce) => {
    const { conversation, mail } = await answered()
    const about = { to: email, mail }
    const { from, subject, body, headers, error } = bounce
    const sent = raw(from, subject, body(about), headers?.(about))
    for (const again of [1, 2]) expect([again, await post(sent)]).toEqual([again, 'bounce'])
    const { messages, conversation: detail } = await open(conversation)
    const { seq } = messages.find(({ text }) => text === 'Η απάντησή μας')!
    expect(await failed(conversation)).toMatchObject([{ kind: 'ticket-reply', to: email, seq }])
    expect((await failed(conversation))[0]!.error).toMatch(error)
    expect(detail).toMatchObject({ bounced: email, failedMails: 1 })
    expect(JSON.stringify([messages, detail.notes])).not.toMatch(/5\.1\.1/)
  })

  test.each(Object.entries(others))('no bounce: %s', async (_why, [from, subject, body]) => {
    const { conversation, mail } = await answered()
    expect(['note', 'passed']).toContain(await post(raw(from, subject, body({ to: email, mail }))))
    expect(await failed(conversation)).toEqual([])
    expect((await open(conversation)).conversation.bounced).toBeNull()
  })

  test('a person who tells of a bounce is heard', async () => {
    const { conversation, mail } = await answered()
    const { body } = programs['qmail']!
    expect(await post(answerTo(mail, { text: `Μου ήρθε αυτό:\n\n${body({ to: 'x@example.com', mail })}` }))).toBe(
      'answer',
    )
    expect(await failed(conversation)).toEqual([])
  })

  test('nothing automatic goes where mails do not arrive, until somebody says that it is right; answers go', async () => {
    const { conversation, mail, reference } = await answered()
    const { from, subject, body } = programs['qmail']!
    await post(raw(from, subject, body({ to: email, mail })))
    const before = mailsTo(email).length
    // Another request, the code of a page, that it is closed: none of it is mailed, in whatever spelling.
    const other = await request(form(email.replace('@', '+x@').toUpperCase()))
    expect((await open(other.conversation)).conversation.heldBack).toBe('bounced')
    await plainBrowser(() => rig.url).send(`/t/${reference}`, { do: 'send-code', email }, { origin: rig.url })
    await doAct(desk, { kind: 'close' }, conversation)
    await doAct(desk, { kind: 'reopen' }, conversation)
    await rig.mailed()
    expect(mailsTo(email)).toHaveLength(before)
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Με το χέρι' })
    await until(() => mailsTo(email).length === before + 1)
    expect(await doAct(desk, { kind: 'reachable', address: email }, conversation)).toMatchObject({ refused: [] })
    expect((await open(conversation)).conversation.bounced).toBeNull()
    await plainBrowser(() => rig.url).send(`/t/${reference}`, { do: 'send-code', email }, { origin: rig.url })
    await until(() => mailsTo(email).length === before + 2)
  })

  test('an address that the mail server itself refuses is marked; a mail of another that it refuses is not', async () => {
    const { conversation } = await request()
    await until(() => mailsTo(email)[0])
    await rig.mailed()
    rig.mailbox.refuse(550)
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Δεν φτάνει' })
    await until(async () => (await open(conversation)).conversation.failedMails === 1)
    rig.mailbox.refuse(null)
    expect((await open(conversation)).conversation.bounced).toBe(email)
    // It is sent again by somebody who knows better, or goes to another address.
    const [{ id }] = (await failed(conversation)) as [FailedMail]
    await desk.emitWithAck('mail:again', { conversation, mail: id })
    await until(() => mailsTo(email).some(({ text }) => text?.includes('Δεν φτάνει')))
    expect((await open(conversation)).conversation.bounced).toBeNull()
  })
})
