// Signing in by an issuer's word, over HTTP, at a certified provider: who is let in as what, who is not and why, and
// what ends when the issuer or the settings say so no longer.

import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Oidc } from '../config/oidc.ts'
import { checkIssuer } from '../doctor/issuer.ts'
import { databases } from './databases.ts'
import { type Known, startProvider, type TestProvider } from './provider.ts'
import { agent, next, openHours, type Rig, startRig, until } from './rig.ts'

const home = 'http://localhost:3000'
const back = `${home}/api/auth/oidc/back`
let provider: TestProvider
beforeAll(async () => void (provider = await startProvider(back)))
afterAll(() => provider.stop())
beforeEach(() => provider.people.clear())

const thanos: Known = {
  sub: 'n-1',
  email: 'thanos@oxzino.example',
  email_verified: true,
  name: 'Θάνος Ρήγας',
  groups: ['desk'],
}
const mapped: Partial<Oidc> = {
  claim: 'groups',
  roles: { owner: ['bosses'], agent: ['desk'], viewer: ['readers'] },
}

const rigs: Rig[] = []
afterAll(async () => void (await Promise.all(rigs.map((rig) => rig.stop()))))
async function rigOf(oidc: Partial<Oidc>, wishes: Parameters<typeof startRig>[1] = {}): Promise<Rig> {
  const rig = await startRig(openHours, {
    staff: { secondFactor: 'required' },
    oidc: { ...provider.oidc, ...oidc },
    limitsFactor: 100,
    ...wishes,
  })
  rigs.push(rig)
  return rig
}

type Said = { ok: boolean; error?: string; url?: string }
/** A browser at the console, with its cookies. */
function browserAt(rig: Rig) {
  const jar = new Map<string, string>()
  const post = async (path: string, body: object) => {
    const response = await fetch(`${rig.url}/api/auth/${path}`, {
      method: 'POST',
      headers: {
        origin: home,
        'content-type': 'application/json',
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify(body),
    })
    for (const each of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    return (await response.json()) as Said
  }
  const use = (came: URL) => post('oidc/use', { said: came.search.slice(1) })
  return {
    post,
    use,
    cookie: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    ask: async (anew = false) => (await post('oidc/ask', { anew })).url!,
    /** @returns why they are not in; null: they are */
    async signIn(sub: string, anew = false): Promise<string | null> {
      const came = await provider.walk((await post('oidc/ask', { anew })).url!, sub)
      return (await use(came)).error ?? null
    },
    session: async () => {
      const response = await fetch(`${rig.url}/api/auth/get-session`, {
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      })
      return (await response.json()) as { agent: { email: string; role: string; sites: string[] | null } } | null
    },
  }
}
const recorded = async (rig: Rig) =>
  (await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 100 }))).map(({ what, by, facts }) => ({
    what,
    by,
    facts,
  }))

describe.each(databases)('on %s', { timeout: 60_000 }, (_, lacks, make) => {
  test.skipIf(lacks !== null)(
    'whoever is mapped is in, as their groups are each time, and it is recorded',
    async () => {
      const { url, drop } = await make()
      onTestFinished(async () => void (await drop()))
      const rig = await rigOf(mapped, url === null ? {} : { databaseUrl: url, secret: 'a'.repeat(32) })
      provider.put(thanos)
      const browser = browserAt(rig)
      expect(await browser.signIn('n-1')).toBeNull()
      // The second factor is the issuer's: nothing is asked besides.
      expect((await browser.session())!.agent).toMatchObject({ email: thanos.email, role: 'agent', sites: null })
      await next(rig.agent(browser.cookie()), 'welcome')
      provider.put({ ...thanos, groups: ['readers'] })
      const socket = rig.agent(browser.cookie())
      await next(socket, 'welcome')
      const cut = next(socket, 'disconnect')
      expect(await browserAt(rig).signIn('n-1')).toBeNull()
      await cut
      expect((await browser.session())!.agent.role).toBe('viewer')
      expect((await recorded(rig)).filter(({ what }) => what !== 'settings-changed')).toEqual([
        { what: 'account-added', by: thanos.name, facts: { role: 'agent', sites: 'all', by: 'issuer' } },
        { what: 'signed-in', by: thanos.name, facts: { by: 'issuer' } },
        { what: 'account-changed', by: thanos.name, facts: { role: 'viewer', sites: 'all', by: 'issuer' } },
        { what: 'signed-in', by: thanos.name, facts: { by: 'issuer' } },
      ])
    },
  )
})

