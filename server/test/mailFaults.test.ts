// Whatever the mail server does, every mail arrives exactly once in the end, or is said to have failed.

import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { settingsOf } from '../mail/transport.ts'
import { startChild } from './child.ts'
import { makeDatabase, noOwnPostgres, noPostgres, startPostgres } from './databases.ts'
import { evening, form, newId, newSecret, next, origin, type Rig, startRig, until } from './rig.ts'
import { openFile } from './sqlite.ts'
import { type Fault, startSmtp, type Step } from './smtp.ts'

const soon = Array<number>(9).fill(100)
const rowsOf = (rig: Rig) => rig.store.db.selectFrom('mail').selectAll().orderBy('id').execute()

type Smtp = Awaited<ReturnType<typeof startSmtp>>

async function rigAt(smtp: Smtp, wishes: Parameters<typeof startRig>[1] = {}) {
  const rig = await startRig(evening, { smtpUrl: smtp.url, mailPauses: soon, ...wishes })
  onTestFinished(async () => {
    await rig.stop()
    await smtp.stop()
  })
  return rig
}
/** The mails after the first so many, once each is sent or has failed. */
const settled = (rig: Rig, after = 0) =>
  until(async () => {
    const rows = (await rowsOf(rig)).slice(after)
    return rows.length > 0 && rows.every(({ sentAt, failedAt }) => sentAt !== null || failedAt !== null) && rows
  }, 20_000)
/** In one order, whatever order they were sent in. */
const idsOf = (mails: { messageId: string }[]) => mails.map(({ messageId }) => messageId).toSorted()
/** Goes wrong with the first mails, then no longer. */
const first = (times: number, fault: Fault) => {
  let left = times
  return (step: Step) => (step === fault.step && left > 0 ? (left--, fault) : null)
}

