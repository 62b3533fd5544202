// Sends the pages of whoever has a link to them: kept by nobody, with nothing from elsewhere in them.

import type { FastifyReply } from 'fastify'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function sendSheet(reply: FastifyReply, html: string): FastifyReply {
  reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
  // Not compressed: what is compressed tells by its length what is repeated in it.
  return reply.send(html)
}
