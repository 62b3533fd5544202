// One's own account: as it was told the last time, and changed once.

import { expect, test } from 'vitest'
import { playLine } from '../test/playedLine.ts'
import { Account } from './state.ts'

const accountOf = (email: string) => ({ ok: true, email })

function open() {
  const played = playLine()
  const account = new Account(played.line)
  return { ...played, account, email: () => account.known.value?.email ?? null }
}

test('nothing is shown before it was told, and a lost answer takes nothing away', async () => {
  const { account, next, email } = open()
  void account.look()
  await next('account:open').answer(null)
  expect(email()).toBe(null)
  void account.look()
  await next('account:open').answer(accountOf('Ελένη'))
  void account.look()
  await next('account:open').answer({ ok: false, error: 'failed' })
  expect(email()).toBe('Ελένη')
})

test('an older answer that comes last does not hide the newer', async () => {
  const { account, asked, email } = open()
  void account.look()
  void account.look()
  const [older, newer] = [...asked]
  await newer!.answer(accountOf('as it is'))
  await older!.answer(accountOf('as it was'))
  expect(email()).toBe('as it is')
})

test.each([
  [{ ok: true }, null],
  [{ ok: false, error: 'weak-password' }, 'weak-password'],
  // Whether it was done nobody knows: what is shown is looked at again.
  [null, 'failed'],
])('a change that is answered with %j', async (answer, why) => {
  const { account, next, email } = open()
  const changing = account.change('account:end', { id: 'a phone' })
  expect(next('account:end').payload).toEqual({ id: 'a phone' })
  await next('account:end').answer(answer)
  await next('account:open').answer(accountOf('afterwards'))
  expect([await changing, email()]).toEqual([why, 'afterwards'])
})