describe('a mail server', () => {
  let smtp: Smtp
  let rig: Rig
  beforeAll(async () => {
    smtp = await startSmtp()
    rig = await startRig(evening, { smtpUrl: smtp.url, mailPauses: soon })
  })
  afterAll(async () => {
    await rig.stop()
    await smtp.stop()
  })

  const passing: [name: string, fault: Fault][] = [
    ['421 at the greeting', { step: 'connect', reply: '421 busy' }],
    ['554 at the greeting', { step: 'connect', reply: '554 no service' }],
    ['450 at EHLO', { step: 'EHLO', reply: '450 later' }],
    ['451 at MAIL FROM', { step: 'MAIL', reply: '451 later' }],
    ['550 at MAIL FROM, which is the owner to mend', { step: 'MAIL', reply: '550 not you' }],
    ['450 at RCPT TO', { step: 'RCPT', reply: '450 greylisted' }],
    ['451 at DATA', { step: 'DATA', reply: '451 later' }],
    ['452 after the message', { step: 'sent', reply: '452 full' }],
    ['421 after the message', { step: 'sent', reply: '421 closing' }],
    ['a line cut at the greeting', { step: 'connect', drop: true }],
    ['a line cut at RCPT TO', { step: 'RCPT', drop: true }],
    ['a line cut in the middle of the message', { step: 'DATA', dropAfter: 1 }],
  ]
  test.each(passing)(
    'that gives %s for a while gets both mails once, under the ids they were given',
    async (_name, fault) => {
      const before = (await rowsOf(rig)).length
      const taken = smtp.taken.length
      smtp.cut()
      smtp.fault(first(3, fault))
      expect((await rig.post('/tickets/oxzino', form(`${newId()}@example.com`))).body.ok).toBe(true)
      const rows = await settled(rig, before)
      expect(rows.map(({ failedAt, error }) => [failedAt, error])).toEqual([
        [null, null],
        [null, null],
      ])
      expect(idsOf(smtp.taken.slice(taken))).toEqual(idsOf(rows))
      expect(rows.reduce((sum, { attempts }) => sum + attempts, 0)).toBeGreaterThan(2)
    },
  )

  const final: [name: string, fault: Fault & { reply: string }][] = [
    ['550 at RCPT TO', { step: 'RCPT', reply: '550 nobody here' }],
    ['554 at DATA', { step: 'DATA', reply: '554 not this' }],
    ['554 after the message', { step: 'sent', reply: '554 not this' }],
    ['552 at MAIL FROM', { step: 'MAIL', reply: '552 too large' }],
  ]
  test.each(final)(
    'that says %s is not asked again, and the team sends the mail again or settles it',
    async (_name, fault) => {
      const before = (await rowsOf(rig)).length
      const taken = smtp.taken.length
      smtp.fault((step) => (step === fault.step ? fault : null))
      const desk = rig.agent((await rig.signIn()).cookie)
      await next(desk, 'welcome')
      const { body } = await rig.post('/tickets/oxzino', form(`${newId()}@example.com`))
      const { conversation } = body as unknown as { conversation: string }
      const rows = await settled(rig, before)
      expect(rows.map(({ attempts, failedAt }) => [attempts, failedAt !== null])).toEqual([
        [1, true],
        [1, true],
      ])
      expect(smtp.taken).toHaveLength(taken)
      const listed = async () => {
        const { conversations } = (await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0 })) as {
          conversations: { id: string; failedMails: number }[]
        }
        return conversations.find(({ id }) => id === conversation)!.failedMails
      }
      expect(await listed()).toBe(2)
      const { mails } = (await desk.emitWithAck('mail:failed', { conversation })) as {
        mails: { id: number; error: string }[]
      }
      for (const { error } of mails) expect(error).toContain(fault.reply)

      smtp.fault(() => null)
      const told = next<{ failedMails: number }>(desk, 'conversation:changed')
      expect(await desk.emitWithAck('mail:again', { conversation, mail: mails[0]!.id })).toMatchObject({ ok: true })
      expect((await told).failedMails).toBe(1)
      await until(() => smtp.taken.length > taken)
      expect(smtp.taken.at(-1)!.messageId).toBe(rows[0]!.messageId)
      expect(await desk.emitWithAck('mail:settle', { conversation, mail: mails[1]!.id })).toMatchObject({ ok: true })
      expect(await listed()).toBe(0)
      desk.disconnect()
    },
  )

  test('that is slow gets each mail once, over few lines', async () => {
    const before = (await rowsOf(rig)).length
    const taken = smtp.taken.length
    smtp.cut()
    const connections = smtp.connections
    smtp.fault((step) => ({ step, late: 50 }))
    for (let times = 0; times < 3; times++) await rig.post('/tickets/oxzino', form(`slow${times}@example.com`))
    const rows = await settled(rig, before)
    expect(idsOf(smtp.taken.slice(taken))).toEqual(idsOf(rows))
    expect(rows.every(({ attempts }) => attempts === 1)).toBe(true)
    expect(smtp.busiest).toBeLessThanOrEqual(3)
    expect(smtp.connections - connections).toBeLessThanOrEqual(3)
  })

  test('that restarts gets what it had not taken, once', async () => {
    smtp.fault(() => null)
    const before = (await rowsOf(rig)).length
    const taken = smtp.taken.length
    await smtp.stop()
    await rig.post('/tickets/oxzino', form('during@example.com'))
    await until(async () => (await rowsOf(rig)).slice(before).filter(({ error }) => error !== null).length === 2)
    await smtp.start()
    expect(idsOf(await settled(rig, before))).toEqual(idsOf(smtp.taken.slice(taken)))
  })

  test('whose line is cut after the message, before its answer, gets the same Message-ID again and no other', async () => {
    const before = (await rowsOf(rig)).length
    const taken = smtp.taken.length
    smtp.fault(first(1, { step: 'sent', drop: true }))
    await rig.post('/tickets/oxzino', form('twice@example.com'))
    const rows = await settled(rig, before)
    expect(smtp.taken.slice(taken)).toHaveLength(3)
    expect([...new Set(idsOf(smtp.taken.slice(taken)))]).toEqual(idsOf(rows))
  })

  test("that puts off a thread's first mail gets the others after it, in order", async () => {
    smtp.fault(first(2, { step: 'RCPT', reply: '450 greylisted' }))
    const before = (await rowsOf(rig)).length
    const { body } = await rig.post('/tickets/oxzino', form('order@example.com'))
    const { conversation } = body as unknown as { conversation: string }
    const desk = rig.agent((await rig.signIn()).cookie)
    for (const text of ['Ένα', 'Δύο', 'Τρία'])
      await desk.emitWithAck('message:send', { conversation, id: newId(), text })
    await settled(rig, before)
    const mine = smtp.taken.filter(({ parsed }) => [parsed.to].flat()[0]?.text === 'order@example.com')
    expect(mine.map(({ parsed }) => /Ένα|Δύο|Τρία/.exec(parsed.text ?? '')?.[0])).toEqual([
      undefined,
      'Ένα',
      'Δύο',
      'Τρία',
    ])
  })
})

test('after the last pause a mail has failed, and the conversation changes so that agents hear of it', async () => {
  const rig = await rigAt(await startSmtp((step) => (step === 'RCPT' ? { step, reply: '451 later' } : null)), {
    mailPauses: [100, 100],
  })
  const desk = rig.agent((await rig.signIn()).cookie)
  await next(desk, 'welcome')
  const heard: number[] = []
  desk.on('conversation:changed', (summary: { failedMails: number }) => void heard.push(summary.failedMails))
  await rig.post('/tickets/oxzino', form())
  await until(() => heard.includes(2))
  expect((await rowsOf(rig)).map(({ attempts, failedAt }) => [attempts, failedAt !== null])).toEqual([
    [3, true],
    [3, true],
  ])
})

