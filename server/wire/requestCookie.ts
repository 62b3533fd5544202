// Keys to pages of ours, as a browser keeps them: each for the pages that it opens alone.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { lives, requestCookie, requestPath } from '../tickets/requestKey.ts'

interface Cookie {
  name: string
  /** The pages that are sent it. */
  path: string
  value: string
  /** How long it is kept, ms; 0: it goes. */
  lasts: number
  /** Whether over TLS alone. */
  isSecure: boolean
}

export function giveCookie(reply: FastifyReply, { name, path, value, lasts, isSecure }: Cookie): void {
  const safe = value.replaceAll(/[^\w.-]/g, '').slice(0, 600)
  const says = [`Path=${path}`, 'HttpOnly', 'SameSite=Lax', `Max-Age=${lasts / 1_000}`]
  reply.header('set-cookie', [`${name}=${safe}`, ...says, ...(isSecure ? ['Secure'] : [])].join('; '))
}

/** ''; there is none. */
export const cookieIn = ({ headers }: FastifyRequest, name: string): string =>
  new RegExp(`(?:^|;\\s*)${name}=([\\w.-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''

/** The key to a request, for that request's page alone. */
export const giveKey = (reply: FastifyReply, reference: string, value: string, isSecure: boolean): void =>
  giveCookie(reply, { name: requestCookie, path: requestPath(reference), value, lasts: lives.mail, isSecure })
export const keyIn = (request: FastifyRequest): string => cookieIn(request, requestCookie)
