// Signing in by the issuer's word, over HTTP: where somebody is sent, where they come back to, and what that opens.

import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '../protocol/answer.ts'
import { signing } from '../protocol/http.ts'
import { challengeHolds } from '../staff/challenges.ts'
import { IssuerFailed } from '../staff/oidc/issuer.ts'
import { Out, type Vouched } from '../staff/oidc/oidc.ts'
import {
  type Act,
  bodyOf,
  cookiesOf,
  doerOf,
  headersOf,
  noStore,
  passOn,
  type SignInBudgets,
  type SignInParts,
} from './auth.ts'
import { serve } from './route.ts'

/** What tells the browser that is to come back. */
const cookieName = 'rotame.oidc'
const asked = /(?:^|; ?)rotame\.oidc=([\w-]{43})(?:;|$)/

export function oidcActs(parts: SignInParts, limiters: SignInBudgets): Record<string, Act> {
  const { staff, live, origins, log, addressOf } = parts
  const kind = `Path=/api/auth; HttpOnly; SameSite=Strict${origins[0]!.startsWith('https:') ? '; Secure' : ''}`
  /** Says in the log what is no business of who asks, and cuts what is over. */
  const heard = (error: unknown): never => {
    if (error instanceof IssuerFailed) log.warn({ why: error.why }, 'the issuer lets nobody in')
    if (error instanceof Out) for (const each of error.ended) live.signIns.end(each)
    throw error
  }
  return {
    'oidc/ask': async (request, reply) => {
      await limiters.link.spend(addressOf(request))
      const { anew = false } = bodyOf(signing['/api/auth/oidc/ask'].schema, request)
      const browser = randomBytes(32).toString('base64url')
      const url = await staff.sendTo(browser, anew).catch(heard)
      reply.header('set-cookie', `${cookieName}=${browser}; Max-Age=${challengeHolds / 1000}; ${kind}`)
      return noStore(reply).send({ ok: true, url })
    },
    'oidc/use': async (request, reply) => {
      const address = addressOf(request)
      // Spent before it is tried.
      await limiters.address.spend(address)
      const { said } = bodyOf(signing['/api/auth/oidc/use'].schema, request)
      const [, browser] = asked.exec(request.headers.cookie ?? '') ?? []
      if (browser === undefined) throw new Refused('expired')
      const vouched = await staff.vouched(browser, said).catch(heard)
      await limiters.address.refund(address)
      return enter(parts, request, reply, vouched, `${cookieName}=; Max-Age=0; ${kind}`)
    },
  }
}

async function enter(
  { staff, live, record }: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  vouched: Vouched,
  cookie: string,
): Promise<FastifyReply> {
  const begun = await staff.begun(request.headers.cookie)
  if (begun) {
    await staff.end(begun.session)
    live.signIns.end(begun.session)
  }
  const response = await staff.enterVouched(vouched, headersOf(request.headers))
  const found = await staff.signedIn(cookiesOf(response))
  if (!found) throw new Refused('not-mapped')
  const { agent } = found
  if (vouched.changed) {
    live.signIns.standingChanged(agent.id)
    const facts = { role: agent.role, sites: agent.sites?.join(', ') ?? 'all', by: 'issuer' }
    await record.note({ what: vouched.changed, ...doerOf(found), about: `${agent.name} <${agent.email}>`, facts })
  }
  await record.note({ what: 'signed-in', ...doerOf(found), facts: { by: 'issuer' } })
  return passOn(noStore(reply), response, [cookie], { ok: true })
}

/** What an issuer says to whoever comes back. */
const said = ['state', 'code', 'iss', 'error', 'error_description'] as const

/**
 * Where the issuer sends people back to: on to the console, which asks from its own page. Cookies are strict, and what
 * follows a `#` is in no server's log.
 */
export function serveIssuerReturns(app: FastifyInstance): void {
  serve(app, 'GET', '/api/auth/oidc/back', async ({ query }, reply) => {
    const told = new URLSearchParams()
    for (const name of said) if (typeof query[name] === 'string') told.set(name, query[name])
    if (told.toString().length > 6_000) throw new Refused('too-long')
    return reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(`/console/#/link/oidc.${Buffer.from(told.toString()).toString('base64url')}`, 303)
  })
}
