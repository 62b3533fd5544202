// The edge of the help pages: addresses, policies, and what is not there.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Articles } from '../faq/articles.ts'
import type { AvailabilityBoard } from '../hours/availability.ts'
import { Body } from '../body.ts'
import type { Config } from '../config/config.ts'
import { localeFor } from '../config/locale.ts'
import { limits } from '../limits.ts'
import { askPath, dataPath, helpPath, noticePath, type HelpSite } from '../pages/document.ts'
import { articlePage, busyPage, homePage, missingPage } from '../pages/help.ts'
import { noticePage } from '../pages/privacy.ts'
import { sheetStyles } from '../pages/frame.ts'
import { pageStyles } from '../pages/style.ts'
import { Refused } from '../protocol/answer.ts'
import { cut } from '../protocol/pieces.ts'
import type { Limit } from './answer.ts'
import { AskPages, type AskParts } from './ask.ts'
import { DataPages } from './data.ts'
import type { DataParts } from './dataParts.ts'
import { connectTo } from './cors.ts'
import { serve } from './route.ts'
import { sendBody } from './sendBody.ts'

export interface PageParts extends AskParts, Omit<DataParts, 'config'> {
  config: Config
  origins: string[]
  articles: Articles
  availability: AvailabilityBoard
  limit: Limit
  addressOf: (request: FastifyRequest) => string
}

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

export async function servePages(app: FastifyInstance, parts: PageParts): Promise<void> {
  const { config, origins, articles, availability, limit, addressOf } = parts
  const policy = policyOf(origins)
  const searches = limit('help-search')
  const { siteOf, placeOf } = placesOf(parts)
  const ask = new AskPages(parts, { placeOf, policy })
  const data = new DataPages(parts, { placeOf, policy })
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
  serve(app, 'GET', '/help/:site/privacy', ({ params, headers }, reply) => {
    const { id, locales } = siteOf(params.site)
    const locale = localeFor(locales, headers['accept-language'])
    return reply.header('vary', 'accept-language').redirect(helpPath(id, locale, noticePath))
  })
  serve(app, 'GET', '/help/:site/style.css', async (request, reply) => {
    const { theme } = (await availability.of(request.params.site)).site
    reply.header('cache-control', 'public, max-age=300').type('text/css; charset=utf-8')
    return sendBody(request, reply, new Body(pageStyles(theme) + sheetStyles, 'quick'))
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
    const article = place.library.articles.find((each) => each.id === id)
    if (!article && id === askPath && place.mayAsk) return ask.show(reply, place, query)
    if (!article && id === dataPath) return data.show(request, reply, place)
    const found = query && id === '' ? { query, found: articles.search(site, locale, query) } : null
    if (id === '') return send(request, reply, homePage(place, found))
    if (!article && id === noticePath) return send(request, reply, noticePage(place, { ...config, site: siteOf(site) }))
    if (!article) return send(request, reply.code(404), missingPage(place))
    return send(request, reply, articlePage(place, article))
  })
  await ask.serve(app)
  await data.serve(app)
}

/** Where each page belongs; refused for a site that is not ours. */
function placesOf({ config, articles }: PageParts) {
  const siteOf = (id: string) => {
    const site = config.sites.get(id)
    if (!site) throw new Refused('unknown-site')
    return site
  }
  const placeOf = (id: string, locale: string): HelpSite => {
    const { name, locales, logo, mail } = siteOf(id)
    return {
      url: config.url,
      site: { id, name, locales, logo },
      locale,
      library: articles.library(id, locale),
      has: (tag, article) => articles.has(id, tag, article),
      mayAsk: mail !== null,
    }
  }
  return { siteOf, placeOf }
}

/** What a person can be told in words. */
function refused(error: unknown): Refused {
  if (error instanceof Refused) return error
  throw error
}
