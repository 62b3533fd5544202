// Configuration: what is read, and every sentence that says what to mend.

import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { prepareData, secretOf } from './dataFolder.ts'
import { ConfigError } from './problem.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-config-'))
  mkdirSync(join(folder, 'faq'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const plain = `sites:
  shop:
    name: Shop
    origins: ["https://shop.example"]
    locales: [en]
    articles: ./faq
    hours: { timezone: Europe/Athens, weekly: { mon: ["09:00-18:00"] } }
`
const read = (text: string, env = {}) => {
  writeFileSync(join(folder, 'rotame.yaml'), text)
  return readConfig(folder, env)
}
const said = (text: string, env = {}): string[] => {
  try {
    read(text, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  return []
}

test('five keys a site are enough, everything else has a default', () => {
  const { url, port, proxies, smtpUrl, sites } = read(plain)
  expect({ url, port, proxies, smtpUrl }).toEqual({
    url: 'http://localhost:3000',
    port: 3000,
    proxies: 0,
    smtpUrl: null,
  })
  const [plan] = sites.get('shop')!.plans
  expect(plan).toEqual({
    id: 'basic',
    title: null,
    chat: 900_000,
    email: 86_400_000,
    ticket: 172_800_000,
    critical: 86_400_000,
  })
  expect(sites.get('shop')).toMatchObject({
    id: 'shop',
    folder: join(folder, 'faq'),
    waitSeconds: 90,
    mail: null,
    logo: null,
    theme: { accent: '#14674d' },
  })
})

test('the environment says port, data folder, mail server and secret; empty counts as missing', () => {
  const given = read(plain, {
    PORT: '4000',
    ROTAME_DATA: '/srv/rotame',
    SMTP_URL: 'smtps://u:p@mail.example',
    ROTAME_SECRET: '',
  })
  expect(given).toMatchObject({
    url: 'http://localhost:4000',
    port: 4000,
    data: '/srv/rotame',
    smtpUrl: 'smtps://u:p@mail.example',
    secret: null,
  })
})

test.each([
  [
    'an unknown key',
    plain.replace('name:', 'nam:'),
    [
      'rotame.yaml:2: sites.shop.name: is missing; write text',
      'rotame.yaml:3: sites.shop.nam: nothing here is called nam; did you mean name',
    ],
  ],
  [
    'an unknown key deep inside',
    plain.replace('weekly', 'weakly'),
    [
      'rotame.yaml:7: sites.shop.hours.weekly: is missing; write its keys below it',
      'rotame.yaml:7: sites.shop.hours.weakly: nothing here is called weakly; did you mean weekly',
    ],
  ],
  [
    'a key like nothing else',
    `${plain}zzzz: 1\n`,
    [
      'rotame.yaml:8: zzzz: nothing here is called zzzz; here one can write url, hsts, securityContact, proxies, files, retention, staff, push, sites',
    ],
  ],
  [
    'an unknown key where false may stand too',
    `push: { service: ["https://push.example.com"] }\n${plain}`,
    ['rotame.yaml:1: push.service: nothing here is called service; did you mean services'],
  ],
  [
    'an unknown key among few that there are',
    `staff: { oidc: { issuer: "https://id.example.com", name: Us, clientId: us, domains: [example.com], claim: groups, roles: { agent: [y], boss: [x] } } }\n${plain}`,
    ['rotame.yaml:1: staff.oidc.roles.boss: nothing here is called boss; here one can write owner, agent, viewer'],
  ],
  [
    'a size without a unit',
    `files: { maxSize: 10 }\n${plain}`,
    [expect.stringMatching(/^rotame\.yaml:1: files: write false, or its keys below it: maxSize \(a size like 10MB\)/)],
  ],
  [
    'a suggestion for no path, and one without an article',
    `${plain}    suggestions: { pricing: [a/b], "/docs/*": [] }\n`,
    [
      'rotame.yaml:8: sites.shop.suggestions.pricing: write a path like /pricing, or /docs/* for all below it',
      'rotame.yaml:8: sites.shop.suggestions./docs/*: name an article, or leave the page out',
    ],
  ],
  [
    'an origin with a path',
    plain.replace('.example"', '.example/shop"'),
    ['rotame.yaml:4: sites.shop.origins.0: write it as browsers do: "https://shop.example"'],
  ],
  [
    'a number where text belongs',
    plain.replace('name: Shop', 'name: 24'),
    ['rotame.yaml:3: sites.shop.name: put quotes around it: "24"'],
  ],
  [
    'a locale that is none',
    plain.replace('[en]', '[English!]'),
    ['rotame.yaml:5: sites.shop.locales.0: write a language tag like el or en-GB'],
  ],
  [
    'a folder that is not there',
    plain.replace('./faq', './nowhere'),
    [
      expect.stringMatching(
        /^rotame\.yaml:6: sites\.shop\.articles: there is no folder .*nowhere; make it, or name another$/,
      ),
    ],
  ],
  [
    'a logo that is not there',
    `${plain}    logo: logo.svg\n`,
    [
      expect.stringMatching(
        /^rotame\.yaml:8: sites\.shop\.logo: .*logo\.svg is no file; put it there, or name another$/,
      ),
    ],
  ],
  [
    'a logo that is no picture',
    `${plain}    logo: rotame.yaml\n`,
    [expect.stringMatching(/^rotame\.yaml:8: sites\.shop\.logo: .*rotame\.yaml is no picture/)],
  ],
  [
    'an accent that is no colour',
    `${plain}    theme: { accent: green }\n`,
    ['rotame.yaml:8: sites.shop.theme.accent: write a colour like "#14674d"'],
  ],
  [
    'a privacy notice without a scheme',
    `${plain}    privacyUrl: www.shop.example\n`,
    ['rotame.yaml:8: sites.shop.privacyUrl: write an address like "https://www.example.com/privacy"'],
  ],
  [
    'a title without quotes',
    `${plain}    plans: { basic: { title: 1, chat: 15m, email: 24h, ticket: 48h, critical: 24h } }\n`,
    ['rotame.yaml:8: sites.shop.plans.basic.title: put quotes around it: "1"'],
  ],
  [
    'a duration without a unit',
    `${plain}    plans: { basic: { chat: 15, email: 24h, ticket: 48h, critical: 24h } }\n`,
    ['rotame.yaml:8: sites.shop.plans.basic.chat: write a duration like 15m, 24h or 2d'],
  ],
  [
    'an identity without a key',
    `${plain}    identity: {}\n`,
    [
      'rotame.yaml:8: sites.shop.identity: write one of the two: publicKey, a file in PEM, or secretVariable, the name of a variable of the environment',
    ],
  ],
  [
    'an identity with a secret in the file',
    `${plain}    identity: { secretVariable: "hunter2 hunter2" }\n`,
    [
      'rotame.yaml:8: sites.shop.identity.secretVariable: write the name of a variable of the environment, like SHOP_IDENTITY_SECRET; the secret itself does not belong into this file',
    ],
  ],
  [
    'an identity whose secret is missing',
    `${plain}    identity:\n      secretVariable: SHOP_SECRET\n`,
    [
      'rotame.yaml:9: sites.shop.identity.secretVariable: SHOP_SECRET is not in the environment; put the secret there that your site signs with',
    ],
  ],
  [
    'a public key that is not there',
    `${plain}    identity:\n      publicKey: shop.pem\n`,
    [
      'rotame.yaml:9: sites.shop.identity.publicKey: shop.pem cannot be read (ENOENT); put your public key there, or name another file',
    ],
  ],
  [
    'a public key that is none',
    `${plain}    identity: { publicKey: rotame.yaml }\n`,
    [
      expect.stringMatching(
        /^rotame\.yaml:8: sites\.shop\.identity\.publicKey: rotame\.yaml is no public key in PEM; make one: openssl/,
      ),
    ],
  ],
  [
    'a url with a path',
    `url: https://chat.example/rotame\n${plain}`,
    ['rotame.yaml:1: url: write an address like "https://chat.example.com", without a path'],
  ],
  [
    'a key that is there twice',
    `${plain}    name: Other\n`,
    ['rotame.yaml:8: this key is here twice; keep one of them'],
  ],
  [
    'a colon too many',
    plain.replace('name: Shop', 'name: Shop: the best'),
    ['rotame.yaml:3: there is a second colon in this line; put the text in quotes'],
  ],
  ['a tab', plain.replace('    name', '\t\tname'), [expect.stringMatching(/^rotame\.yaml:3: .*tab/)]],
  ['an empty file', '', ['rotame.yaml:1: write its keys below it']],
])('%s is said with its line', (_, text, lines) => {
  expect(said(text)).toEqual(lines)
})

test('files may be limited, scanned, or turned off', () => {
  expect(read(plain).files).toEqual({
    maxSize: 10e6,
    perAddress: 200e6,
    unsent: 500e6,
    reserve: 500e6,
    scanner: null,
    scanSeconds: 30,
  })
  expect(
    read(`files: { maxSize: 500kB, perAddress: 1MB, unsent: 2GB, reserve: 3GB, scanner: [clamscan, "-"] }\n${plain}`)
      .files,
  ).toEqual({
    maxSize: 500_000,
    perAddress: 1e6,
    unsent: 2e9,
    reserve: 3e9,
    scanner: ['clamscan', '-'],
    scanSeconds: 30,
  })
  expect(said(`files: { maxSize: 10MB, unsent: 9MB }\n${plain}`)).toEqual([
    'rotame.yaml:1: files: make perAddress and unsent as large as maxSize, or larger',
  ])
  expect(read(`files: false\n${plain}`).files).toBe(null)
})

test.each([
  ['a P-256 key', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey, 'ES256'],
  ['an RSA key', () => generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey, 'RS256'],
  [
    'another curve',
    () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey,
    'has a key of another kind; give a P-256 key, or an RSA key of 2048 bits or more',
  ],
  [
    'a short RSA key',
    () => generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey,
    'has a key of another kind',
  ],
  [
    'a private key',
    () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    'holds a private key; keep that where your site signs',
  ],
])('of %s the algorithm follows, or a sentence', (_, make, expected) => {
  const key = make()
  writeFileSync(
    join(folder, 'shop.pem'),
    key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }),
  )
  const text = `${plain}    identity: { publicKey: ./shop.pem }\n`
  const problems = said(text)
  if (expected.startsWith('has') || expected.startsWith('holds'))
    expect(problems).toEqual([expect.stringContaining(`sites.shop.identity.publicKey: ./shop.pem ${expected}`)])
  else expect(read(text).sites.get('shop')!.identity).toMatchObject({ algorithm: expected })
})

test('a secret is taken from the environment, and a short one is refused without being repeated', () => {
  const text = `${plain}    identity: { secretVariable: SHOP_SECRET }\n`
  expect(read(text, { SHOP_SECRET: 's'.repeat(32) }).sites.get('shop')!.identity).toMatchObject({ algorithm: 'HS256' })
  expect(said(text, { SHOP_SECRET: 'hunter2' })).toEqual([
    'rotame.yaml:8: sites.shop.identity.secretVariable: SHOP_SECRET is too short; give 32 random characters or more',
  ])
})

test('all that is wrong is said at once, the environment too, and no password is repeated', () => {
  const lines = said(plain.replace('name:', 'nam:').replace('Europe/Athens', 'Europe/Atlantis'), {
    PORT: '99999',
    SMTP_URL: 'mail.example:u:hunter2',
    ROTAME_SECRET: 'short',
    LIMITS_FACTOR: '0',
  })
  expect(lines).toHaveLength(7)
  expect(lines.join('\n')).not.toMatch(/hunter2|short$/)
})

test('a folder without rotame.yaml is named', () => {
  expect(() => readConfig(join(folder, 'faq'), {})).toThrow(
    /faq\/rotame\.yaml: there is no such file; name the folder that has your rotame\.yaml$/,
  )
})

test('the data folder is made with those above it, and the secret once, for this user alone', () => {
  const config = read(plain, { ROTAME_DATA: join(folder, 'deep/er/data') })
  prepareData(config)
  const secret = secretOf(config)
  expect(secretOf(config)).toBe(secret)
  expect(readFileSync(join(config.data, 'secret'), 'utf8').trim()).toBe(secret)
  expect(statSync(join(config.data, 'secret')).mode & 0o777).toBe(0o600)
})

// Permissions mean nothing to root, and not every system has /proc.
const refused = [
  'file',
  'file/data',
  ...(existsSync('/proc/self') ? ['/proc/rotame'] : []),
  ...(process.getuid?.() === 0 ? [] : ['locked', 'locked/data']),
]
test.each(refused)('a data folder at %s is refused in a sentence', (path) => {
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'locked'), { mode: 0o500 })
  const config = read(plain, { ROTAME_DATA: path.startsWith('/') ? path : join(folder, path) })
  expect(() => prepareData(config)).toThrow(
    /: the data folder cannot be written \([A-Z]+\); let this user write there, or name another folder with ROTAME_DATA$/,
  )
})

