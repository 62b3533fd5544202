// Delivering an outbox, a visitor's or an agent's: in order, one at a time, and nothing in it blocks what is behind it.

import { limits } from '../server/limits.ts'
import type { Answer } from '../server/protocol/answer.ts'
import type { Life } from './life.ts'
import type { AnyLine } from './line.ts'

interface Delivery<Entry, R extends object> {
  life: Life
  socket: AnyLine['socket']
  /** What waits, in order; what was refused waits no longer. */
  waiting: () => readonly Entry[] | Promise<readonly Entry[]>
  idOf: (entry: Entry) => string
  /**
   * Sends an entry under the id that it has.
   * @param within ms in which the answer must come
   * @returns null when none came; nothing when it cannot go yet, and `flush` is called once it can
   */
  send: (entry: Entry, within: number) => Promise<Answer<R> | null | void>
  /** Takes what the server has said of an entry; `failed`: it is set aside, because it goes in vain again and again. */
  settle: (entry: Entry, answer: Answer<R>) => Promise<void> | void
  /** Sees to it that nobody else delivers the same meanwhile. */
  alone?: (act: () => Promise<void>) => Promise<void>
}

/** A line that ends so many ms after an entry went over it may have been ended by it. */
const suspect = 2_000
/** When an entry has gone in vain so much, what is behind it is tried: as often as that when a network may be why. */
const enough = 20
/** What it counts that nobody has answered, or only that it failed; that the other side has ended the line in words. */
const failure = 4
const word = 10

/** How often what comes first has gone in vain, and why. */
function countAttempts(socket: AnyLine['socket']) {
  /** The entry that went in vain the last time, and how much it did so. */
  let failing = ''
  let inVain = 0
  /**
   * Whether the other side has ended the line in words: too big, not understood, broken by it; a network says nothing.
   */
  let isTold = false
  socket.on('disconnect', (_reason, details) => {
    const { code = 0 } = ((details as { context?: unknown })?.context ?? {}) as { code?: number }
    isTold = code > 1_006 && code < 1_012
    attempts.rests = 0
  })
  const attempts = {
    /** Until then (ms) nothing is tried again over the same line, whoever asks. */
    rests: 0,
    isTold: () => isTold,
    /** @returns whether that is enough to try what is behind it */
    isEnough: (id: string) => failing === id && inVain >= enough,
    /** @param isCut whether the line has ended over it */
    failed(id: string, isCut: boolean) {
      inVain = (failing === id ? inVain : 0) + (!isCut ? failure : isTold ? word : 1)
      failing = id
    },
    passed: () => void (failing = ''),
  }
  return attempts
}

/** @returns ms after which to go on; nothing when all is done, or the next line goes on */
async function sendAll<Entry, R extends object>(
  { socket, waiting, idOf, send, settle }: Delivery<Entry, R>,
  attempts: ReturnType<typeof countAttempts>,
): Promise<number | void> {
  const until = Date.now() + limits.turn
  const [first, ...others] = await waiting()
  // It is at fault only if what is behind it is taken, and it is not: the server may have been unwell, and order holds.
  let stuck = others[0] && attempts.isEnough(idOf(first!)) ? first : undefined
  for (const entry of stuck ? [others.shift()!, stuck, ...others] : first ? [first, ...others] : []) {
    const began = Date.now()
    if (!socket.connected) return
    if (began >= until) return 0
    const answer = await send(entry, until - began)
    if (answer === undefined) return
    const isCut = !answer && !socket.connected
    if (isCut && Date.now() - began > suspect) return
    if (!answer || (!answer.ok && answer.error === 'failed')) {
      attempts.failed(idOf(entry), isCut)
      const isEnough = attempts.isEnough(idOf(entry))
      if (entry === stuck || (isCut && attempts.isTold() && isEnough))
        await settle(entry, { ok: false, error: 'failed' })
      // At once only to what is behind it.
      return isCut ? undefined : isEnough && others[0] ? 0 : 1_000
    }
    // As fast as the server allows: what an honest person has written is never too much, only too soon.
    if (!answer.ok && answer.error === 'too-many') return (answer.retryAfter ?? 5) * 1_000
    if (entry === stuck) stuck = undefined
    if (!stuck) attempts.passed()
    await settle(entry, answer)
  }
}

export function deliver<Entry, R extends object>(delivery: Delivery<Entry, R>) {
  const { life, socket, alone = (act) => act() } = delivery
  const attempts = countAttempts(socket)
  let flushing: Promise<void> | null = null
  let again: (() => void) | undefined
  const rest = (pause: number) => {
    attempts.rests = Date.now() + pause
    again = life.after(pause, () => void flush())
  }
  const flush = (): Promise<void> => {
    again?.()
    // Whoever has no line leaves the outbox to others.
    if (!socket.connected) return Promise.resolve()
    const left = attempts.rests - Date.now()
    if (left > 0) return Promise.resolve(rest(left))
    let pause: number | void
    return (flushing ??= alone(async () => {
      pause = await sendAll(delivery, attempts)
    }).finally(() => {
      flushing = null
      if (pause !== undefined) rest(pause)
    }))
  }
  return {
    flush,
    /** Sends what has just been put there too. */
    async next(): Promise<void> {
      await flushing
      await flush()
    },
  }
}
