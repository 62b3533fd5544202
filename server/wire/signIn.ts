// Signing in and out over HTTP: better-auth, behind our own limits and our own check of Origin.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Live } from '../live.ts'
import { isOneOf } from '../origins.ts'
import { Refused } from '../protocol.ts'
import type { Staff } from '../staff.ts'
import { type Limit, type Log, refusal, statusOf } from './answer.ts'

/** Wrong passwords in 15 minutes. */
const budgets = (limit: Limit) => ({
  address: limit('sign-in-address', { points: 50, seconds: 900 }),
  /** So that many addresses together cannot guess one password. */
  account: limit('sign-in-account', { points: 10, seconds: 900 }),
})

export interface SignInParts {
  staff: Staff
  live: Live
  /** Where the console is served. */
  origins: string[]
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

type Act = (request: FastifyRequest, headers: Headers) => Promise<Response>

export function serveSignIn(app: FastifyInstance, { staff, live, origins, limit, log, addressOf }: SignInParts): void {
  const limiters = budgets(limit)
  const ask: Act = ({ method, url, body }, headers) =>
    staff.handler(
      new Request(new URL(url, origins[0]), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
    )
  const signIn: Act = async (request, headers) => {
    const email = (request.body as { email?: unknown } | undefined)?.email
    const account = typeof email === 'string' ? email.toLowerCase() : ''
    const address = addressOf(request)
    // Spent before the password is tried, so that many tries at once are counted too; the address first, so that one
    // that has spent its own cannot spend an account's.
    await limiters.address.spend(address)
    await limiters.account.spend(account)
    const response = await ask(request, headers)
    if (response.ok) await Promise.all([limiters.account.forgive(account), limiters.address.refund(address)])
    else log.info({ status: response.status }, 'sign-in refused')
    return response
  }
  const signOut: Act = async (request, headers) => {
    const leaving = await staff.signedIn(headers)
    const response = await ask(request, headers)
    if (leaving && response.ok) live.endSession(leaving.session)
    return response
  }
  const serve = (method: 'GET' | 'POST', url: string, act: Act) => {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        if (method === 'POST' && !isOneOf(origins, request.headers.origin)) throw new Refused('wrong-origin')
        return await passOn(reply, await act(request, headersOf(request)))
      } catch (error) {
        const refused = refusal(error, log)
        if (refused.error !== 'failed') log.warn({ error: refused.error }, 'sign-in refused')
        if (refused.retryAfter !== undefined) reply.header('retry-after', String(refused.retryAfter))
        return reply.code(statusOf(refused.error)).send(refused)
      }
    }
    app.route({ method, url: `/api/auth/${url}`, handler })
  }
  // What the console asks; better-auth's other routes are nobody's.
  serve('POST', 'sign-in/email', signIn)
  serve('POST', 'sign-out', signOut)
  serve('GET', 'get-session', ask)
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
  return headers
}

async function passOn(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.code(response.status).send(await response.text())
}
