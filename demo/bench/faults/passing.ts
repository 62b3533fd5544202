// People who pass by: each says one thing, and is gone; their conversations are there to be closed.

import { randomBytes } from 'node:crypto'
import { io } from 'socket.io-client'
import type { Ledger } from './ledger.ts'

interface Parts {
  /** Of the proxy that the product is behind. */
  port: number
  /** A page of the site. */
  origin: string
  ledger: Ledger
  note: (text: string) => void
  now: () => number
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const pauseMs = 900
const newId = () => randomBytes(16).toString('base64url')
const context = { page: { url: '', title: '' }, locale: 'el', zone: 'Europe/Athens', path: [] }

export class Passing {
  readonly #parts: Parts
  /** Those that nobody has begun to close, by the agent whose they are. */
  readonly #open: [string[], string[]] = [[], []]
  #count = 0
  #isOver = false
  #going: Promise<unknown> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** One of an agent's that is to be closed, once. */
  next(agent: number): string | undefined {
    return this.#open[agent]!.shift()
  }

  begin(): void {
    this.#going = (async () => {
      while (!this.#isOver) {
        await this.#pass()
        await wait(pauseMs)
      }
    })()
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#going
  }

  /** Says it until it is acknowledged, as a widget does. */
  async #pass(): Promise<void> {
    const { port, origin, ledger, now } = this.#parts
    const count = this.#count++
    const name = `p${count}`
    const text = ledger.next(name, name)
    const asked = {
      id: newId(),
      message: { id: newId(), text },
      context: { ...context, page: { url: `${origin}/`, title: '' } },
    }
    const auth = { v: 1, site: 'oxzino', secret: randomBytes(32).toString('base64url'), locale: 'el' }
    const socket = io(`http://127.0.0.1:${port}/visitor`, {
      auth,
      // The proxy knows people by the host that they ask.
      extraHeaders: { origin, host: `passing.localhost:${port}` },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelayMax: 500,
    })
    ledger.passed.push({ author: name, visitor: name, text, at: now() })
    for (;;) {
      const answer = (await socket
        .timeout(2_000)
        .emitWithAck('conversation:start', asked)
        .catch(() => null)) as { ok: boolean; error?: string } | null
      if (answer?.ok) break
      if (answer) this.#parts.note(`${name} is refused: ${answer.error}`)
      await wait(200)
    }
    socket.disconnect()
    this.#open[count % 2]!.push(name)
  }
}
