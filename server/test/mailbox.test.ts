// A mailbox that is read over IMAP, of a real Dovecot: what comes in is taken once, whatever happens meanwhile, and
// nothing in it is changed.

import { describe, expect, test } from 'vitest'
import { runDoctor } from '../doctor/doctor.ts'
import { databases, makeDatabase, noPostgres } from './databases.ts'
import { noDovecot } from './dovecot.ts'
import { readMailboxes } from './reading.ts'
import { answerTo, inboundSites } from './mails.ts'
import { newSecret, until } from './rig.ts'

describe.each(databases)('a mailbox over IMAP, on %s', { timeout: 60_000 }, (name, missing, makeOne) => {
  const why = missing ?? noDovecot
  if (why !== null) return test.skip(`skipped: ${why}`)

  const box = readMailboxes(makeOne)
  const { fresh, reading, ticket, arrivals: rows, texts, inbox, isRead, deliver } = box

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
    const found = await box.dovecot.within(box.user, (client) => client.fetchAll('1:*', { flags: true }))
    expect(found.map(({ flags }) => [...flags!].join())).toEqual(Array(4).fill('\\Recent'))
  })

  test('a server that was away is read again, and mails of meanwhile come in', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    await box.dovecot.end('SIGKILL')
    const trouble = await until(async () => (await inbox(rig))?.trouble)
    expect(trouble).toContain('127.0.0.1')
    await box.dovecot.start()
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
    await box.dovecot.end()
    box.dovecot.renumber(box.user)
    await box.dovecot.start()
    await deliver(answerTo(receipt, { text: 'τρία' }))
    await until(async () => (await texts(rig)).length === 3, 30_000)
    // Noted once all of it was looked through.
    await until(async () => (await inbox(rig))!.uidValidity !== before!.uidValidity)
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

  test('a folder that the owner has chosen is read, and no other', async () => {
    await fresh()
    await box.dovecot.within(box.user, (client) => client.mailboxCreate('Αιτήματα'))
    const imap = box.dovecot.mailbox(box.user, 'Αιτήματα')
    const rig = await reading({ sites: inboundSites({ imap, secret: null }) })
    await isRead(rig)
    const { receipt } = await ticket(rig)
    await deliver(answerTo(receipt, { text: 'στα εισερχόμενα' }))
    await box.dovecot.within(box.user, (client) =>
      client.append('Αιτήματα', answerTo(receipt, { text: 'στον φάκελο' })),
    )
    await until(async () => (await texts(rig)).length > 0, 10_000)
    expect(await texts(rig)).toEqual(['στον φάκελο'])
  })

  test('the doctor’s own mail comes back through the mailbox', async () => {
    await fresh()
    const rig = await reading({ secret: newSecret() })
    await isRead(rig)
    const site = rig.config.sites.get('oxzino')!
    // What leaves for the team goes to the mailbox.
    const carrying = (async () => {
      const mail = await until(() => rig.mailbox.mails.find(({ parsed }) => parsed.subject === 'rotame doctor'), 20_000)
      await deliver(mail.source)
    })()
    const lines: string[] = []
    const config = { ...rig.config, url: rig.url, sites: new Map([['oxzino', site]]) }
    await runDoctor(config, { roundWithinMs: 30_000, out: (line) => void lines.push(line) })
    await carrying
    const about = lines.filter((line) => line.includes('mail.inbound'))
    expect(about).toEqual([
      expect.stringMatching(/^ok .*: a mail to support@oxzino\.example came in within \d+ seconds$/),
    ])
    expect((await rows(rig)).map(({ outcome }) => outcome)).toEqual(['own'])
  })

  test('a wrong password and a folder that is not there are said in words', async () => {
    await fresh()
    for (const [imap, words] of [
      [{ ...box.dovecot.mailbox(box.user), password: 'wrong' }, 'refuses'],
      [box.dovecot.mailbox(box.user, 'Elsewhere'), 'folder Elsewhere'],
    ] as const) {
      const rig = await reading({ sites: inboundSites({ imap, secret: null }) })
      expect(await until(async () => (await inbox(rig))?.trouble)).toContain(words)
    }
  })

  if (name === 'SQLite') return

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
        await box.end(one)
        await until(async () => ![holder, null].includes((await inbox(two))!.holder))
        await deliver(answerTo(receipt, { text: 'τέσσερα' }))
        await until(async () => (await texts(two)).length === 4)
        expect(await texts(two)).toEqual(['ένα', 'δύο', 'τρία', 'τέσσερα'])
        await box.end(two)
      } finally {
        await database.drop()
      }
    })
  })
})
