// The adversary: carries out the plan, then one last stroke at last words, then heals everything.

import type { Backing } from './backing.ts'
import type { Ledger } from './ledger.ts'
import type { Nodes } from './nodes.ts'
import type { Agent, Visitor } from './people.ts'
import type { Fault, Numbers, Planned } from './plan.ts'
import type { Proxy } from './proxy.ts'

interface Parts {
  plan: Planned[]
  seconds: number
  proxy: Proxy
  nodes: Nodes
  backing: Backing
  visitors: Visitor[]
  agents: Agent[]
  ledger: Ledger
  numbers: Numbers
  note: (text: string) => void
  isUp: (node: number) => boolean
  count: number
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
async function until(look: () => boolean, patience: number): Promise<boolean> {
  const end = Date.now() + patience
  while (Date.now() < end) {
    if (look()) return true
    await wait(20)
  }
  return false
}

/** How long before the end the last words are said, ms. */
const tail = 5_000

/** Resolves when everything is healed and everyone is still. */
export async function unleash(parts: Parts): Promise<void> {
  const { plan, seconds, proxy, visitors, agents, note } = parts
  const begun = Date.now()
  const length = seconds * 1_000
  for (const visitor of visitors) visitor.begin(1_100)
  for (const agent of agents) agent.begin(900)
  const going: Promise<unknown>[] = []
  for (const { at, ...fault } of plan) {
    if (at > length - tail) break
    await wait(Math.max(0, begun + at - Date.now()))
    going.push(strike(fault, parts).catch((error: Error) => note(`${fault.kind}: ${error.message}`)))
  }
  await wait(Math.max(0, begun + length - tail - Date.now()))
  const [first, second] = visitors as [Visitor, Visitor]
  await Promise.all([first.stop(), second.stop(), ...agents.map((agent) => agent.stop())])
  await Promise.all(going)
  await lastWords(parts, first, second)
  await wait(Math.max(0, begun + length - Date.now()))
  await Promise.all(visitors.map((visitor) => visitor.stop()))
  proxy.calm()
  await until(() => Array.from({ length: parts.count }, (_, at) => at).every(parts.isUp), 15_000)
}

async function strike(fault: Fault, { proxy, nodes, backing, visitors, agents, numbers, note }: Parts): Promise<unknown> {
  switch (fault.kind) {
    case 'kill':
      return nodes.kill(fault.node, fault.point, fault.downFor)
    case 'cut':
      return proxy.cutAt(fault.point)
    case 'delay-ack':
      return proxy.delayAck(fault.by)
    case 'drop-ack':
      return proxy.dropAck()
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
      return visitor.do(() => visitor[fault.kind as 'reload' | 'duplicate' | 'shut']())
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
 * stored and acknowledged them dies before it has told anyone; and a broadcast of them is missed.
 */
async function lastWords(parts: Parts, first: Visitor, second: Visitor): Promise<void> {
  const { proxy, nodes, agents, ledger, note, isUp, count, backing } = parts
  const [watcher, other] = agents as [Agent, Agent]
  await watcher.open(first.name)
  await other.open(second.name)
  const here = 0
  const there = count - 1
  await until(() => isUp(here) && isUp(there), 8_000)
  const hosts = { first: `${first.name}.localhost`, second: `${second.name}.localhost`, watcher: 'localhost', other: '127.0.0.1' }
  proxy.pin(hosts.first, here)
  proxy.pin(hosts.second, here)
  proxy.pin(hosts.watcher, there)
  proxy.pin(hosts.other, there)
  const isJoined = (host: string, node: number) => proxy.links().some((link) => link.host === host && link.node === node)
  await until(() => isJoined(hosts.first, here) && isJoined(hosts.second, here) && isJoined(hosts.watcher, there) && isJoined(hosts.other, there), 6_000)
  await wait(500)
  const missed = ledger.next(second.name, second.name)
  note(`the last words of ${second.name}, which an agent misses: ${missed}`)
  proxy.miss(missed, (host) => host === hosts.other)
  await second.do(() => second.say(missed))
  await backing.flush()
  const text = ledger.next(first.name, first.name)
  note(`the last words of ${first.name}, whose node dies before it tells: ${text}`)
  await until(() => isUp(here), 8_000)
  void nodes.kill(here, 'after-ack', 500, text, 6_000)
  await first.do(() => first.say(text))
}
