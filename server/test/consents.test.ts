// Mailboxes that tokens open: consent over real HTTP at a server of the tests, and a real Dovecot that asks it whose a
// token is. What is gone is said once and tried no more, and nothing of it is logged.

import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { NoConsent } from '../mail/consent/consents.ts'
import { sealingOf } from '../mail/consent/sealing.ts'
import type { MailboxTold } from '../protocol/mailbox.ts'
import { runDoctor } from '../doctor/doctor.ts'
import { colleague } from './accounts.ts'
import { makeDatabase, noPostgres } from './databases.ts'
import { noDovecot, startDovecot } from './dovecot.ts'
import { answerTo, inboundSites } from './mails.ts'
import { agent, evening, form, newSecret, next, type Rig, startRig, until } from './rig.ts'
import { startTokenServer, type TokenServer } from './tokenServer.ts'

const owner = { ...agent, email: 'boss@oxzino.example', role: 'owner' as const }
const lease = 1_500
type Desk = Awaited<ReturnType<typeof desk>>

async function desk(rig: Rig, account: { email: string; password: string } = owner) {
  const socket = rig.agent((await rig.signIn(account)).cookie)
  await next(socket, 'welcome')
  const ask = async <T>(event: string, payload: object) =>
    (await socket.emitWithAck(event, payload)) as T & { ok: boolean; error?: string }
  return {
    connect: async (site = 'oxzino') => ask<{ url: string }>('mailbox:connect', { site }),
    back: async (at: URL, site = 'oxzino') =>
      ask<{ outcome: string; why: string }>('mailbox:consent', { site, said: at.search.slice(1) }),
    mailbox: async () => (await ask<{ mailboxes: MailboxTold[] }>('mailbox:open', {})).mailboxes[0]!,
    disconnect: () => ask('mailbox:disconnect', { site: 'oxzino' }),
  }
}

let tokens: TokenServer
let rigs: Rig[] = []
beforeAll(async () => void (tokens = await startTokenServer()))
afterEach(async () => {
  await Promise.all(rigs.map((rig) => rig.stop()))
  rigs = []
  Object.assign(tokens.how, { lasts: 3_600, slow: 0, broken: null, user: 'support', isTrusted: true })
})
afterAll(() => tokens.stop())

type Mailbox = NonNullable<NonNullable<Parameters<typeof inboundSites>[0]>['imap']>
const nowhere = { host: '127.0.0.1', port: 1, user: 'support', folder: 'INBOX' }

/** A server whose mailbox tokens open, with an owner. */
async function opening(mailbox: Partial<Mailbox> = {}, wishes: Parameters<typeof startRig>[1] = {}): Promise<Rig> {
  const imap = { ...nowhere, ...mailbox, password: null, oauth: tokens.oauth }
  const sites = inboundSites({ imap, secret: null })
  // Looking until something is so asks more often than people do.
  const rig = await startRig(evening, { sites, mailLease: lease, limitsFactor: 100, ...wishes })
  rigs.push(rig)
  await rig.staff.accounts.add(owner)
  return rig
}
async function connect(boss: Desk): Promise<void> {
  const { url } = await boss.connect()
  expect(await boss.back(await tokens.consent(url))).toMatchObject({ ok: true, outcome: 'given' })
}
const row = async (rig: Rig) => (await rig.store.db.selectFrom('consent').selectAll().execute())[0]
const id = () => `support at ${tokens.url}`
/** Nothing that opens anything is in the log or readable in the database. */
async function expectKept(rig: Rig) {
  const kept = JSON.stringify(await row(rig))
  for (const secret of [...tokens.given, tokens.oauth.clientSecret]) {
    expect(rig.lines.find((line) => line.includes(secret))).toBeUndefined()
    expect(kept).not.toContain(secret)
  }
}
const gone = (rig: Rig) => rig.mailbox.mails.filter(({ parsed }) => parsed.subject!.includes('χρειάζεται σύνδεση'))

test('what is sealed is opened with the same secret, at the same place, unchanged', () => {
  const { seal, open } = sealingOf('a secret of the server')
  const sealed = seal('λόγια', 'here')
  expect(open(sealed, 'here')).toBe('λόγια')
  expect(seal('λόγια', 'here')).not.toBe(sealed)
  expect(open(sealed, 'there')).toBeNull()
  expect(sealingOf('another secret').open(sealed, 'here')).toBeNull()
  for (const changed of [`${sealed.slice(0, -2)}AA`, sealed.slice(0, 20), 'v1.', '', `v2${sealed.slice(2)}`])
    expect(open(changed, 'here')).toBeNull()
})

