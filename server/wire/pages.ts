// The edge of the help pages: addresses, policies, and what is not there.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Articles } from '../faq/articles.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import { Body } from '../body.ts'
import type { Config } from '../config/config.ts'
import { limits } from '../limits.ts'
import { articlePage, busyPage, helpPath, homePage, missingPage, pageStyles, type Place } from '../pages/help.ts'
import { Refused } from '../protocol/answer.ts'
import { cut } from '../protocol/pieces.ts'
import type { Limit } from './answer.ts'
import { connectTo } from './cors.ts'
import { serve } from './route.ts'
import { sendBody } from './sendBody.ts'

export interface PageParts {
  config: Config
  origins: string[]
  articles: Articles
  availability: AvailabilityBoard
  limit: Limit
  addressOf: (request: FastifyRequest) => string
}

/** Searches, per client address. */
const searchBudget = { points: 60, seconds: 60 }

/** Everything from here; the widget adopts its styles, and a socket is the only thing it opens. */
const policyOf = (origins: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    connectTo(origins),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')

export function servePages(
  app: FastifyInstance,
  { config, origins, articles, availability, limit, addressOf }: PageParts,
): void {
  const policy = policyOf(origins)
  const searches = limit('help-search', searchBudget)
  const siteOf = (id: string) => {
    const site = config.sites.get(id)
    if (!site) throw new Refused('unknown-site')
    return site
  }
  const placeOf = (id: string, locale: string): Place => {
    const { name, locales, logo } = siteOf(id)
    return {
      url: config.url,
      site: { id, name, locales, logo },
      locale,
      library: articles.library(id, locale),
      has: (tag, article) => articles.has(id, tag, article),
    }
  }
  const send = (request: FastifyRequest, reply: FastifyReply, html: string) => {
    reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'same-origin')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
    return sendBody(request, reply, new Body(html, 'quick'))
  }

  serve(app, 'GET', '/help/:site', (request, reply) =>
    reply.redirect(helpPath(request.params.site, siteOf(request.params.site).locales[0]!)),
  )
  serve(app, 'GET', '/help/:site/style.css', async (request, reply) => {
    const { theme } = (await availability.of(request.params.site)).site
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8')
    return sendBody(request, reply, new Body(pageStyles(theme), 'quick'))
  })
  serve(app, 'GET', '/help/:site/:locale/*', async (request, reply) => {
    const { site, locale, '*': id } = request.params
    const place = placeOf(site, locale)
    const query = typeof request.query['q'] === 'string' ? cut(request.query['q'].trim(), limits.query) : ''
    const spent = query && id === '' ? await searches.spend(addressOf(request)).catch(refused) : null
    if (spent) {
      reply.header('retry-after', String(spent.retryAfter))
      return send(request, reply.code(429), busyPage(place))
    }
    if (id === '')
      return send(
        request,
        reply,
        homePage(place, query ? { query, found: articles.search(site, locale, query) } : null),
      )
    const article = place.library.articles.find((each) => each.id === id)
    if (!article) return send(request, reply.code(404), missingPage(place))
    return send(request, reply, articlePage(place, article))
  })
}

/** What a person can be told in words. */
function refused(error: unknown): Refused {
  if (error instanceof Refused) return error
  throw error
}
