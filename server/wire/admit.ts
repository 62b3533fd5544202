// Who may open a connection, and a socket over it: counted by address before anything is looked at, refused in one
// place.

import type { IncomingMessage } from 'node:http'
import type { Server, Socket } from 'socket.io'
import { guarded } from '../faults.ts'
import { Refused } from '../protocol/answer.ts'
import { type Counts, type Limit, type Limiter, type Log, refusal } from './answer.ts'
import { closeConnection, type Connection } from './close.ts'

/** A client of ours opens one socket over a connection, and some more while it is refused; who goes on is closed. */
const mostSocketsAsked = 5

interface AdmitParts {
  limit: Limit
  log: Log
  counts: Counts
  addressOf: (request: IncomingMessage) => string
}

/**
 * Counts whoever connects, closes who asks for one socket after the other, and lets nobody into the default namespace.
 */
export function admitConnections(io: Server, { limit, log, counts, addressOf }: AdmitParts): void {
  const connections = limit('connection')
  const refuse = (error: unknown, answer: (reason: string, isAllowed: boolean) => void) => {
    const { error: code } = refusal(error, log)
    if (code !== 'failed') log.info({ error: code }, 'connection refused')
    counts.refused('/', code)
    answer(code, false)
  }
  io.engine.opts.allowRequest = guarded(log, (request, answer) =>
    connections.spend(addressOf(request)).then(
      () => answer(null, true),
      (error: unknown) => refuse(error, answer),
    ),
  )
  const hear = guarded(
    log,
    (connection: Connection & { on: (event: 'data', heard: (data: unknown) => void) => void }) => {
      let asked = 0
      const count = guarded(log, (data: unknown) => {
        // Of Socket.IO's packets, the one that asks for a socket, whatever the namespace and however broken the rest.
        if (typeof data !== 'string' || !data.startsWith('0') || ++asked !== mostSocketsAsked + 1) return
        log.warn({ reason: 'too many sockets', namespace: '/' }, 'abuse')
        counts.closed('/', 'abuse')
        closeConnection(connection, 'abuse')
      })
      connection.on('data', count)
    },
  )
  io.engine.on('connection', hear)
  const refuseAll = guarded(log, (_socket: Socket, next: (error: Error) => void) => {
    counts.refused('/', 'malformed')
    next(new Error('malformed'))
  })
  io.use(refuseAll)
}

/**
 * A namespace's middleware: its address pays first, whatever becomes of it.
 * @param admit fills the socket's data, or refuses
 */
export function admitting<Who extends Socket>(
  who: 'visitor' | 'agent',
  handshakes: Limiter,
  admit: (socket: Who, address: string) => Promise<void>,
  { log, counts, addressOf }: Pick<AdmitParts, 'log' | 'counts'> & { addressOf: (socket: Who) => string },
): (socket: Who, next: (error?: Error) => void) => void {
  const decide = async (socket: Who): Promise<Error | undefined> => {
    try {
      const address = addressOf(socket)
      await handshakes.spend(address)
      await admit(socket, address)
      return undefined
    } catch (error) {
      const { ok: _, ...data } = refusal(error, log)
      if (error instanceof Refused) log.info({ error: data.error }, `${who} refused`)
      counts.refused(`/${who}`, data.error)
      return Object.assign(new Error(data.error), { data })
    }
  }
  return guarded(log, async (socket, next) => next(await decide(socket)))
}
