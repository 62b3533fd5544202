// The edge over HTTP: articles, availability, forms, sign-in, and the built programs.

import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Articles } from '../faq/articles.ts'
import { answersOf, type AvailabilityBoard } from '../hours/availability.ts'
import { Body } from '../body.ts'
import type { Config, Site } from '../config/config.ts'
import { limits } from '../limits.ts'
import type { Files } from '../files/files.ts'
import type { Live } from '../live/live.ts'
import type { Metrics } from '../metrics.ts'
import { pictureType } from '../config/picture.ts'
import type { Checked } from '../visitors/identity.ts'
import { isPageOf } from '../access.ts'
import { planOf } from '../answers/plans.ts'
import { Refused } from '../protocol/answer.ts'
import { forms } from '../protocol/http.ts'
import type { Feedback, SearchesTold } from '../protocol/insight.ts'
import { cut } from '../protocol/pieces.ts'
import type { Staff } from '../staff/staff.ts'
import type { Tickets } from '../tickets/tickets.ts'
import { visitorOf } from '../visitors/visitors.ts'
import { type Budget, type Endpoint, endpoints, type Limit, type Log, refusal, settle, statusOf } from './answer.ts'
import { answerPreflight, connectTo, mayEmbed, mayRead } from './cors.ts'
import { serveFiles } from './files.ts'
import { servePages } from './pages.ts'
import { readPrograms } from './programs.ts'
import { sendBody } from './sendBody.ts'
import { serveSignIn } from './signIn.ts'
import { browserOf } from './visitor.ts'

/** Budgets, per client address. */
function budgets({ limit, addressOf }: HttpParts) {
  const perAddress = (name: string, budget: Budget) => [{ limiter: limit(`form-${name}`, budget), of: addressOf }]
  return {
    ticket: perAddress('ticket', { points: 30, seconds: 600 }),
    feedback: perAddress('feedback', { points: 60, seconds: 600 }),
    identity: perAddress('identity', { points: 240, seconds: 600 }),
    searches: perAddress('searches', { points: 120, seconds: 600 }),
  }
}

export interface HttpParts {
  config: Config
  /** The folder of built programs. */
  dist: string
  origins: string[]
  articles: Articles
  availability: AvailabilityBoard
  tickets: Tickets
  /** Who a token says its bearer is. */
  whoIs: (site: string, token: string | undefined) => Promise<Checked>
  giveFeedback: (site: string, given: Feedback) => Promise<void>
  countSearches: (site: string, told: SearchesTold) => Promise<void>
  staff: Staff
  live: Live
  files: Files
  clock: () => number
  limit: Limit
  log: Log
  addressOf: (request: FastifyRequest) => string
  healthy: () => Promise<boolean>
  /** What the server's own doctor is known by. */
  doctorToken: string
  metrics: Metrics
}

export async function serveHttp(app: FastifyInstance, parts: HttpParts): Promise<void> {
  app.setErrorHandler((error: { statusCode?: number } & Error, request, reply) => {
    const { status, ...answered } = answerTo(error, parts.log)
    if (answered.error !== 'failed')
      parts.log.info({ error: answered.error, route: request.routeOptions.url }, 'request refused')
    return reply.code(status).send(answered)
  })
  // Nothing is what its bytes look like, and where there is TLS there is nothing else.
  const isSecure = parts.config.url.startsWith('https:')
  app.addHook('onRequest', async (request, reply) => {
    // HTTP/1.1 keeps connections without a word of it, and the two lines that node writes are 49 bytes.
    if (request.raw.httpVersion === '1.1') reply.raw.removeHeader('connection')
    reply.header('x-content-type-options', 'nosniff')
    if (isSecure) reply.header('strict-transport-security', 'max-age=31536000')
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ ok: false, error: 'malformed' }))
  app.get('/health', async (_request, reply) => {
    const ok = await parts.healthy()
    return reply
      .code(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok })
  })
  app.get('/metrics', async (request, reply) => {
    const { metricsToken } = parts.config
    if (metricsToken === null || !isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`))
      return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .type(parts.metrics.type)
      .send(await parts.metrics.text())
  })
  // For `rotame doctor` alone: what the proxies have made of a header that it sent.
  app.get('/doctor', async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${parts.doctorToken}`)) return reply.callNotFound()
    return reply
      .header('cache-control', 'no-store')
      .send({ forwarded: String(request.headers['x-forwarded-for'] ?? '') })
  })
  await app.register(async (open) => {
    open.addHook('onRequest', async (request, reply) => mayRead(request, reply))
    for (const room of ['availability', 'articles', 'keywords', 'questions', 'search'])
      open.options(`/${room}/*`, (request, reply) => answerPreflight(request, reply, 'GET'))
    serveReading(open, parts)
    serveLarge(open, parts)
  })
  servePictures(app, parts)
  serveForms(app, parts)
  await serveFiles(app, parts)
  serveSignIn(app, parts)
  servePages(app, parts)
  servePrograms(app, parts)
}

