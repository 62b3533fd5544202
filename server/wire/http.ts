// The edge over HTTP: articles, availability, forms, sign-in, and the built programs.

import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Articles, Ready } from '../articles.ts'
import { type AvailabilityBoard, etagOf } from '../availability.ts'
import type { Config } from '../config.ts'
import type { Live } from '../live.ts'
import { feedback, Refused, ticketOpen } from '../protocol.ts'
import { limits } from '../limits.ts'
import type { Staff } from '../staff.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../tickets.ts'
import { visitorOf } from '../visitors.ts'
import { endpoint, Limiter, type Log, refusal, settle } from './answer.ts'
import { browserOf } from './visitor.ts'

/** Budgets, per client address but where it says otherwise. */
const budgets = () => ({
  ticket: new Limiter({ points: 30, seconds: 600 }),
  feedback: new Limiter({ points: 60, seconds: 600 }),
  signIn: new Limiter({ points: 50, seconds: 900 }),
  /** Per account, so that many addresses together cannot guess one password. */
  account: new Limiter({ points: 10, seconds: 900 }),
})

type Limiters = ReturnType<typeof budgets>

export interface HttpParts {
  config: Config
  /** The folder of built programs. */
  dist: string
  origins: string[]
  store: Store
  articles: Articles
  availability: AvailabilityBoard
  tickets: Tickets
  staff: Staff
  live: Live
  clock: () => number
  log: Log
  addressOf: (request: FastifyRequest) => string
  healthy: () => Promise<boolean>
}

export async function serveHttp(app: FastifyInstance, parts: HttpParts): Promise<void> {
  app.setErrorHandler((error: { statusCode?: number } & Error, _request, reply) => {
    if (error.statusCode === 413) return reply.code(413).send({ ok: false, error: 'too-long' })
    if (error.statusCode && error.statusCode < 500) return reply.code(error.statusCode).send({ ok: false, error: 'malformed' })
    const answered = refusal(error, parts.log)
    return reply.code(answered.error === 'failed' ? 500 : 404).send(answered)
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ ok: false, error: 'malformed' }))
  app.get('/health', async (_request, reply) => {
    const ok = await parts.healthy()
    return reply.code(ok ? 200 : 503).header('cache-control', 'no-store').send({ ok })
  })
  const limiters = budgets()
  serveReading(app, parts)
  serveForms(app, parts, limiters)
  serveSignIn(app, parts, limiters)
  await servePrograms(app, parts)
}

function send(request: FastifyRequest, reply: FastifyReply, { body, etag }: Ready): FastifyReply {
  reply.header('access-control-allow-origin', '*').header('etag', etag).header('cache-control', 'no-cache')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').send(body)
}

/** What any page may read, without credentials. */
function serveReading(app: FastifyInstance, { articles, availability, clock }: HttpParts): void {
  app.get<{ Params: { site: string } }>('/availability/:site', (request, reply) => {
    const body = JSON.stringify(availability.of(request.params.site))
    reply.header('rotame-time', String(clock())).header('access-control-expose-headers', 'rotame-time')
    return send(request, reply, { body, etag: etagOf(body) })
  })
  type Located = { Params: { site: string; locale: string } }
  app.get<Located>('/articles/:site/:locale', (request, reply) =>
    send(request, reply, articles.libraryJson(request.params.site, request.params.locale)),
  )
  app.get<Located>('/keywords/:site/:locale', (request, reply) =>
    send(request, reply, articles.searchDataJson(request.params.site, request.params.locale)),
  )
}

