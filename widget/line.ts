// The line to a server, of a visitor's panel and of an agent's desk: a WebSocket, and long polling where none holds.

import { io, type Socket, WebSocket } from 'socket.io-client'
import { limits } from '../server/limits.ts'
import type { RefusalCode } from '../server/protocol/answer.ts'
import type { Ask, EventsOf, Requests } from '../server/protocol/request.ts'
import type { Life } from './life.ts'

/** socket.io does not hear of a WebSocket that ends before the server has greeted, and would wait for 20 s. */
class Direct extends WebSocket {
  protected override onClose(details?: Parameters<WebSocket['onClose']>[0]): void {
    if (this.socket.readyState !== 'opening') return super.onClose(details)
    // Whoever hears of the error closes us, and we are: told twice, both would tell each other until the stack is full.
    this.readyState = 'closed'
    this.onError('closed', details)
  }
  /** It may be closed again after an error has closed it, when the browser says that it is back before we tried. */
  override doClose(): void {
    if (this.ws) super.doClose()
  }
}

export interface Wishes {
  /** What is shown to the server at each opening. */
  auth: object | ((give: (shown: object) => void) => void)
  /** Whether somebody waits or writes: then it comes back sooner. */
  isUrgent: () => boolean
  /** Called when there is no line, with why the server refuses it, if it does. @returns whether it stays away */
  away: (refusal: RefusalCode | undefined) => boolean | void
}

/** Milliseconds between two attempts, for whoever waits, and for whoever does not. */
const soon = 2_000
const late = 6_000

type Events = Record<string, (fact: never) => void>

/** What may be asked is in `M`, what is told in `Told`. */
export interface Line<M extends Requests, Told extends Events> {
  socket: Socket<Told, EventsOf<M>>
  ask: Ask<M>
}

// oxlint-disable-next-line typescript/no-explicit-any -- whatever may be asked of it
export type AnyLine = Line<any, any>

/** Opens a line that comes back by itself whenever it breaks, until the life ends that it is part of. */
export function openLine<M extends Requests, Told extends Events>(
  life: Life,
  address: string,
  { auth, isUrgent, away }: Wishes,
): Line<M, Told> {
  const socket: Socket = io(address, { auth, timeout: limits.ackTimeout, transports: [Direct] })
  const { backoff } = socket.io as unknown as { backoff: { attempts: number; duration: () => number } }
  // Of its own, socket.io would come to wait just as long as everybody else does.
  const pause = (attempt: number) => (0.5 + Math.random()) * Math.min(400 * 2 ** attempt, isUrgent() ? soon : late)
  backoff.duration = () => pause(backoff.attempts++)
  // Counted apart: socket.io takes an opening for one of its own loop, and gives up, when its own count is not 0.
  let refusals = 0
  let hasConnected = false
  socket.on('connect', () => {
    hasConnected = true
    refusals = 0
  })
  const onAway = (error?: Error & { data?: { error: RefusalCode; retryAfter?: number } }) => {
    const { error: refusal, retryAfter = 0 } = error?.data ?? {}
    // Sent away, socket.io does not come back by itself.
    if (!away(refusal) && !socket.active)
      life.after(Math.max(pause(refusals++), retryAfter * 1_000), () => socket.connect())
  }
  socket.on('connect_error', onAway)
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') onAway()
  })
  // Some networks let no WebSocket through: then long polling begins, and a WebSocket is only tried beside it.
  socket.io.on('reconnect_attempt', (attempt) => {
    if (attempt < 6 && hasConnected) return
    import('./polling.ts').then(
      ({ Polling }) => (socket.io.opts.transports = [Polling, Direct]),
      // The server is away; the next attempt asks again.
      () => null,
    )
  })
  life.on(window, 'offline', () => socket.io.engine?.close())
  life.ends(() => {
    // What waits for an answer holds a timer each.
    const { acks } = socket as unknown as { acks: Record<string, (late: Error) => void> }
    socket.off().disconnect()
    for (const id in acks) acks[id]!(new Error('ended'))
  })
  return {
    socket,
    ask: (event, payload, within = limits.ackTimeout) =>
      life.still(
        socket
          .timeout(within)
          .emitWithAck(event, payload)
          .catch(() => null),
      ),
  }
}
