// The edge: the servers of HTTP and of sockets that everything is served on, and how they answer what is no request.

import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { Server } from 'socket.io'
import { bounds } from '../bounds.ts'
import { limits } from '../limits.ts'
import type { openRedis } from '../live/redis.ts'
import { clientAddress } from '../wire/clientAddress.ts'
import type { Log } from '../wire/answer.ts'

type Headers = Record<string, string | string[] | undefined>

function noSchemas(): never {
  throw new Error('a route is checked by zod (bodyOf), not by a schema of fastify')
}

/** @param log of lines that may come in thousands */
export function openFastify(loggerInstance: FastifyBaseLogger, log: Log) {
  return Fastify({
    loggerInstance,
    // What is worth a line is logged where it happens; fastify's own lines have addresses and queries in them.
    logController: new LogController({ disableRequestLogging: true }),
    // Its compilers of JSON Schema are half a megabyte of program, at rest too; ours are checked by zod.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    bodyLimit: limits.payload,
    forceCloseConnections: true,
    clientErrorHandler(error, socket) {
      log.info({ code: error.code }, 'no request')
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    },
    frameworkErrors(error, _request, reply) {
      log.info({ error: 'malformed', code: error.code }, 'request refused')
      reply.raw
        .writeHead(error.statusCode ?? 400, { 'content-type': 'application/json', 'x-content-type-options': 'nosniff' })
        .end('{"ok":false,"error":"malformed"}')
    },
  })
}

/** @param redis null: there is one node */
export function openSockets({ server }: ReturnType<typeof openFastify>, redis: ReturnType<typeof openRedis> | null) {
  return new Server(server, {
    serveClient: false,
    maxHttpBufferSize: limits.payload,
    pingInterval: bounds.ping,
    pingTimeout: bounds.pong,
    // What is asked before a socket is open says nothing of anybody; the namespaces look at the origin themselves.
    cors: { origin: true, credentials: true },
    ...(redis && { adapter: redis.adapter }),
  })
}

/** Whose address a request or a socket comes from, behind so many proxies. */
export function addressesBehind(proxies: number) {
  const addressOf = (remote: string | undefined, headers: Headers) =>
    clientAddress(remote, headers['x-forwarded-for'] as string | undefined, proxies)
  return {
    ofRequest: ({ socket, headers }: { socket: { remoteAddress?: string | undefined }; headers: Headers }) =>
      addressOf(socket.remoteAddress, headers),
    ofSocket: ({ handshake }: { handshake: { address: string; headers: Headers } }) =>
      addressOf(handshake.address, handshake.headers),
  }
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Where a browser may have opened the console: `url`, and on one machine its other names. */
export function consoleOrigins(url: string): string[] {
  const { origin, hostname, port, protocol } = new URL(url)
  if (!loopback.includes(hostname)) return [origin]
  return [origin, ...loopback.map((name) => `${protocol}//${name}${port && `:${port}`}`)]
}
