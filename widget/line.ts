// The line to a server, of a visitor's panel and of an agent's desk: a WebSocket, and long polling where none holds.

import { io, type ManagerOptions, type Socket, type SocketOptions, WebSocket } from 'socket.io-client'

/** socket.io does not hear of a WebSocket that ends before the server has greeted, and would wait for 20 s. */
class Line extends WebSocket {
  protected override onClose(details?: Parameters<WebSocket['onClose']>[0]): void {
    if (this.socket.readyState !== 'opening') return super.onClose(details)
    // Who hears of the error closes us, and we are: told twice, both would tell each other until the stack is full.
    this.readyState = 'closed'
    this.onError('closed', details)
  }
  /** It may be closed again after an error has closed it, when the browser says that it is back before we tried. */
  override doClose(): void {
    if (this.ws) super.doClose()
  }
}

/** Opens a line that comes back by itself whenever it breaks. */
export function openLine(address: string, options: Partial<ManagerOptions & SocketOptions>): Socket {
  const socket = io(address, { ...options, transports: [Line] })
  let hasConnected = false
  socket.on('connect', () => (hasConnected = true))
  // Some networks let no WebSocket through: then long polling begins, and a WebSocket is only tried beside it.
  socket.io.on('reconnect_attempt', (attempt) => {
    if (attempt < 2 && hasConnected) return
    import('./polling.ts').then(
      ({ Polling }) => (socket.io.opts.transports = [Polling, Line]),
      // The server is away; the next attempt asks again.
      () => null,
    )
  })
  return socket
}
