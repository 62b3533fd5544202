// Routes as they are declared: what is registered has its parameters, and what is read its answer, by the declaration.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Json } from '../body.ts'
import type { reads, routes } from '../protocol/http.ts'
import type { ReplyOf } from '../protocol/request.ts'
import { sendBody } from './sendBody.ts'

type Method = keyof typeof routes
type PathOf<M extends Method> = keyof (typeof routes)[M] & string
type Read = keyof typeof reads

/** The names in a path: `site` and `*` of `/help/:site/*`. */
type NamesOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesOf<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : P extends `${string}*`
      ? '*'
      : never

/** What fastify is told of a declared path. */
export interface RouteOf<P extends string> {
  Params: { [Name in NamesOf<P>]: string }
  Querystring: Record<string, unknown>
}
export type Asked<P extends string> = FastifyRequest<RouteOf<P>>

/** What answers later, or passes on to the handler of what is not there, gives nothing. */
type Sent = FastifyReply | void
type Handler<P extends string> = (request: Asked<P>, reply: FastifyReply) => Promise<Sent> | Sent

/** What a route wants besides: how large a body may be, in bytes, and what is looked at before it is read. */
interface Limits<P extends string> {
  bodyLimit?: number
  onRequest?: (request: Asked<P>, reply: FastifyReply) => Promise<Sent>
}

/** Serves a declared route. */
export function serve<M extends Method, P extends PathOf<M>>(
  app: FastifyInstance,
  method: M,
  url: P,
  handler: Handler<P>,
  limits: Limits<P> = {},
): void {
  app.route<RouteOf<P>>({ method, url, handler, ...limits })
}

/** JSON of what a route is declared to answer. */
type Given<P extends Read> = Json<ReplyOf<typeof reads, P>>

/** Serves what any page may read: the body that is given, and anew only to whoever has another; null: answered. */
export function serveRead<P extends Read>(
  app: FastifyInstance,
  url: P,
  read: (request: Asked<P>, reply: FastifyReply) => Given<P> | Promise<Given<P> | null>,
): void {
  serve(app, 'GET', url, async (request, reply) => {
    const body = await read(request, reply)
    if (!body) return reply
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
    if (!reply.hasHeader('content-type')) reply.type('application/json')
    return sendBody(request, reply, body)
  })
}
