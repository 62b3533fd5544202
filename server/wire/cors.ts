// Who may read what is answered: pages whose `fetch` adds a header to every request, or its credentials, too.

import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Any page, or one that was found to be the site's. No route that is open so looks at a cookie. Whoever names an origin
 * asks by CORS, where nobody looks at a resource policy.
 */
export function mayRead({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
  reply.header('vary', 'origin').header('access-control-allow-origin', origin ?? '*')
  // Who sends credentials is shown no answer that names no origin, or does not allow them.
  if (origin !== undefined) reply.header('access-control-allow-credentials', 'true')
  else mayEmbed(reply)
}

/** Pages that isolate themselves may have what was not asked for by CORS. */
export const mayEmbed = (reply: FastifyReply): FastifyReply =>
  reply.header('cross-origin-resource-policy', 'cross-origin')

/** Answers a browser that asks whether it may send what it is about to. A header more does no harm. */
export function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply, methods: string): FastifyReply {
  const asked = headers['access-control-request-headers']
  if (asked !== undefined) reply.header('access-control-allow-headers', asked)
  return reply
    .header('access-control-allow-methods', methods)
    .header('access-control-max-age', '86400')
    .code(204)
    .send()
}

/**
 * What pages of ours may ask: this server, and its sockets, which not every browser counts to 'self'. A policy has no
 * words for addresses of IPv6 (CSP Level 3, host-source): browsers would name them as mistakes.
 */
export const connectTo = (origins: readonly string[]): string =>
  [
    "connect-src 'self'",
    ...origins.filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws')),
  ].join(' ')
