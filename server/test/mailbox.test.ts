// A mailbox that is read over IMAP, of a real Dovecot: what comes in is taken once, whatever happens meanwhile, and
// nothing in it is changed.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, noPostgres } from './databases.ts'
import { noDovecot, startDovecot } from './dovecot.ts'
import { answerTo, inboundSites } from './mails.ts'
import { evening, form, newSecret, type Rig, startRig, until } from './rig.ts'

const lease = 1_500

describe('a mailbox over IMAP', { timeout: 60_000 }, () => {
  if (noDovecot !== null) return test.skip(`skipped: ${noDovecot}`)

  let dovecot: Awaited<ReturnType<typeof startDovecot>>
  let rigs: Rig[] = []
  let number = 0
  let user = ''
  beforeAll(async () => void (dovecot = await startDovecot()))
  afterEach(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()))
    rigs = []
  })
  afterAll(() => dovecot.stop())

  /** A server that reads a mailbox of its own, which is there. */
  async function reading(wishes: Parameters<typeof startRig>[1] = {}): Promise<Rig> {
    const sites = inboundSites({ imap: dovecot.mailbox(user), secret: null })
    const rig = await startRig(evening, { sites, mailLease: lease, ...wishes })
    rigs.push(rig)
    return rig
  }
  const fresh = async () => {
    user = `support${++number}`
    const greet = () => dovecot.within(user, async () => {})
    // A test that failed between may have left it dead.
    await greet().catch(async () => {
      await dovecot.start()
      await greet()
    })
  }
  async function ticket(rig: Rig) {
    const email = `visitor${++number}@example.com`
    const { body } = await rig.post('/tickets/oxzino', form(email))
    const { conversation } = body as unknown as { conversation: string }
    return { conversation, receipt: await until(() => rig.mailbox.to(email)[0]) }
  }
  const rows = (rig: Rig) => rig.store.db.selectFrom('arrival').select(['outcome', 'subject']).execute()
  const texts = async (rig: Rig) =>
    (await rig.store.db.selectFrom('message').select('text').where('via', 'is not', null).execute()).map(
      ({ text }) => text,
    )
  const inbox = async (rig: Rig) => (await rig.store.db.selectFrom('inbox').selectAll().execute())[0]
  /** When the mailbox is read for the first time. */
  const isRead = (rig: Rig) => until(async () => (await inbox(rig))?.uidValidity)
  const deliver = (raw: string) => dovecot.deliver(raw, `${user}@oxzino.example`)

  test('an answer comes in at once, and what was there before the first start is left alone', async () => {
    await fresh()
    await deliver('From: old@example.com\r\nSubject: old\r\nMessage-ID: <old@example.com>\r\n\r\nold')
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    const raw = answerTo(receipt, { text: 'Ευχαριστώ πολύ' })
    await deliver(raw)
    await until(async () => (await texts(rig)).length > 0, 5_000)
    // A copy, as of a mail that was sent to two of one's own addresses.
    await deliver(raw)
    await deliver(answerTo(receipt, { text: 'Και κάτι ακόμη' }))
    await until(async () => (await texts(rig)).length > 1, 5_000)
    expect(await texts(rig)).toEqual(['Ευχαριστώ πολύ', 'Και κάτι ακόμη'])
    expect(await rows(rig)).toHaveLength(2)
    // Nothing is deleted, and nothing marked as read.
    const found = await dovecot.within(user, (client) => client.fetchAll('1:*', { flags: true }))
    expect(found.map(({ flags }) => [...flags!].join())).toEqual(Array(4).fill('\\Recent'))
  })

  test('a server that was away is read again, and mails of meanwhile come in', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    await dovecot.end('SIGKILL')
    const trouble = await until(async () => (await inbox(rig))?.trouble)
    expect(trouble).toContain('127.0.0.1')
    await dovecot.start()
    await deliver(answerTo(receipt, { text: 'Όσο λείπατε' }))
    await until(async () => (await texts(rig)).length > 0, 30_000)
    await until(async () => (await inbox(rig))!.troubleSince === null)
  })

  test('a mailbox with new numbers is looked through again, and gives nothing twice', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    for (const text of ['ένα', 'δύο']) await deliver(answerTo(receipt, { text }))
    await until(async () => (await texts(rig)).length === 2)
    const before = await inbox(rig)
    await dovecot.end()
    dovecot.renumber(user)
    await dovecot.start()
    await deliver(answerTo(receipt, { text: 'τρία' }))
    await until(async () => (await texts(rig)).length === 3, 30_000)
    expect((await inbox(rig))!.uidValidity).not.toBe(before!.uidValidity)
    expect(await texts(rig)).toEqual(['ένα', 'δύο', 'τρία'])
    expect(await rows(rig)).toHaveLength(3)
  })

  test('what cannot be stored now is taken later', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    await rig.store.db.schema.alterTable('arrival').renameTo('gone').execute()
    await deliver(answerTo(receipt, { text: 'Μην με χάσετε' }))
    await until(() => rig.logged('a mail cannot be taken').length > 0)
    await rig.store.db.schema.alterTable('gone').renameTo('arrival').execute()
    await until(async () => (await texts(rig)).length === 1, 20_000)
  })

  test('a wrong password and a folder that is not there are said in words', async () => {
    await fresh()
    for (const [imap, words] of [
      [{ ...dovecot.mailbox(user), password: 'wrong' }, 'refuses'],
      [dovecot.mailbox(user, 'Elsewhere'), 'folder Elsewhere'],
    ] as const) {
      const rig = await reading({ sites: inboundSites({ imap, secret: null }) })
      expect(await until(async () => (await inbox(rig))?.trouble)).toContain(words)
    }
  })

  describe('two nodes', () => {
    if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)
    test('one reads; when it is gone the other goes on where it was', async () => {
      await fresh()
      const database = await makeDatabase()
      try {
        const shared = { databaseUrl: database.url, secret: newSecret() }
        const [one, two] = [await reading(shared), await reading(shared)]
        await isRead(one)
        const { receipt } = await ticket(one)
        for (const text of ['ένα', 'δύο', 'τρία']) await deliver(answerTo(receipt, { text }))
        await until(async () => (await texts(one)).length === 3)
        const holder = (await inbox(one))!.holder
        await one.stop()
        rigs = [two]
        await until(async () => ![holder, null].includes((await inbox(two))!.holder))
        await deliver(answerTo(receipt, { text: 'τέσσερα' }))
        await until(async () => (await texts(two)).length === 4)
        expect(await texts(two)).toEqual(['ένα', 'δύο', 'τρία', 'τέσσερα'])
        await two.stop()
        rigs = []
      } finally {
        await database.drop()
      }
    })
  })
})
