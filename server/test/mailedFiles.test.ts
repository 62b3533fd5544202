// Files in mails: what goes with them, to whom, and what they only name.

import type { ParsedMail } from 'mailparser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databases } from './databases.ts'
import { context, evening, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'
import { picture, putBy } from './uploads.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  beforeEach(async () => {
    rig = await startRig(evening, { on: await makeOne() })
  })
  afterEach(() => rig.stop())

  const put = (name: string, bytes: Buffer, headers: Record<string, string>) => putBy(rig, headers, name, bytes)
  async function desk() {
    const { cookie } = await rig.signIn()
    const socket = rig.agent(cookie)
    await next(socket, 'welcome')
    return { socket, headers: { origin: 'http://localhost:3000', cookie } }
  }
  const to = (address: string) => rig.mailbox.to(address)
  const attached = (mail: ParsedMail | undefined) =>
    mail?.attachments.map(({ filename, contentType }) => [filename, contentType])

  test("the team's note has what the visitor attached, the acknowledgement nothing; the answer has the agent's files, and names what is too much", async () => {
    const secret = newSecret()
    const bytes = picture(400_000)
    const shot = await put('Στιγμιότυπο.png', bytes, { authorization: `Bearer ${secret}` })
    const { body } = await rig.post('/tickets/oxzino', { ...form('anna@example.com'), secret, files: [shot] })
    const { conversation } = body as unknown as { conversation: string }
    await until(() => rig.mailbox.mails.length === 2)
    const [team] = to('support@')
    expect(attached(team)).toEqual([['Στιγμιότυπο.png', 'image/png']])
    expect(team!.attachments[0]!.content.equals(bytes)).toBe(true)
    expect(attached(to('anna@')[0])).toEqual([])

    const { socket, headers } = await desk()
    const [large, small] = [
      await put('μεγάλο.png', picture(5_000_001), headers),
      await put('οδηγίες.txt', Buffer.from('Βήμα 1'), headers),
    ]
    await socket.emitWithAck('message:send', {
      conversation,
      id: newId(),
      text: 'Δείτε τις οδηγίες',
      files: [large, small],
    })
    await until(() => to('anna@').length === 2)
    const answer = to('anna@')[1]!
    expect(attached(answer)).toEqual([['οδηγίες.txt', 'text/plain']])
    expect(answer.attachments[0]!.content.toString()).toBe('Βήμα 1')
    expect(answer.text).toContain('Συνημμένα: οδηγίες.txt')
    expect(answer.text).toContain('Σας στείλαμε και αρχεία: μεγάλο.png.')
    expect(rig.logged('mail delayed')).toEqual([])
  })

  test("replies to a chat whose visitor has left bring the agent's files, together no more than mail servers take", async () => {
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'Έχετε έντυπο;' },
      context,
    })) as { conversation: { id: string } }
    const { socket, headers } = await desk()
    for (const name of ['ένα.png', 'δύο.png', 'τρία.png']) {
      const file = await put(name, picture(2_000_000), headers)
      await socket.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: '', files: [file] })
    }
    // Only now: at this hour a chat that nobody has answered goes on by mail as soon as there is an address.
    await rig.store.db
      .updateTable('conversation')
      .set({ sub: '1', email: 'maria.k@example.com' })
      .where('id', '=', conversation.id)
      .execute()
    visitor.disconnect()
    await until(
      async () =>
        !(
          (await socket.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })) as {
            conversation: { here: boolean }
          }
        ).conversation.here,
    )
    await rig.lookForUnread()
    rig.clock.now += 5 * 60_000
    await rig.lookForUnread()
    await until(() => to('maria.k@').length === 1)
    const [mail] = to('maria.k@')
    expect(attached(mail)).toEqual([
      ['ένα.png', 'image/png'],
      ['δύο.png', 'image/png'],
    ])
    expect(mail!.text).toMatch(/Συνημμένα: ένα\.png[^]*Συνημμένα: δύο\.png[^]*Σας στείλαμε και αρχεία: τρία\.png\./)
  })

  /** The bytes of a file are lost; its row stays, or goes too. */
  const lose = async (file: string, isRow = false) => {
    const { db } = rig.store
    const { hash } = await db.selectFrom('file').select('hash').where('id', '=', file).executeTakeFirstOrThrow()
    if (isRow) await db.deleteFrom('file').where('id', '=', file).execute()
    await db.deleteFrom('piece').where('hash', '=', hash).execute()
  }

  test.each([
    ['whose bytes cannot be read', false],
    ['that is gone', true],
  ])('a file %s is named as lost in the mail that goes without it, and what is behind goes on', async (_how, isRow) => {
    const { body } = await rig.post('/tickets/oxzino', form('anna@example.com'))
    const { conversation } = body as unknown as { conversation: string }
    await until(() => rig.mailbox.mails.length === 2)
    const { socket, headers } = await desk()
    const files = [
      await put('έντυπο.png', picture(1_000), headers),
      await put('οδηγίες.txt', Buffer.from('Βήμα'), headers),
    ]
    // The line to the mail server is down until the file is lost.
    rig.mailbox.refuse(451)
    await socket.emitWithAck('message:send', { conversation, id: newId(), text: 'Δείτε τα.', files })
    await until(() => rig.logged('mail delayed').length > 0)
    await lose(files[0]!, isRow)
    rig.mailbox.refuse(null)
    await socket.emitWithAck('message:send', { conversation, id: newId(), text: 'Και κάτι ακόμη.' })
    // As pauses go by.
    await until(async () => {
      await rig.store.db
        .updateTable('mail')
        .set({ dueAt: Date.now() })
        .where('sentAt', 'is', null)
        .where('html', '!=', '')
        .execute()
      await rig.restart()
      return to('anna@').length === 3
    })
    const [, answer, after] = to('anna@')
    expect(attached(answer)).toEqual([['οδηγίες.txt', 'text/plain']])
    for (const part of [answer!.text, answer!.html as string])
      expect(part).toMatch(/Συνημμένα: οδηγίες\.txt[^]*δεν μπορέσαμε να διαβάσουμε[^]*έντυπο\.png/)
    expect(after!.text).toContain('Και κάτι ακόμη.')
  })
})