test('when the server takes mail again, what waited for it goes at once, and the form says that mail works', async () => {
  const smtp = await startSmtp((step) => (step === 'connect' ? { step, reply: '421 busy' } : null))
  const rig = await rigAt(smtp, { mailPauses: null })
  await rig.post('/tickets/oxzino', form())
  await until(async () => (await rowsOf(rig)).every(({ error }) => error !== null))
  const works = async () => ((await (await fetch(`${rig.url}/availability/oxzino`)).json()) as { mail: boolean }).mail
  // A moment's trouble is nobody's business; ten minutes of it is.
  expect(await works()).toBe(true)
  await rig.store.db
    .updateTable('mail')
    .set({ queuedAt: Date.now() - 11 * 60_000 })
    .execute()
  expect(await works()).toBe(false)
  smtp.fault(() => null)
  await rig.store.db.updateTable('mail').set({ dueAt: Date.now() }).where('kind', '=', 'ticket-team').execute()
  await rig.restart()
  await settled(rig)
  expect(smtp.taken).toHaveLength(2)
  expect(await works()).toBe(true)
})

test('every server but one on this machine has to offer TLS, whatever its address says', () => {
  expect(
    settingsOf('smtp://user:p@mail.example.com:587?requireTLS=false&ignoreTLS=true&tls.servername=x'),
  ).toMatchObject({
    requireTLS: true,
    url: 'smtp://user:p@mail.example.com:587?tls.servername=x',
  })
  expect(settingsOf('smtp://127.0.0.1:25').requireTLS).toBe(false)
  expect(settingsOf('smtp://[::1]:25').requireTLS).toBe(false)
  expect(settingsOf('smtp://127.0.0.1.example.com').requireTLS).toBe(true)
})

test(
  'killed between the ticket and its mails, the server sends them at the next start',
  { timeout: 90_000 },
  async () => {
    // It takes the connection and says nothing, so that mails are under way and none is taken.
    const smtp = await startSmtp((step) => (step === 'RCPT' ? { step, hang: true } : null))
    onTestFinished(smtp.stop)
    const env = { SMTP_URL: smtp.url, MAIL_PAUSES: '1s,1s,1s,1s' }
    const server = await startChild(env)
    const headers = { 'content-type': 'application/json', origin }
    const response = await fetch(`${server.url}/tickets/oxzino`, {
      method: 'POST',
      headers,
      body: JSON.stringify(form()),
    })
    expect(response.ok).toBe(true)
    await until(() => smtp.attempts.length === 2)
    server.kill()
    await until(() => !server.isRunning())
    expect(smtp.taken).toEqual([])
    smtp.fault(() => null)
    // Its leases have run out by the time somebody starts it again.
    const database = openFile(`${server.data}/rotame.sqlite`)
    database.prepare('update mail set "leaseUntil" = 0').run()
    database.close()
    await startChild({ ...env, ROTAME_DATA: server.data })
    await until(() => smtp.taken.length === 2, 20_000)
    expect(new Set(smtp.taken.map(({ messageId }) => messageId)).size).toBe(2)
  },
)

