// Articles sent with an answer, over real sockets on both databases: found as visitors find them, sent once, told to
// both, mailed, and without a link once they are not served any more.

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import { readConfig } from '../config/config.ts'
import type { Found } from '../protocol/articles.ts'
import type { Detail, Message } from '../protocol/conversation.ts'
import { requestKey } from '../tickets/requestKey.ts'
import { databases } from './databases.ts'
import { plainBrowser } from './plainBrowser.ts'
import { context, form, newId, next, openDesk, openHours, type Rig, startRig, until } from './rig.ts'

const demo = join(import.meta.dirname, '../../demo/site')
const secret = 's'.repeat(32)
const password = { id: 'account/forgot-password', title: 'Ξέχασα τον κωδικό πρόσβασής μου, τι να κάνω;' }
const told = { ...password, path: '/help/oxzino/el/account/forgot-password' }

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let drop = async (): Promise<unknown> => undefined
  let desk: Socket
  /** Where the site's articles are, to be taken away. */
  const folder = mkdtempSync(join(tmpdir(), 'rotame-cards-'))
  beforeAll(async () => {
    const database = await makeOne()
    drop = database.drop
    cpSync(join(demo, 'faq'), folder, { recursive: true })
    const { sites } = readConfig(demo, {})
    sites.set('oxzino', { ...sites.get('oxzino')!, folder })
    rig = await startRig(openHours, { sites, databaseUrl: database.url, secret })
    desk = await openDesk(rig)
  })
  afterAll(async () => {
    await rig.stop()
    await drop()
    rmSync(folder, { recursive: true })
  })

  async function begin(locale = 'el') {
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context: { ...context, locale } }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Detail }
    return { visitor, id: conversation.id }
  }
  const find = async (conversation: string, query: string): Promise<Found> =>
    ((await desk.emitWithAck('articles:find', { conversation, query })) as { found: Found }).found
  const send = (conversation: string, article: string, more: object = {}) =>
    desk.emitWithAck('message:send', { conversation, id: newId(), text: '', article, ...more })
  const read = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
      messages: Message[]
    }

  test.each(['ξέχασα κωδικό', 'xexasa ton kodiko', 'ξεχασα τν κωδκιο', 'jexasa kvdiko'])(
    'found as visitors find it: %s',
    async (query) => {
      const { id } = await begin()
      expect((await find(id, query)).results[0]).toMatchObject({ id: password.id, question: { text: password.title } })
    },
  )

  test('found in the language of the conversation', async () => {
    const { id } = await begin('en')
    const [first] = (await find(id, 'forgot pasword')).results
    expect(first).toMatchObject({ id: password.id, question: { text: expect.stringMatching(/password/) as string } })
    expect(await send(id, password.id)).toMatchObject({ message: { article: { title: first!.question.text } } })
  })

  test('sent once, told to both, shown in the list, and found by its title', async () => {
    const { visitor, id } = await begin()
    const heard = next<{ message: Message }>(visitor, 'message:new')
    const sent = { conversation: id, id: newId(), text: '', article: password.id }
    const answer = await desk.emitWithAck('message:send', sent)
    expect(answer).toMatchObject({ ok: true, message: { text: '', article: told } })
    expect((await heard).message.article).toEqual(told)
    expect(await desk.emitWithAck('message:send', sent)).toEqual(answer)
    const other = { ...sent, article: 'account/create-account' }
    expect(await desk.emitWithAck('message:send', other)).toEqual({ ok: false, error: 'conflict' })
    const { conversation, messages } = await read(id)
    expect(messages.map(({ article }) => article)).toEqual([undefined, told])
    expect(conversation.last).toMatchObject({ text: password.title })
    const missed = await visitor.emitWithAck('conversation:open', { conversation: id, after: 1 })
    expect(missed).toMatchObject({ messages: [{ article: told }] })
    await rig.indexed()
    const search = { text: 'ξέχασα τον κωδικό' }
    expect(await desk.emitWithAck('conversations:find', search)).toMatchObject({
      found: expect.arrayContaining([expect.objectContaining({ place: '2' })]) as unknown,
    })
  })

  test('one that is not served is refused, and nothing is sent', async () => {
    const { id } = await begin()
    expect(await send(id, 'account/none', { text: 'Δείτε αυτό' })).toEqual({ ok: false, error: 'unknown-article' })
    expect((await read(id)).messages).toHaveLength(1)
    expect(await send(id, '../../etc/passwd')).toEqual({ ok: false, error: 'unknown-article' })
  })

  test('by mail and on the page of a request it is a link, and none once it is not served any more', async () => {
    const { body } = await rig.post('/tickets/oxzino', form('anna@example.com'))
    const { ticket, conversation } = body as unknown as { ticket: { reference: string }; conversation: string }
    await send(conversation, 'account/edit-details', { text: 'Δείτε εδώ' })
    const link = `${rig.config.url}/help/oxzino/el/account/edit-details`
    const mail = await until(() => rig.mailbox.to('anna@example.com').find(({ text }) => text?.includes('Δείτε εδώ')))
    expect(mail.text).toContain(`: ${link}`)
    expect(mail.html).toContain(`href="${link}"`)
    const { go } = plainBrowser(() => rig.url)
    const key = requestKey(
      { site: 'oxzino', reference: ticket.reference, email: 'anna@example.com' },
      Date.now() + 86_400_000,
      secret,
    )
    const page = async () => (await go(`/t/${ticket.reference}?key=${key}`)).text
    expect(await page()).toContain('href="/help/oxzino/el/account/edit-details"')
    const { title } = (await read(conversation)).messages.at(-1)!.article!
    rmSync(join(folder, 'el/account/edit-details.md'))
    await until(async () => !(await page()).includes('href="/help/oxzino/el/account/edit-details"'))
    expect(await page()).toContain(title)
    expect((await read(conversation)).messages.at(-1)!.article).toEqual({
      id: 'account/edit-details',
      title,
      path: null,
    })
    expect(await send(conversation, 'account/edit-details')).toEqual({ ok: false, error: 'unknown-article' })
  })
})
