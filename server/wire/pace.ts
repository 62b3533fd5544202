// How slowly a request may come: whoever holds a body back holds a socket, a file and a place in a queue.

import type { IncomingMessage, Server } from 'node:http'
import { guarded } from '../faults.ts'
import type { Counts, Log } from './answer.ts'

/** A kB a second: a mobile line at the edge of its network has more, and a form is whole within the first window. */
const leastBytesPerSecond = 1_024

interface PaceParts {
  log: Log
  counts: Counts
  /** Each so many ms a body has to have brought its due, or to be whole. */
  window?: number | undefined
}

/** Ends every request whose body does not keep pace, whoever would have answered it: routes, long polling, nobody. */
export function keepPace(server: Server, { log, counts, window = 20_000 }: PaceParts): void {
  const due = (leastBytesPerSecond * window) / 1_000
  const watch = guarded(log, (request: IncomingMessage) => {
    const { socket, headers } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    let seen = socket.bytesRead
    let timer: NodeJS.Timeout | undefined
    const look = guarded(log, (): void => {
      if (request.complete || socket.destroyed) return clearInterval(timer)
      if (socket.bytesRead - seen >= due) return void (seen = socket.bytesRead)
      clearInterval(timer)
      log.info({ error: 'too-slow' }, 'request cut off')
      counts.closed('http', 'too-slow')
      socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
      socket.destroySoon()
      request.destroy()
    })
    timer = setInterval(look, window)
  })
  server.on('request', watch)
}