test('a secret that was cut off is not used', () => {
  const config = read(plain, { ROTAME_DATA: join(folder, 'data') })
  prepareData(config)
  writeFileSync(join(config.data, 'secret'), 'short\n')
  expect(() => secretOf(config)).toThrow(/is empty or cut off; restore it from your backup/)
})

const database = 'postgres://u:p@db.example/rotame'
const secret = 's'.repeat(32)
test.each([
  [
    { DATABASE_URL: 'mysql://u:p@db.example/x', ROTAME_SECRET: secret },
    'DATABASE_URL: write an address like postgres://user:password@db.example.com/rotame',
  ],
  [
    { DATABASE_URL: database },
    'ROTAME_SECRET: is missing, and with DATABASE_URL none is made; give all nodes the same 32 random characters or more',
  ],
  [
    { DATABASE_URL: database, ROTAME_SECRET: secret, REDIS_URL: 'http://x' },
    'REDIS_URL: write an address like redis://user:password@redis.example.com:6379',
  ],
  [
    { REDIS_URL: 'redis://x' },
    'DATABASE_URL: is missing, and REDIS_URL is for nodes that share a database; give both, or neither',
  ],
])('%o is said in a sentence', (env, sentence) => {
  expect(said(plain, env)).toEqual([sentence])
})

