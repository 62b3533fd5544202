// When the mail server refuses: nothing is lost, nothing is sent twice, and the log says it once.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { evening, form, type Rig, startRig, until } from './rig.ts'

let rig: Rig
afterEach(() => rig.stop())

const rows = () => rig.store.db.selectFrom('mail').selectAll().orderBy('id').execute()
const attempted = (times = 1) =>
  until(async () => {
    const found = await rows()
    return (
      found.length === 2 &&
      found.every(({ attempts, leaseUntil }) => attempts === times && leaseUntil === null) &&
      found
    )
  })

test('what is refused for now waits a minute, and arrives once under the id it was given', async () => {
  rig = await startRig(evening)
  rig.mailbox.refuse(451)
  expect((await rig.post('/tickets/oxzino', form())).body.ok).toBe(true)
  const waiting = await attempted()
  for (const { sentAt, failedAt, dueAt, queuedAt, error } of waiting) {
    expect([sentAt, failedAt]).toEqual([null, null])
    expect(error).toContain('451')
    expect(dueAt - queuedAt).toBeGreaterThanOrEqual(60_000)
    expect(dueAt - queuedAt).toBeLessThan(70_000)
  }
  expect(rig.logged('mail delayed').map(({ code }) => code)).toEqual([451, 451])
  rig.mailbox.refuse(null)
  await rig.store.db.updateTable('mail').set({ dueAt: Date.now() }).execute()
  await rig.restart()
  await until(() => rig.mailbox.mails.length === 2)
  const sent = await attempted(2)
  expect(sent.every(({ sentAt, error }) => sentAt !== null && error === null)).toBe(true)
  expect(rig.mailbox.mails.map(({ parsed }) => parsed.messageId).toSorted()).toEqual(
    waiting.map(({ messageId }) => messageId).toSorted(),
  )
})

test('while nobody listens mail waits', async () => {
  rig = await startRig(evening, { smtpUrl: 'smtp://127.0.0.1:1' })
  expect((await rig.post('/tickets/oxzino', form())).body.ok).toBe(true)
  for (const { failedAt, dueAt } of await attempted()) expect([failedAt, dueAt > Date.now()]).toEqual([null, true])
  expect(rig.logged('mail delayed').map(({ code }) => code)).toEqual(['ESOCKET', 'ESOCKET'])
})

test('while the password is wrong mail waits for the owner to mend it', async () => {
  const guarded = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(new Error('wrong')),
  })
  guarded.listen(0, '127.0.0.1')
  await once(guarded.server, 'listening')
  const { port } = guarded.server.address() as AddressInfo
  rig = await startRig(evening, { smtpUrl: `smtp://rotame:wrong@127.0.0.1:${port}` })
  expect((await rig.post('/tickets/oxzino', form())).body.ok).toBe(true)
  for (const { failedAt, dueAt } of await attempted()) expect([failedAt, dueAt > Date.now()]).toEqual([null, true])
  expect(rig.logged('mail delayed').map(({ code }) => code)).toEqual([535, 535])
  await new Promise<void>((resolve) => guarded.close(() => resolve()))
})

test('without a mail server tickets are made, mail waits, and the log says so once', async () => {
  rig = await startRig(evening, { smtpUrl: null })
  expect((await rig.post('/tickets/oxzino', form())).body.ok).toBe(true)
  expect((await rows()).map(({ attempts }) => attempts)).toEqual([0, 0])
  expect(rig.logged('SMTP_URL is not set: mail waits in the outbox until it is')).toHaveLength(1)
})
