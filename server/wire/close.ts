// Closing a socket of our own accord: the client is told why, and comes back by itself.

import type { Socket } from 'socket.io'
import { closes } from '../protocol.ts'

export type Close = keyof typeof closes

/** Sockets that we have closed, and why. */
const closed = new WeakMap<Socket, Close>()

/**
 * Closes what the socket runs over, so that its client connects again, as it does not after a `disconnect`. The reason
 * is in a WebSocket's close frame; what was not yet sent is not sent.
 */
export function closeSocket(socket: Socket, why: Close): void {
  if (closed.has(socket)) return
  closed.set(socket, why)
  const { transport } = socket.conn as unknown as { transport: { name: string; socket?: { close: (code: number, reason: string) => void } } }
  if (transport.name === 'websocket') transport.socket!.close(closes[why], why)
  socket.conn.close(true)
}

/** Why a socket was closed, in one of few words: ours, or Socket.IO's. */
export function reasonOf(socket: Socket, reason: string, details: unknown): string {
  const { message } = (details ?? {}) as { message?: string }
  if (message?.includes('Max payload size exceeded')) return 'too-long'
  return closed.get(socket) ?? reason.replaceAll(' ', '-')
}
