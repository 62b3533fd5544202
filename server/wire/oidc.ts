// Signing in by the issuer's word, over HTTP: where somebody is sent, where they come back to, and what that opens.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '../protocol/answer.ts'
import { signing } from '../protocol/http.ts'
import { IssuerFailed } from '../staff/oidc/issuer.ts'
import { Out, type Vouched } from '../staff/oidc/oidc.ts'
import {
  type Act,
  bodyOf,
  browserMark,
  cookiesOf,
  doerOf,
  endBegun,
  headersOf,
  noStore,
  passOn,
  type SignInBudgets,
  type SignInParts,
} from './auth.ts'
import { sendOn } from './returns.ts'
import { serve } from './route.ts'

export function oidcActs(parts: SignInParts, limiters: SignInBudgets): Record<string, Act> {
  const { staff, live, origins, log, addressOf } = parts
  // The browser that is to come back.
  const mark = browserMark('rotame.oidc', origins)
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
      const browser = mark.make()
      const url = await staff.sendTo(browser, anew).catch(heard)
      reply.header('set-cookie', mark.cookie(browser))
      return noStore(reply).send({ ok: true, url })
    },
    'oidc/use': async (request, reply) => {
      const address = addressOf(request)
      // Spent before it is tried.
      await limiters.address.spend(address)
      const { said } = bodyOf(signing['/api/auth/oidc/use'].schema, request)
      const browser = mark.of(request)
      if (browser === undefined) throw new Refused('expired')
      const vouched = await staff.vouched(browser, said).catch(heard)
      await limiters.address.refund(address)
      return enter(parts, request, reply, vouched, mark.gone)
    },
  }
}

async function enter(
  parts: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  vouched: Vouched,
  cookie: string,
): Promise<FastifyReply> {
  const { staff, live, record } = parts
  await endBegun(parts, request)
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

/** Where the issuer sends people back to: on to the console, which asks from its own page. */
export function serveIssuerReturns(app: FastifyInstance): void {
  serve(app, 'GET', '/api/auth/oidc/back', async ({ query }, reply) =>
    sendOn(reply, query, (told) => `link/oidc.${Buffer.from(told).toString('base64url')}`),
  )
}
