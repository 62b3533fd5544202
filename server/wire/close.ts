// Closing a socket of our own accord: the client is told why, and comes back by itself.

import type { Socket } from 'socket.io'
import { bounds } from '../bounds.ts'
import { closes } from '../protocol/answer.ts'

/** Sockets that we have closed, and why. */
const closed = new WeakMap<Socket, keyof typeof closes>()

/** What Socket.IO runs over, as much of it as is not in its types. */
export interface Connection {
  transport: { name: string; socket?: { close: (code: number, reason: string) => void; bufferedAmount: number } }
  writeBuffer: { data?: string | Buffer }[]
  close: (discard: boolean) => void
}
const connectionOf = (socket: Socket) => socket.conn as unknown as Connection

/**
 * Closes what the socket runs over, so that its client connects again, as it does not after a `disconnect`. The reason
 * is in a WebSocket's close frame; what was not yet sent is not sent.
 */
export function closeSocket(socket: Socket, why: keyof typeof closes): void {
  if (closed.has(socket)) return
  closed.set(socket, why)
  closeConnection(connectionOf(socket), why)
}

/** The same for one over which no socket is open yet. */
export function closeConnection(connection: Connection, why: keyof typeof closes): void {
  if (connection.transport.name === 'websocket') connection.transport.socket!.close(closes[why], why)
  connection.close(true)
}

/** Why a socket was closed, in one of few words: ours, or Socket.IO's. */
export function reasonOf(socket: Socket, reason: string, details: unknown): string {
  const { message } = (details ?? {}) as { message?: string }
  if (message?.includes('Max payload size exceeded')) return 'too-long'
  return closed.get(socket) ?? reason.replaceAll(' ', '-')
}

/** Closes sockets for which too much waits because nobody reads it. To be called often: in between it grows. */
export function closeSlow(sockets: Iterable<Socket>): void {
  for (const socket of sockets) if (waitingFor(socket) > bounds.buffer) closeSocket(socket, 'slow')
}

/** Bytes, or characters, that wait to be sent. */
function waitingFor(socket: Socket): number {
  const { transport, writeBuffer } = connectionOf(socket)
  let sum = transport.name === 'websocket' ? transport.socket!.bufferedAmount : 0
  for (const { data } of writeBuffer) sum += data?.length ?? 0
  return sum
}
