// Bad days of a mailbox, of a real Dovecot: gone for a day, a mail too big, twenty thousand old ones, a database that
// goes between fetch and store. Nothing is lost, nothing comes twice, and it is said to whom it concerns.

import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { inboxId } from '../mail/inbound/mailboxes.ts'
import type { MailIn } from '../protocol/mail.ts'
import { databases, noOwnPostgres, startPostgres } from './databases.ts'
import { noDovecot } from './dovecot.ts'
import { answerTo } from './mails.ts'
import { readMailboxes } from './reading.ts'
import { newSecret, openAt, openDesk, until } from './rig.ts'

describe.each(databases)('on %s', { timeout: 60_000 }, (_, missing, makeOne) => {
  const why = missing ?? noDovecot
  if (why !== null) return test.skip(`skipped: ${why}`)
  const box = readMailboxes(makeOne)
  const { fresh, reading, ticket, arrivals: rows, texts, inbox, isRead, deliver } = box

  test('a server that was gone for a day: it is said since when and why, and all of that day comes in', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { receipt } = await ticket(rig)
    const desk = await openDesk(rig)
    const told: MailIn[] = []
    desk.on('mail:in', (state: MailIn) => void told.push(state))
    await box.dovecot.end('SIGKILL')
    await until(async () => (await inbox(rig))?.trouble)
    // A hiccup is not told.
    await rig.beat()
    const day = 86_400_000
    const since = Date.now() - day
    await rig.store.db.updateTable('inbox').set({ troubleSince: since, readAt: since }).execute()
    await rig.beat()
    expect(await until(() => told.find(({ trouble }) => trouble))).toMatchObject({
      site: 'oxzino',
      trouble: { since, why: expect.stringContaining('127.0.0.1') },
    })
    // It goes on being tried, and since when stays.
    await until(() => rig.logged('mailbox not read').length > 2, 20_000)
    expect((await inbox(rig))!.troubleSince).toBe(since)
    await box.dovecot.start()
    const missed = Array.from({ length: 12 }, (_none, at) => `ημέρα ${at}`)
    for (const text of missed) await deliver(answerTo(receipt, { text }))
    await until(async () => (await texts(rig)).length === missed.length, 30_000)
    expect(await texts(rig)).toEqual(missed)
    await until(async () => (await inbox(rig))!.troubleSince === null)
    await rig.beat()
    await until(() => told.at(-1)!.trouble === null)
  })

  test('a mail of sixty megabytes stays where it is, and whoever is concerned is told that it came', async () => {
    await fresh()
    const rig = await reading()
    await isRead(rig)
    const { conversation, receipt } = await ticket(rig)
    const line = `${'x'.repeat(998)}\r\n`
    const [head] = answerTo(receipt, { text: '' }).split('\r\nMIME-Version')
    await deliver(
      Buffer.from([head, 'MIME-Version: 1.0', 'Content-Type: text/plain', '', line.repeat(60_000)].join('\r\n')),
    )
    await deliver(answerTo(receipt, { text: 'Ήρθε;' }))
    await until(async () => (await texts(rig)).length > 0, 30_000)
    const desk = await openDesk(rig)
    const { messages, conversation: detail } = await openAt(desk, conversation)
    // Nobody has read it: it is nobody's word.
    expect(messages.at(-1)!.text).toBe('Ήρθε;')
    expect(detail.notes).toHaveLength(1)
    expect(detail.notes[0]!.via).toMatchObject({ left: [{ name: '61 MB', why: 'too-big' }] })
    expect(detail.notes[0]!.text).toBe(`Re: ${receipt.subject}`)
    const found = await box.dovecot.within(box.user, (client) => client.fetchAll('1:*', { size: true }))
    expect(Math.max(...found.map(({ size }) => size!))).toBeGreaterThan(60_000_000)
  })

  test('of twenty thousand old mails none is taken at the first start, and what is new comes in at once', async () => {
    const olds = function* () {
      for (let at = 0; at < 20_000; at++)
        yield `From: v${at}@example.com\r\nSubject: Old ${at}\r\nMessage-ID: <old-${at}@example.com>\r\n\r\nold\r\n`
    }
    box.full(olds())
    const rig = await reading()
    await until(async () => (await inbox(rig))?.uidValidity, 30_000)
    const { receipt } = await ticket(rig)
    await deliver(answerTo(receipt, { text: 'Καινούργιο' }))
    await until(async () => (await texts(rig)).length > 0, 5_000)
    expect(await rows(rig)).toHaveLength(1)
    // Asked for, they come in between what is new, which does not wait for them.
    await rig.store.write(function* () {
      yield* rig.store.queries.askForOld({ id: inboxId(box.dovecot.mailbox(box.user)), since: 0 })
    })
    await until(async () => (await rows(rig)).length > 40, 20_000)
    await deliver(answerTo(receipt, { text: 'Κι άλλο' }))
    await until(async () => (await texts(rig)).includes('Κι άλλο'), 10_000)
    expect((await inbox(rig))!.oldLeft).toBeGreaterThan(15_000)
    expect(await texts(rig)).toEqual(['Καινούργιο', 'Κι άλλο'])
    // A start that comes between begins where they were.
    const { oldUid } = (await inbox(rig))!
    await rig.restart()
    await until(async () => (await inbox(rig))!.oldUid! > oldUid! + 20, 20_000)
    const taken = await rig.store.db.selectFrom('arrival').select('digest').execute()
    expect(new Set(taken.map(({ digest }) => digest)).size).toBe(taken.length)
  })
})

describe('a server that says nothing by itself', { timeout: 90_000 }, () => {
  if (noDovecot !== null) return test.skip(`skipped: ${noDovecot}`)
  const box = readMailboxes(async () => ({ url: null, drop: async () => undefined }), true)

  test('is asked once a minute', async () => {
    await box.fresh()
    await box.dovecot.within(box.user, async (client) => expect(client.capabilities.has('IDLE')).toBe(false))
    const rig = await box.reading()
    await box.isRead(rig)
    const { receipt } = await box.ticket(rig)
    await box.answer(receipt, 'Χωρίς IDLE')
    await until(async () => (await box.texts(rig)).length > 0, 75_000)
  })
})

describe('a database that goes', { timeout: 120_000 }, () => {
  const why = noOwnPostgres ?? noDovecot
  if (why !== null) return test.skip(`skipped: ${why}`)
  const box = readMailboxes(async () => ({ url: null, drop: async () => undefined }))
  const { fresh, reading, ticket, arrivals: rows, texts, isRead, deliver } = box

  test('between fetch and store loses no mail and doubles none', async () => {
    await fresh()
    const postgres = await startPostgres()
    try {
      const rig = await reading({ databaseUrl: postgres.url, secret: newSecret() })
      await isRead(rig)
      const { receipt } = await ticket(rig)
      await rig.mailed()
      for (const text of ['ένα', 'δύο', 'τρία']) {
        // It is fetched, and its write waits for the table when the database dies.
        const lock = new Client({ connectionString: postgres.url })
        lock.on('error', () => {})
        await lock.connect()
        await lock.query('begin; lock table arrival in exclusive mode')
        await deliver(answerTo(receipt, { text }))
        const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%arrival%'"
        await until(async () => (await postgres.ask(waits)).length > 0, 10_000)
        await postgres.kill()
        await postgres.start()
        await until(async () => (await texts(rig).catch(() => [''])).includes(text), 30_000)
      }
      expect(await texts(rig)).toEqual(['ένα', 'δύο', 'τρία'])
      expect(await rows(rig)).toHaveLength(3)
      await box.end(rig)
    } finally {
      await postgres.end()
    }
  })
})
