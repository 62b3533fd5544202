// What any page may read of a site: who is there, its articles, and what searching them needs.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { json, type Json } from '../body.ts'
import type { Articles } from '../faq/articles.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import { limits } from '../limits.ts'
import type { Availability } from '../protocol/hours.ts'
import { cut } from '../protocol/pieces.ts'
import type { Limit } from './answer.ts'
import { answerPreflight, mayRead } from './cors.ts'
import { serveRead } from './route.ts'

export interface ReadingParts {
  articles: Articles
  availability: AvailabilityBoard
  /** The product's, ms. */
  clock: () => number
  limit: Limit
  addressOf: (request: FastifyRequest) => string
}

export async function serveReading(app: FastifyInstance, parts: ReadingParts): Promise<void> {
  await app.register(async (open) => {
    open.addHook('onRequest', async (request, reply) => mayRead(request, reply))
    for (const room of ['availability', 'articles', 'keywords', 'questions', 'search'])
      open.options(`/${room}/*`, (request, reply) => answerPreflight(request, reply, 'GET'))
    serveAvailability(open, parts)
    serveArticles(open, parts)
    serveLarge(open, parts)
  })
}

/** What a panel says of a site that is none, in the console of the page, where whoever wrote its tag looks. */
const unknown = (site: string) =>
  `Rotame: there is no site ${JSON.stringify(site)}; write the name of one that is in rotame.yaml, as data-site="…"`

function serveAvailability(app: FastifyInstance, { availability, clock }: ReadingParts): void {
  /** What was told of each site last: mostly nothing has changed. */
  const told = new Map<string, { text: string; body: Json<Availability> }>()
  serveRead(app, '/availability/:site', async ({ params: { site }, url }, reply) => {
    if (!availability.has(site)) {
      reply.code(404).type('text/plain; charset=utf-8').send(unknown(site))
      return null
    }
    const known = await availability.of(site)
    const text = JSON.stringify(known)
    const before = told.get(site)
    const body = before?.text === text ? before.body : json(known)
    told.set(site, { text, body })
    // What a panel has named its question by comes back with the answer: a cache between us has another's. Panels that
    // were opened before look for it in a header of its own.
    const [, asked = '', isNew = ''] = /\?(\d{1,16})(t?)$/.exec(url) ?? []
    reply.header('rotame-time', isNew ? `${clock()} ${asked}` : String(clock()))
    reply.header('access-control-expose-headers', isNew ? 'rotame-time' : 'rotame-time, rotame-asked')
    if (isNew) reply.header('cache-control', 'no-store')
    else if (asked) reply.header('rotame-asked', asked)
    return body
  })
}

function serveArticles(app: FastifyInstance, { articles }: ReadingParts): void {
  serveRead(app, '/articles/:site/:locale', ({ params: { site, locale }, url }, reply) => {
    // A panel says what its search knows more than Greek and English.
    const [isPanels, tongue = ''] = /\?narrow(?:&(\w+))?$/.exec(url) ?? []
    if (!isPanels) return articles.libraryBody(site, locale)
    const { body, charset } = articles.bodyFor(site, locale, tongue)
    // JSON is UTF-8 whatever is said.
    if (charset !== 'utf-8') reply.type(`application/json; charset=${charset}`)
    return body
  })
  serveRead(app, '/keywords/:site/:locale', ({ params: { site, locale } }) => articles.searchDataBody(site, locale))
}

/** What a large site's panel asks besides, piece by piece. */
function serveLarge(app: FastifyInstance, { articles, limit, addressOf }: ReadingParts): void {
  const limiter = limit('pieces')
  serveRead(app, '/questions/:site/:locale', ({ params: { site, locale } }) => articles.questionsBody(site, locale))
  serveRead(app, '/articles/:site/:locale/*', ({ params: { site, locale, '*': id } }) =>
    articles.articleBody(site, locale, id),
  )
  serveRead(app, '/search/:site/:locale', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    await limiter.spend(addressOf(request))
    const { params, query } = request
    const asked = typeof query['q'] === 'string' ? cut(query['q'], limits.query) : ''
    return json(articles.search(params.site, params.locale, asked), 'quick')
  })
}
