// Metrics: for whoever has the token, with nobody's words or names in them.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { context, evening, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig(evening, { metricsToken: 'a-token-for-prometheus', smtpUrl: null })
})
afterEach(() => rig.stop())

const scrape = async (token?: string) => {
  const response = await fetch(`${rig.url}/metrics`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
  return { status: response.status, text: await response.text() }
}
const valueOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((each) => each.startsWith(`${line} `))
      ?.split(' ')
      .at(-1),
  )

test('without the token there is nothing', async () => {
  expect([(await scrape()).status, (await scrape('a-guess')).status]).toEqual([404, 404])
})

test('requests, refusals, sockets, batches and waiting mail are counted', async () => {
  const visitor = rig.visitor()
  const start = { id: newId(), message: { id: newId(), text: 'κάτι που κανείς δεν μετρά' }, context }
  expect(await visitor.emitWithAck('conversation:start', start)).toMatchObject({ ok: true })
  expect(
    await visitor.emitWithAck('conversation:start', { ...start, id: newId(), message: { id: newId(), text: '' } }),
  ).toMatchObject({ error: 'empty' })
  await rig.post('/tickets/oxzino', form())
  const { status, text } = await scrape('a-token-for-prometheus')
  expect(status).toBe(200)
  expect(valueOf(text, 'rotame_answered_seconds_count{namespace="/visitor",event="conversation:start"}')).toBe(2)
  expect(valueOf(text, 'rotame_refused_total{namespace="/visitor",reason="empty"}')).toBe(1)
  expect(valueOf(text, 'rotame_sockets{namespace="/visitor"}')).toBe(1)
  expect(valueOf(text, 'rotame_batch_writes_count')).toBeGreaterThan(1)
  expect(valueOf(text, 'rotame_mails_waiting')).toBe(2)
  expect(valueOf(text, 'rotame_messages_total{namespace="/visitor"}')).toBe(1)
  expect(valueOf(text, 'rotame_answered_seconds_count{namespace="http",event="/tickets/:site"}')).toBe(1)
  expect(text).toContain('nodejs_eventloop_lag_seconds')
  expect(text).not.toMatch(/κανείς|example\.com|127\.0\.0\.1/)
})

test('catch-ups, refused handshakes and forms, and why sockets were closed are counted', async () => {
  const visitor = rig.visitor()
  const { message } = await visitor.emitWithAck('conversation:start', {
    id: newId(),
    message: { id: newId(), text: 'κάτι' },
    context,
  })
  await visitor.emitWithAck('conversation:open', { after: 0 })
  await visitor.emitWithAck('conversation:open', { after: message.seq })
  const refused = rig.visitor(newSecret(), 'https://evil.example')
  await next(refused, 'connect_error')
  await rig.post('/tickets/oxzino', { ...form(), text: ' ' })
  visitor.disconnect()
  const text = await until(async () => {
    const scraped = await scrape('a-token-for-prometheus')
    return (
      valueOf(scraped.text, 'rotame_closed_total{namespace="/visitor",reason="client-namespace-disconnect"}') === 1 &&
      scraped.text
    )
  })
  expect(valueOf(text, 'rotame_catch_ups_total{namespace="/visitor"}')).toBe(1)
  expect(valueOf(text, 'rotame_refused_total{namespace="/visitor",reason="wrong-origin"}')).toBe(1)
  expect(valueOf(text, 'rotame_refused_total{namespace="http",reason="empty"}')).toBe(1)
})
