// A mailbox that several sites share, over IMAP of a real Dovecot; and by when what is asked by mail is answered.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Summary } from '../protocol/conversation.ts'
import { databases } from './databases.ts'
import { noDovecot, startDovecot } from './dovecot.ts'
import { answerTo, inboundSites, postMail } from './mails.ts'
import { form, openDesk, type Rig, startRig, until } from './rig.ts'

const friday = Date.parse('2026-11-27T17:00+02:00')
const hour = 3_600_000

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let rig: Rig
  let desk: Socket
  afterEach(() => rig.stop())
  const start = async (sites: ReturnType<typeof inboundSites>) => {
    rig = await startRig(friday, { sites, mailLease: 1_500, on: await makeOne() })
    desk = await openDesk(rig)
  }
  const mailsTo = (address: string) => rig.mailbox.to(address)
  /** The request that an acknowledgement is of. */
  async function acknowledged(email: string) {
    const receipt = await until(() => mailsTo(email)[0])
    const text = /[\dA-Z]{3}-[\dA-Z]{4}/.exec(receipt.subject!)![0]
    const { conversation } = (await desk.emitWithAck('ticket:find', { text })) as { conversation: Summary }
    return { receipt, conversation }
  }
  /** A mail of somebody whom nobody knows. */
  const stranger = (from: string, to: string, subject = 'Ερώτηση') =>
    answerTo({} as never, { from, to, subject, references: [], text: 'Πότε έρχεται;' })

  test('what is asked by mail is due in the time for an e-mail, in the hours of the mailbox', async () => {
    const sites = inboundSites({ strangers: 'request' })
    const site = sites.get('oxzino')!
    const plans = [{ ...site.plans[0]!, email: 4 * hour, ticket: 48 * hour }, ...site.plans.slice(1)]
    const week = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['10:00-18:00']])
    const weekly = { ...site.hours.weekly, ...Object.fromEntries(week), sat: [], sun: [] }
    const answerHours = { ...site.answerHours, email: { ...site.hours, weekly } }
    sites.set('oxzino', { ...site, plans, answerHours })
    await start(sites)
    await postMail(rig.url, stranger('new@example.com', 'support@oxzino.example'))
    const { receipt, conversation } = await acknowledged('new@example.com')
    // An hour is left on Friday, and three begin on Monday at ten.
    const due = Date.parse('2026-11-30T13:00+02:00')
    expect(conversation).toMatchObject({ dueAt: due, dueWithin: 4 * hour, ticket: { answerBy: due } })
    expect(receipt.text).toContain('Δευτέρα 30 Νοεμβρίου, 13:00')
    // What a form has asked is a request as before.
    await rig.post('/tickets/oxzino', form('by.form@example.com'))
    const asked = await acknowledged('by.form@example.com')
    expect(asked.conversation.dueWithin).toBe(48 * hour)
  })

  describe('of several sites', () => {
    if (noDovecot !== null) return test.skip(`skipped: ${noDovecot}`)
    let dovecot: Awaited<ReturnType<typeof startDovecot>>
    beforeAll(async () => void (dovecot = await startDovecot()))
    afterAll(() => dovecot.stop())

    test('one mailbox gives each site what is its own: by the address, by what is answered, else to the first', async () => {
      const user = 'shared'
      await dovecot.within(user, async () => {})
      const sites = inboundSites({ imap: dovecot.mailbox(user), secret: null, strangers: 'request', plus: true })
      const site = sites.get('oxzino')!
      const mail = { ...site.mail!, from: 'Other <other@oxzino.example>', to: 'other@oxzino.example' }
      sites.set('other', { ...site, id: 'other', name: 'Other', mail })
      await start(sites)
      await until(async () => (await rig.store.db.selectFrom('inbox').select('uidValidity').execute())[0]?.uidValidity)
      // It is read once, whoever it is of.
      expect(await rig.store.db.selectFrom('inbox').select('id').execute()).toHaveLength(1)
      const deliver = (raw: string) => dovecot.deliver(raw, `${user}@oxzino.example`)
      await deliver(stranger('a@example.com', 'Other <other@oxzino.example>'))
      await deliver(stranger('b@example.com', 'support@oxzino.example'))
      await deliver(stranger('c@example.com', 'undisclosed@elsewhere.example'))
      const [a, b, c] = [
        await acknowledged('a@example.com'),
        await acknowledged('b@example.com'),
        await acknowledged('c@example.com'),
      ]
      expect([a, b, c].map(({ conversation }) => conversation.site)).toEqual(['other', 'oxzino', 'oxzino'])
      expect(a.receipt.from!.text).toContain('other@oxzino.example')
      expect(a.receipt.replyTo!.text).toMatch(/^other\+/)
      // An answer goes where it belongs, whatever address of theirs it was sent to.
      await deliver(answerTo(a.receipt, { text: 'Στο άλλο', to: 'support@oxzino.example' }))
      await deliver(answerTo(b.receipt, { text: 'Στο πρώτο' }))
      const said = async (id: string) => {
        const { messages } = (await desk.emitWithAck('conversation:open', { conversation: id, after: 0 })) as {
          messages: { text: string }[]
        }
        return messages.map(({ text }) => text)
      }
      await until(async () => (await said(a.conversation.id)).includes('Στο άλλο'))
      await until(async () => (await said(b.conversation.id)).includes('Στο πρώτο'))
      const outcomes = await rig.store.db.selectFrom('arrival').select(['site', 'outcome']).orderBy('key').execute()
      expect(outcomes.map(({ site: of, outcome }) => `${of} ${outcome}`)).toEqual([
        'other request',
        'oxzino request',
        'oxzino request',
        'other answer',
        'oxzino answer',
      ])
    })
  })
})
