// What strangers write goes into mails, to a real SMTP server, as what it says and never as a header, a recipient or an
// end.

import type { ParsedMail } from 'mailparser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { context, evening, form, newId, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig(evening)
})
afterEach(() => rig.stop())

const to = (address: string) => rig.mailbox.to(address)
const headersOf = (mail: ParsedMail) => [...mail.headers.keys()]

test('line ends and very long names make no header, no recipient and no second mail', async () => {
  const evil = '\r\nBcc: evil@example.com\r\nX-Evil: 1\r\n\r\n.\r\nMAIL FROM:<evil@example.com>\r\n'
  const plain = form('plain@example.com')
  expect((await rig.post('/tickets/oxzino', plain)).body.ok).toBe(true)
  await until(() => to('support@').length === 1)
  const [before] = to('support@')
  const given = {
    ...form('anna@example.com'),
    name: `Άννα${evil}`,
    text: `Γεια${evil}τέλος`,
    context: { ...context, page: { ...context.page, title: `Τιμές${evil}` } },
  }
  expect((await rig.post('/tickets/oxzino', given)).body.ok).toBe(true)
  await until(() => to('support@').length === 2 && to('anna@').length === 1)
  for (const mail of [to('support@')[1]!, to('anna@')[0]!]) {
    expect(headersOf(mail).filter((name) => /bcc|x-evil|^cc$/.test(name))).toEqual([])
    expect([mail.to].flat()).toHaveLength(1)
  }
  expect(headersOf(to('support@')[1]!)).toEqual(headersOf(before!))
  expect(to('support@')[1]!.text).toMatch(/Γεια[^]*MAIL FROM[^]*τέλος/)
  await rig.mailed()
  expect(rig.mailbox.mails).toHaveLength(4)
  const long = await rig.post('/tickets/oxzino', { ...form('long@example.com'), name: 'Ν'.repeat(10_000) })
  expect(long.body.ok).toBe(false)
  await rig.mailed()
  expect(rig.mailbox.mails).toHaveLength(4)
})

test('a copy of 10,000 messages has the latest 1,000, says how many were before them, and holds nobody up', async () => {
  const visitor = rig.visitor()
  const { conversation } = (await visitor.emitWithAck('conversation:start', {
    id: newId(),
    message: { id: newId(), text: 'γραμμή 1.' },
    context,
  })) as { conversation: { id: string; lastSeq: number } }
  const { db } = rig.store
  const whose = { sub: '7', email: 'vouched@example.com' }
  const row = await db
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow()
  const [first] = await db.selectFrom('message').selectAll().where('conversation', '=', row.key).execute()
  const last = 10_000
  for (let from = row.lastSeq + 1; from <= last; from += 500) {
    const seqs = Array.from({ length: Math.min(500, last - from + 1) }, (_, at) => from + at)
    await db
      .insertInto('message')
      .values(seqs.map((seq) => ({ ...first!, seq, id: newId(), text: `γραμμή ${seq}.` })))
      .execute()
  }
  await db
    .updateTable('conversation')
    .set({ ...whose, lastSeq: last })
    .where('id', '=', conversation.id)
    .execute()
  expect(
    await visitor.emitWithAck('transcript:ask', { conversation: conversation.id, id: newId(), email: '' }),
  ).toMatchObject({ ok: true, state: 'sent' })
  const agent = rig.agent((await rig.signIn()).cookie)
  await next(agent, 'welcome')
  const said = { conversation: conversation.id, id: newId(), text: 'Μετά το αντίγραφο.' }
  expect(await agent.emitWithAck('message:send', said)).toMatchObject({ ok: true, message: { seq: last + 1 } })
  const [mail] = await until(() => to('vouched@').length > 0 && to('vouched@'), 30_000)
  const lines = [...mail!.text!.matchAll(/γραμμή (\d+)\./g)].map(([, seq]) => Number(seq))
  expect(lines).toEqual(Array.from({ length: 1_000 }, (_, at) => last - 999 + at))
  expect(mail!.text).toMatch(/9\.?000/)
}, 60_000)
