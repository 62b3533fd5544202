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

test.each([
  ['an address without a dot', { email: 'maria@example' }, 400, 'bad-email'],
  ['an address that would end a header', { email: 'a@b.example\nBcc: x@y.example' }, 400, 'bad-email'],
  ['an empty message', { text: ' ' }, 400, 'empty'],
  ['a malformed form', { secret: 'short' }, 400, 'malformed'],
])('%s is refused', async (_, wrong, status, error) => {
  expect(await rig.post('/tickets/oxzino', { ...form(), ...wrong })).toMatchObject({ status, body: { error } })
})

test('a form of a foreign origin, of none, or for an unknown site is refused', async () => {
  expect(await rig.post('/tickets/oxzino', form(), 'https://evil.example')).toMatchObject({ status: 403 })
  expect(await rig.post('/tickets/oxzino', form(), null)).toMatchObject({ status: 403 })
  expect(await rig.post('/tickets/nobody', form())).toMatchObject({ status: 404, body: { error: 'unknown-site' } })
})

test('a body over the limit never reaches the parser', async () => {
  const body = { ...form(), text: 'x'.repeat(40_000) }
  expect(await rig.post('/tickets/oxzino', body)).toMatchObject({ status: 413, body: { error: 'too-long' } })
})
