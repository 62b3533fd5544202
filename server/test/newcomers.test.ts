// A flood of strangers: those who are known or vouched for come first, honest strangers still come in, and nobody's
// mailbox is bombed by it.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { Newcomers } from '../conversations/newcomers.ts'
import type { Ticket } from '../protocol/ticket.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { limitsOf } from '../wire/answer.ts'
import { context, evening, form, newId, newSecret, origin, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig(evening, { proxies: 1 })
})
afterEach(() => rig.stop())

const start = () => ({ id: newId(), message: { id: newId(), text: 'Καλησπέρα' }, context })
const stranger = () => visitorOf('oxzino', newSecret(), null)
const from = (address: string) => ({ 'x-forwarded-for': address })
const to = (address: string) => rig.mailbox.to(address)
const post = async (sent: object, address: string) => {
  const headers = { 'content-type': 'application/json', origin, ...from(address) }
  const response = await fetch(`${rig.url}/tickets/oxzino`, { method: 'POST', headers, body: JSON.stringify(sent) })
  return (await response.json()) as { ok: boolean; error?: string; ticket: Ticket }
}

test('1,800 strangers of 30 addresses leave the site to others; who is new elsewhere, known or vouched for comes in', async () => {
  const newcomers = new Newcomers({ store: rig.store, limit: limitsOf(null, 1) })
  const asks = (visitor: ReturnType<typeof stranger>, address: string) =>
    newcomers.admit(visitor, address).then(
      () => 'in',
      (error: { code?: string; retryAfter?: number }) => `${error.code} ${error.retryAfter! > 0}`,
    )
  const outcomes: string[] = []
  for (let times = 0; times < 60; times++)
    for (let address = 1; address <= 30; address++) outcomes.push(await asks(stranger(), `10.0.0.${address}`))
  // Two of each address, and two hundred more.
  expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(260)
  expect(outcomes.filter((outcome) => outcome === 'busy true')).toHaveLength(1_540)
  // An honest rush: hundreds at once, each from home.
  for (let address = 1; address <= 250; address++)
    for (let times = 0; times < 2; times++) expect(await asks(stranger(), `10.1.0.${address}`)).toBe('in')
  const identity = { sub: '7', name: null, email: null, plan: 'basic', expiresAt: 9e15 }
  expect(await asks({ ...stranger(), identity }, '10.0.0.1')).toBe('in')
  // Whose first message was stored, however busy it is now.
  const secret = newSecret()
  await rig.visitor(secret, origin, 'oxzino', from('10.2.0.1')).emitWithAck('conversation:start', start())
  expect(await asks(visitorOf('oxzino', secret, null), '10.0.0.1')).toBe('in')
})

test('who is over the budget is told so, by chat and by form; who has a history is not asked', async () => {
  await rig.stop()
  // The first of each address has a budget of twelve; of the others there may be four.
  rig = await startRig(evening, { proxies: 1, limitsFactor: 1 / 50 })
  const begin = (secret: string, address: string) =>
    rig.visitor(secret, origin, 'oxzino', from(address)).emitWithAck('conversation:start', start())
  const secret = newSecret()
  expect(await begin(secret, '10.0.0.1')).toMatchObject({ ok: true })
  const outcomes: unknown[] = []
  for (let address = 2; address <= 7; address++)
    for (const each of [newSecret(), newSecret()]) {
      const { ok, error, retryAfter } = await begin(each, `10.0.0.${address}`)
      outcomes.push(ok || [error, retryAfter > 0])
    }
  const busy = ['busy', true]
  expect(outcomes).toEqual([true, true, true, true, true, true, true, true, true, busy, true, busy])
  expect(await post(form(), '10.0.0.7')).toMatchObject({ ok: false, error: 'busy' })
  expect(await rig.store.db.selectFrom('conversation').select('id').execute()).toHaveLength(11)
  expect(await post(form(), '10.0.0.8')).toMatchObject({ ok: true })
  expect(await post({ ...form(), secret }, '10.0.0.9')).toMatchObject({ ok: true })
})

test('thirty spellings of one mailbox get three acknowledgements; every ticket is made, and says whether it was confirmed', async () => {
  const spellings = Array.from({ length: 30 }, (_, at) =>
    at % 3 === 0 ? `v.ictim+${at}@gmail.com` : at % 3 === 1 ? `Victim+${at}@googlemail.com` : `vic.tim@gmail.com`,
  )
  const made: boolean[] = []
  for (const [at, email] of spellings.entries()) {
    const { ok, ticket } = await post(form(email), `10.3.0.${at}`)
    expect(ok).toBe(true)
    made.push(ticket.isConfirmed)
  }
  expect(made).toEqual(Array.from({ length: 30 }, (_, at) => at < 3))
  await until(() => to('support@').length === 30)
  await until(() => to('@g').length === 3)
  // Another mailbox there is another's.
  expect((await post(form('maria@gmail.com'), '10.3.1.1')).ticket.isConfirmed).toBe(true)
})

test("a domain's mailboxes together get thirty an hour, and a client address has thirty sent a day", async () => {
  const made: boolean[] = []
  for (let at = 0; at < 32; at++)
    made.push((await post(form(`${at}@victim.example`), `10.4.0.${at}`)).ticket.isConfirmed)
  expect(made).toEqual(Array.from({ length: 32 }, (_, at) => at < 30))

  const newcomers = new Newcomers({ store: rig.store, limit: limitsOf(null, 1) })
  const may: boolean[] = []
  for (let at = 0; at < 32; at++) may.push(await newcomers.mayWriteTo('2001:db8:0:1::/64'))
  expect(may).toEqual(Array.from({ length: 32 }, (_, at) => at < 30))
})
