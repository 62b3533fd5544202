// Many who sign in at once: what they keep others from, and who is sent away.

import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { colleague, openHours, type Rig, startRig } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  // One proxy of ours, so that a test can come from many addresses.
  rig = await startRig(openHours, { proxies: 1 })
})
afterAll(() => rig.stop())

const home = 'http://localhost:3000'

test('fifty sign-ins at once keep nobody from reading a file or finding a name', async () => {
  let done = 0
  const tries = Array.from({ length: 50 }, async (_, at) => {
    const email = `nobody${at}@oxzino.example`
    const { status } = await rig.signIn({ email, password: 'wrong-password' }, home, `203.0.113.${at}`)
    done++
    return status
  })
  await Promise.race(tries)
  for (let at = 0; at < 4; at++) {
    await Promise.all([readFile(import.meta.filename), lookup('localhost')])
  }
  expect(done).toBeLessThan(25)
  expect(new Set(await Promise.all(tries))).toEqual(new Set([401]))
})

test('who would wait too long for a password to be tried is told to come back, and has spent nothing', async () => {
  const many = (count: number, email: (at: number) => string) =>
    Array.from({ length: count }, (_, at) =>
      rig.signIn({ email: email(at), password: 'wrong-password' }, home, `203.0.113.${at}`),
    )
  const { cookie } = await rig.signIn(colleague, home, '192.0.2.9')
  const flood = many(120, (at) => `noone${at}@oxzino.example`)
  await Promise.race(flood)
  // More than the account's ten wrong passwords, and none of them tried.
  await Promise.all(many(18, () => colleague.email))
  // Whoever is known waits for nobody of them.
  const headers = { 'content-type': 'application/json', origin: home, cookie }
  const body = JSON.stringify(colleague)
  expect((await fetch(`${rig.url}/api/auth/sign-in/email`, { method: 'POST', headers, body })).status).toBe(200)
  const tries = await Promise.all(flood)
  expect((await rig.signIn(colleague, home, '192.0.2.9')).status).toBe(200)
  const sentAway = tries.filter(({ status }) => status === 429)
  expect(sentAway.length).toBeGreaterThan(20)
  expect(sentAway.length).toBeLessThan(57)
  for (const { headers } of sentAway) expect(Number(headers.get('retry-after'))).toBeLessThan(60)
})
