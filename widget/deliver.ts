// Delivering an outbox, a visitor's or an agent's: in order, one at a time, and nothing in it blocks what is behind it.

import { limits } from '../server/limits.ts'
import type { Answer } from '../server/protocol.ts'
import type { Life } from './life.ts'

export interface Delivery<Entry> {
  life: Life
  /** Whether there is a line. */
  isOnline: () => boolean
  /** What waits, in order; what was refused waits no longer. */
  waiting: () => readonly Entry[] | Promise<readonly Entry[]>
  idOf: (entry: Entry) => string
  /**
   * Sends an entry under the id that it has.
   * @param within ms in which the answer must come
   * @returns null when none came; nothing when it cannot go yet, and `flush` is called once it can
   */
  send: (entry: Entry, within: number) => Promise<Answer | null | void>
  /** Takes what the server has said of an entry; `failed`: it is set aside, because it ends every line it goes over. */
  settle: (entry: Entry, answer: Answer) => Promise<void> | void
  /** Sees to it that nobody else delivers the same meanwhile. */
  alone?: (act: () => Promise<void>) => Promise<void>
}

/** A line that ends so many ms after an entry went over it may have been ended by it. */
const suspect = 2_000

export function deliver<Entry>({
  life,
  isOnline,
  waiting,
  idOf,
  send,
  settle,
  alone = (act) => act(),
}: Delivery<Entry>) {
  let flushing: Promise<void> | null = null
  let again: (() => void) | undefined
  /** The entry over which the line ended the last time. */
  let ended = ''

  /** @returns ms after which to go on; nothing when all is done, or the next line goes on */
  const sendAll = async (): Promise<number | void> => {
    const until = Date.now() + limits.turn
    for (const entry of await waiting()) {
      const began = Date.now()
      if (!isOnline()) return
      if (began >= until) return 0
      const answer = await send(entry, until - began)
      if (answer === undefined) return
      if (!answer && !isOnline()) {
        if (Date.now() - began > suspect) return
        // Once may be chance.
        if (ended === idOf(entry)) await settle(entry, { ok: false, error: 'failed' })
        ended = idOf(entry)
        return
      }
      if (!answer) return 1_000
      if (!answer.ok && answer.error === 'failed') return 1_000
      // As fast as the server allows: what an honest person has written is never too much, only too soon.
      if (!answer.ok && answer.error === 'too-many') return (answer.retryAfter ?? 5) * 1_000
      ended = ''
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
