// Clients that do not read, or say too much at once: their socket is closed with a word, and nobody else notices.

import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { frame, openWire, type Wire } from '../../demo/bench/frames.ts'
import { closes } from '../protocol/answer.ts'
import type { Message, Summary } from '../protocol/conversation.ts'
import { agent, context, newId, newSecret, next, openHours, origin, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig(openHours, { metricsToken: 'token', limitsFactor: 1_000 })
})
afterEach(() => rig.stop())

const port = () => Number(new URL(rig.url).port)
const closedFor = async (namespace: string, reason: string) => {
  const text = await (await fetch(`${rig.url}/metrics`, { headers: { authorization: 'Bearer token' } })).text()
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`rotame_closed_total{namespace="${namespace}",reason="${reason}"}`))
      ?.split(' ')
      .at(-1) ?? 0,
  )
}
/** An agent's or a visitor's socket of which only the bytes are ours. */
const wire = async (
  namespace: 'agent' | 'visitor',
  heard: (answered: number | null, packet: string) => void = () => {},
): Promise<Wire> => {
  const auth =
    namespace === 'agent' ? { v: 1, presence: 'present' } : { v: 1, site: 'oxzino', secret: newSecret(), locale: 'el' }
  const headers: Record<string, string> =
    namespace === 'agent' ? { origin: 'http://localhost:3000', cookie: (await rig.signIn(agent)).cookie } : { origin }
  return openWire({ port: port(), namespace, auth, headers, heard })
}

/** Visitors write long messages, all at once and again, until `isEnough`; each is acknowledged. */
async function write(isEnough: () => boolean | Promise<boolean>): Promise<Message[]> {
  const visitors = Array.from({ length: 20 }, () => ({ socket: rig.visitor(), conversation: newId() }))
  const text = 'ω'.repeat(4_000)
  const sent: Message[] = []
  await Promise.all(
    visitors.map(({ socket, conversation: id }) =>
      socket.emitWithAck('conversation:start', { id, message: { id: newId(), text: 'πρώτο' }, context }),
    ),
  )
  const sendOne = async ({ socket, conversation }: (typeof visitors)[number]) => {
    const answer = await socket.emitWithAck('message:send', { conversation, id: newId(), text })
    expect(answer).toMatchObject({ ok: true })
    sent.push(answer.message)
  }
  for (const end = Date.now() + 60_000; !(await isEnough());) {
    if (Date.now() > end) throw new Error(`${sent.length} messages were not enough`)
    for (let times = 0; times < 5; times++) await Promise.all(visitors.map(sendOne))
  }
  return sent
}

test(
  'an agent who stops reading is closed as slow, one who reads hears everything, and whoever comes back misses nothing',
  { timeout: 120_000 },
  async () => {
    const slow = await wire('agent')
    slow.tcp.pause()
    const heard = new Set<string>()
    await wire('agent', (_, packet) => {
      if (packet.startsWith('42/agent,["message:more"'))
        for (const { message } of JSON.parse(packet.slice(9))[1]) heard.add(message.id)
    })
    const before = process.memoryUsage.rss()
    const sent = await write(async () => (await closedFor('/agent', 'slow')) === 1)
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000)
    await until(() => sent.every(({ id }) => heard.has(id)))
    slow.tcp.resume()
    expect(await slow.closed).toEqual({ code: closes.slow, reason: 'slow' })

    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const { conversations } = (await desk.emitWithAck('queue:open', { site: 'oxzino', after: 0 })) as {
      conversations: Summary[]
    }
    expect(conversations.reduce((sum, { lastSeq }) => sum + lastSeq - 1, 0)).toBe(sent.length)
  },
)

test(
  'a console that was closed as slow comes back by itself, and is not signed out',
  { timeout: 120_000 },
  async () => {
    const desk = rig.agent((await rig.signIn()).cookie)
    await next(desk, 'welcome')
    const { _socket: tcp } = (
      desk.io.engine.transport as unknown as { ws: { _socket: { pause: () => void; resume: () => void } } }
    ).ws
    tcp.pause()
    const reasons: string[] = []
    desk.on('disconnect', (reason) => void reasons.push(reason))
    await write(async () => (await closedFor('/agent', 'slow')) === 1)
    const again = next(desk, 'welcome')
    tcp.resume()
    await again
    expect(reasons).toEqual(['transport close'])
  },
)

test('a client of long polling who does not come for what waits is closed as slow', { timeout: 120_000 }, async () => {
  const { cookie } = await rig.signIn()
  const headers = { origin: 'http://localhost:3000', cookie, 'content-type': 'text/plain;charset=UTF-8' }
  const address = `${rig.url}/socket.io/?EIO=4&transport=polling`
  const { sid } = JSON.parse((await (await fetch(address, { headers })).text()).slice(1)) as { sid: string }
  const poll = (body?: string) => fetch(`${address}&sid=${sid}`, { headers, ...(body && { method: 'POST', body }) })
  await poll('40/agent,{"v":1,"presence":"present"}')
  await until(async () => (await (await poll()).text()).includes('welcome'))
  await write(async () => (await closedFor('/agent', 'slow')) === 1)
  expect((await poll()).status).toBe(400)
})

test.each([
  ['a frame of 40 kB', () => frame('x'.repeat(40_000))],
  ['a frame of 10 MB', () => frame('x'.repeat(10_000_000))],
  ['only the head of a frame of 4 GB', () => Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4])],
])('%s is not read: its socket is closed with the code for what is too big', async (_, bytes) => {
  const visitor = await wire('visitor')
  const before = process.memoryUsage().external
  visitor.tcp.on('error', () => {}) // The server may be gone before all of it is written.
  visitor.tcp.write(bytes())
  expect(await visitor.closed).toMatchObject({ code: 1009 })
  await until(async () => (await closedFor('/visitor', 'too-long')) === 1)
  expect(process.memoryUsage().external - before).toBeLessThan(30_000_000)
})

test('a body of 10 MB by long polling is refused before all of it is read', async () => {
  const address = `${rig.url}/socket.io/?EIO=4&transport=polling`
  const { sid } = JSON.parse((await (await fetch(address, { headers: { origin } })).text()).slice(1)) as { sid: string }
  const tcp = connect(port(), '127.0.0.1')
  let said = ''
  tcp.on('data', (chunk) => (said += chunk.toString()))
  tcp.write(
    `POST /socket.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nContent-Length: 10000000\r\n\r\n`,
  )
  tcp.write('x'.repeat(100_000))
  await until(() => said.startsWith('HTTP/1.1 413'))
  tcp.destroy()
})

test('who sends what no client of ours can have sent is closed as abuse, and may come back', async () => {
  const visitor = await wire('visitor')
  for (let times = 0; times < 5; times++) visitor.emit('__proto__', '{}')
  expect(await visitor.closed).toEqual({ code: closes.abuse, reason: 'abuse' })
  expect(await closedFor('/visitor', 'abuse')).toBe(1)
  const own = rig.visitor()
  const again = new Promise((resolve) => own.io.once('reconnect', resolve))
  await next(own, 'connect')
  for (let times = 0; times < 5; times++) own.emit('nothing of ours')
  await again
  expect(await own.emitWithAck('conversation:open', { after: 0 })).toMatchObject({ ok: true })
})
