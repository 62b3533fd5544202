// The forms: what a visitor sends without a socket. Only the site's own pages may.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPageOf } from '../access.ts'
import { planOf } from '../answers/plans.ts'
import type { Config } from '../config/config.ts'
import { answersOf } from '../hours/availability.ts'
import type { Metrics } from '../metrics.ts'
import { Refused } from '../protocol/answer.ts'
import { forms } from '../protocol/http.ts'
import type { Feedback, SearchesTold } from '../protocol/insight.ts'
import type { Tickets } from '../tickets/tickets.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { type Endpoint, endpoints, settle, statusOf } from './answer.ts'
import { answerPreflight, mayEmbed, mayRead } from './cors.ts'
import { type RequestFormParts, requestFormsOf } from './requestForms.ts'
import { browserOf } from './visitor.ts'

export interface FormParts extends RequestFormParts {
  config: Config
  tickets: Tickets
  /** @param from the visitor's address */
  giveFeedback: (site: string, given: Feedback, from: string) => Promise<void>
  countSearches: (site: string, told: SearchesTold, from: string) => Promise<void>
  /** The product's, ms. */
  clock: () => number
  metrics: Metrics
}

type Asked = FastifyRequest<{ Params: { site: string } }>

function budgets({ limit, addressOf }: FormParts) {
  const perAddress = (name: 'ticket' | 'feedback' | 'identity' | 'searches' | 'requests') => [
    { limiter: limit(`form-${name}`), of: addressOf },
  ]
  return {
    ticket: perAddress('ticket'),
    feedback: perAddress('feedback'),
    identity: perAddress('identity'),
    searches: perAddress('searches'),
    requests: perAddress('requests'),
  }
}

export function serveForms(app: FastifyInstance, parts: FormParts): void {
  for (const [path, endpoint] of Object.entries(formsOf(parts))) serveForm(app, path, endpoint, parts)
}

/** What each form does. */
function formsOf(parts: FormParts): Record<string, Endpoint<Asked>> {
  const { config, tickets, whoIs, giveFeedback, countSearches, clock, addressOf } = parts
  const budget = budgets(parts)
  return endpoints<typeof forms, Asked>(forms, {
    ...requestFormsOf(parts, budget.requests),
    '/tickets/:site': [
      budget.ticket,
      async (form, request) => {
        const { params, headers } = request
        const { identity } = await whoIs(params.site, form.token)
        const from = { browser: browserOf(headers['user-agent']), address: addressOf(request) }
        return tickets.open(visitorOf(params.site, form.secret, identity), form, from)
      },
    ],
    '/identity/:site': [
      budget.identity,
      async ({ token }, { params: { site } }) => {
        const { identity, doubt } = await whoIs(site, token)
        if (!identity) return { known: null, doubt }
        const { name, email, plan, expiresAt } = identity
        const served = config.sites.get(site)!
        const answers = answersOf(served, planOf(served.plans, plan), clock())
        return { known: { name, email, answers, expiresIn: expiresAt - Date.now() }, doubt }
      },
    ],
    '/feedback/:site': [
      budget.feedback,
      (given, request) => giveFeedback(request.params.site, given, addressOf(request)),
    ],
    '/searches/:site': [
      budget.searches,
      (told, request) => countSearches(request.params.site, told, addressOf(request)),
    ],
  })
}

function serveForm(
  app: FastifyInstance,
  path: string,
  endpoint: Endpoint<Asked>,
  { config, log, metrics }: FormParts,
): void {
  const checkOrigin = (request: Asked, reply: FastifyReply) => {
    const site = config.sites.get(request.params.site)
    if (site && !isPageOf(site.origins, request.headers)) return false
    if (isTelling(request)) mayEmbed(reply)
    else mayRead(request, reply)
    // Said to whoever asks: the page's developer reads it in their console.
    if (!site) throw new Refused('unknown-site')
    return true
  }
  app.options<{ Params: { site: string } }>(path, (request, reply) => {
    if (!checkOrigin(request, reply)) return reply.code(403).send()
    return answerPreflight(request, reply, 'POST')
  })
  // Before the body is read: a foreign page is not listened to, and ours can read whatever is answered.
  const onRequest = async (request: Asked, reply: FastifyReply) => {
    if (checkOrigin(request, reply)) return
    log.info({ error: 'wrong-origin', route: path }, 'form refused')
    return reply.code(403).send({ ok: false, error: 'wrong-origin' })
  }
  app.post<{ Params: { site: string } }>(path, { onRequest }, async (request, reply) => {
    const arrived = performance.now()
    const body = isTelling(request) ? parsed(request.body) : request.body
    const given = await settle(endpoint, body, request, log)
    metrics.answered('http', path, performance.now() - arrived, body, given)
    if (!given.ok && given.error !== 'failed') log.info({ error: given.error, route: path }, 'form refused')
    // There is nothing in it to be misread, either.
    if (given.ok && isTelling(request)) return reply.removeHeader('x-content-type-options').code(204).send()
    return reply.code(given.ok ? 200 : statusOf(given.error)).send(given)
  })
}

/**
 * What is said as text asks for no leave beforehand (a preflight), and its page cannot read what is answered: for what
 * nobody waits for.
 */
const isTelling = ({ routeOptions, headers }: FastifyRequest): boolean =>
  /^\/(feedback|searches)\//.test(routeOptions.url ?? '') && !!headers['content-type']?.startsWith('text/plain')

/** JSON that came as text; null, which no endpoint takes, when it is none. */
function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body))
  } catch {
    return null
  }
}
