// Outside business hours: from the form to the two mails, and what is refused.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { evening, form, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(evening)
})
afterAll(() => rig.stop())

const mailsTo = (address: string) =>
  rig.mailbox.mails.filter(({ parsed }) => [parsed.to].flat()[0]?.text.includes(address)).map(({ parsed }) => parsed)

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
  expect(rig.mailbox.mails).toHaveLength(2)
})

test('an address gets three automatic mails an hour, and every ticket is made', async () => {
  for (let times = 0; times < 5; times++) expect((await rig.post('/tickets/oxzino', form('often@example.com'))).body.ok).toBe(true)
  await until(() => mailsTo('support@').length >= 6)
  expect(mailsTo('often@')).toHaveLength(3)
})

test('a reference is found in any spelling, and one wrong character is said to be one', async () => {
  const rig = await startRig(evening)
  try {
    const { body } = await rig.post('/tickets/oxzino', form())
    const { reference } = (body as unknown as { ticket: { reference: string } }).ticket
    const { cookie } = await rig.signIn()
    const agent = rig.agent(cookie)
    const find = (text: string) => agent.emitWithAck('ticket:find', { text }) as Promise<{ ok: boolean; error?: string; conversation?: { ticket: { reference: string } } }>
    const greek = reference.replaceAll(/[AEHKMNPTX]/g, (letter) => 'ΑΕΗΚΜΝΡΤΧ'['AEHKMNPTX'.indexOf(letter)]!)
    for (const typed of [reference, reference.toLowerCase(), reference.replace('-', ''), greek, ` ${reference.replace('-', ' ')} `])
      expect((await find(typed)).conversation?.ticket.reference).toBe(reference)
    const wrong = (reference.startsWith('2') ? '3' : '2') + reference.slice(1)
    expect(await find(wrong)).toMatchObject({ ok: false, error: 'mistyped' })
    expect(await find('hello')).toMatchObject({ ok: false, error: 'unknown-conversation' })
  } finally {
    await rig.stop()
  }
})
