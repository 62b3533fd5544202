// The second factor: made, given, and refused in words that can be acted on.

import { expect, test } from 'vitest'
import { give, make, secretOf } from './state.ts'

/** A server that answers so; null: it is away. */
function serve(answer: unknown, init?: ResponseInit) {
  const asked: { address: string; body: unknown }[] = []
  const fetch = async (address: string, request?: RequestInit) => {
    asked.push({ address, body: JSON.parse(String(request?.body)) })
    if (answer === null) throw new TypeError('no server')
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), init)
  }
  return { fetch, asked }
}
const uri = 'otpauth://totp/OX%20Zino:eleni@oxzino.example?secret=JBSWY3DPEHPK3PXPQ&issuer=OX%20Zino'

test('it is made with the password, and shown with what lets in without it', async () => {
  const { fetch, asked } = serve({ ok: true, uri, codes: ['a-b', 'c-d'] })
  expect(await make(fetch, 'κωδικός')).toEqual({ uri, codes: ['a-b', 'c-d'] })
  expect(asked).toEqual([{ address: '/api/auth/two-factor/enable', body: { password: 'κωδικός' } }])
})

test.each(['totp', 'backup-code'] as const)('a code of kind %s is given as it was typed', async (kind) => {
  const { fetch, asked } = serve({ ok: true })
  expect(await give(fetch, kind, '012345', true)).toBe(null)
  expect(asked).toEqual([{ address: `/api/auth/two-factor/verify-${kind}`, body: { code: '012345', trust: true } }])
})

test.each([
  ['away', null, 200],
  ['away', '<h1>502 Bad Gateway</h1>', 502],
  ['away', '', 504],
  ['away', { ok: false, error: 'failed' }, 500],
  ['wrongCode', { ok: false, error: 'wrong-code' }, 400],
  ['wrongPassword', { ok: false, error: 'wrong-password' }, 400],
  ['tooMany', { ok: false, error: 'too-many' }, 429],
  // The password was given too long ago, or the server is of another version.
  ['over', { ok: false, error: 'signed-out' }, 401],
  ['over', { ok: false, error: 'constructor' }, 400],
])('it is refused as %s where the server says %j', async (why, answer, status) => {
  const { fetch } = serve(answer, { status })
  expect([await make(fetch, 'x'), await give(fetch, 'totp', '1', false)]).toEqual([why, why])
})

test('who types the secret reads it in groups of four, without a gap at its end', () => {
  expect(secretOf(uri)).toBe('JBSW Y3DP EHPK 3PXP Q')
  expect(secretOf('otpauth://totp/x?secret=JBSWY3DP')).toBe('JBSW Y3DP')
  expect(secretOf('otpauth://totp/x')).toBe('')
})
