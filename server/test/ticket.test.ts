// Outside business hours: from the form to the two mails, and what is refused.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { evening, form, newId, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(evening)
})
afterAll(() => rig.stop())

const mailsTo = (address: string) => rig.mailbox.to(address)

test('the form makes a ticket once, and two mails', async () => {
  const sent = form()
  const first = await rig.post('/tickets/oxzino', sent)
  expect(await rig.post('/tickets/oxzino', sent)).toEqual(first)
  const { ticket } = first.body as unknown as { ticket: { reference: string; answerBy: number } }
  expect(ticket.answerBy).toBe(evening + 48 * 3_600_000)

  const [team] = await until(() => mailsTo('support@').length > 0 && mailsTo('support@'))
  expect(team!.subject).toBe(`[${ticket.reference}] Νέο αίτημα: Πληρωμές & Τιμολόγηση`)
  expect(team!.replyTo?.text).toBe('maria.k@example.com')
  expect(team!.text).toContain(sent.text)
  expect(team!.text).toContain('Αναζήτησε: κωδικός')

  const [visitor] = await until(() => mailsTo('maria.k').length > 0 && mailsTo('maria.k'))
  expect(visitor!.text).toContain(ticket.reference)
  expect(visitor!.text).toContain('Παρασκευή 27 Νοεμβρίου, 20:00')
  expect(visitor!.text).toContain('Ανοίγουμε αύριο στις 9:00')
  expect(`${visitor!.text}${visitor!.html}`).not.toMatch(/Μαρία|επωνυμία/)
  expect(visitor!.headers.get('auto-submitted')).toBe('auto-replied')
  await rig.mailed()
  expect(rig.mailbox.mails).toHaveLength(2)
})

test('an address gets three automatic mails an hour, and every ticket is made', async () => {
  for (let times = 0; times < 5; times++)
    expect((await rig.post('/tickets/oxzino', form('often@example.com'))).body.ok).toBe(true)
  await rig.mailed()
  expect(mailsTo('often@')).toHaveLength(3)
})

test('a reference is found in any spelling, and one wrong character is said to be one', async () => {
  const rig = await startRig(evening)
  try {
    const { body } = await rig.post('/tickets/oxzino', form())
    const { reference } = (body as unknown as { ticket: { reference: string } }).ticket
    const { cookie } = await rig.signIn()
    const agent = rig.agent(cookie)
    const find = (text: string) =>
      agent.emitWithAck('ticket:find', { text }) as Promise<{
        ok: boolean
        error?: string
        conversation?: { ticket: { reference: string } }
      }>
    const greek = reference.replaceAll(/[AEHKMNPTX]/g, (letter) => 'ΑΕΗΚΜΝΡΤΧ'['AEHKMNPTX'.indexOf(letter)]!)
    for (const typed of [
      reference,
      reference.toLowerCase(),
      reference.replace('-', ''),
      greek,
      ` ${reference.replace('-', ' ')} `,
    ])
      expect((await find(typed)).conversation?.ticket.reference).toBe(reference)
    const wrong = (reference.startsWith('2') ? '3' : '2') + reference.slice(1)
    expect(await find(wrong)).toMatchObject({ ok: false, error: 'mistyped' })
    expect(await find('hello')).toMatchObject({ ok: false, error: 'unknown-conversation' })
  } finally {
    await rig.stop()
  }
})

test("an agent's reply to a ticket arrives as one mail in the visitor's thread", async () => {
  const rig = await startRig(evening)
  try {
    const { body } = await rig.post('/tickets/oxzino', form('anna@example.com'))
    const { conversation, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    const mine = () =>
      rig.mailbox.mails
        .filter(({ parsed }) => [parsed.to].flat()[0]?.text === 'anna@example.com')
        .map(({ parsed }) => parsed)
    await until(() => mine().length === 1)
    const { cookie } = await rig.signIn()
    const agent = rig.agent(cookie)
    const reply = { conversation, id: newId(), text: 'Το τιμολόγιο είναι έτοιμο.' }
    for (const again of [1, 2])
      expect(await agent.emitWithAck('message:send', reply), String(again)).toMatchObject({ ok: true })
    await until(() => mine().length === 2)
    const second = { ...reply, id: newId(), text: 'Σας το στείλαμε.' }
    await agent.emitWithAck('message:send', second)
    await until(() => mine().length === 3)
    const [first, answer, next] = mine()
    expect(answer!.text).toContain('Το τιμολόγιο είναι έτοιμο.\n\nΕλένη Παππά, OX Zino')
    expect(answer!.subject).toBe(`Re: ${first!.subject}`)
    expect(answer!.subject).toContain(ticket.reference)
    expect(answer!.inReplyTo).toBe(first!.messageId)
    expect(next!.inReplyTo).toBe(answer!.messageId)
    expect(next!.references).toEqual([first!.messageId, answer!.messageId])
    expect(answer!.replyTo?.text).toBe('support@oxzino.example')
  } finally {
    await rig.stop()
  }
})
