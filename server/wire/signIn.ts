// Signing in and out over HTTP: better-auth, behind our own limits and our own check of Origin.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Live } from '../live/live.ts'
import { isPageOf } from '../access.ts'
import { Refused } from '../protocol/answer.ts'
import type { Staff } from '../staff/staff.ts'
import { type Limit, type Log, refusal, statusOf } from './answer.ts'
import { Turns } from './turns.ts'

/** Wrong passwords in 15 minutes. */
const budgets = (limit: Limit) => ({
  address: limit('sign-in-address', { points: 50, seconds: 900 }),
  /** So that many addresses together cannot guess one password. */
  account: limit('sign-in-account', { points: 10, seconds: 900 }),
  /** Of a browser in which this account was signed in to before, which pays out of no other: nobody can keep it out. */
  device: limit('sign-in-device', { points: 10, seconds: 900 }),
})

/**
 * A password takes a thread for some 60 ms, and files and names are read by the same four: so many may wait for theirs.
 */
const waiting = 64

export interface SignInParts {
  staff: Staff
  live: Live
  /** Where the console is served. */
  origins: string[]
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
}

type Act = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

export function serveSignIn(app: FastifyInstance, parts: SignInParts): void {
  const { staff, live, origins, log } = parts
  const ask = ({ method, url, body, headers }: FastifyRequest): Promise<Response> =>
    staff.handler(
      new Request(new URL(url, origins[0]), {
        method,
        headers: headersOf(headers),
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    )
  const signOut: Act = async (request, reply) => {
    const leaving = await staff.signedIn(request.headers.cookie)
    if (leaving) {
      await staff.end(leaving.session)
      live.endSession(leaving.session)
    }
    return passOn(reply, await ask(request))
  }
  const getSession: Act = async (request, reply) => {
    const found = await staff.signedIn(request.headers.cookie)
    return reply.header('cache-control', 'no-store').send(found && { agent: found.agent })
  }
  const serve = (method: 'GET' | 'POST', url: string, act: Act) => {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        if (method === 'POST' && !isPageOf(origins, request.headers)) throw new Refused('wrong-origin')
        return await act(request, reply)
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
  serve('POST', 'sign-in/email', signInBy(parts, ask))
  serve('POST', 'sign-out', signOut)
  serve('GET', 'get-session', getSession)
}

/** Signs in, one password at a time: browsers that are known here wait for each other only. */
function signInBy(
  { staff, limit, log, addressOf }: SignInParts,
  ask: (request: FastifyRequest) => Promise<Response>,
): Act {
  const limiters = budgets(limit)
  const turns = { known: new Turns(waiting), unknown: new Turns(waiting) }
  return async (request, reply) => {
    const email = (request.body as { email?: unknown } | undefined)?.email
    const account = typeof email === 'string' ? email.toLowerCase() : ''
    const address = addressOf(request)
    const device = staff.devices.known(request.headers.cookie ?? '', account)
    // Spent before the password is tried, so that many tries at once are counted too; the address first, so that one
    // that has spent its own cannot spend an account's.
    const spent: [limiter: ReturnType<Limit>, key: string][] =
      device === null
        ? [
            [limiters.address, address],
            [limiters.account, account],
          ]
        : [[limiters.device, device]]
    for (const [limiter, key] of spent) await limiter.spend(key)
    const refund = () => Promise.all(spent.map(([limiter, key]) => limiter.refund(key)))
    const response = await turns[device === null ? 'unknown' : 'known']
      .take(() => ask(request))
      .catch(async (error: unknown) => {
        await refund()
        throw error
      })
    if (!response.ok) {
      log.info({ status: response.status }, 'sign-in refused')
      return passOn(reply, response)
    }
    await refund()
    if (device === null) await limiters.account.forgive(account)
    else await limiters.device.forgive(device)
    // better-auth would tell scripts what its cookie keeps from them.
    const cookie = staff.devices.cookie(account, device ?? undefined)
    return passOn(reply, response, [cookie], { ok: true })
  }
}

function headersOf(given: FastifyRequest['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) if (typeof value === 'string') headers.set(name, value)
  return headers
}

async function passOn(
  reply: FastifyReply,
  response: Response,
  more: string[] = [],
  body?: object,
): Promise<FastifyReply> {
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = [...response.headers.getSetCookie(), ...more]
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.code(response.status).send(body ?? (await response.text()))
}
