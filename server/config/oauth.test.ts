// What an owner may write of a mailbox that tokens open, and every sentence that says what to mend.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check } from '../commands/check.ts'
import { readConfig } from './config.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rotame-oauth-'))
  mkdirSync(join(folder, 'faq'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(imap: string, url = 'https://chat.example.com'): string {
  const text = `url: ${url}
sites:
  shop:
    name: Shop
    origins: ["https://shop.example"]
    locales: [en]
    articles: ./faq
    hours: { timezone: Europe/Athens, weekly: { mon: ["09:00-18:00"] } }
    mail:
      from: Shop <support@example.com>
      to: support@example.com
      inbound:
        authserv: mx.google.com
        imap: ${imap}
`
  writeFileSync(join(folder, 'rotame.yaml'), text)
  return folder
}
const env = {
  GOOGLE_CLIENT_ID: 'id.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'GOCSPX-secret',
  MICROSOFT_CLIENT_ID: '11111111-2222-3333-4444-555555555555',
  MICROSOFT_CLIENT_SECRET: 'secret',
  SHOP_ID: 'shop',
  SHOP_SECRET: 'secret',
}
const custom =
  'issuer: "https://id.example.com", authorize: "https://id.example.com/a", token: "https://id.example.com/t", scopes: [mail], clientIdVariable: SHOP_ID, clientSecretVariable: SHOP_SECRET'
const boxOf = (imap: string) => readConfig(write(imap), env).sites.get('shop')!.mail!.inbound!.imap!

test('of Google and Microsoft two lines are enough', () => {
  expect(boxOf('{ user: support@example.com, oauth: { provider: google } }')).toMatchObject({
    host: 'imap.gmail.com',
    port: 993,
    password: null,
    oauth: {
      issuer: 'https://accounts.google.com',
      scopes: ['https://mail.google.com/'],
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: env.GOOGLE_CLIENT_SECRET,
    },
  })
  const microsoft = boxOf('{ user: support@example.com, oauth: { provider: microsoft, tenant: example.com } }')
  expect(microsoft).toMatchObject({
    host: 'outlook.office365.com',
    oauth: { token: 'https://login.microsoftonline.com/example.com/oauth2/v2.0/token', revoke: null },
  })
  expect(boxOf(`{ host: imap.example.com, user: support, oauth: { provider: custom, ${custom} } }`)).toMatchObject({
    host: 'imap.example.com',
    oauth: { issuer: 'https://id.example.com', clientId: 'shop', clientSecretVariable: 'SHOP_SECRET' },
  })
})

test.each([
  ['{ user: a }', 'write passwordVariable, or oauth'],
  ['{ user: a, passwordVariable: SHOP_SECRET }', 'imap.host: is missing'],
  ['{ user: a, passwordVariable: SHOP_SECRET, oauth: { provider: google } }', 'one of them'],
  ['{ user: a, oauth: { provider: yahoo } }', 'write google, microsoft or custom'],
  ['{ user: a, oauth: { provider: microsoft } }', 'write the Directory (tenant) ID'],
  ['{ user: a, oauth: { provider: google, tenant: example.com } }', 'tenant: is for microsoft alone'],
  ['{ user: a, oauth: { provider: google, token: "https://example.com" } }', 'token: is known of google'],
  [`{ user: a, oauth: { provider: custom, ${custom} } }`, 'imap.host: is missing'],
  [
    `{ host: h.example, user: a, oauth: { provider: custom, issuer: "https://id.example.com" } }`,
    'provider: custom needs it',
  ],
  [
    '{ host: h.example, user: a, oauth: { provider: custom, issuer: "http://id.example.com" } }',
    'begins with https://',
  ],
  [
    '{ user: a, oauth: { provider: google, clientIdVariable: OTHER_ID } }',
    'OTHER_ID is not in the environment; put the client id',
  ],
  [
    '{ user: a, oauth: { provider: google, clientSecretVariable: OTHER } }',
    'OTHER is not in the environment; put the client secret',
  ],
  // What is secret does not belong there.
  [
    '{ user: a, oauth: { provider: google, clientSecretVariable: GOCSPX-Aa1 } }',
    'the client secret itself does not belong into this file',
  ],
  [
    '{ user: a, oauth: { provider: google, clientIdVariable: 1-a.apps.googleusercontent.com } }',
    'the client id itself does not belong into this file',
  ],
  [
    '{ user: a, oauth: { provider: google, clientSecret: GOCSPX-Aa1 } }',
    'nothing here is called clientSecret; here one can write',
  ],
])('%s is said', (imap, words) => {
  const problems = check(write(imap), env)
  expect(problems.map(({ message }) => message).join('\n')).toContain(words)
  expect(problems.every(({ line }) => line !== null)).toBe(true)
})

test('people cannot be sent back without TLS', () => {
  const [problem] = check(write('{ user: a, oauth: { provider: google } }', 'http://chat.example.com'), env)
  expect(problem!.message).toContain('needs TLS')
})
