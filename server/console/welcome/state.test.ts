// A link that lets somebody in: what it is for, and why it does not.

import { expect, test } from 'vitest'
import { open, use } from './state.ts'

const answering = (answer: unknown) => async () => {
  if (answer === null) throw new TypeError('no server')
  return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer))
}
const typed = { name: 'Άννα', email: 'anna@oxzino.example', password: 'σύννεφο πέντε καρέκλα' }

test.each([
  [
    { ok: true, kind: 'owner' },
    { ok: true, kind: 'owner' },
  ],
  [{ ok: false, error: 'expired' }, 'expired'],
  [{ ok: false, error: 'malformed' }, 'expired'],
  [{ ok: false, error: 'failed' }, 'away'],
  ['<h1>502 Bad Gateway</h1>', 'away'],
  [null, 'away'],
])('what is answered with %j is %j', async (answer, told) => {
  expect(await open(answering(answer), 'token')).toEqual(told)
})

test.each([
  [
    { ok: true, next: 'enrol' },
    { ok: true, next: 'enrol' },
  ],
  [{ ok: false, error: 'weak-password' }, 'weak-password'],
  [null, 'away'],
])('what is sent and answered with %j is %j', async (answer, told) => {
  expect(await use(answering(answer), 'token', typed)).toEqual(told)
})
