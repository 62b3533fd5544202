// Ports: one server heard on several addresses of this machine.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { guarded } from '../faults.ts'
import type { Ground } from './ground.ts'

export class Ports {
  readonly #ground: Pick<Ground, 'http' | 'log'>
  readonly #others: ReturnType<typeof createServer>[] = []

  constructor(ground: Pick<Ground, 'http' | 'log'>) {
    this.#ground = ground
  }

  /** Listens on every host given; a host that this machine lacks is passed over when it is not the first. */
  async listen(port: number, hosts: readonly [string, ...string[]]): Promise<number> {
    const { http, log } = this.#ground
    await http.listen({ port, host: hosts[0], listenTextResolver: () => 'bound' })
    const bound = (http.server.address() as AddressInfo).port
    for (const host of hosts.slice(1)) {
      const other = createServer((request, response) => http.server.emit('request', request, response))
      const passOn = guarded(log, (...upgrade: unknown[]) => http.server.emit('upgrade', ...upgrade))
      other.on('upgrade', passOn)
      await listenIfThere(other, bound, host)
      this.#others.push(other)
    }
    return bound
  }

  /** Closes all but the first, which fastify does. */
  closeOthers(): void {
    for (const other of this.#others) {
      other.close()
      other.closeAllConnections()
    }
  }
}

async function listenIfThere(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? resolve() : reject(error),
    )
    server.listen(port, host, () => resolve())
  })
}