test('what leaves is signed with the key that the owner has named', async () => {
  const smtp = await startSmtp()
  const folder = mkdtempSync(join(tmpdir(), 'rotame-key-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const key = join(folder, 'dkim.pem')
  writeFileSync(
    key,
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  const { sites } = readConfig(join(import.meta.dirname, '../../demo/site'), {})
  const site = sites.get('oxzino')!
  sites.set('oxzino', { ...site, mail: { ...site.mail!, dkim: { selector: 'rotame', key } } })
  const rig = await rigAt(smtp, { sites })
  await rig.post('/tickets/oxzino', form())
  await until(() => smtp.taken.length === 2)
  for (const { source } of smtp.taken)
    expect(source).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;[^]*d=oxzino\.example;[^]*s=rotame;/m)
})

test('who has lost a mail to another node lets go of the line before it is sent', async () => {
  const smtp = await startSmtp((step) => (step === 'RCPT' ? { step, hang: true } : null))
  const rig = await rigAt(smtp, { mailLease: 1_500 })
  await rig.post('/tickets/oxzino', form())
  await until(() => smtp.attempts.length === 2)
  await rig.store.db
    .updateTable('mail')
    .set({ attempts: 2, leaseUntil: Date.now() + 3_600_000 })
    .execute()
  await until(() => rig.logged('mail let go').length === 2)
  expect((await rowsOf(rig)).map(({ attempts, error, sentAt }) => [attempts, error, sentAt])).toEqual([
    [2, null, null],
    [2, null, null],
  ])
  expect(smtp.taken).toEqual([])
})

test('while the server says nothing the mail is held, however long that takes', async () => {
  const smtp = await startSmtp((step) => (step === 'sent' ? { step, late: 3_000 } : null))
  const rig = await rigAt(smtp, { mailLease: 600 })
  await rig.post('/tickets/oxzino', form())
  const rows = await settled(rig)
  expect(rows.map(({ attempts }) => attempts)).toEqual([1, 1])
  expect(smtp.taken).toHaveLength(2)
})

describe('two nodes on PostgreSQL', () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('send each mail once', { timeout: 90_000 }, async () => {
    const database = await makeDatabase()
    onTestFinished(async () => void (await database.drop()))
    const smtp = await startSmtp((step) => (step === 'EHLO' ? { step, late: 30 } : null))
    onTestFinished(smtp.stop)
    const shared = { databaseUrl: database.url, secret: newSecret(), smtpUrl: smtp.url, mailPauses: soon }
    const [one, two] = await Promise.all([startRig(evening, shared), startRig(evening, shared)])
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 === 0 ? one : two).post('/tickets/oxzino', form(`n${at}@example.com`)),
      ),
    )
    const rows = await settled(one!)
    expect(rows).toHaveLength(24)
    expect(idsOf(smtp.taken)).toEqual(idsOf(rows))
    await Promise.all([one.stop(), two.stop()])
  })
})

test(
  'a mail whose note waits for the database is not sent by a node that finds the database first',
  { timeout: 90_000 },
  async ({ skip }) => {
    if (noOwnPostgres !== null) return skip(noOwnPostgres)
    const database = await startPostgres()
    onTestFinished(database.end)
    // Each node has a role of its own, to be let in or not.
    const admit = (role: string, isIn: boolean) => database.ask(`alter role ${role} ${isIn ? 'login' : 'nologin'}`)
    for (const role of ['one', 'two']) await database.ask(`create role ${role} superuser login`)
    const smtp = await startSmtp((step) => (step === 'sent' ? { step, late: 1_000 } : null))
    onTestFinished(smtp.stop)
    const shared = { secret: newSecret(), smtpUrl: smtp.url, mailPauses: soon, mailLease: 6_000 }
    const startAs = (role: string) =>
      startRig(evening, { ...shared, databaseUrl: database.url.replace('postgres@', `${role}@`) })
    const [one, two] = await Promise.all([startAs('one'), startAs('two')])
    await one.post('/tickets/oxzino', form('first@example.com'))
    await until(() => smtp.taken.length === 2)
    for (const role of ['one', 'two']) await admit(role, false)
    await database.ask("select pg_terminate_backend(pid) from pg_stat_activity where usename in ('one', 'two')")
    await until(() => one.logged('mail sent, and not noted yet').length > 1)
    const [lease] = await database.ask('select max("leaseUntil") as until from mail')
    await until(() => Date.now() > Number(lease!['until']))

    await admit('two', true)
    expect((await two.post('/tickets/oxzino', form('second@example.com'))).body.ok).toBe(true)
    await until(() => smtp.attempts.length === 4)
    expect((await rowsOf(two)).slice(0, 2).map(({ sentAt }) => sentAt)).toEqual([null, null])
    await admit('one', true)
    const rows = await settled(two)
    await new Promise((resolve) => setTimeout(resolve, shared.mailLease / 2))
    expect(rows).toHaveLength(4)
    expect(idsOf(smtp.taken)).toEqual(idsOf(rows))
    await Promise.all([one.stop(), two.stop()])
  },
)

test('a mail that a node has died with is sent by another', { timeout: 90_000 }, async () => {
  const smtp = await startSmtp()
  const rig = await rigAt(smtp, { mailLease: 3_000, smtpUrl: null })
  await rig.post('/tickets/oxzino', form())
  await rig.store.db
    .updateTable('mail')
    .set({ attempts: 1, leaseUntil: Date.now() + 500 })
    .execute()
  // What a node that dies leaves on its disk; a folder has one server at a time.
  const data = mkdtempSync(join(tmpdir(), 'rotame-left-'))
  cpSync(rig.data, data, { recursive: true })
  onTestFinished(() => rmSync(data, { recursive: true }))
  const other = await startRig(evening, { mailLease: 3_000, mailPauses: soon, smtpUrl: smtp.url, data })
  onTestFinished(other.stop)
  const rows = await settled(other)
  expect(idsOf(smtp.taken)).toEqual(idsOf(rows))
  expect(rows.every(({ attempts }) => attempts === 2)).toBe(true)
})
