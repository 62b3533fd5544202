// What signing in is made of: its parts and budgets, and how better-auth's answers are passed on.

import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod'
import type { Live } from '../live/live.ts'
import { Refused } from '../protocol/answer.ts'
import { challengeHolds } from '../staff/challenges.ts'
import type { Staff } from '../staff/staff.ts'
import type { AuditRecord, Doer } from '../staff/audit.ts'
import type { Inviting } from '../staff/inviting.ts'
import type { SignedIn } from '../staff/sessions.ts'
import type { Limit, Log } from './answer.ts'

export interface SignInParts {
  staff: Staff
  live: Live
  record: AuditRecord
  inviting: Inviting
  /** Where the console is served. */
  origins: string[]
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

export type Act = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
/** Asks better-auth what a browser has asked us, or with another body, or something else. */
export type AskAuth = (request: FastifyRequest, body?: object, url?: string) => Promise<Response>

/** Wrong passwords and codes. */
export const budgets = (limit: Limit) => ({
  address: limit('sign-in-address'),
  account: limit('sign-in-account'),
  device: limit('sign-in-device'),
  proof: limit('sign-in-proof'),
  code: limit('sign-in-code'),
  link: limit('sign-in-link'),
  passkey: limit('sign-in-passkey'),
  ask: limit('sign-in-ask'),
  askOf: limit('sign-in-ask-of'),
})
export type SignInBudgets = ReturnType<typeof budgets>

/** Whoever is signed in, as the record tells who did something. */
export const doerOf = ({ agent, session }: SignedIn): Doer => ({ userId: agent.id, by: agent.name, session })

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

/** What was sent. @throws Refused `malformed` */
export function bodyOf<S extends z.ZodType>(schema: S, { body }: FastifyRequest): z.infer<S> {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refused('malformed')
  return parsed.data
}

export const noStore = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store')

/** A cookie that tells which browser was asked something, for as long as it may answer. */
export function browserMark(name: string, origins: readonly string[]) {
  const kind = `Path=/api/auth; HttpOnly; SameSite=Strict${origins[0]!.startsWith('https:') ? '; Secure' : ''}`
  const known = new RegExp(`(?:^|; ?)${name.replaceAll('.', '\\.')}=([\\w-]{43})(?:;|$)`)
  return {
    make: (): string => randomBytes(32).toString('base64url'),
    cookie: (browser: string): string => `${name}=${browser}; Max-Age=${challengeHolds / 1000}; ${kind}`,
    /** Takes it away. */
    gone: `${name}=; Max-Age=0; ${kind}`,
    /** undefined: it was asked nothing, or too long ago. */
    of: ({ headers }: FastifyRequest): string | undefined => known.exec(headers.cookie ?? '')?.[1],
  }
}

/** Ends what a browser was signed in to, on every node. */
export async function endBegun({ staff, live }: SignInParts, { headers }: FastifyRequest): Promise<void> {
  const begun = await staff.begun(headers.cookie)
  if (!begun) return
  await staff.end(begun.session)
  live.signIns.end(begun.session)
}