/** What a visitor sends without a socket; only the site's own pages may. */
function serveForms(app: FastifyInstance, parts: HttpParts, limiters: Limiters): void {
  const { config, store, tickets, clock, log, addressOf } = parts
  type ForSite = FastifyRequest<{ Params: { site: string } }>
  const checkOrigin = (request: ForSite, reply: FastifyReply) => {
    const site = config.sites.get(request.params.site)
    if (!site) throw new Refused('unknown-site')
    const origin = request.headers.origin ?? ''
    if (!site.origins.includes(origin)) return false
    reply.header('access-control-allow-origin', origin).header('vary', 'origin')
    return true
  }
  const serve = (path: string, asked: (request: ForSite) => ReturnType<typeof endpoint>) => {
    app.options<{ Params: { site: string } }>(path, (request, reply) => {
      if (!checkOrigin(request, reply)) return reply.code(403).send()
      reply.header('access-control-allow-methods', 'POST').header('access-control-allow-headers', 'content-type')
      return reply.header('access-control-max-age', '86400').code(204).send()
    })
    app.post<{ Params: { site: string } }>(path, async (request, reply) => {
      if (!checkOrigin(request, reply)) {
        log.info({ error: 'wrong-origin' }, 'form refused')
        return reply.code(403).send({ ok: false, error: 'wrong-origin' })
      }
      const given = await settle(asked(request), request.body, addressOf(request), log)
      if (!given.ok) log.info({ error: given.error }, 'form refused')
      return reply.code(given.ok ? 200 : statusOf(given.error)).send(given)
    })
  }
  serve('/tickets/:site', (request) =>
    endpoint(ticketOpen, limiters.ticket, (form) =>
      tickets.open(visitorOf(request.params.site, form.secret), form, browserOf(request.headers['user-agent'])),
    ),
  )
  serve('/feedback/:site', (request) =>
    endpoint(feedback, limiters.feedback, async ({ helped, missing, ...given }) => {
      if (missing.length > limits.missing) throw new Refused('too-long')
      const row = { ...given, site: request.params.site, helped: helped ? 1 : 0, missing, at: clock() }
      await store.write(function* () {
        yield* store.queries.putFeedback(row)
      })
    }),
  )
}

const statusOf = (error: string) => ({ failed: 500, 'too-many': 429, 'wrong-origin': 403 })[error] ?? 400

/** better-auth's routes, behind our own limits and our own check of Origin. */
function serveSignIn(app: FastifyInstance, { staff, live, origins, log, addressOf }: HttpParts, limiters: Limiters): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.method === 'POST' && !origins.includes(request.headers.origin ?? '')) {
        return reply.code(403).send({ ok: false, error: 'wrong-origin' })
      }
      const email = (request.body as { email?: unknown } | undefined)?.email
      const isSignIn = request.url.startsWith('/api/auth/sign-in/')
      const account = typeof email === 'string' ? email.toLowerCase() : ''
      const address = addressOf(request)
      if (isSignIn) {
        try {
          await limiters.account.check(account)
          await limiters.signIn.check(address)
        } catch (error) {
          const refused = refusal(error, log)
          log.warn({ error: refused.error }, 'sign-in refused')
          return reply.code(statusOf(refused.error)).header('retry-after', String(refused.retryAfter ?? 1)).send(refused)
        }
      }
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value)
      const isSignOut = request.url.startsWith('/api/auth/sign-out')
      const leaving = isSignOut ? await staff.signedIn(headers) : null
      const response = await staff.handler(
        new Request(new URL(request.url, origins[0]), {
          method: request.method,
          headers,
          ...(request.body !== undefined && request.body !== null && { body: JSON.stringify(request.body) }),
        }),
      )
      if (isSignIn && response.status === 401) {
        await limiters.account.spend(account).catch(() => undefined)
        await limiters.signIn.spend(address).catch(() => undefined)
      }
      if (isSignIn && response.ok) await limiters.account.forgive(account)
      if (leaving && response.ok) live.endSession(leaving.session)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      const cookies = response.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.code(response.status).send(await response.text())
    },
  })
}

/** The console's own pages: everything from here, nothing inline. */
const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Loader, chunks and console as they were built, compressed beforehand. */
async function servePrograms(app: FastifyInstance, { dist }: HttpParts): Promise<void> {
  const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
  await app.register(fastifyStatic, { root: dist, serve: false, preCompressed: true, cacheControl: false })
  app.get('/widget.js', (_request, reply) =>
    reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=300').sendFile('widget.js'),
  )
  app.get<{ Params: { build: string; '*': string } }>('/w/:build/*', (request, reply) => {
    const isOurs = request.params.build === build
    reply.header('access-control-allow-origin', '*')
    reply.header('cache-control', isOurs ? 'public, max-age=31536000, immutable' : 'no-store')
    return reply.sendFile(`w/${build}/${request.params['*']}`)
  })
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const path = request.params['*']
    reply.header('content-security-policy', consolePolicy)
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'same-origin')
    const isAsset = path.startsWith('assets/')
    reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
    return reply.sendFile(`console/${isAsset ? path : 'index.html'}`)
  })
}
