// The adversary: carries out the plan, then one last stroke at last words, then heals everything.

import type { Backing } from './backing.ts'
import type { Ledger } from './ledger.ts'
import type { Nodes } from './nodes.ts'
import type { Agent, Visitor, Writer } from './people.ts'
import { type Numbers, type Planned, spared, sparing } from './plan.ts'
import type { Proxy } from './proxy.ts'

interface Parts {
  plan: Planned[]
  seconds: number
  proxy: Proxy
  nodes: Nodes
  backing: Backing
  visitors: Visitor[]
  agents: Agent[]
  writers: Writer[]
  ledger: Ledger
  numbers: Numbers
  note: (text: string) => void
  isUp: (node: number) => boolean
  count: number
  /** The hosts of those who are to say the last words. */
  kept: Set<string>
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function until(look: () => boolean, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs
  while (Date.now() < end) {
    if (look()) return true
    await wait(20)
  }
  return false
}

/** Waits for it, but not for ever. @returns whether it came */
const within = (ms: number, promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => true), wait(ms).then(() => false)])

/**
 * Resolves when everything is healed and everyone is still; the healing begins after so many seconds, whatever goes on.
 */
export async function unleash(given: Omit<Parts, 'kept'>): Promise<void> {
  const parts = { ...given, kept: new Set(given.visitors.slice(0, spared).map(({ name }) => `${name}.localhost`)) }
  const { plan, seconds, proxy, nodes, visitors, agents, writers, note } = parts
  const begun = Date.now()
  const left = () => Math.max(0, begun + seconds * 1_000 - Date.now())
  for (const visitor of visitors) visitor.begin()
  for (const agent of agents) agent.begin()
  for (const writer of writers) writer.begin()
  const going: Promise<unknown>[] = []
  const striking = (async () => {
    for (const fault of plan) {
      await wait(Math.max(0, begun + fault.at - Date.now()))
      going.push(strike(fault, parts).catch((error: Error) => note(`${fault.kind}: ${error.message}`)))
    }
  })()
  await wait(Math.max(0, left() - sparing(seconds)))
  const last = lastWords(parts, left).catch((error: Error) => note(`last words: ${error.message}`))
  await wait(left())
  note('healing begins')
  proxy.calm()
  nodes.calm()
  await striking
  const still = [...visitors, ...agents, ...writers].map((person) => person.stop())
  await Promise.all([...going, last, ...still])
  await until(() => Array.from({ length: parts.count }, (_, at) => at).every(parts.isUp), 20_000)
}

async function strike(
  fault: Planned,
  { proxy, nodes, backing, visitors, agents, numbers, note, isUp, count, kept }: Parts,
): Promise<unknown> {
  const who = (host: string) => !fault.others || !kept.has(host)
  switch (fault.kind) {
    case 'kill': {
      const up = Array.from({ length: count }, (_, at) => at).filter(isUp)
      return nodes.kill(up.includes(fault.node) ? fault.node : (up[0] ?? fault.node), fault.point, fault.downFor)
    }
    case 'cut':
      return proxy.cutAt(fault.point, who)
    case 'delay-ack':
      return proxy.delayAck(fault.by, who)
    case 'drop-ack':
      return proxy.dropAck(who)
    case 'miss':
      return proxy.miss()
    case 'dead': {
      const links = proxy.links()
      return links.length > 0 && proxy.kill(numbers.pick(links))
    }
    case 'reload':
    case 'duplicate':
    case 'shut': {
      const visitor = visitors[fault.visitor]!
      // A page that takes seconds to load is not asked to again meanwhile.
      return !visitor.isBusy && visitor.do(() => visitor[fault.kind as 'reload' | 'duplicate' | 'shut']())
    }
    case 'reload-agent': {
      const agent = agents[fault.agent]!
      return agent.do(() => agent.reload())
    }
    case 'flush':
      note('Redis is flushed')
      return backing.flush()
    case 'kill-redis':
      note(`Redis is killed for ${fault.downFor} ms`)
      return backing.killRedis(fault.downFor)
    case 'refuse':
      note(`the database refuses for ${fault.for} ms`)
      return backing.refuse(fault.for)
  }
}

/**
 * The last words of two conversations, after which nothing follows that would leave a gap to see: the one node that has
 * stored and acknowledged them dies before it has told anyone; and a broadcast of them is missed, on a node that lives,
 * so that nobody's coming back tells of it.
 */
async function lastWords(parts: Parts, left: () => number): Promise<void> {
  const { proxy, nodes, visitors, agents, ledger, note, isUp, count, backing, kept } = parts
  const [watcher, other] = agents as [Agent, Agent]
  const free: Visitor[] = []
  nodes.calm()
  /** The words themselves take a few seconds. */
  const settling = left() - 4_000
  for (const visitor of visitors)
    void visitor.stop().then(async () => (await visitor.isSettled(settling)) && free.push(visitor))
  // What the others have on their way would leave a gap too, which tells of what was missed.
  if (await until(() => free.length > 1, settling))
    await until(() => free.length === visitors.length, Math.min(4_000, left() - 4_000))
  await within(1_000, Promise.all([watcher.stop(), other.stop()]))
  const [first, second] = free
  // Nobody writes after them, for the same reason.
  if (!first || !second) {
    for (const visitor of visitors) visitor.begin()
    return note('nobody is free for last words')
  }
  kept.clear()
  for (const { name } of [first, second]) kept.add(`${name}.localhost`)
  await within(
    1_000,
    Promise.all([watcher.do(() => watcher.open(first.name)), other.do(() => other.open(second.name))]),
  )
  const here = 0
  const there = count - 1
  await until(() => isUp(here) && isUp(there), 2_000)
  const hosts = {
    first: `${first.name}.localhost`,
    second: `${second.name}.localhost`,
    watcher: 'localhost',
    other: '127.0.0.1',
  }
  const places: [string, number][] = [
    [hosts.first, here],
    [hosts.second, there],
    [hosts.watcher, there],
    [hosts.other, there],
  ]
  for (const [host, node] of places) proxy.pin(host, node)
  const isThere = ([host, node]: [string, number]) =>
    proxy.links().some((link) => link.host === host && link.node === node)
  if (!(await until(() => places.every(isThere), Math.max(2_000, left() - 4_000))))
    note(
      `${places
        .filter((place) => !isThere(place))
        .map(([host]) => host)
        .join(' and ')}: not back in time for last words`,
    )
  await wait(300)
  if (left() === 0) return note('there is no time for last words')
  const missed = ledger.next(second.name, second.name)
  note(`the last words of ${second.name}, which an agent misses: ${missed}`)
  proxy.missAll(missed, hosts.other)
  await second.do(() => second.say(missed))
  await backing.flush()
  if (left() === 0) return
  const text = ledger.next(first.name, first.name)
  note(`the last words of ${first.name}, whose node dies before it tells: ${text}`)
  void nodes.kill(here, 'after-ack', 500, text)
  await first.do(() => first.say(text))
}