test('with a database elsewhere no data folder is made', () => {
  const config = read(plain, {
    DATABASE_URL: database,
    ROTAME_SECRET: secret,
    REDIS_URL: 'redis://x',
    ROTAME_DATA: join(folder, 'no-data'),
  })
  expect(config).toMatchObject({ databaseUrl: database, redisUrl: 'redis://x' })
  prepareData(config)
  expect([secretOf(config), existsSync(config.data)]).toEqual([secret, false])
})

test('any secret may stand in a file that a variable names, in one of the two', () => {
  const file = (text: string) => {
    writeFileSync(join(folder, 'given'), text)
    return join(folder, 'given')
  }
  const smtp = 'smtp://user:pass@mail.example.com'
  expect(read(plain, { SMTP_URL_FILE: file(`${smtp}\n`) }).smtpUrl).toBe(smtp)
  expect(said(plain, { SMTP_URL: smtp, SMTP_URL_FILE: file(smtp) })).toEqual([
    'SMTP_URL: is given, and SMTP_URL_FILE as well; leave one of them out',
  ])
  const missing = join(folder, 'not-there')
  expect(said(plain, { METRICS_TOKEN_FILE: missing })).toEqual([
    `METRICS_TOKEN_FILE (${missing}): cannot be read (ENOENT); name a file that this user may read`,
  ])
  expect(said(plain, { ROTAME_SECRET_FILE: file('short') })).toEqual([expect.stringMatching(/^ROTAME_SECRET: is too/)])
  const identified = plain.replace(
    'sites:\n  shop:\n',
    'sites:\n  shop:\n    identity: { secretVariable: SHOP_SECRET }\n',
  )
  const given = read(identified, { SHOP_SECRET_FILE: file('i'.repeat(40)) }).sites.get('shop')!
  expect(given.identity).not.toBeNull()
})