describe('consent', { timeout: 60_000 }, () => {
  test('is asked with a challenge and a state, and given once', async () => {
    const rig = await opening()
    const boss = await desk(rig)
    expect((await boss.mailbox()).oauth).toMatchObject({
      provider: 'custom',
      callback: 'http://localhost:3000/mail/consent/oxzino',
      consent: { state: 'none' },
    })
    const { url } = await boss.connect()
    const asked = new URL(url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost:3000/mail/consent/oxzino',
      login_hint: 'support',
      scope: 'mail offline_access',
    })
    expect(asked.get('state')!.length).toBeGreaterThan(30)
    const back = await tokens.consent(url)
    // On to the console, with nothing in an address that a server sees.
    const on = await fetch(rig.url + back.pathname + back.search, { redirect: 'manual' })
    expect([on.status, on.headers.get('referrer-policy')]).toEqual([303, 'no-referrer'])
    expect(on.headers.get('location')).toContain(`/console/#/mailboxes/oxzino?state=${asked.get('state')}&code=code-`)
    expect(await boss.back(back)).toMatchObject({ outcome: 'given' })
    expect((await boss.mailbox()).oauth!.consent).toMatchObject({ state: 'given' })
    expect(await boss.back(back)).toMatchObject({ outcome: 'stale' })
    await expectKept(rig)
    const done = await rig.store.db.selectFrom('audit').select('what').execute()
    expect(done.map(({ what }) => what)).toContain('mailbox-connected')
  })

  test('is taken of no forged state, of no other sign-in, for no other site, and not for ever', async () => {
    const plain = inboundSites({ imap: { ...nowhere, password: null, oauth: tokens.oauth }, secret: null })
    const first = plain.get('oxzino')!
    const rig = await opening({}, { sites: new Map([...plain, ['other', { ...first, id: 'other' }]]) })
    const [boss, elsewhere] = [await desk(rig), await desk(rig)]
    const { url } = await boss.connect()
    const back = await tokens.consent(url)
    const forged = new URL(back)
    forged.searchParams.set('state', newSecret())
    expect(await boss.back(forged)).toMatchObject({ outcome: 'stale' })
    expect(await boss.back(new URL(back.origin))).toMatchObject({ outcome: 'stale' })
    expect(await elsewhere.back(back)).toMatchObject({ outcome: 'stale' })
    expect(await boss.back(back, 'other')).toMatchObject({ outcome: 'stale' })
    // A provider that is not the one that was asked.
    const mixed = new URL(back)
    mixed.searchParams.set('iss', 'https://evil.example')
    expect(await boss.back(mixed)).toMatchObject({ outcome: 'failed' })
    expect((await boss.mailbox()).oauth!.consent).toEqual({ state: 'none' })
    // Whoever asks anew is answered anew; what was asked before is over.
    const [old, young] = [await boss.connect(), await boss.connect()]
    expect(await boss.back(await tokens.consent(old.url))).toMatchObject({ outcome: 'stale' })
    expect(await boss.back(await tokens.consent(young.url))).toMatchObject({ outcome: 'given' })
    expect((await (await desk(rig, colleague)).connect()).error).toBe('not-allowed')
  })

  test('is not there when somebody says no, a code was used, or the provider is broken', async () => {
    const rig = await opening()
    const boss = await desk(rig)
    const { url } = await boss.connect()
    expect(await boss.back(await tokens.consent(url, false))).toMatchObject({ outcome: 'declined' })
    const again = await boss.connect()
    const back = await tokens.consent(again.url)
    back.searchParams.set('code', 'code-that-was-used')
    expect(await boss.back(back)).toMatchObject({
      outcome: 'declined',
      why: expect.stringContaining('invalid_grant') as string,
    })
    tokens.how.broken = 500
    const third = await boss.connect()
    expect(await boss.back(await tokens.consent(third.url))).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('500') as string,
    })
    await expectKept(rig)
  })

  test('is refreshed before it runs out, and stands while the provider is away', async () => {
    const rig = await opening()
    tokens.how.lasts = 2
    await connect(await desk(rig))
    const before = tokens.counts.refresh
    const first = await rig.consents.token(id())
    await until(async () => (await rig.consents.token(id())) !== first)
    tokens.how.lasts = 3_600
    await until(async () => tokens.counts.refresh > before && (await rig.consents.token(id(), first)) !== first)
    const good = await rig.consents.token(id())
    tokens.how.broken = 503
    // What its mail server refuses is not given again, and what cannot be had now is not gone.
    await expect(rig.consents.token(id(), good)).rejects.toThrow('gives no tokens now')
    expect(await rig.consents.token(id())).toBe(good)
    expect((await row(rig))!.goneSince).toBeNull()
  })

  test('that is gone is told once, to the owners, and asked for no more', async () => {
    const rig = await opening()
    const boss = await desk(rig)
    await connect(boss)
    const token = await rig.consents.token(id())
    tokens.revokeAll()
    const before = tokens.counts.refresh
    const all = await Promise.allSettled([1, 2, 3].map(() => rig.consents.token(id(), token)))
    expect(all.map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
    await expect(rig.consents.token(id(), token)).rejects.toThrow(NoConsent)
    expect(tokens.counts.refresh).toBe(before + 1)
    expect((await boss.mailbox()).oauth!.consent).toMatchObject({ state: 'gone', why: 'revoked' })
    await rig.mailed()
    expect(gone(rig).map(({ parsed }) => [parsed.to].flat()[0]!.text)).toEqual([owner.email])
    expect(gone(rig)[0]!.parsed.text).toContain('http://localhost:3000/console/#/mailboxes')
    expect((await row(rig))!.tokens).toBeNull()
    await connect(boss)
    expect(await rig.consents.token(id())).toContain('access-')
    await expectKept(rig)
  })

  test('that was kept under another secret is gone, and told', async () => {
    const rig = await opening()
    await connect(await desk(rig))
    const { tokens: sealed } = (await row(rig))!
    await rig.store.db
      .updateTable('consent')
      .set({ tokens: `${sealed!.slice(0, -4)}AAAA` })
      .execute()
    await expect(rig.consents.token(id())).rejects.toThrow(NoConsent)
    expect((await row(rig))!.goneWhy).toBe('unreadable')
  })

  test('that is taken back is gone here and at the provider', async () => {
    const rig = await opening()
    const boss = await desk(rig)
    await connect(boss)
    expect(await boss.disconnect()).toEqual({ ok: true })
    expect((await boss.mailbox()).oauth!.consent).toEqual({ state: 'none' })
    expect(tokens.grants.at(-1)!.isRevoked).toBe(true)
    await expect(rig.consents.token(id())).rejects.toThrow(NoConsent)
    await rig.mailed()
    expect(gone(rig)).toEqual([])
  })
})

