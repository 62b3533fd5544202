// What the team answers from their own mail program: it goes to the visitor as theirs, or comes back where a colleague
// has answered meanwhile; and nobody else speaks for the team.

import { type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { agent as eleni, colleague as nikos } from './accounts.ts'
import { type Answer, answerTo, inboundSites, takenAs } from './mails.ts'
import { doAct, evening, form, newId, next, openAt, type Rig, startRig, until } from './rig.ts'
import { databases } from './databases.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  beforeAll(async () => {
    rig = await startRig(evening, { sites: inboundSites({ plus: true }), on: await makeOne() })
    desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
  })
  afterAll(() => rig.stop())
  let number = 0
  let email = ''
  beforeEach(() => void (email = `visitor${++number}@example.com`))

  const proven = 'mx.oxzino.example; dkim=pass header.d=oxzino.example; dmarc=pass header.from=oxzino.example'
  const post = (raw: string) => takenAs(rig.url, raw)
  const mailsTo = (address: string) => rig.mailbox.to(address)
  const open = (conversation: string) => openAt(desk, conversation)
  /** A ticket, and the note of it that the team has. */
  async function ticket() {
    const sent = form(email)
    const { body } = await rig.post('/tickets/oxzino', sent)
    const { conversation } = body as unknown as { conversation: string }
    const note = await until(() => mailsTo('support@').find(({ text }) => text?.includes(email)))
    await until(() => mailsTo(email).length === 1)
    return { conversation, note, secret: sent.secret }
  }
  /** Mails that wait to say that it is closed. */
  const closingMails = (conversation: string) =>
    rig.store.db
      .selectFrom('mail')
      .select('mail.kind')
      .innerJoin('conversation', 'conversation.key', 'mail.conversation')
      .where('conversation.id', '=', conversation)
      .where('mail.kind', '=', 'closing')
      .where('mail.sentAt', 'is', null)
      .execute()
  const answer = (mail: ParsedMail, text: string, more: Partial<Answer> = {}) =>
    answerTo(mail, { text, from: nikos.email, results: proven, ...more })

  test('an agent who answers the team’s mail answers the visitor, as themselves', async () => {
    const { conversation, note } = await ticket()
    expect(note.replyTo?.text).toMatch(/^support\+[2-9A-Z]{7}\.[a-z2-7]{16}@oxzino\.example$/)
    const raw = answer(note, 'Σας το στέλνω αύριο.\n\nΣτις 25/11/2026 20:00, Shop έγραψε:\n> Νέο αίτημα')
    for (const again of [1, 2]) expect(await post(raw), String(again)).toBe('reply')
    await until(() => mailsTo(email).length === 2)
    const mail = mailsTo(email)[1]!
    expect(mail.text).toContain('Σας το στέλνω αύριο.')
    expect(mail.text).toContain(nikos.name)
    expect(mail.text).not.toContain('Νέο αίτημα')
    expect(`${mail.text}${mail.html}${JSON.stringify([...mail.headers])}`).not.toContain(nikos.email)
    const { messages, conversation: detail } = await open(conversation)
    const said = messages.filter(({ author }) => author === 'agent')
    expect(said.map(({ text, by }) => [text, by?.name])).toEqual([['Σας το στέλνω αύριο.', nikos.name]])
    expect(detail).toMatchObject({ assignee: { name: nikos.name }, ticket: { state: 'waiting' } })
    // What is closed is open again by it.
    await doAct(desk, { kind: 'close' }, conversation)
    expect(await closingMails(conversation)).toHaveLength(1)
    expect(await post(answer(note, 'Και κάτι ακόμη'))).toBe('reply')
    expect((await open(conversation)).conversation.state).toBe('open')
    expect(await closingMails(conversation)).toEqual([])
    await doAct(desk, { kind: 'spam', on: true }, conversation)
    expect(await post(answer(note, 'Δεν ήταν ανεπιθύμητο'))).toBe('reply')
    expect((await open(conversation)).conversation).toMatchObject({ state: 'open', isSpam: false })
  })

  test('where a colleague has answered meanwhile it comes back, with what they wrote; the next answer goes', async () => {
    const { conversation, note } = await ticket()
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Το έστειλα ήδη.' })
    await until(() => mailsTo(email).length === 2)
    const raw = answer(note, 'Δεν γίνεται.')
    for (const again of [1, 2]) expect(await post(raw), String(again)).toBe('returned')
    const back = await until(() => mailsTo(nikos.email).at(-1))
    expect(back.text).toMatch(/Ελένη Παππά[^]*Το έστειλα ήδη\.[^]*Δεν γίνεται\./)
    expect(back.headers.get('auto-submitted')).toBe('auto-replied')
    expect(back.inReplyTo).toBe((await simpleParser(raw)).messageId)
    const { messages, conversation: detail } = await open(conversation)
    expect(JSON.stringify(messages)).not.toContain('Δεν γίνεται.')
    expect(detail.notes.map(({ text, by }) => [text, by.name])).toEqual([['Δεν γίνεται.', nikos.name]])
    // Whoever has read it knows what the colleague wrote.
    expect(await post(answer(back, 'Συμπληρώνω: και με κούριερ.'))).toBe('reply')
    await until(() => mailsTo(email).length === 3)
    expect(mailsTo(email)[2]!.text).toContain('Συμπληρώνω: και με κούριερ.')
    await rig.mailed()
    expect(mailsTo(nikos.email)).toHaveLength(1)
  })

  test('nobody else speaks for the team: what is not proven, a viewer, an agent of another site, the mailbox itself', async () => {
    const { conversation, note } = await ticket()
    const change = (set: { role?: string; sites?: string | null }) =>
      rig.store.db.updateTable('user').set(set).where('email', '=', nikos.email).execute()
    expect(await post(answer(note, 'ψέμα 1', { results: null }))).toBe('note')
    const others = 'mx.oxzino.example; dkim=pass header.d=evil.example; dmarc=fail header.from=oxzino.example'
    expect(await post(answer(note, 'ψέμα 2', { results: others }))).toBe('note')
    await change({ role: 'viewer' })
    expect(await post(answer(note, 'ψέμα 3'))).toBe('note')
    await change({ role: 'agent', sites: '["elsewhere"]' })
    expect(await post(answer(note, 'ψέμα 4'))).toBe('note')
    await change({ sites: null })
    expect(await post(answer(note, 'ψέμα 5', { from: 'support@oxzino.example' }))).toBe('note')
    // An absence is no answer.
    expect(await post(answer(note, 'ψέμα 6', { headers: ['Auto-Submitted: auto-replied'] }))).toBe('note')
    const { messages, conversation: detail } = await open(conversation)
    expect(JSON.stringify(messages)).not.toContain('ψέμα')
    expect(detail.notes.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5, 6].map((at) => `ψέμα ${at}`))
    await rig.mailed()
    expect(mailsTo(email)).toHaveLength(1)
  })

  test('an agent’s own request is theirs: what they answer to its acknowledgement is the visitor’s word', async () => {
    email = eleni.email
    const { conversation } = await ticket()
    expect(await post(answer(mailsTo(email)[0]!, 'Ευχαριστώ', { from: email }))).toBe('answer')
    expect((await open(conversation)).messages.at(-1)).toMatchObject({ author: 'visitor', text: 'Ευχαριστώ' })
  })

  const quote = (mail: ParsedMail) =>
    mail
      .text!.trimEnd()
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')
  const said = 'Στις 25/11/2026 20:00, OX Zino έγραψε:'
  const inGmail = (mail: ParsedMail, own: string) =>
    `<div dir="ltr">${own}</div><br><div class="gmail_quote"><div class="gmail_attr">${said}</div><blockquote class="gmail_quote">${mail.html as string}</blockquote></div>`
  /** What an agent is told who has mailed this. */
  const cameBack = (raw: string) =>
    until(() => mailsTo(nikos.email).find(({ inReplyTo }) => raw.includes(`Message-ID: ${inReplyTo}`)))
  const headOf = (mail: ParsedMail) =>
    `Από: OX Zino <support@oxzino.example>\nΑποστολή: Τετάρτη, 25 Νοεμβρίου 2026 8:00 μμ\nΠρος: Νίκος\nΘέμα: ${mail.subject}`

  test.each<[string, (mail: ParsedMail) => string | { html: string }]>([
    ['the quote alone', (mail) => `\n\n${said}\n${quote(mail)}`],
    ['the quote alone in HTML', (mail) => ({ html: inGmail(mail, '<br>') })],
    ['a signature alone', () => '-- \nΝίκος\nOX Zino'],
    ['a signature and the quote', (mail) => `-- \nΝίκος\nOX Zino\n\n${said}\n${quote(mail)}`],
    ['a telephone’s line and the quote', (mail) => `Στάλθηκε από το iPhone μου\n\n${quote(mail)}`],
    [
      'a signature in HTML and the quote',
      (mail) => ({ html: inGmail(mail, '<div class="gmail_signature">Νίκος, OX Zino</div>') }),
    ],
    ['what Outlook quotes in Greek', (mail) => `\n${headOf(mail)}\n\n${mail.text}`],
    [
      'what is forwarded',
      (mail) => `Για δες\n\n---------- Forwarded message ---------\n${headOf(mail)}\n\n${mail.text}`,
    ],
    [
      'what is forwarded in HTML',
      (mail) => ({
        html: `<div>Για δες</div><div class="gmail_quote"><div class="gmail_attr">---------- Προωθημένο μήνυμα ---------<br>Από: x</div>${mail.html as string}</div>`,
      }),
    ],
    ['a quote that no program marks', (mail) => `Ναι.\n\nOX Zino napisał(a):\n${mail.text}`],
  ])('no visitor is sent what an agent mails with %s: it comes back', async (_name, write) => {
    const { conversation, note } = await ticket()
    const written = write(note)
    const raw =
      typeof written === 'string'
        ? answer(note, written)
        : answer(note, written.html).replace('Content-Type: text/plain', 'Content-Type: text/html')
    for (const again of [1, 2]) expect(await post(raw), String(again)).toBe('returned')
    const back = await cameBack(raw)
    expect(back.text).toContain('δεν ξεχωρίζουμε τα δικά σας λόγια')
    const { messages, conversation: detail } = await open(conversation)
    expect(messages.filter(({ author }) => author === 'agent')).toEqual([])
    expect(detail.notes.map(({ by }) => by.name)).toEqual([nikos.name])
    await rig.mailed()
    expect(mailsTo(email)).toHaveLength(1)
    expect(await post(answer(back, `Ναι, αύριο.\n\n${said}\n${quote(back)}`))).toBe('reply')
    await until(() => mailsTo(email).length === 2)
    expect(mailsTo(email)[1]!.text).not.toContain('δεν στάλθηκε')
  })

  test('of a quote that is answered piece by piece the visitor is sent their own words alone', async () => {
    const { conversation, note } = await ticket()
    const [first, ...facts] = quote(note).split('\n')
    const text = `Γεια σας.\n\n${said}\n${first}\n\nΝαι, γίνεται.\n\n${facts.join('\n')}\n\nΝίκος`
    expect(await post(answer(note, text))).toBe('reply')
    const { messages } = await open(conversation)
    expect(messages.at(-1)!.text).toBe(`Γεια σας.\n\n${first}\n\nΝαι, γίνεται.\n\nΝίκος`)
    // In HTML, Gmail parts the quote where it is answered.
    const whole = inGmail(note, 'Γεια').replace('</blockquote>', '</blockquote><div>Και στο τέλος.</div>')
    const html = answer(note, whole).replace('Content-Type: text/plain', 'Content-Type: text/html')
    expect(await post(html)).toBe('reply')
    expect((await open(conversation)).messages.at(-1)!.text).toMatch(/^Γεια\n[^]*Και στο τέλος\.$/)
    for (const mail of mailsTo(email)) expect(mail.text).not.toMatch(/console|κονσόλα|Περιβάλλον/)
  })

  test.each(['Automatic reply: [K7M-4PX9]', 'Αυτόματη απάντηση: Νέο αίτημα', 'Εκτός γραφείου: Νέο αίτημα'])(
    'an absence that says so in its subject alone is nobody’s answer: %s',
    async (subject) => {
      const { conversation, note } = await ticket()
      expect(await post(answer(note, 'Λείπω έως τη Δευτέρα.', { subject }))).toBe('note')
      expect((await open(conversation)).messages.filter(({ author }) => author === 'agent')).toEqual([])
      await rig.mailed()
      expect(mailsTo(email)).toHaveLength(1)
    },
  )

  test('what came with a mail and was left out is said once, however many messages its files make', async () => {
    const { conversation, note } = await ticket()
    const parts = Array.from(
      { length: 8 },
      (_, at) =>
        `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${at}.txt"\r\n\r\n${at}\r\n`,
    )
    const [head] = answer(note, '').split('\r\nContent-Type')
    const exe =
      '--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="run.exe"\r\n\r\nMZ\0\0\r\n'
    const raw = `${head}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}${exe}--b--\r\n`
    expect(await post(raw)).toBe('returned')
    const { notes } = (await open(conversation)).conversation
    const left = notes.map(({ via }) => (via?.kind === 'mail' ? (via.left ?? []).map(({ name }) => name) : null))
    expect(left).toEqual([['run.exe'], []])
  })

  test('what a colleague answered in the conversation that it goes on in is seen by nobody who answers the merged one', async () => {
    const { conversation, note, secret } = await ticket()
    // More is said here than where it goes on.
    for (const text of ['1', '2', '3', '4'])
      expect(await post(answerTo(mailsTo(email)[0]!, { text })), text).toBe('answer')
    await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Ναι.' })
    const raw = answer(note, 'Όχι.')
    expect(await post(raw)).toBe('returned')
    const back = await cameBack(raw)
    rig.clock.now += 120_000
    const { body } = await rig.post('/tickets/oxzino', { ...form(email), secret })
    const { conversation: into } = body as unknown as { conversation: string }
    await desk.emitWithAck('message:send', { conversation: into, id: newId(), text: 'Έγινε.' })
    expect(await doAct(desk, { kind: 'merge', into }, conversation)).toMatchObject({ refused: [] })
    const late = answer(back, 'Δεν γίνεται.')
    expect(await post(late)).toBe('returned')
    expect((await cameBack(late)).text).toContain('Έγινε.')
  })
})
