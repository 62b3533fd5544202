// The whole product on PostgreSQL: a conversation, and what happens when the database stops or is killed.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import type { Message } from '../protocol/conversation.ts'
import { noOwnPostgres, startPostgres } from './databases.ts'
import { agent, context, evening, form, newId, next, type Rig, startRig, until } from './rig.ts'

const start = (text: string) => ({ id: newId(), message: { id: newId(), text }, context })

describe('on a PostgreSQL of its own', { timeout: 60_000 }, () => {
  if (noOwnPostgres !== null) return test.skip(`skipped: ${noOwnPostgres}`)

  let database: Awaited<ReturnType<typeof startPostgres>>
  let rig: Rig
  beforeAll(async () => {
    database = await startPostgres()
    rig = await startRig(evening, { databaseUrl: database.url, secret: 's'.repeat(32) })
  })
  afterAll(async () => {
    await rig.stop()
    await database.end()
  })
  const health = async () => (await fetch(`${rig.url}/health`)).status

  test('a visitor writes, an agent signs in and answers, and a ticket is mailed', async () => {
    const visitor = rig.visitor()
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const { conversation, message } = await visitor.emitWithAck('conversation:start', start('Καλησπέρα'))
    expect(message).toMatchObject({ seq: 1, at: rig.clock.now })
    const answered = next<{ message: Message }>(visitor, 'message:new')
    await desk.emitWithAck('message:send', { conversation: conversation.id, id: newId(), text: 'Καλησπέρα σας' })
    expect((await answered).message).toMatchObject({ seq: 2, by: { name: agent.name } })
    const { conversations } = await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0 })
    expect(conversations).toMatchObject([{ id: conversation.id, lastSeq: 2, unread: 0 }])
    expect((await rig.post('/tickets/oxzino', form())).body.ok).toBe(true)
    await until(() => rig.mailbox.mails.length === 2)
    expect(await health()).toBe(200)
  })

  test.each(['stop', 'kill'] as const)(
    '%s: nothing is acknowledged, and when it is back all goes on by itself',
    async (how) => {
      const visitor = rig.visitor()
      const { conversation } = await visitor.emitWithAck('conversation:start', start('πριν'))
      // Some are under way when it goes.
      const wanted = Array.from({ length: 8 }, (_, at) => ({
        conversation: conversation.id as string,
        id: newId(),
        text: String(at),
      }))
      const send = async (sent: (typeof wanted)[number]) =>
        (await visitor.emitWithAck('message:send', sent)) as { ok: boolean; error?: string; message: Message }
      const underWay = wanted.map(send)
      await Promise.race([underWay[0], new Promise((resolve) => setTimeout(resolve, 10))])
      await database[how]()
      const acknowledged = (await Promise.all(underWay)).flatMap((answer) => (answer.ok ? [answer.message] : []))
      expect(await send(wanted[0]!)).toEqual({ ok: false, error: 'failed' })
      await until(async () => (await health()) === 503)

      await database.start()
      await until(async () => (await health()) === 200)
      for (const sent of wanted) expect(await send(sent)).toMatchObject({ ok: true })
      const { messages } = (await visitor.emitWithAck('conversation:open', { after: 1 })) as { messages: Message[] }
      expect(messages.map(({ seq }) => seq)).toEqual(wanted.map((_, at) => at + 2))
      expect(messages.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
      for (const { id, seq } of acknowledged) expect(messages.find((message) => message.id === id)!.seq).toBe(seq)
      expect((await rig.signIn()).status).toBe(200)
    },
  )

  test('while it stands still nothing is acknowledged, who waits is told so in time, and then all goes on', async () => {
    const visitor = rig.visitor()
    const { conversation } = await visitor.emitWithAck('conversation:start', start('πριν'))
    const sent = { conversation: conversation.id as string, id: newId(), text: 'μετά' }
    const pids = (await database.ask("select pid from pg_stat_activity where application_name = 'rotame'")).map(
      ({ pid }) => Number(pid),
    )
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    const asked = Date.now()
    const answer: unknown = await visitor.emitWithAck('message:send', sent)
    const took = Date.now() - asked
    for (const pid of pids) process.kill(pid, 'SIGCONT')
    expect(answer).toEqual({ ok: false, error: 'failed' })
    expect(took).toBeLessThan(limits.ackTimeout)
    await until(async () => (await health()) === 200)
    expect(await visitor.emitWithAck('message:send', sent)).toMatchObject({ ok: true, message: { seq: 2 } })
  })

  test('a node whose database goes away as it begins gives whoever waits a time once it is back', async () => {
    await rig.visitor().emitWithAck('conversation:start', start('χωρίς ώρα'))
    const [latest] = await database.ask('select max(key) as key from conversation')
    const due = async () =>
      (await database.ask(`select "dueAt" from conversation where key = ${Number(latest!['key'])}`))[0]!['dueAt']
    expect(await due()).not.toBeNull()
    await database.ask(`update conversation set "dueAt" = null where key = ${Number(latest!['key'])}`)
    await rig.restart(() => database.stop())
    expect(rig.logged('deadlines not counted').length).toBeGreaterThan(0)
    await database.start()
    await until(async () => (await due()) !== null)
  })

  test('a node that cannot reach it says so in a sentence and does not start', async () => {
    const nowhere = startRig(evening, { databaseUrl: 'postgres://u:hidden@127.0.0.1:1/x', secret: 's'.repeat(32) })
    await expect(nowhere).rejects.toThrow(
      /^DATABASE_URL: PostgreSQL cannot be reached \(ECONNREFUSED\); start it, or mend the address$/,
    )
    const missing = startRig(evening, {
      databaseUrl: database.url.replace(/postgres$/, 'nothing'),
      secret: 's'.repeat(32),
    })
    await expect(missing).rejects.toThrow(/^DATABASE_URL: there is no such database/)
  })
})