test('the doctor says that somebody has to consent', { timeout: 60_000 }, async () => {
  const rig = await opening({}, { secret: newSecret() })
  const lines: string[] = []
  const config = { ...rig.config, url: rig.url }
  await runDoctor(config, { roundWithinMs: 1, out: (line) => lines.push(line) })
  expect(lines.find((line) => line.startsWith('MEND sites.oxzino.mail.inbound'))).toContain(
    `nobody has consented yet that support is read; sign in as an owner at ${rig.url}/console/#/mailboxes`,
  )
})

describe('two nodes on PostgreSQL', { timeout: 60_000 }, () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)
  test('refresh a token once, though it can be used once and the provider is slow', async () => {
    const database = await makeDatabase()
    try {
      const shared = { databaseUrl: database.url, secret: newSecret() }
      const one = await opening({}, shared)
      const imap = { ...nowhere, password: null, oauth: tokens.oauth }
      const two = await startRig(evening, { sites: inboundSites({ imap, secret: null }), mailLease: lease, ...shared })
      rigs.push(two)
      const boss = await desk(one)
      await connect(boss)
      const token = await one.consents.token(id())
      const before = tokens.counts.refresh
      tokens.how.slow = 700
      const got = await Promise.all([one, two, one, two].map((rig) => rig.consents.token(id(), token)))
      expect(new Set(got).size).toBe(1)
      expect(got[0]).not.toBe(token)
      expect(tokens.counts.refresh).toBe(before + 1)
      tokens.revokeAll()
      const all = await Promise.allSettled([one, two].map((rig) => rig.consents.token(id(), got[0])))
      expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await Promise.all([one.mailed(), two.mailed()])
      expect([...gone(one), ...gone(two)]).toHaveLength(1)
      await Promise.all(rigs.map((rig) => rig.stop()))
      rigs = []
    } finally {
      await database.drop()
    }
  })
})

