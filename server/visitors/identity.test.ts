// Identities: what a token proves, and every one that proves nothing.

import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { check, type IdentityKey } from './identity.ts'
import { limits } from '../limits.ts'

const now = Date.parse('2026-11-25T12:00+02:00')
const hour = 3_600
const seconds = now / 1_000
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const site = {
  id: 'shop',
  identity: { algorithm: 'ES256', key: publicKey } as IdentityKey,
  plans: [{ id: 'basic' }, { id: 'premium' }],
}
const claims = {
  aud: 'shop',
  sub: '42',
  exp: seconds + hour,
  name: 'Μαρία Κ.',
  email: 'maria.k@example.com',
  plan: 'premium',
}

const sign = (payload: object, key: KeyObject | Uint8Array = privateKey, alg = 'ES256') =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(key)

test('a token of the site says who its bearer is, and for how long', async () => {
  expect(await check(await sign(claims), site, now)).toEqual({
    identity: {
      sub: '42',
      name: 'Μαρία Κ.',
      email: 'maria.k@example.com',
      plan: 'premium',
      expiresAt: now + hour * 1_000,
    },
    doubt: null,
  })
})

test('each kind of key takes tokens of its own algorithm', async () => {
  const secret = new TextEncoder().encode('s'.repeat(32))
  const { createSecretKey } = await import('node:crypto')
  const keys: [IdentityKey, KeyObject | Uint8Array][] = [
    [{ algorithm: 'RS256', key: rsa.publicKey }, rsa.privateKey],
    [{ algorithm: 'HS256', key: createSecretKey(secret) }, secret],
  ]
  for (const [identity, key] of keys) {
    expect((await check(await sign(claims, key, identity.algorithm), { ...site, identity }, now)).identity?.sub).toBe(
      '42',
    )
    expect(await check(await sign(claims), { ...site, identity }, now)).toMatchObject({
      identity: null,
      doubt: expect.stringContaining(`is not ${identity.algorithm}`) as string,
    })
  }
})

test('without a name, an address and a plan it is still somebody, of the first plan', async () => {
  const { name: _, email: __, plan: ___, ...bare } = claims
  expect(await check(await sign(bare), site, now)).toMatchObject({
    identity: { sub: '42', name: null, email: null, plan: 'basic' },
    doubt: null,
  })
})

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const without = (key: keyof typeof claims) =>
  Object.fromEntries(Object.entries(claims).filter(([each]) => each !== key))
const parts = async (payload: object) => (await sign(payload)).split('.')

test.each([
  ['one signed with another key', () => sign(claims, other), 'not signed with the key'],
  [
    'one whose claims were changed',
    async () => {
      const [header, , signature] = await parts(claims)
      const [, payload] = await parts({ ...claims, sub: '43' })
      return [header, payload, signature].join('.')
    },
    'not signed with the key',
  ],
  ['one that has expired', () => sign({ ...claims, exp: seconds - 1 }), 'has expired'],
  ['one that expires now', () => sign({ ...claims, exp: seconds }), 'has expired'],
  ['one for longer than a day', () => sign({ ...claims, exp: seconds + 25 * hour }), 'more than 24 hours ahead'],
  ['one that never expires', () => sign(without('exp')), 'the exp of the token is missing'],
  [
    'one whose end is a text',
    () => sign({ ...claims, exp: String(seconds + hour) }),
    'the exp of the token is not right',
  ],
  ['one of nobody', () => sign(without('sub')), 'the sub of the token is missing'],
  ['one of a number', () => sign({ ...claims, sub: 42 }), 'the sub of the token is missing'],
  ['one of an empty text', () => sign({ ...claims, sub: '' }), 'the sub of the token is missing'],
  ['one for another site', () => sign({ ...claims, aud: 'other' }), 'the aud of the token is not "shop"'],
  ['one for no site', () => sign(without('aud')), 'the aud of the token is not "shop"'],
  ['one that is not valid yet', () => sign({ ...claims, nbf: seconds + hour }), 'the nbf of the token is not right'],
  ['one without a signature', async () => new UnsecuredJWT(claims).encode(), 'the algorithm of the token is not ES256'],
  [
    'one whose signature was cut off',
    async () => (await sign(claims)).replace(/[^.]+$/, ''),
    'not signed with the key',
  ],
  [
    'the public key taken for a secret',
    () => sign(claims, new TextEncoder().encode(String(publicKey.export({ type: 'spki', format: 'pem' }))), 'HS256'),
    'the algorithm of the token is not ES256',
  ],
  ['text that is no token', async () => 'maria', 'no signed token'],
  ['an empty text', async () => '', 'no signed token'],
  ['a token of half a megabyte', async () => `${await sign(claims)}${'x'.repeat(500_000)}`, 'longer than'],
])('%s proves nothing, and says why', async (_, make, doubt) => {
  expect(await check(await make(), site, now)).toEqual({
    identity: null,
    doubt: expect.stringContaining(doubt) as string,
  })
})

test('the public RSA key used as a secret for HS256 proves nothing', async () => {
  const pem = String(rsa.publicKey.export({ type: 'spki', format: 'pem' }))
  const identity: IdentityKey = { algorithm: 'RS256', key: rsa.publicKey }
  for (const text of [pem, pem.trim()])
    expect(
      (await check(await sign(claims, new TextEncoder().encode(text), 'HS256'), { ...site, identity }, now)).identity,
    ).toBe(null)
})

test('a day ahead by a clock that is a little fast is fine', async () => {
  expect((await check(await sign({ ...claims, exp: seconds + 24 * hour + 30 }), site, now)).identity?.sub).toBe('42')
})

test('an unknown plan and an address that is none are left out, and said', async () => {
  const { identity, doubt } = await check(
    await sign({ ...claims, plan: 'gold', email: 'maria', name: 'Μα\u0000ρία\n' }),
    site,
    now,
  )
  expect(identity).toMatchObject({ plan: 'basic', email: null, name: 'Μα ρία' })
  expect(doubt).toBe(
    'the email of the token is no address, and is left out; the plan of the token is none of basic, premium; the first counts',
  )
})

test.each(['\u{1F600}', 'e\u0301', '\u{1F1EC}\u{1F1F7}'])(
  'a long name is cut before %s and not within',
  async (last) => {
    const name = 'x'.repeat(limits.name - 1)
    expect((await check(await sign({ ...claims, name: name + last }), site, now)).identity?.name).toBe(name)
  },
)

test('where the owner has given no key nobody is known', async () => {
  expect(await check(await sign(claims), { ...site, identity: null }, now)).toMatchObject({
    identity: null,
    doubt: expect.stringContaining('has no identity in rotame.yaml') as string,
  })
})
