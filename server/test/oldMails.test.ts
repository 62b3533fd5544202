// A mailbox that had mails before it was read: they are left alone until somebody asks for them, and then taken each
// once, a few at a time, without a word to anybody; on both databases.

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inboxId } from '../mail/inbound/mailboxes.ts'
import { databases } from './databases.ts'
import { noDovecot, startDovecot } from './dovecot.ts'
import { inboundSites } from './mails.ts'
import { evening, openDesk, type Rig, startRig, until } from './rig.ts'

const threads = 45
const proven = 'mx.oxzino.example; dmarc=pass header.from=example.com'
const dayOf = (number: number) => new Date(Date.UTC(2025, 0, 1 + number, 9))

interface Old {
  from: string
  subject: string
  id: string
  text: string
  number: number
  more?: string[]
}
const old = ({ from, subject, id, text, number, more = [] }: Old) =>
  [
    `Authentication-Results: ${proven}`,
    `From: ${from}`,
    'To: support@oxzino.example',
    `Subject: ${subject}`,
    `Message-ID: <${id}@example.com>`,
    `Date: ${dayOf(number).toUTCString()}`,
    ...more,
    '',
    text,
    '',
  ].join('\r\n')

describe.each(databases)('on %s', { timeout: 120_000 }, (_, missing, makeOne) => {
  const why = missing ?? noDovecot
  if (why !== null) return test.skip(`skipped: ${why}`)

  let dovecot: Awaited<ReturnType<typeof startDovecot>>
  let rigs: Rig[] = []
  let drop = async (): Promise<unknown> => undefined
  let number = 0
  let user = ''
  beforeAll(async () => void (dovecot = await startDovecot()))
  afterEach(async () => {
    await Promise.all(rigs.map((rig) => rig.stop()))
    rigs = []
    await drop()
  })
  afterAll(() => dovecot.stop())

  /** A mailbox with old mails: requests, one answer to the first, an absence, and one that nobody has proved. */
  async function filled() {
    user = `old${++number}`
    const mails = Array.from({ length: threads }, (_none, at) =>
      old({ from: `v${at}@example.com`, subject: `Old ${at}`, id: `old-${at}`, text: `Παλιό ${at}`, number: at }),
    )
    const reply = {
      subject: 'Re: Old 0',
      text: 'Συνέχεια',
      number: threads,
      more: ['In-Reply-To: <old-0@example.com>'],
    }
    mails.push(old({ from: 'v0@example.com', id: 'old-reply', ...reply }))
    const absence = { subject: 'Out of office', text: 'Λείπω', number: threads, more: ['Auto-Submitted: auto-replied'] }
    mails.push(old({ from: 'v1@example.com', id: 'old-absence', ...absence }))
    mails.push(old({ from: 'x@evil.example', subject: 'Money', id: 'old-evil', text: 'Χρήματα', number: threads }))
    await dovecot.within(user, async (client) => {
      for (const mail of mails) await client.append('INBOX', mail)
    })
    return mails.length
  }
  const deliver = (raw: string) => dovecot.deliver(raw, `${user}@oxzino.example`)
  async function server(databaseUrl: string | null) {
    const sites = inboundSites({ imap: dovecot.mailbox(user), secret: null, strangers: 'request' })
    const rig = await startRig(evening, { sites, mailLease: 1_500, databaseUrl })
    rigs.push(rig)
    return rig
  }
  const inbox = async (rig: Rig) => (await rig.store.db.selectFrom('inbox').selectAll().execute())[0]
  const arrivals = (rig: Rig) =>
    rig.store.db.selectFrom('arrival').select(['outcome', 'digest', 'settledAt', 'conversation']).execute()
  const askForOld = (rig: Rig, since = 0) =>
    rig.store.write(function* () {
      yield* rig.store.queries.askForOld({ id: inboxId(dovecot.mailbox(user)), since })
    })
  const isDone = (rig: Rig) => until(async () => (await inbox(rig))?.oldSince === null, 60_000)

  test('only what is new comes in at first; when asked, the old, each once, and nobody is told or answered', async () => {
    const { url, drop: end } = await makeOne()
    drop = end
    const count = await filled()
    const first = await server(url)
    await until(async () => (await inbox(first))?.uidValidity)
    const desk = await openDesk(first)
    const heard: unknown[] = []
    desk.on('message:new', (told) => void heard.push(told))
    await deliver(old({ from: 'new@example.com', subject: 'New', id: 'new', text: 'Καινούργιο', number: 0 }))
    await until(async () => (await arrivals(first)).length === 1)
    await first.mailed()
    const [sent, said] = [first.mailbox.mails.length, heard.length]

    // Cut in the middle, it goes on where it was.
    await askForOld(first)
    await until(async () => ((await inbox(first))?.oldUid ?? 0) > 5)
    await first.restart()
    await isDone(first)
    const rows = await arrivals(first)
    expect(rows).toHaveLength(count + 1)
    expect(new Set(rows.map(({ digest }) => digest)).size).toBe(count + 1)
    expect(rows.filter(({ outcome }) => outcome === 'request')).toHaveLength(threads + 1)
    // What belongs to nothing asks nobody to look.
    expect(rows.filter(({ outcome }) => outcome === 'stray')).toMatchObject([{ conversation: null }])
    expect(rows.find(({ outcome }) => outcome === 'stray')!.settledAt).not.toBeNull()
    expect(rows.map(({ outcome }) => outcome)).toContain('passed')
    await first.mailed()
    expect([first.mailbox.mails.length, heard.length]).toEqual([sent, said])

    const kept = await first.store.db
      .selectFrom('conversation as c')
      .innerJoin('ticket as t', 't.conversation', 'c.key')
      .select(['c.key', 'c.state', 'c.startedAt', 'c.waitingSince', 'c.dueAt', 't.state as ticket'])
      .orderBy('c.startedAt')
      .execute()
    const olds = kept.filter(({ state }) => state === 'closed')
    expect(olds).toHaveLength(threads)
    expect(olds[0]).toMatchObject({ startedAt: dayOf(0).getTime(), waitingSince: null, dueAt: null, ticket: 'solved' })
    const messages = await first.store.all(
      first.store.queries.messagesAfter({ conversation: olds[0]!.key, after: 0, limit: 10 }),
    )
    expect(messages.filter(({ author }) => author === 'visitor').map(({ text, at }) => [text, at])).toEqual([
      ['Old 0\n\nΠαλιό 0', dayOf(0).getTime()],
      ['Συνέχεια', dayOf(threads).getTime()],
    ])

    // Asked again, there is nothing that is not here.
    await askForOld(first)
    await isDone(first)
    expect(await arrivals(first)).toHaveLength(count + 1)
    // Who answers now is heard as anybody.
    await deliver(
      old({
        from: 'v3@example.com',
        subject: 'Re: Old 3',
        id: 'v3',
        text: 'Ακόμη περιμένω',
        number: 90,
        more: ['In-Reply-To: <old-3@example.com>'],
      }),
    )
    await until(async () => (await arrivals(first)).length === count + 2)
    expect((await arrivals(first)).at(-1)!.outcome).toBe('answer')
    const open = await first.store.db.selectFrom('conversation').select('state').where('state', '=', 'open').execute()
    expect(open).toHaveLength(2)
  })

  test('from a day on, no others are taken', async () => {
    const { url, drop: end } = await makeOne()
    drop = end
    await filled()
    const rig = await server(url)
    await until(async () => (await inbox(rig))?.uidValidity)
    // By when they came in to the mailbox, which is today.
    await askForOld(rig, Date.now() + 3 * 86_400_000)
    await isDone(rig)
    expect(await arrivals(rig)).toEqual([])
  })
})

test('at the command line what cannot be asked for is said', () => {
  const run = (...words: string[]) => {
    const args = [join(import.meta.dirname, '../cli.ts'), 'mail', 'import', ...words]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return [status, stdout + stderr]
  }
  const site = join(import.meta.dirname, '../../demo/site')
  expect(run('nowhere', site)).toEqual([2, expect.stringContaining('rotame.yaml has no site nowhere')])
  expect(run('oxzino', site)).toEqual([2, expect.stringContaining('has no mailbox that is read')])
  expect(run('oxzino', site, '--since', 'yesterday')).toEqual([2, expect.stringContaining('write a day like')])
})