describe('a mailbox of Dovecot', { timeout: 90_000 }, () => {
  if (noDovecot !== null) return test.skip(`skipped: ${noDovecot}`)
  let dovecot: Awaited<ReturnType<typeof startDovecot>>
  beforeAll(async () => {
    dovecot = await startDovecot(tokens)
    await dovecot.within('support', async () => {})
  })
  afterAll(() => dovecot.stop())
  const inbox = async (rig: Rig) => (await rig.store.db.selectFrom('inbox').selectAll().execute())[0]

  test('is read once somebody has consented, left alone when that is gone, and read on when it is given anew', async () => {
    const rig = await opening({ port: dovecot.port })
    const boss = await desk(rig)
    expect(await until(async () => (await boss.mailbox()).trouble)).toMatchObject({ needsConsent: true })
    await connect(boss)
    await until(async () => (await inbox(rig))?.uidValidity && (await boss.mailbox()).trouble === null)
    const email = 'visitor@example.com'
    await rig.post('/tickets/oxzino', form(email))
    const receipt = await until(() => rig.mailbox.to(email)[0])
    await dovecot.deliver(answerTo(receipt, { text: 'Ένα' }), 'support@oxzino.example')
    const texts = async () =>
      (await rig.store.db.selectFrom('message').select('text').where('via', 'is not', null).execute()).map(
        (each) => each.text,
      )
    await until(async () => (await texts()).length === 1)
    expect((await boss.mailbox()).lastMail).not.toBeNull()

    tokens.revokeAll()
    await dovecot.end()
    await dovecot.start()
    await until(async () => (await boss.mailbox()).oauth!.consent.state === 'gone', 30_000)
    const tried = { ...tokens.counts }
    await dovecot.deliver(answerTo(receipt, { text: 'Δύο' }), 'support@oxzino.example')
    expect(await until(async () => (await boss.mailbox()).trouble)).toMatchObject({ needsConsent: true })
    // Several times as long as between two looks at whether somebody has consented.
    await new Promise((resolve) => setTimeout(resolve, 3 * lease))
    expect(tokens.counts).toEqual(tried)
    await connect(boss)
    await until(async () => (await texts()).length === 2, 20_000)
    expect(await texts()).toEqual(['Ένα', 'Δύο'])
    expect(await until(async () => (await boss.mailbox()).trouble === null)).toBe(true)
    await expectKept(rig)
  })

  test('that does not open with fresh tokens either is tried twice, said, and left alone', async () => {
    const rig = await opening({ port: dovecot.port })
    const boss = await desk(rig)
    tokens.how.user = 'somebody-else'
    await connect(boss)
    const trouble = await until(async () => {
      const { trouble: said } = await boss.mailbox()
      return said?.why.includes('was it given as another account') && said
    })
    expect(trouble.needsConsent).toBeUndefined()
    await until(
      () =>
        rig.logged('mailbox not read').filter(({ err }) => JSON.stringify(err).includes('AUTHENTICATIONFAILED'))
          .length === 2,
    )
    const tried = tokens.counts.introspect
    await new Promise((resolve) => setTimeout(resolve, 3 * lease))
    expect(tokens.counts.introspect).toBe(tried)
    tokens.how.user = 'support'
    await connect(boss)
    await until(async () => (await inbox(rig))?.uidValidity && (await inbox(rig))?.troubleSince === null)
    await expectKept(rig)
  })
})

describe('mail that leaves', { timeout: 60_000 }, () => {
  test('is let in by the same consent, waits while that is gone, and goes when it is given anew', async () => {
    const taken: string[] = []
    const server = new SMTPServer({
      authMethods: ['XOAUTH2'],
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ username, accessToken }, _session, done) {
        const asked = new URLSearchParams({ token: accessToken ?? '' })
        void fetch(tokens.introspection, { method: 'POST', body: asked })
          .then((response) => response.json() as Promise<{ active: boolean; username?: string }>)
          .then((told) => done(null, told.username === username ? { user: username } : { data: { status: '401' } }))
      },
      onData(stream, { envelope }, done) {
        stream.resume()
        stream.on('end', () => (taken.push(...envelope.rcptTo.map(({ address }) => address)), done()))
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.server.address() as AddressInfo
    const pauses = Array<number>(200).fill(500)
    const rig = await opening({}, { smtpUrl: `smtp://support@127.0.0.1:${port}`, mailPauses: pauses })
    const boss = await desk(rig)
    await rig.post('/tickets/oxzino', form('one@example.com'))
    await until(async () =>
      (await rig.store.db.selectFrom('mail').select('error').execute()).some(({ error }) =>
        error?.includes('nobody has consented'),
      ),
    )
    await connect(boss)
    await until(() => taken.includes('one@example.com'), 20_000)
    // An access token that its server takes no more is refreshed at once.
    tokens.how.isTrusted = false
    await rig.consents.token(id(), await rig.consents.token(id()))
    tokens.how.isTrusted = true
    await rig.post('/tickets/oxzino', form('two@example.com'))
    await until(() => taken.includes('two@example.com'), 20_000)
    tokens.revokeAll()
    await expect(rig.consents.token(id(), await rig.consents.token(id()))).rejects.toThrow(NoConsent)
    await rig.restart()
    await rig.post('/tickets/oxzino', form('three@example.com'))
    await until(async () =>
      (await rig.store.db.selectFrom('mail').select('error').execute()).some(({ error }) => error?.includes('is gone')),
    )
    await connect(await desk(rig))
    await until(() => taken.includes('three@example.com'), 20_000)
    expect(taken.filter((to) => to === 'three@example.com')).toHaveLength(1)
    await expectKept(rig)
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
})