describe('who is not let in, and is told why', () => {
  let rig: Rig
  beforeAll(async () => void (rig = await rigOf(mapped)))
  const failures = () => rig.logged('the issuer lets nobody in').map(({ why }) => String(why))

  test.each([
    ['whose address nobody has verified', { email_verified: false }, 'unverified'],
    ['of another domain', { email: 'thanos@elsewhere.example' }, 'not-mapped'],
    ['of a domain that only ends like ours', { email: 'thanos@notoxzino.example' }, 'not-mapped'],
    ['who is in no group that has a role', { groups: ['sales'] }, 'not-mapped'],
  ])('somebody %s', async (_, given, why) => {
    provider.put({ ...thanos, ...given })
    expect(await browserAt(rig).signIn('n-1')).toBe(why)
    expect(await rig.staff.accounts.byEmail(thanos.email)).toBeNull()
  })

  test('who says no at the issuer', async () => {
    expect(await browserAt(rig).signIn('')).toBe('declined')
  })

  test('a state that is used, forged, too old, or of another browser, before the issuer hears of it', async () => {
    provider.put(thanos)
    const [browser, other] = [browserAt(rig), browserAt(rig)]
    const came = await provider.walk(await browser.ask(), 'n-1')
    await other.ask()
    expect(await other.use(came)).toMatchObject({ error: 'expired' })
    const forged = new URL(came)
    forged.searchParams.set('state', 'x'.repeat(43))
    expect(await browser.use(forged)).toMatchObject({ error: 'expired' })
    expect(await browser.use(came)).toEqual({ ok: true })
    expect(await browser.use(came)).toMatchObject({ error: 'expired' })
    const late = browserAt(rig)
    const slow = await provider.walk(await late.ask(), 'n-1')
    await rig.store.db.updateTable('verification').set({ expiresAt: '2020-01-01T00:00:00.000Z' }).execute()
    expect(await late.use(slow)).toMatchObject({ error: 'expired' })
    expect(failures()).toEqual([])
  })

  test('a code of another’s, and one that was used: the issuer refuses both, and the log says so', async () => {
    provider.put(thanos)
    const [browser, thief] = [browserAt(rig), browserAt(rig)]
    const came = await provider.walk(await browser.ask(), 'n-1')
    const own = await provider.walk(await thief.ask(), 'n-1')
    own.searchParams.set('code', came.searchParams.get('code')!)
    expect(await thief.use(own)).toMatchObject({ error: 'issuer-failed' })
    expect(await browser.use(came)).toEqual({ ok: true })
    const second = await provider.walk(await thief.ask(), 'n-1')
    second.searchParams.set('code', came.searchParams.get('code')!)
    expect(await thief.use(second)).toMatchObject({ error: 'issuer-failed' })
    expect(failures()).toHaveLength(2)
    for (const why of failures()) expect(why).toMatch(/invalid_grant/)
    expect(rig.lines.join('')).not.toContain(came.searchParams.get('code'))
  })

  test('an answer in the name of another issuer', async () => {
    provider.put(thanos)
    const browser = browserAt(rig)
    const came = await provider.walk(await browser.ask(), 'n-1')
    came.searchParams.set('iss', 'https://evil.example')
    expect(await browser.use(came)).toMatchObject({ error: 'issuer-failed' })
    expect(failures().at(-1)).toMatch(/"iss"/)
  })
})

test('an issuer that calls itself otherwise than the settings do, or is away, lets nobody in', async () => {
  const named = await rigOf({ issuer: provider.issuer.replace('127.0.0.1', 'localhost') })
  expect(await browserAt(named).post('oidc/ask', {})).toMatchObject({ error: 'issuer-failed' })
  expect(named.logged('the issuer lets nobody in')).toHaveLength(1)
  const away = await rigOf({ issuer: 'http://127.0.0.1:9' })
  expect(await browserAt(away).post('oidc/ask', {})).toMatchObject({ error: 'issuer-failed' })
  const found = await Promise.all([rigs[0]!, named, away].map(({ config }) => checkIssuer(config)))
  expect(found.flat().map(({ state }) => state)).toEqual(['well', 'mend', 'mend'])
  // Passwords let in as ever.
  expect((await away.signIn()).status).toBe(200)
})

test('an account of the same address is theirs, and nobody else’s who has the address there later', async () => {
  const rig = await rigOf({})
  provider.put({ ...thanos, sub: 'agent', email: agent.email })
  const browser = browserAt(rig)
  expect(await browser.signIn('agent')).toBeNull()
  expect((await browser.session())!.agent).toMatchObject({ email: agent.email, role: 'agent' })
  provider.put({ ...thanos, sub: 'heir', email: agent.email })
  expect(await browserAt(rig).signIn('heir')).toBe('taken')
  // No group decides a role here, and whoever has no account is not let in.
  provider.put(thanos)
  expect(await browserAt(rig).signIn('n-1')).toBe('not-mapped')
})

