// The form of a mail: kept as a tree of allowed nodes with the pictures that came with it, found and given as its words
// are, and drawn on the page of the request; on both databases.

import { text } from 'node:stream/consumers'
import type { ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Copy } from '../visitors/exporting.ts'
import { findPerson } from '../visitors/person.ts'
import { databases } from './databases.ts'
import { inboundSites, takenAs } from './mails.ts'
import { plainBrowser } from './plainBrowser.ts'
import { evening, form, openAt, openDesk, type Rig, startRig, until } from './rig.ts'
import { picture } from './uploads.ts'

const proven = 'mx.oxzino.example; dmarc=pass header.from=example.com'

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
  async function ticket() {
    const email = `visitor${++number}@example.com`
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { conversation } = body as unknown as { conversation: string }
    return { email, conversation, receipt: await until(() => rig.mailbox.to(email)[0]) }
  }
  const open = (conversation: string) => openAt(desk, conversation)
  /** An answer as a mail program writes it, in HTML. */
  async function answer(receipt: ParsedMail, from: string, html: string, results: string | null = proven) {
    const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from,
      to: receipt.replyTo!.text,
      subject: `Re: ${receipt.subject}`,
      inReplyTo: receipt.messageId!,
      html,
      attachments: [
        { filename: 'σχέδιο.png', content: picture(6_000), cid: 'plan@mail', contentDisposition: 'inline' },
      ],
    })
    const head = results === null ? '' : `Authentication-Results: ${results}\r\n`
    return takenAs(rig.url, Buffer.concat([Buffer.from(head), message as Buffer]))
  }
  const html =
    '<p>Δείτε το <b>σχέδιομου</b>:</p><p><img src="cid:plan@mail" alt="κάτοψη"> <img src="https://track.example/1.gif"></p><ul><li>πρώτο</li></ul><script>alert(1)</script>'

  test('an answer is shown in its form, with its own pictures and no others', async () => {
    const { conversation, receipt, email } = await ticket()
    expect(await answer(receipt, email, html)).toBe('answer')
    const said = (await open(conversation)).messages.at(-1)!
    expect(said.text).toBe('Δείτε το σχέδιομου:\n\n• πρώτο')
    const [file] = said.files!
    expect(said.via).toMatchObject({
      tree: [
        { type: 'p', children: ['Δείτε το ', { type: 'b', children: ['σχέδιομου'] }, ':'] },
        {
          type: 'p',
          children: [
            { type: 'picture', file: file!.id, alt: 'κάτοψη' },
            ' ',
            { type: 'remote', host: 'track.example', alt: '' },
          ],
        },
        { type: 'ul', items: [[{ type: 'p', isTight: true, children: ['πρώτο'] }]] },
      ],
    })
    const link = new URL(/https?:\S+\/t\/\S+/.exec(receipt.text!)![0])
    const page = await plainBrowser(() => rig.url).go(link.pathname + link.search)
    expect(page.text).toContain('Δείτε το <b>σχέδιομου</b>:')
    expect(page.text).toContain('<li><p class="tight" dir="auto">πρώτο</p></li>')
    expect(page.text).toContain('εικόνα από track.example, δεν φορτώθηκε')
    expect(page.text).not.toMatch(/1\.gif|alert\(1\)/)
    const [, src] = /<img src="([^"]+)" alt="κάτοψη"/.exec(page.text)!
    const got = await fetch(new URL(src!.replaceAll('&amp;', '&'), rig.url))
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/png'])
  })

  test('what nobody has proved has its form as a note, and a mail without any has its words alone', async () => {
    const { conversation, receipt, email } = await ticket()
    expect(await answer(receipt, email, html, null)).toBe('note')
    expect((await open(conversation)).conversation.notes[0]!.via).toHaveProperty('tree')
    expect(await answer(receipt, email, '<p>Μόνο λόγια.</p><p>Και άλλα.</p>')).toBe('answer')
    expect((await open(conversation)).messages.at(-1)!.via).not.toHaveProperty('tree')
  })

  test('it is found by its words, given with what is kept of its writer, and goes with it', async () => {
    const { conversation, receipt, email } = await ticket()
    await answer(receipt, email, html.replaceAll('σχέδιομου', 'ρηματικό'))
    await rig.indexed()
    const found = (await desk.emitWithAck('conversations:find', { text: 'ρηματικό' })) as unknown
    expect(JSON.stringify(found)).toContain(conversation)
    const person = await findPerson(rig.store, { email })
    const given = JSON.stringify(JSON.parse(await text(new Copy(rig.store, person, email, Date.now()).json())))
    expect(given).toContain('"type":"b","children":["ρηματικό"]')
    const [row] = await rig.store.all(rig.store.queries.conversation({ id: conversation }))
    const kept = async () =>
      rig.store.db.selectFrom('message').select('via').where('conversation', '=', row!.key).execute()
    expect(JSON.stringify(await kept())).toContain('ρηματικό')
  })
})
