// People who have passed by before anything breaks: each has said one thing, and their conversations are closed under
// fire.

import { randomBytes } from 'node:crypto'
import { io } from 'socket.io-client'
import type { Ledger } from './ledger.ts'

interface Parts {
  /** Of the proxy that the product is behind. */
  port: number
  /** A page of the site. */
  origin: string
  ledger: Ledger
  now: () => number
}

/** Each agent's half of them is more than they come to close. */
const count = 8
const newId = () => randomBytes(16).toString('base64url')

/** @returns what gives an agent one of theirs that is to be closed, once */
export async function passBy(parts: Parts): Promise<(agent: number) => string | undefined> {
  const names = Array.from({ length: count }, (_, at) => `p${at}`)
  for (const name of names) await pass(name, parts)
  const open = [0, 1].map((agent) => names.filter((_, at) => at % 2 === agent))
  return (agent) => open[agent]!.shift()
}

async function pass(name: string, { port, origin, ledger, now }: Parts): Promise<void> {
  const text = ledger.next(name, name)
  const socket = io(`http://127.0.0.1:${port}/visitor`, {
    auth: { v: 1, site: 'oxzino', secret: randomBytes(32).toString('base64url'), locale: 'el' },
    // The proxy knows people by the host that they ask.
    extraHeaders: { origin, host: `passing.localhost:${port}` },
    transports: ['websocket'],
    forceNew: true,
  })
  const context = { page: { url: `${origin}/`, title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }
  const asked = { id: newId(), message: { id: newId(), text }, context }
  const answer = (await socket.timeout(20_000).emitWithAck('conversation:start', asked)) as { ok: boolean }
  socket.disconnect()
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`)
  ledger.passed.push({ author: name, visitor: name, text, at: now() })
}