/** Compares without telling by its time how much was right. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}

/** What was thrown before an endpoint was reached, by us or by fastify's parsers. */
function answerTo(error: { statusCode?: number } & Error, log: Log) {
  if (error.statusCode === 413) return { status: 413, ok: false, error: 'too-long' as const }
  if (error.statusCode && error.statusCode < 500)
    return { status: error.statusCode, ok: false, error: 'malformed' as const }
  const answered = refusal(error, log)
  return { status: statusOf(answered.error), ...answered }
}

function sendJson(request: FastifyRequest, reply: FastifyReply, body: Body): Promise<FastifyReply> {
  reply.header('cache-control', 'no-cache').type('application/json')
  return sendBody(request, reply, body)
}

/** What any page may read, whoever it is. */
function serveReading(app: FastifyInstance, { articles, availability, clock }: HttpParts): void {
  /** What was told of each site last: mostly nothing has changed. */
  const told = new Map<string, { json: string; body: Body }>()
  app.get<{ Params: { site: string } }>('/availability/:site', async (request, reply) => {
    const { site } = request.params
    const json = JSON.stringify(await availability.of(site))
    if (told.get(site)?.json !== json) told.set(site, { json, body: new Body(json) })
    reply.header('rotame-time', String(clock()))
    reply.header('access-control-expose-headers', 'rotame-time, rotame-asked')
    // What a panel has named its question by comes back with the answer: a cache between us has another's.
    const [, asked] = /\?(\d{1,16})$/.exec(request.url) ?? []
    if (asked !== undefined) reply.header('rotame-asked', asked)
    return sendJson(request, reply, told.get(site)!.body)
  })
  type Located = { Params: { site: string; locale: string } }
  app.get<Located>('/articles/:site/:locale', (request, reply) => {
    const { site, locale } = request.params
    const narrow = request.url.endsWith('?narrow') ? articles.narrowBody(site, locale) : null
    if (narrow === null) return sendJson(request, reply, articles.libraryBody(site, locale))
    reply.header('cache-control', 'no-cache').type(`application/json; charset=${narrow.charset}`)
    return sendBody(request, reply, narrow.body)
  })
  app.get<Located>('/keywords/:site/:locale', (request, reply) =>
    sendJson(request, reply, articles.searchDataBody(request.params.site, request.params.locale)),
  )
}

/** What a large site's panel asks besides, piece by piece. */
function serveLarge(app: FastifyInstance, { articles, limit, addressOf }: HttpParts): void {
  type Located = { Params: { site: string; locale: string; '*': string }; Querystring: { q?: unknown } }
  const limiter = limit('pieces', { points: 600, seconds: 60 })
  app.get<Located>('/questions/:site/:locale', (request, reply) =>
    sendJson(request, reply, articles.questionsBody(request.params.site, request.params.locale)),
  )
  app.get<Located>('/articles/:site/:locale/*', (request, reply) =>
    sendJson(request, reply, articles.articleBody(request.params.site, request.params.locale, request.params['*'])),
  )
  app.get<Located>('/search/:site/:locale', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    await limiter.spend(addressOf(request))
    const query = typeof request.query.q === 'string' ? cut(request.query.q, limits.query) : ''
    const found = articles.search(request.params.site, request.params.locale, query)
    reply.type('application/json')
    return sendBody(request, reply, new Body(JSON.stringify(found), 'quick'))
  })
}

/** The owner's pictures: pages show them, and opened alone they can run nothing, whatever an svg has in it. */
function servePictures(app: FastifyInstance, { config, articles }: HttpParts): void {
  const sendPicture = async (request: FastifyRequest, reply: FastifyReply, path: string | null) => {
    const body = path === null ? null : await readFile(path).catch(nullWhenGone)
    const type = path === null ? null : pictureType(path)
    if (!body || !type) return reply.callNotFound()
    mayEmbed(reply).header('content-security-policy', 'sandbox')
    reply.header('cache-control', 'max-age=300').type(type)
    return sendBody(request, reply, new Body(body, type === 'image/svg+xml' ? 'quick' : 'none'))
  }
  app.get<{ Params: { site: string } }>('/sites/:site/logo', (request, reply) => {
    const site = config.sites.get(request.params.site)
    if (!site) throw new Refused('unknown-site')
    return sendPicture(request, reply, site.logo)
  })
  // Only what an article shows has an address here, so that no path can lead anywhere else.
  app.get<{ Params: { '*': string } }>('/images/*', (request, reply) =>
    sendPicture(request, reply, articles.picture(request.params['*'])),
  )
}

/** A file may go between two looks at the folder. */
function nullWhenGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
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

