// Ports to listen on later, or again: none that the system hands out by itself meanwhile.

import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A port of 127.0.0.1 that nobody listens on. The system gives outgoing connections, and who listens on port 0, one of
 * 32768 and above (49152 where it is not Linux), so one below them stays free until it is used, and while a server
 * starts anew. Chosen at random, as tests run in many processes; browsers refuse none of these.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_768)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
