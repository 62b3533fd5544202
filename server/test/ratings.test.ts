// Ratings: one a conversation, by the page or by the link in the mail of closing, and told to whom it concerns; on both
// databases.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act, Acted } from '../protocol/act.ts'
import type { Conversation, Detail, Message } from '../protocol/conversation.ts'
import type { RatingsTold } from '../protocol/rating.ts'
import { ratingPath } from '../conversations/ratingLink.ts'
import { secretOf } from '../config/dataFolder.ts'
import { databases } from './databases.ts'
import { context, form, newId, next, openHours, type Rig, startRig, until } from './rig.ts'

type Answer = { ok: boolean; error?: string; conversation?: Conversation }

describe.each(databases)('on %s', { timeout: 30_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: ReturnType<Rig['agent']>
  beforeAll(async () => {
    rig = await startRig(openHours, { on: await makeOne(), secret: 's'.repeat(32), limitsFactor: 10 })
    desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
  })
  afterAll(() => rig.stop())
  const minute = 60_000

  const act = async (kind: Act, conversation: string, id = newId()) =>
    (await desk.emitWithAck('act:do', { id, act: kind, conversations: [conversation] })) as Acted
  const open = async (conversation: string) =>
    (await desk.emitWithAck('conversation:open', { conversation, after: 0 })) as {
      conversation: Detail
      messages: Message[]
    }
  const ratingOf = async (id: string) => (await open(id)).conversation.rating
  /** A chat that was answered and closed. */
  async function closedChat() {
    const visitor = rig.visitor()
    const start = { id: newId(), message: { id: newId(), text: 'Καλημέρα' }, context }
    const { conversation } = (await visitor.emitWithAck('conversation:start', start)) as { conversation: Conversation }
    const { id } = conversation
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Γεια σας' })
    await act({ kind: 'close' }, id)
    const rate = async (outcome: string, comment = '', of = id) =>
      (await visitor.emitWithAck('conversation:rate', { conversation: of, outcome, comment })) as Answer
    return { visitor, id, rate }
  }
  /** A request that was answered. */
  async function answered() {
    const email = `${newId().toLowerCase().replaceAll('_', '-')}x@example.com`
    const { body } = await rig.post('/tickets/oxzino', { ...form(), email })
    const id = String(body['conversation'])
    await desk.emitWithAck('message:send', { conversation: id, id: newId(), text: 'Το φτιάξαμε' })
    return { id, email }
  }
  /** What waits to be mailed of a conversation because it was closed. */
  const closingMails = async (id: string) => {
    const { db } = rig.store
    const rows = await db
      .selectFrom('mail as m')
      .innerJoin('conversation as c', 'c.key', 'm.conversation')
      .select(['m.id', 'm.text', 'm.html', 'm.to', 'm.dueAt', 'm.queuedAt'])
      .where('c.id', '=', id)
      .where('m.kind', '=', 'closing')
      .execute()
    return rows
  }
  const page = async (path: string, body?: Record<string, string>) => {
    const response = await fetch(rig.url + path, {
      ...(body && { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' }),
    })
    return { status: response.status, html: await response.text(), headers: response.headers }
  }
  const linkOf = (id: string) => ratingPath(id, secretOf(rig.config))

  test('a tap is told to the team, said again it is the same, and words may follow', async () => {
    const { id, rate } = await closedChat()
    const told = next<Detail>(desk, 'conversation:changed')
    expect(await rate('yes')).toMatchObject({ ok: true, conversation: { rating: { outcome: 'yes', comment: '' } } })
    expect((await told).rating).toEqual({ outcome: 'yes', comment: '', at: rig.clock.now })
    const { revision } = (await open(id)).conversation
    expect(await rate('yes')).toMatchObject({ ok: true })
    expect((await open(id)).conversation.revision).toBe(revision)
    await rate('yes', ' Γρήγορα και ευγενικά ')
    // A tap that comes late takes no words away.
    await rate('yes')
    expect(await ratingOf(id)).toMatchObject({ outcome: 'yes', comment: 'Γρήγορα και ευγενικά' })
  })

  test('who slips mends it within ten minutes, and not after; what was said may still be said again', async () => {
    const { id, rate } = await closedChat()
    await Promise.all([rate('no'), rate('no')])
    rig.clock.now += 9 * minute
    expect(await rate('yes')).toMatchObject({ ok: true })
    rig.clock.now += 2 * minute
    expect(await rate('partly')).toEqual({ ok: false, error: 'conflict' })
    expect(await rate('yes')).toMatchObject({ ok: true })
    expect(await ratingOf(id)).toMatchObject({ outcome: 'yes', at: rig.clock.now - 11 * minute })
  })

  test('what is open is not rated; closed again, it may be anew', async () => {
    const { id, rate } = await closedChat()
    await rate('no', 'Δεν λύθηκε')
    rig.clock.now += 60 * minute
    await act({ kind: 'reopen' }, id)
    expect(await rate('yes')).toEqual({ ok: false, error: 'changed' })
    rig.clock.now += minute
    await act({ kind: 'close' }, id)
    expect(await rate('yes')).toMatchObject({ ok: true })
    expect(await ratingOf(id)).toEqual({ outcome: 'yes', comment: '', at: rig.clock.now })
    await act({ kind: 'spam', on: true }, id)
    expect(await rate('no')).toEqual({ ok: false, error: 'changed' })
  })

  test('nobody rates another’s, and no program what is none', async () => {
    const [one, other] = [await closedChat(), await closedChat()]
    expect(await other.rate('no', '', one.id)).toEqual({ ok: false, error: 'unknown-conversation' })
    expect(await one.rate('best')).toEqual({ ok: false, error: 'malformed' })
    expect(await one.rate('yes', 'x'.repeat(4_001))).toEqual({ ok: false, error: 'too-long' })
    expect(await ratingOf(one.id)).toBeNull()
  })

  test('closing an answered request is mailed with the links; undone before it leaves, it is not', async () => {
    const { id, email } = await answered()
    const closing = newId()
    await act({ kind: 'close' }, id, closing)
    const [waiting] = await closingMails(id)
    expect(waiting!.to).toBe(email)
    // It waits a little.
    expect(Number(waiting!.queuedAt)).toBeGreaterThan(Date.now() + 5_000)
    await act({ kind: 'undo', of: closing }, id)
    expect(await closingMails(id)).toEqual([])
    // Closed without an answer, and as spam, nobody is asked.
    await act({ kind: 'spam', on: true }, id)
    const bare = String((await rig.post('/tickets/oxzino', form())).body['conversation'])
    await act({ kind: 'close' }, bare)
    expect([...(await closingMails(id)), ...(await closingMails(bare))]).toEqual([])
    // Once it is due, it leaves.
    const left = await answered()
    await act({ kind: 'close' }, left.id)
    await rig.store.db.updateTable('mail').set({ queuedAt: Date.now() }).where('kind', '=', 'closing').execute()
    await act({ kind: 'priority', to: 'high' }, left.id)
    const mail = await until(() => rig.mailbox.to(left.email).find(({ text }) => text?.includes('?outcome=')))
    for (const outcome of ['yes', 'partly', 'no'])
      expect(mail.text).toContain(`${rig.config.url}${linkOf(left.id)}?outcome=${outcome}`)
  })

  test('a link is opened without saying anything, says it once, and only of its own conversation', async () => {
    const { id } = await answered()
    await act({ kind: 'close' }, id)
    const asked = await page(`${linkOf(id)}?outcome=partly`)
    expect(asked.status).toBe(200)
    expect(asked.html).toMatch(/<input[^>]*value="partly"[^>]*checked/)
    expect(asked.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await ratingOf(id)).toBeNull()
    const sent = await page(linkOf(id), { outcome: 'partly', comment: '<b>Σχεδόν</b>' })
    expect([sent.status, sent.html.includes('ευχαριστούμε')]).toEqual([200, true])
    expect(await ratingOf(id)).toMatchObject({ outcome: 'partly', comment: '<b>Σχεδόν</b>' })
    const again = await page(linkOf(id))
    expect(again.html).not.toContain('<b>Σχεδόν</b>')
    rig.clock.now += 11 * minute
    expect((await page(linkOf(id), { outcome: 'no', comment: '' })).status).toBe(409)
    expect(await ratingOf(id)).toMatchObject({ outcome: 'partly' })
    const other = await answered()
    const forged = linkOf(id).replace(id, other.id)
    expect((await page(forged)).status).not.toBe(200)
    expect((await page(forged, { outcome: 'no' })).status).not.toBe(200)
    await act({ kind: 'reopen' }, id)
    expect((await page(linkOf(id), { outcome: 'no' })).status).toBe(409)
  })

  test('the numbers count each conversation once, with the words that were said', async () => {
    rig.clock.now += 100 * 86_400_000
    const [one, two] = [await closedChat(), await closedChat()]
    await one.rate('yes')
    await one.rate('yes', 'Ευχαριστώ')
    await two.rate('no')
    await closedChat()
    const told = (await desk.emitWithAck('ratings:open', { site: 'oxzino' })) as { ok: true } & RatingsTold
    expect(told).toMatchObject({ ok: true, counts: { yes: 1, partly: 0, no: 1 }, closed: 3 })
    expect(told.comments.map(({ id, comment, outcome }) => [id, comment, outcome])).toEqual([
      [one.id, 'Ευχαριστώ', 'yes'],
    ])
    expect(await desk.emitWithAck('ratings:open', { site: 'none' })).toMatchObject({ ok: false })
  })

  test('a comment keeps its lines, and is given back where it is not taken', async () => {
    const { id } = await answered()
    await act({ kind: 'close' }, id)
    const long = 'ω'.repeat(4_001)
    const refused = await page(linkOf(id), { outcome: 'yes', comment: long })
    expect(refused.status).toBe(400)
    expect(refused.html).toContain('χωρούν 4000 χαρακτήρες')
    expect(refused.html).toContain(long)
    expect((await page(linkOf(id), { comment: 'Χωρίς επιλογή' })).html).toContain('>Χωρίς επιλογή</textarea>')
    await page(linkOf(id), { outcome: 'yes', comment: 'Μία\r\nΔύο\0' })
    expect(await ratingOf(id)).toMatchObject({ outcome: 'yes', comment: 'Μία\nΔύο\uFFFD' })
    await act({ kind: 'reopen' }, id)
    const late = await page(linkOf(id), { outcome: 'no', comment: 'Άνοιξε πάλι' })
    expect(late.html).toContain('>Άνοιξε πάλι</textarea>')
    await act({ kind: 'close' }, id)
    // Of one address, ten times as many as it may, as the others of this rig.
    await Promise.all(Array.from({ length: 600 }, () => page(linkOf(id))))
    const busy = await page(linkOf(id), { outcome: 'no', comment: 'Και κάτι' })
    expect([busy.status, busy.html.includes('>Και κάτι</textarea>')]).toEqual([429, true])
  })
})