test('who signs the team in is one issuer, with its secret in the environment or in a file', () => {
  const oidc = (more: string) => `${plain}staff:
  oidc:
    issuer: https://id.example.com/realms/us
    name: Keycloak
    clientId: rotame
    domains: [example.com]
${more}`
  const https = (text: string) => `url: https://chat.example.com\n${text}`
  const env = { OIDC_CLIENT_SECRET: 'x' }
  expect(read(https(oidc('')), env).oidc).toMatchObject({ secret: 'x', claim: null, role: null, only: false })
  writeFileSync(join(folder, 'secret'), 'of a file\n')
  const fromFile = read(https(oidc('')), { OIDC_CLIENT_SECRET_FILE: join(folder, 'secret') })
  expect(fromFile.oidc!.secret).toBe('of a file')
  expect(said(https(oidc('')))).toEqual([
    'rotame.yaml:10: staff.oidc.secretVariable: neither OIDC_CLIENT_SECRET nor OIDC_CLIENT_SECRET_FILE is in the environment; put the client secret there',
  ])
  expect(said(https(oidc('    secretVariable: "hunter2"\n')), env)).toEqual([
    expect.stringMatching(/^rotame.yaml:15: staff.oidc.secretVariable: .*the client secret itself does not belong/),
  ])
  expect(said(https(oidc('    roles: { owner: [bosses] }\n')), env)).toEqual([
    'rotame.yaml:10: staff.oidc.claim: is missing; write where the issuer says the groups',
  ])
  // Of a role that is none it is said, and not that the claim is for nothing.
  expect(said(https(oidc('    claim: groups\n    roles: { boss: [bosses] }\n')), env)).toEqual([
    expect.stringMatching(/^rotame.yaml:16: staff.oidc.roles/),
  ])
  expect(said(https(oidc('    claim: groups\n    sites: { shoop: [a] }\n')), env)).toEqual([
    'rotame.yaml:16: staff.oidc.sites: shoop is no site; write one of shop',
  ])
  expect(said(`url: http://chat.example.com\n${oidc('')}`, env)).toEqual([
    expect.stringMatching(/staff.oidc.issuer: needs TLS/),
  ])
})
