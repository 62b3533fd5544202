// What came by mail and is split off: its thread and its file go along, and answers find it where it is.

import { simpleParser } from 'mailparser'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answerTo, inboundSites, postMail } from './mails.ts'
import { databases } from './databases.ts'
import { doAct, evening, form, newId, next, openAt, startRig, until } from './rig.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test('a mail that is split off is answered in its own thread, and answers to that come to where it is', async () => {
    const rig = await startRig(evening, { sites: inboundSites({ plus: true }), on: await makeOne() })
    onTestFinished(() => rig.stop())
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const open = (conversation: string) => openAt(desk, conversation)
    const mailsTo = (address: string) => rig.mailbox.to(address)
    const email = 'maria@example.com'
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { conversation: id } = body as unknown as { conversation: string }
    const first = await until(() => mailsTo(email)[0])
    const second = answerTo(first, { text: 'Και κάτι άσχετο' })
    await postMail(rig.url, second)
    const { messageId } = await simpleParser(second)
    const { seq } = (await until(async () => (await open(id)).messages.find(({ text }) => text === 'Και κάτι άσχετο')))!
    expect(await doAct(desk, { kind: 'split', seq, isWithAfter: false }, id)).toMatchObject({ refused: [] })
    const made = (await open(id)).messages.find(({ system }) => system?.code === 'moved')!.system!.values[
      'conversation'
    ]!
    const arrivals = () => rig.store.db.selectFrom('arrival').select(['conversation', 'original']).execute()
    const [row] = await rig.store.all(rig.store.queries.conversation({ id: made }))
    const [arrival] = await arrivals()
    expect(arrival!.conversation).toBe(row!.key)
    const [file] = await rig.store.all(rig.store.queries.file({ id: arrival!.original! }))
    expect(file!.conversation).toBe(row!.key)

    await desk.emitWithAck('message:send', { conversation: made, id: newId(), text: 'Για το άσχετο' })
    const reply = await until(() => mailsTo(email).find(({ text }) => text?.includes('Για το άσχετο')))
    expect(reply.inReplyTo).toBe(messageId)
    expect(reply.subject).toContain((await open(made)).conversation.ticket!.reference)
    await postMail(rig.url, answerTo(reply, { text: 'Ευχαριστώ' }))
    await until(async () => (await open(made)).messages.at(-1)?.text === 'Ευχαριστώ')
    expect((await open(id)).messages.map(({ text }) => text)).not.toContain('Ευχαριστώ')
  })
})