test('groups decide the sites, and a new account may have a role without any', async () => {
  const rig = await rigOf({ claim: 'groups', role: 'viewer', sites: { oxzino: ['shop'] } })
  provider.put({ ...thanos, groups: ['shop'] })
  const browser = browserAt(rig)
  expect(await browser.signIn('n-1')).toBeNull()
  expect((await browser.session())!.agent).toMatchObject({ role: 'viewer', sites: ['oxzino'] })
  provider.put(thanos)
  expect(await browserAt(rig).signIn('n-1')).toBe('not-mapped')
})

describe('what ends it', () => {
  test('groups that are gone, at the next proof: every sign-in, at once', async () => {
    const rig = await rigOf(mapped)
    provider.put(thanos)
    const [browser, other] = [browserAt(rig), browserAt(rig)]
    expect([await browser.signIn('n-1'), await other.signIn('n-1')]).toEqual([null, null])
    const socket = rig.agent(other.cookie())
    await next(socket, 'welcome')
    provider.put({ ...thanos, groups: [] })
    const cut = next(socket, 'disconnect')
    expect(await browser.signIn('n-1', true)).toBe('not-mapped')
    await cut
    expect([await browser.session(), await other.session()]).toEqual([null, null])
  })

  test('settings that name its issuer or its domain no more', async () => {
    const rig = await rigOf(mapped)
    provider.put(thanos)
    const browser = browserAt(rig)
    expect(await browser.signIn('n-1')).toBeNull()
    const { domains } = rig.config.oidc!
    rig.config.oidc!.domains = ['other.example']
    await rig.restart()
    expect(await browser.session()).toBeNull()
    rig.config.oidc!.domains = domains
    await rig.restart()
    expect(await browser.session()).not.toBeNull()
    rig.config.oidc = null
    await rig.restart()
    expect(await browser.session()).toBeNull()
  })
})

test('a proof at the issuer, made anew, lets an owner change the team', async () => {
  const rig = await rigOf(mapped)
  provider.put({ ...thanos, groups: ['bosses'] })
  const browser = browserAt(rig)
  expect(await browser.signIn('n-1', true)).toBeNull()
  const invite = { email: 'new@oxzino.example', role: 'viewer', sites: null, locale: 'en' }
  const proven = rig.agent(browser.cookie())
  await next(proven, 'welcome')
  expect(await proven.emitWithAck('people:open', {})).toMatchObject({ ok: true, issuer: 'Keycloak' })
  expect(await proven.emitWithAck('people:invite', invite)).toMatchObject({ ok: true })
  await rig.store.db
    .updateTable('session')
    .set({ provenAt: Date.now() - 601_000 })
    .execute()
  const late = rig.agent(browser.cookie())
  await next(late, 'welcome')
  expect(await late.emitWithAck('people:invite', invite)).toMatchObject({ error: 'unproven' })
})

test('the last owner stays one, whatever the groups say', async () => {
  const rig = await rigOf(mapped)
  provider.put({ ...thanos, groups: ['bosses'] })
  expect(await browserAt(rig).signIn('n-1')).toBeNull()
  provider.put(thanos)
  const browser = browserAt(rig)
  expect(await browser.signIn('n-1')).toBeNull()
  expect((await browser.session())!.agent.role).toBe('owner')
})

test('where the issuer alone lets in, nothing else does but a link of the command line', async () => {
  const rig = await rigOf({ ...mapped, only: true })
  const browser = browserAt(rig)
  const refused = { ok: false, error: 'issuer-only' }
  const { email, password } = agent
  expect(await browser.post('sign-in/email', { email, password })).toEqual(refused)
  expect(await browser.post('passkey/ask', {})).toEqual(refused)
  expect(await browser.post('link/ask', { email, locale: 'en' })).toEqual(refused)
  const { id } = (await rig.staff.accounts.byEmail(email))!
  const link = await rig.store.write(() => rig.staff.links.make(`password:${id}`))
  const token = link.split('/').at(-1)!
  expect(await browser.post('link/use', { token, password: 'four words not together' })).toMatchObject({ ok: true })
  // And the first owner's, which is printed at each start while there is none.
  const first = (await rig.staff.links.firstOwner())!.split('/').at(-1)!
  const given = { token: first, name: 'Boss', email: 'boss@oxzino.example', password: 'four words not together' }
  expect(await browserAt(rig).post('link/use', given)).toMatchObject({ ok: true })
})

test('whoever the issuer alone lets in gets no link to a password by asking for it', async () => {
  const rig = await rigOf(mapped)
  provider.put(thanos)
  const browser = browserAt(rig)
  expect(await browser.signIn('n-1')).toBeNull()
  expect(await browser.post('link/ask', { email: thanos.email, locale: 'en' })).toEqual({ ok: true })
  expect(await browser.post('link/ask', { email: agent.email, locale: 'en' })).toEqual({ ok: true })
  await until(() => rig.mailbox.to(agent.email).length > 0)
  expect(rig.mailbox.to(thanos.email)).toEqual([])
})
