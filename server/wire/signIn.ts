// Signing in and out over HTTP: better-auth, behind our own limits and our own check of Origin.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPageOf } from '../access.ts'
import { Refused } from '../protocol/answer.ts'
import type { SessionTold, WaysIn } from '../protocol/http.ts'
import { type TurnRules, Turns } from '../turns.ts'
import { refusal, statusOf } from './answer.ts'
import {
  type Act,
  type AskAuth,
  budgets,
  doerOf,
  headersOf,
  passOn,
  type SignInBudgets,
  type SignInParts,
} from './auth.ts'
import { entered } from './entered.ts'
import { linkActs } from './links.ts'
import { oidcActs, serveIssuerReturns } from './oidc.ts'
import { passkeyActs } from './passkeys.ts'
import { secondFactorActs } from './secondFactor.ts'

/**
 * A password takes a thread for some 60 ms, and files and names are read by the same four: so many may wait for theirs.
 */
const waiting: TurnRules = { each: 64, all: 64, retryAfter: 5 }
/** Whoever comes first has the first turn. */
const everyone = ''

export function serveSignIn(app: FastifyInstance, parts: SignInParts): void {
  const { staff, live, record, origins, log } = parts
  const ask: AskAuth = ({ method, url, body, headers }, instead = body as object | undefined, path = url) =>
    staff.handler(
      new Request(new URL(path, origins[0]), {
        method,
        headers: headersOf(headers),
        ...(instead ? { body: JSON.stringify(instead) } : {}),
      }),
    )
  const signOut: Act = async (request, reply) => {
    const leaving = await staff.begun(request.headers.cookie)
    if (leaving) {
      await staff.end(leaving.session)
      live.signIns.end(leaving.session)
      await record.note({ what: 'signed-out', ...doerOf(leaving) })
    }
    return passOn(reply, await ask(request))
  }
  const getSession: Act = async (request, reply) => {
    const found = await staff.signedIn(request.headers.cookie)
    const told: SessionTold = found && { agent: found.agent }
    return reply.header('cache-control', 'no-store').send(told)
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
  const limiters = budgets(parts.limit)
  // What the console asks; better-auth's other routes are nobody's.
  serve('POST', 'sign-in/email', signInBy(parts, limiters, ask))
  serve('POST', 'sign-out', signOut)
  serve('GET', 'get-session', getSession)
  serve('GET', 'ways', async (_, reply) => {
    const told: WaysIn = { issuer: staff.issuer, hasPasskeys: await staff.passkeys.isAny() }
    return reply.header('cache-control', 'no-cache').send(told)
  })
  serveIssuerReturns(app)
  const more = {
    ...secondFactorActs(parts, limiters, ask),
    ...passkeyActs(parts, limiters),
    ...linkActs(parts, limiters, ask),
    ...oidcActs(parts, limiters),
  }
  for (const [url, act] of Object.entries(more)) serve('POST', url, act)
}

/** Signs in, one password at a time: browsers that are known here wait for each other only. */
function signInBy(parts: SignInParts, limiters: SignInBudgets, ask: AskAuth): Act {
  const { staff, log, addressOf } = parts
  const turns = { known: new Turns(waiting), unknown: new Turns(waiting) }
  return async (request, reply) => {
    staff.checkOpen()
    const email = (request.body as { email?: unknown } | undefined)?.email
    const account = typeof email === 'string' ? email.toLowerCase() : ''
    const address = addressOf(request)
    const device = staff.devices.known(request.headers.cookie ?? '', account)
    // Spent before the password is tried, so that many tries at once are counted too; the address first, so that one
    // that has spent its own cannot spend an account's.
    const spent: [limiter: SignInBudgets['device'], key: string][] =
      device === null
        ? [
            [limiters.address, address],
            [limiters.account, account],
          ]
        : [[limiters.device, device]]
    for (const [limiter, key] of spent) await limiter.spend(key)
    const refund = () => Promise.all(spent.map(([limiter, key]) => limiter.refund(key)))
    const response = await turns[device === null ? 'unknown' : 'known']
      .take(everyone, () => ask(request))
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
    return entered(parts, reply, response, { account, device })
  }
}
