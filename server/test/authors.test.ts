// Authors: what a mail or the link of a ticket brings comes in by the door of the page, with what that promises, on
// both databases.

import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ByMail, idOfMail } from '../conversations/author.ts'
import { receiveStranger } from '../conversations/messages.ts'
import { Files } from '../files/files.ts'
import { uploadedByMail } from '../files/uploader.ts'
import type { Conversation, Detail, Message, Summary } from '../protocol/conversation.ts'
import { databases } from './databases.ts'
import { context, doAct, form, newId, newSecret, next, openHours, type Rig, startRig } from './rig.ts'
import { png } from './uploads.ts'

const start = () => ({ id: newId(), message: { id: newId(), text: 'Δεν έρχεται το email' }, context })
const mailed = (standing: ByMail['standing']) =>
  ({ kind: 'mail', site: 'oxzino', mail: newId(), address: 'maria.k@example.com', name: 'Μαρία Κ.', standing }) as const
const proven = () => ({ ...mailed('proven'), standing: 'proven' }) as const

interface Opened {
  conversation: Detail
  messages: Message[]
}

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let database: { url: string | null; drop: () => Promise<unknown> }
  beforeAll(async () => {
    database = await make()
    rig = await startRig(openHours, { databaseUrl: database.url, secret: 's'.repeat(32) })
  })
  afterAll(async () => {
    await rig.stop()
    await database.drop()
  })

  async function openDesk() {
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const open = (conversation: string) =>
      desk.emitWithAck('conversation:open', { conversation, after: 0 }) as Promise<Opened>
    return { desk, open }
  }

  test('a mail is a message of the visitor like any other, once however often it is fetched', async () => {
    const visitor = rig.visitor()
    const { desk, open } = await openDesk()
    const { conversation } = await visitor.emitWithAck('conversation:start', start())
    const id = conversation.id as string
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Σε ποια διεύθυνση;' })
    rig.clock.now += 60_000
    const author = proven()
    const sent = { conversation: id, id: idOfMail(author.mail), text: 'Σε αυτήν εδώ.' }
    const heard = next<{ message: Message }>(visitor, 'message:new')
    const told = next<Summary>(desk, 'conversation:changed')
    const message = await rig.conversations.receive(author, sent)
    const via = { kind: 'mail', address: author.address, name: author.name, standing: 'proven' }
    expect(message).toEqual({ id: sent.id, seq: 3, author: 'visitor', text: sent.text, via, at: rig.clock.now })
    expect((await heard).message).toEqual(message)
    // The clock of the answer runs, and no page has shown the visitor the agent's question by it.
    expect(await told).toMatchObject({ id, lastSeq: 3, unread: 1, waitingSince: rig.clock.now, readByVisitor: 1 })
    const { revision } = (await open(id)).conversation
    expect(await rig.conversations.receive(author, { ...sent, text: 'as a later version reads it' })).toEqual(message)
    const { conversation: now, messages } = await open(id)
    expect(now.revision).toBe(revision)
    expect(messages.map(({ seq, text }) => [seq, text])).toEqual([
      [1, 'Δεν έρχεται το email'],
      [2, 'Σε ποια διεύθυνση;'],
      [3, sent.text],
    ])
    // Whoever waits already adds to it by mail too.
    const more = proven()
    await rig.conversations.receive(more, { conversation: id, id: idOfMail(more.mail), text: 'Και κάτι ακόμη.' })
    expect((await open(id)).conversation).toMatchObject({ lastSeq: 4, unread: 2, waitingSince: rig.clock.now })
  })

  test('a mail opens again what is closed, and a page does not', async () => {
    const visitor = rig.visitor()
    const { desk, open } = await openDesk()
    const { conversation } = await visitor.emitWithAck('conversation:start', start())
    const id = conversation.id as string
    await doAct(desk, { kind: 'take' }, id)
    await doAct(desk, { kind: 'close' }, id)
    const sent = { conversation: id, id: newId(), text: 'Ακόμη τίποτα.' }
    expect(await visitor.emitWithAck('message:send', sent)).toEqual({ ok: false, error: 'closed' })
    const told = next<{ conversation: Conversation }>(visitor, 'conversation:changed')
    const author = proven()
    await rig.conversations.receive(author, { ...sent, id: idOfMail(author.mail) })
    expect(await told).toMatchObject({ id, state: 'open' })
    expect((await open(id)).conversation).toMatchObject({ state: 'open', waitingSince: rig.clock.now })
  })

  test.each(['unproven', 'automatic'] as const)(
    'an %s mail is a note for the team, with its files, and opens nothing',
    async (standing) => {
      const secret = newSecret()
      const visitor = rig.visitor(secret)
      const { open } = await openDesk()
      const { conversation } = await visitor.emitWithAck('conversation:start', start())
      const id = conversation.id as string
      await visitor.emitWithAck('conversation:close', { conversation: id })
      const heard: unknown[] = []
      visitor.onAny((event: string) => heard.push(event))
      const log = pino({ level: 'silent' })
      const rules = { maxSize: 1e6, perAddress: 1e6, unsent: 1e6, reserve: 0, scanner: null, scanSeconds: 1 }
      const clock = () => rig.clock.now
      const { store, cards } = rig
      const files = new Files({ store, cards, rules, folder: null, clock, secret: rig.secret!, log })
      const author = { ...mailed(standing), standing }
      const upload = {
        id: newId(),
        name: 'a.png',
        size: png.length,
        bytes: (async function* () {
          yield png
        })(),
      }
      const file = await files.receive(uploadedByMail('oxzino', author.mail), { ...upload, from: 'mail' })
      const sent = { conversation: id, id: idOfMail(author.mail), text: 'Είμαι η Μαρία.', files: [file.id] }
      const { queries } = rig.store
      const receive = () =>
        rig.store.write(function* () {
          const [row] = yield* queries.briefConversation({ id })
          return yield* receiveStranger(queries, row!, { ...sent, at: rig.clock.now }, author)
        })
      const note = await receive()
      expect(note).toMatchObject({
        text: sent.text,
        by: { name: author.address },
        files: [{ id: file.id, name: 'a.png' }],
        via: { kind: 'mail', standing },
      })
      expect(await receive()).toEqual(note)
      const stands = (await open(id)).conversation
      expect(stands).toMatchObject({ id, state: 'closed', noteCount: 1, waitingSince: null })
      expect(stands.notes).toHaveLength(1)
      const seen = (await visitor.emitWithAck('conversation:open', { conversation: id, after: 0 })) as Opened
      expect(JSON.stringify(seen)).not.toContain(sent.text)
      expect(heard).toEqual([])
    },
  )

  test('the link of a ticket writes in its own conversation alone', async () => {
    const secret = newSecret()
    const { body } = await rig.post('/tickets/oxzino', { ...form(), secret })
    const { conversation: id, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
    const other = await rig.visitor().emitWithAck('conversation:start', start())
    const author = { kind: 'reference', site: 'oxzino', reference: ticket.reference } as const
    const sent = { conversation: id, id: newId(), text: 'Το βρήκα στα ανεπιθύμητα.' }
    const visitor = rig.visitor(secret)
    await visitor.emitWithAck('conversation:open', { conversation: id, after: 0 })
    const told = next<{ message: Message }>(visitor, 'message:new')
    const message = await rig.conversations.receive(author, sent)
    expect(message).toMatchObject({ author: 'visitor', via: { kind: 'reference' } })
    expect((await told).message).toEqual(message)
    expect(await rig.conversations.receive(author, sent)).toEqual(message)
    await expect(rig.conversations.receive(author, { ...sent, text: 'άλλο' })).rejects.toThrow('conflict')
    for (const [stranger, conversation] of [
      [author, other.conversation.id],
      [{ ...author, reference: 'NO-SUCH' }, id],
      [{ ...author, site: 'other' }, id],
      [{ ...proven(), site: 'other' }, id],
    ] as const)
      await expect(
        rig.conversations.receive(stranger, { ...sent, id: newId(), conversation: conversation as string }),
      ).rejects.toThrow('unknown-conversation')
  })
})
