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

export function deliver<Entry, R extends object>({
  life,
  socket,
  waiting,
  idOf,
  send,
  settle,
  alone = (act) => act(),
}: Delivery<Entry, R>) {
  let flushing: Promise<void> | null = null
  let again: (() => void) | undefined
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
  })
  const isOnline = () => socket.connected

  /** @returns ms after which to go on; nothing when all is done, or the next line goes on */
  const sendAll = async (): Promise<number | void> => {
    const until = Date.now() + limits.turn
    const [first, ...others] = await waiting()
    // It is at fault only if what is behind it is taken, and it is not: the server may have been unwell, and order
    // holds.
    let stuck = others[0] && idOf(first!) === failing && inVain >= enough ? first : undefined
    for (const entry of stuck ? [others.shift()!, stuck, ...others] : first ? [first, ...others] : []) {
      const began = Date.now()
      if (!isOnline()) return
      if (began >= until) return 0
      const answer = await send(entry, until - began)
      if (answer === undefined) return
      const isCut = !answer && !isOnline()
      if (isCut && Date.now() - began > suspect) return
      if (!answer || (!answer.ok && answer.error === 'failed')) {
        inVain = failing === idOf(entry) ? inVain : 0
        failing = idOf(entry)
        inVain += !isCut ? failure : isTold ? word : 1
        const isEnough = inVain >= enough
        if (entry === stuck || (isCut && isTold && isEnough)) await settle(entry, { ok: false, error: 'failed' })
        // At once only to what is behind it.
        return isCut ? undefined : isEnough && others[0] ? 0 : 1_000
      }
      // As fast as the server allows: what an honest person has written is never too much, only too soon.
      if (!answer.ok && answer.error === 'too-many') return (answer.retryAfter ?? 5) * 1_000
      if (entry === stuck) stuck = undefined
      if (!stuck) failing = ''
      await settle(entry, answer)
    }
  }
  const flush = (): Promise<void> => {
    again?.()
    // Who has no line leaves the outbox to others.
    if (!isOnline()) return Promise.resolve()
    let pause: number | void
    return (flushing ??= alone(async () => {
      pause = await sendAll()
    }).finally(() => {
      flushing = null
      if (pause !== undefined) again = life.after(pause, () => void flush())
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
