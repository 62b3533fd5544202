// Cards: articles that go with a message, found by the visitors' search, and where they can be read as long as they
// are served.

import type { Site, Sites } from '../config/config.ts'
import { localeOf } from '../config/locale.ts'
import { helpPath } from '../pages/document.ts'
import type { Found } from '../protocol/articles.ts'
import { Refused } from '../protocol/answer.ts'
import type { SentArticle } from '../protocol/conversation.ts'
import type { Queries } from '../store/queries.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'
import type { KeptArticle } from '../store/tables/message.ts'
import type { Articles } from './articles.ts'
import { countLed, markOf } from './insights.ts'

interface CardParts {
  secret: string
  sites: Sites
  articles: Pick<Articles, 'search' | 'library'>
}

export class Cards {
  readonly #parts: CardParts

  constructor(parts: CardParts) {
    this.#parts = parts
  }

  /** Searches for whoever answers a conversation of a site. @param asked the conversation's locale */
  find(site: string, asked: string, query: string): Found {
    const { sites, articles } = this.#parts
    const known = sites.get(site)
    if (!known) throw new Refused('unknown-site')
    return articles.search(site, localeOf(known, asked), query)
  }

  /** An article as a message keeps it. @throws Refused `unknown-article` where it is not served */
  of(site: Site, asked: string, id: string): KeptArticle {
    const locale = localeOf(site, asked)
    const found = this.#parts.articles.library(site.id, locale).articles.find((article) => article.id === id)
    if (!found) throw new Refused('unknown-article')
    return { site: site.id, locale, id, title: found.question }
  }

  /** That an agent sent it in answer to what was searched for last; part of the write that sends it. */
  *led(
    queries: Queries,
    { context, visitor, ...row }: StoredConversation,
    { site, locale, id }: KeptArticle,
    at: number,
  ) {
    const last = context.path.findLast((step) => step.kind === 'search')
    if (!last || row.restrictedAt !== null || row.objectedAt !== null) return
    const mark = markOf(this.#parts.secret, site, id, `visitor ${visitor}`)
    yield* countLed(queries, { site, locale, query: last.query, opened: id, led: 1, visitors: mark, at })
  }

  /** The same as somebody is told of it now. */
  readonly told = (kept: KeptArticle): SentArticle => {
    const { id, title } = kept
    return { id, title, path: this.#isServed(kept) ? helpPath(kept.site, kept.locale, id) : null }
  }

  /** One that was chosen for an answer, as it is now. @param asked the conversation's locale */
  chosen(site: string, asked: string, { id, title }: Pick<SentArticle, 'id' | 'title'>): SentArticle {
    const known = this.#parts.sites.get(site)
    return this.told({ site, locale: known ? localeOf(known, asked) : asked, id, title })
  }

  /** A site, or a locale of it, may have been taken away since. */
  #isServed({ site, locale, id }: KeptArticle): boolean {
    const { sites, articles } = this.#parts
    if (!sites.get(site)?.locales.includes(locale)) return false
    return articles.library(site, locale).articles.some((article) => article.id === id)
  }
}
