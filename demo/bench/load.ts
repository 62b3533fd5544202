// The load on a measured server, in a process of its own: many visitors who write, and an agent who hears it.

import { randomBytes } from 'node:crypto'
import { openWire, type Wire } from './frames.ts'

export type Asked =
  | {
      do: 'open'
      ports: number[]
      visitors: number
      headers: Record<string, string>
      agent: { cookie: string; origin: string } | null
      starts: boolean
    }
  | { do: 'closed'; inFlight: number; seconds: number }
  | { do: 'at'; rate: number; seconds: number }
  | { do: 'close' }

export interface Measured {
  /** Acknowledged, and heard by the agent. */
  count: number
  perSecond: number
  /** Milliseconds from sending to the acknowledgement. */
  p50: number
  p99: number
  /** Share of one CPU that this process used. */
  busy: number
}

interface Visitor {
  wire: Wire
  conversation: string
  /** Who waits for which answer. */
  waiting: Map<number, (packet: string) => void>
}

const newId = (bytes = 16) => randomBytes(bytes).toString('base64url')
let last = 0
/** Cheaper than 128 random bits, and as long. */
const nextId = () => `${Math.random().toString(36).slice(2, 12)}-${(++last).toString(36).padStart(11, '0')}`
const text = 'Καλησπέρα, πλήρωσα με κάρτα χθες αλλά δεν έχω λάβει ακόμη το τιμολόγιο. Μπορείτε να το δείτε;'
const context = {
  page: { url: 'https://www.oxzino.example/pricing', title: 'Τιμές' },
  locale: 'el',
  zone: 'Europe/Athens',
  path: [],
}

let visitors: Visitor[] = []
let agent: Wire | null = null
let heard = 0

async function open({ ports, visitors: count, headers, agent: given, starts }: Asked & { do: 'open' }): Promise<void> {
  const openVisitor = async (at: number): Promise<Visitor> => {
    const auth = { v: 1, site: 'oxzino', secret: newId(32), locale: 'el' }
    const wire = await openWire({
      port: ports[at % ports.length]!,
      namespace: 'visitor',
      auth,
      headers,
      heard: (id, packet) => id !== null && hear(visitor, id, packet),
    })
    const visitor: Visitor = { wire, conversation: newId(), waiting: new Map() }
    if (starts)
      await asked(
        visitor,
        'conversation:start',
        JSON.stringify({ id: visitor.conversation, message: { id: newId(), text }, context }),
      )
    return visitor
  }
  if (given) {
    const auth = { v: 1, presence: 'present' }
    const hear = (_: number | null, packet: string) => {
      // One message, or all that were committed together.
      if (packet.startsWith('42/agent,["message:')) heard += packet.split('"conversation":').length - 1
    }
    agent = await openWire({
      port: ports.at(-1)!,
      namespace: 'agent',
      auth,
      headers: given as Record<string, string>,
      heard: hear,
    })
  }
  while (visitors.length < count) {
    const from = visitors.length
    const next = Array.from({ length: Math.min(50, count - from) }, (_, at) => openVisitor(from + at))
    visitors.push(...(await Promise.all(next)))
  }
}

/** Says one thing and waits for the answer; what has failed is said again, as clients do. */
const asked = (visitor: Visitor, event: string, json: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const say = () => void visitor.waiting.set(visitor.wire.emit(event, json), hear)
    const hear = (packet: string) => {
      if (packet.includes('"ok":true')) resolve()
      else if (packet.includes('"failed"')) say()
      else reject(new Error(packet))
    }
    say()
  })

function hear({ waiting }: Visitor, id: number, packet: string): void {
  const answered = waiting.get(id)!
  waiting.delete(id)
  answered(packet)
}

const send = async (visitor: Visitor, times: number[]): Promise<void> => {
  const json = `{"conversation":"${visitor.conversation}","id":"${nextId()}","text":"${text}"}`
  const began = performance.now()
  await asked(visitor, 'message:send', json)
  times.push(performance.now() - began)
}

/** Each visitor sends the next when the last one is acknowledged, as the widget does. */
async function closed({ inFlight, seconds }: Asked & { do: 'closed' }): Promise<Measured> {
  return measured(async (times) => {
    const until = performance.now() + seconds * 1000
    await Promise.all(
      visitors.slice(0, inFlight).map(async (visitor) => {
        while (performance.now() < until) await send(visitor, times)
      }),
    )
  })
}

/** So many a second, whether the last ones are acknowledged or not. */
async function at({ rate, seconds }: Asked & { do: 'at' }): Promise<Measured> {
  return measured(async (times) => {
    const sent: Promise<void>[] = []
    const began = performance.now()
    while (sent.length < rate * seconds) {
      const due = Math.min(rate * seconds, Math.floor(((performance.now() - began) / 1000) * rate))
      while (sent.length < due) sent.push(send(visitors[sent.length % visitors.length]!, times))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await Promise.all(sent)
  })
}

async function measured(act: (times: number[]) => Promise<void>): Promise<Measured> {
  const times: number[] = []
  const before = heard
  const cpu = process.cpuUsage()
  const began = performance.now()
  await act(times)
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  for (const end = performance.now() + 20_000; heard - before < times.length;) {
    if (performance.now() > end)
      throw new Error(`${times.length} were acknowledged, and the agent heard ${heard - before}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  times.sort((a, b) => a - b)
  const of = (share: number) => times[Math.floor(times.length * share)]!
  return {
    count: times.length,
    perSecond: (times.length / took) * 1000,
    p50: of(0.5),
    p99: of(0.99),
    busy: (user + system) / 1000 / took,
  }
}

async function close(): Promise<void> {
  const all = [...visitors.map(({ wire }) => wire), ...(agent ? [agent] : [])]
  await Promise.all(all.map(({ tcp }) => new Promise((resolve) => tcp.once('close', resolve).destroy())))
  visitors = []
  agent = null
}

process.on('message', (message: Asked) => {
  const done =
    message.do === 'open'
      ? open(message)
      : message.do === 'closed'
        ? closed(message)
        : message.do === 'at'
          ? at(message)
          : close()
  done.then(
    (result) => process.send!({ ok: true, result }),
    (error: Error) => process.send!({ ok: false, error: error.message }),
  )
})
