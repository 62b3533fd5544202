// Those who come back from another server, which says who they are or what it lets us do: on to the console.

import type { FastifyReply } from 'fastify'
import { Refused } from '../protocol/answer.ts'

/** What an issuer or a provider says to whoever comes back (RFC 6749, RFC 9207). */
const said = ['state', 'code', 'iss', 'error', 'error_description'] as const

/**
 * Cookies are strict, and what follows a `#` is in no server's log.
 * @param page of the console, with what was said
 * @throws Refused `too-long`
 */
export function sendOn(
  reply: FastifyReply,
  query: Readonly<Record<string, unknown>>,
  page: (told: string) => string,
): FastifyReply {
  const told = new URLSearchParams()
  for (const name of said) if (typeof query[name] === 'string') told.set(name, query[name])
  const text = told.toString()
  if (text.length > 6_000) throw new Refused('too-long')
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(`/console/#/${page(text)}`, 303)
}
