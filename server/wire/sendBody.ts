// Sends a body in the encoding that its reader likes best, or 304 to whoever has it. Only for what anybody may read:
// what is compressed tells by its length what is repeated in it.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Body, type Encoding, encodings } from '../body.ts'

/** Expects the reply's type to be set. */
export async function sendBody(request: FastifyRequest, reply: FastifyReply, body: Body): Promise<FastifyReply> {
  const encoding = body.isPackable ? encodingFor(request.headers['accept-encoding']) : null
  if (body.isPackable) {
    const vary = reply.getHeader('vary')
    reply.header('vary', vary ? `${String(vary)}, accept-encoding` : 'accept-encoding')
  }
  const etag = body.etag(encoding)
  // What never changes under its address is never asked for again, nor is what has an address of its own each time.
  if (!/immutable|no-store/.test(String(reply.getHeader('cache-control')))) reply.header('etag', etag)
  // A proxy that compresses makes our tag a weak one (RFC 9110, section 8.8.1).
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (reply.statusCode === 200 && known.includes(etag)) return reply.code(304).send()
  const bytes = await body.as(encoding)
  if (encoding !== null) reply.header('content-encoding', encoding)
  return reply.send(bytes)
}

/** The best of ours that an Accept-Encoding allows (RFC 9110, section 12.5.3); null: as it is. */
export function encodingFor(accepted: string | string[] | undefined): Encoding | null {
  const weights = new Map(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part): [string, number] => {
        const [name = '', ...parameters] = part.split(';').map((each) => each.trim())
        const weight = parameters.find((each) => each.startsWith('q='))
        return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0]
      }),
  )
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const best = encodings.toSorted((a, b) => weightOf(b) - weightOf(a))[0]!
  return weightOf(best) > 0 ? best : null
}