/** What a visitor sends without a socket; only the site's own pages may. */
function serveForms(app: FastifyInstance, parts: HttpParts): void {
  const { config, tickets, whoIs, giveFeedback, countSearches, clock, log, metrics } = parts
  const budget = budgets(parts)
  type ForSite = FastifyRequest<{ Params: { site: string } }>
  const checkOrigin = (request: ForSite, reply: FastifyReply) => {
    const site = config.sites.get(request.params.site)
    if (site && !isPageOf(site.origins, request.headers)) return false
    if (isTelling(request)) mayEmbed(reply)
    else mayRead(request, reply)
    // Said to whoever asks: the page's developer reads it in their console.
    if (!site) throw new Refused('unknown-site')
    return true
  }
  const serve = (path: string, asked: Endpoint<ForSite>) => {
    app.options<{ Params: { site: string } }>(path, (request, reply) => {
      if (!checkOrigin(request, reply)) return reply.code(403).send()
      return answerPreflight(request, reply, 'POST')
    })
    // Before the body is read: a foreign page is not listened to, and ours can read whatever is answered.
    const onRequest = async (request: ForSite, reply: FastifyReply) => {
      if (checkOrigin(request, reply)) return
      log.info({ error: 'wrong-origin', route: path }, 'form refused')
      return reply.code(403).send({ ok: false, error: 'wrong-origin' })
    }
    app.post<{ Params: { site: string } }>(path, { onRequest }, async (request, reply) => {
      const arrived = performance.now()
      const body = isTelling(request) ? parsed(request.body) : request.body
      const given = await settle(asked, body, request, log)
      metrics.answered('http', path, performance.now() - arrived, body, given)
      if (!given.ok && given.error !== 'failed') log.info({ error: given.error, route: path }, 'form refused')
      // There is nothing in it to be misread, either.
      if (given.ok && isTelling(request)) return reply.removeHeader('x-content-type-options').code(204).send()
      return reply.code(given.ok ? 200 : statusOf(given.error)).send(given)
    })
  }
  const served = endpoints<typeof forms, ForSite>(forms, {
    '/tickets/:site': [
      budget.ticket,
      async (form, request) => {
        const { params, headers } = request
        const { identity } = await whoIs(params.site, form.token)
        const from = { browser: browserOf(headers['user-agent']), address: parts.addressOf(request) }
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
    '/feedback/:site': [budget.feedback, (given, { params }) => giveFeedback(params.site, given)],
    '/searches/:site': [budget.searches, (told, { params }) => countSearches(params.site, told)],
  })
  for (const [path, endpoint] of Object.entries(served)) serve(path, endpoint)
}

/** The console's own pages: everything from here, nothing inline. */
const consolePolicy = (origins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    connectTo(origins),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

/** The loader of one site, which knows what its rotame.yaml says of the launcher. */
function loaderOf({ id, launcher: { label, hide, ...rest } }: Site, loader: Body): Body {
  const labels = typeof label === 'object' ? label : { '': label }
  const spoken = `${JSON.stringify(labels)}[document.documentElement.lang.slice(0,2).toLowerCase()]`
  const known = JSON.stringify({ site: id, ...rest, ...(hide && { hide: hide.join(' ') }) })
  const word = label === undefined ? '' : `RotameSite.label=${spoken}||${JSON.stringify(Object.values(labels)[0])};`
  return new Body(`self.RotameSite=${known};${word}${loader.whole.toString()}`)
}

/** Loader, chunks and console as they were built. */
function servePrograms(app: FastifyInstance, { config, dist, origins }: HttpParts): void {
  const policy = consolePolicy(origins)
  const programs = readPrograms(dist)
  const { build } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { build: string }
  const sendProgram = (request: FastifyRequest, reply: FastifyReply, path: string, caching: string) => {
    const found = programs.get(path)
    if (!found) return reply.callNotFound()
    return sendBody(request, reply.header('cache-control', caching).type(found.type), found.body)
  }
  const forEver = 'max-age=31536000, immutable'
  const loader = programs.get('widget.js')
  const ofSites = new Map(loader && [...config.sites.values()].map((site) => [site.id, loaderOf(site, loader.body)]))
  app.get<{ Querystring: { site?: unknown } }>('/widget.js', (request, reply) => {
    const { site } = request.query
    const ofSite = typeof site === 'string' ? ofSites.get(site) : undefined
    mayEmbed(reply.header('access-control-allow-origin', '*'))
    if (!loader) return reply.callNotFound()
    // As it is no module, it would be read in whatever its page is written in.
    reply.header('cache-control', 'max-age=300').type(`${loader.type}; charset=utf-8`)
    return sendBody(request, reply, ofSite ?? loader.body)
  })
  app.get<{ Params: { build: string; '*': string } }>('/w/:build/*', (request, reply) => {
    const file = request.params['*']
    reply.header('access-control-allow-origin', '*')
    if (request.params.build === build) {
      const path = `w/${build}/${file}`
      // Modules are always asked for by CORS, and run as nothing but what they say they are.
      if (programs.has(path)) reply.removeHeader('x-content-type-options')
      return sendProgram(request, reply, path, forEver)
    }
    // A loader of another build goes on with what is ours; to a panel of another build our chunks do not fit.
    reply.header('cache-control', 'no-store')
    return /^(panel|place|hide)(\.el)?\.js$/.test(file) ? reply.redirect(`../${build}/${file}`) : reply.callNotFound()
  })
  app.get('/console', (_request, reply) => reply.redirect('/console/'))
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const path = request.params['*']
    reply.header('content-security-policy', policy).header('referrer-policy', 'same-origin')
    const isAsset = path.startsWith('assets/')
    const file = `console/${isAsset ? path : 'index.html'}`
    return sendProgram(request, reply, file, isAsset ? forEver : 'no-cache')
  })
}
