// What signing in is made of: its parts and budgets, and how better-auth's answers are passed on.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Live } from '../live/live.ts'
import type { Staff } from '../staff/staff.ts'
import type { Limit, Log } from './answer.ts'

export interface SignInParts {
  staff: Staff
  live: Live
  /** Where the console is served. */
  origins: string[]
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

export type Act = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
/** Asks better-auth what a browser has asked us, or with another body. */
export type AskAuth = (request: FastifyRequest, body?: object) => Promise<Response>

/** Wrong passwords and codes in 15 minutes. */
export const budgets = (limit: Limit) => ({
  address: limit('sign-in-address', { points: 50, seconds: 900 }),
  /** So that many addresses together cannot guess one password. */
  account: limit('sign-in-account', { points: 10, seconds: 900 }),
  /** Of a browser in which this account was signed in to before, which pays out of no other: nobody can keep it out. */
  device: limit('sign-in-device', { points: 10, seconds: 900 }),
  /** Of somebody who is signed in and says their password again. */
  proof: limit('sign-in-proof', { points: 10, seconds: 900 }),
  /** A code of the app is good once, though it lasts longer. */
  code: limit('sign-in-code', { points: 1, seconds: 180 }),
})
export type SignInBudgets = ReturnType<typeof budgets>

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')

export function headersOf(given: FastifyRequest['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) if (typeof value === 'string') headers.set(name, value)
  // Of another body it would not be true.
  headers.delete('content-length')
  return headers
}

/** Answers with what better-auth has, or with its status and cookies and another body. */
export async function passOn(
  reply: FastifyReply,
  response: Response,
  more: string[] = [],
  body?: object,
): Promise<FastifyReply> {
  const isOwn = (name: string) => name === 'set-cookie' || (body !== undefined && name.startsWith('content-'))
  for (const [name, value] of response.headers) if (!isOwn(name)) reply.header(name, value)
  const cookies = [...response.headers.getSetCookie(), ...more]
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.code(response.status).send(body ?? (await response.text()))
}
