// Which way nodes hear each other best: Socket.IO's adapters over Redis, four nodes of each in one process, of which
// one speaks and one has the visitors.
// REDIS_URL=redis://127.0.0.1:6379 node demo/bench/adapters.ts [--json] [--rounds N]

import { createShardedAdapter } from '@socket.io/redis-adapter'
import { createAdapter as createStreamsAdapter } from '@socket.io/redis-streams-adapter'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { Redis } from 'ioredis'
import { Server, type ServerOptions } from 'socket.io'
import { io } from 'socket.io-client'

type Adapter = NonNullable<ServerOptions['adapter']>
type Make = (open: () => Redis, name: string) => Adapter

const { values } = parseArgs({ options: { json: { type: 'boolean' }, rounds: { type: 'string', default: '7' } } })
const rounds = Number(values.rounds)
const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379'
const visitors = 200
const inFlight = 200
const text = 'ω'.repeat(200)

const kinds: Record<string, Make> = {
  'sharded, a channel a visitor': (open, channelPrefix) =>
    createShardedAdapter(open(), open(), { channelPrefix, subscriptionMode: 'dynamic' }),
  'sharded, one channel': (open, channelPrefix) =>
    createShardedAdapter(open(), open(), { channelPrefix, subscriptionMode: 'static' }),
  streams: (open, name) =>
    createStreamsAdapter(open(), { streamName: name, channelPrefix: name }) as unknown as Adapter,
}

interface Result {
  /** Messages a second from one node to the visitors of another, so many in flight. */
  rate: number
  /** What a message costs all four nodes, microseconds of CPU. */
  cpu: number
  /** One message at a time, ms. */
  p50: number
}

async function measure(make: Make): Promise<Result> {
  const clients: Redis[] = []
  const open = () => {
    const client = new Redis(url, { maxRetriesPerRequest: null })
    clients.push(client)
    return client
  }
  const name = `bench-${randomBytes(6).toString('hex')}`
  const nodes = Array.from({ length: 4 }, () => new Server(createServer(), { adapter: make(open, name) }))
  for (const node of nodes) node.of('/visitor')
  const [from, to] = nodes as [Server, Server]
  const http = createServer().listen(0, '127.0.0.1')
  await once(http, 'listening')
  to.attach(http)
  to.of('/visitor').on('connection', (socket) => void socket.join(`visitor ${socket.handshake.auth['at']}`))
  const heard = new Map<number, () => void>()
  const sockets = Array.from({ length: visitors }, (_, at) =>
    io(`http://127.0.0.1:${(http.address() as AddressInfo).port}/visitor`, {
      auth: { at },
      transports: ['websocket'],
      forceNew: true,
    }),
  )
  for (const socket of sockets) socket.on('message:new', ({ id }: { id: number }) => heard.get(id)?.())
  await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.once('connect', resolve))))
  await new Promise((resolve) => setTimeout(resolve, 300))

  let last = 0
  const send = () =>
    new Promise<void>((resolve) => {
      const id = ++last
      heard.set(id, resolve)
      from
        .of('/visitor')
        .to(`visitor ${id % visitors}`)
        .emit('message:new', { id, text })
    })
  const all = async (count: number) => {
    let left = count
    const began = performance.now()
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (left-- > 0) await send()
      }),
    )
    return (count / (performance.now() - began)) * 1000
  }
  await all(2_000)
  const before = process.cpuUsage()
  const rate = await all(6_000)
  const { user, system } = process.cpuUsage(before)
  const times: number[] = []
  for (let at = 0; at < 200; at++) {
    const began = performance.now()
    await send()
    times.push(performance.now() - began)
  }
  for (const socket of sockets) socket.disconnect()
  await Promise.all(nodes.map((node) => node.close()))
  if (kinds['streams'] === make) await clients[0]!.del(name)
  for (const client of clients) client.disconnect()
  return { rate, cpu: (user + system) / 6_000, p50: median(times) }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

// Closing leaves subscriptions that end with their connection; that is no error here.
process.on('unhandledRejection', (error: Error) => {
  if (error.message !== 'Connection is closed.') throw error
})

const found = new Map(Object.keys(kinds).map((kind) => [kind, [] as Result[]]))
for (let round = 0; round < rounds; round++)
  for (const [kind, make] of Object.entries(kinds)) found.get(kind)!.push(await measure(make))
const [chosen] = found.values()
const report = [...found].map(([kind, results]) => {
  const rates = results.map(({ rate }) => rate)
  return {
    kind,
    perSecond: Math.round(median(rates)),
    from: Math.round(Math.min(...rates)),
    to: Math.round(Math.max(...rates)),
    p50: Number(median(results.map(({ p50 }) => p50)).toFixed(3)),
    cpu: Math.round(median(results.map(({ cpu }) => cpu))),
    rateOfChosen: Number((median(rates) / median(chosen!.map(({ rate }) => rate))).toFixed(2)),
    cpuOfChosen: Number((median(results.map(({ cpu }) => cpu)) / median(chosen!.map(({ cpu }) => cpu))).toFixed(2)),
  }
})
if (values.json) console.log(JSON.stringify(report))
else {
  for (const { kind, perSecond, from, to, p50, cpu, rateOfChosen, cpuOfChosen } of report)
    console.log(
      `${kind}: ${perSecond} a second (${from} to ${to}), ${rateOfChosen} of the chosen; CPU ${cpu} µs, ${cpuOfChosen} of the chosen; p50 ${p50} ms`,
    )
}
process.exit(0)
