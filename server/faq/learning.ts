// Learning from use: what led visitors to an article counts in the search of those after them, until an owner strikes
// it out.

import { setImmediate as othersTurn } from 'node:timers/promises'
import { speak } from '../../widget/search/fold.ts'
import { wordsOf } from '../../widget/search/catalogue.ts'
import type { Site, Sites } from '../config/config.ts'
import type { SearchData } from '../protocol/articles.ts'
import type { LearnedWord, Strike } from '../protocol/insight.ts'
import type { Store } from '../store/store.ts'
import { type Articles, titlesIn } from './articles.ts'
import { lookedBack, type Hidden } from './insights.ts'
import { type Lesson, lessonsOf } from './lessons.ts'

interface LearningParts {
  store: Store
  sites: Sites
  articles: Pick<Articles, 'library' | 'searchData' | 'learn'>
  /** Which searches count nowhere. */
  hiddenAt: (site: string, locale: string) => Promise<Hidden>
  /** What the team is called. */
  teamNames: () => Promise<string[]>
  clock: () => number
}

/** What is shown of it to an owner, lines. */
const shown = 200

export class Learning {
  readonly #parts: LearningParts

  constructor(parts: LearningParts) {
    this.#parts = parts
  }

  /** Learns anew in every site that has not said no. */
  async look(): Promise<void> {
    for (const site of this.#parts.sites.values())
      for (const locale of site.learn ? site.locales : []) await this.#learn(site, locale)
  }

  /** What is learned, and what is struck out, the most telling first; null where nothing is to be learned. */
  async of(id: string, locale: string): Promise<LearnedWord[] | null> {
    const site = this.#parts.sites.get(id)!
    if (!site.learn) return null
    const { articles } = this.#parts
    const titles = titlesIn(articles.library(id, locale))
    const { taught, struck } = await this.#lessons(site, locale)
    return taught
      .map(({ word, spelling, article, visitors }) => ({
        word,
        spelling,
        article,
        visitors,
        title: titles.get(article)!,
        isStruck: struck.has(`${word} ${article}`),
      }))
      .slice(0, shown)
  }

  /** Strikes a word out, or lets it lead there again. */
  async strike({ site: id, isStruck, ...word }: Strike): Promise<void> {
    const { store, sites, clock } = this.#parts
    const site = sites.get(id)!
    const { queries } = store
    const at = clock()
    await store.write(function* () {
      if (isStruck) yield* queries.strike({ site: id, ...word, at })
      else yield* queries.unstrike({ site: id, ...word })
    })
    if (site.learn) await this.#learn(site, word.locale)
  }

  async #learn(site: Site, locale: string): Promise<void> {
    const { taught, struck } = await this.#lessons(site, locale)
    const lessons = taught.filter(({ word, article }) => !struck.has(`${word} ${article}`))
    this.#parts.articles.learn(site.id, locale, lessons)
  }

  async #lessons({ id: site }: Site, locale: string): Promise<{ taught: Lesson[]; struck: Set<string> }> {
    const { store, articles, hiddenAt, clock } = this.#parts
    const { queries } = store
    // A server that nobody has used begins no thread for this.
    if ((await store.all(queries.hasLed({ site, locale }))).length === 0) return { taught: [], struck: new Set() }
    const struck = await store.all(queries.struck({ site, locale }))
    const found = await store.readLong(queries.searches({ site, locale, ...lookedBack(clock()) }))
    const isHidden = await hiddenAt(site, locale)
    const totals = new Map<string, number>()
    for (const { key, total } of found) totals.set(key, (totals.get(key) ?? 0) + total)
    const rows = found.filter((row) => row.led > 0 && !isHidden({ ...row, total: totals.get(row.key)! }))
    const library = articles.library(site, locale)
    const data = articles.searchData(site, locale)
    const { lessons, isOfSite } = await lessonsOf({ library, data, rows }, othersTurn)
    const names = lessons.every(({ word }) => isOfSite(word)) ? null : await this.#names(site, data)
    return {
      taught: lessons.filter(({ word }) => isOfSite(word) || !names!.has(word)),
      struck: new Set(struck.map(({ word, article }) => `${word} ${article}`)),
    }
  }

  /** Words that anybody here is called by, as the site's tongue has them; one of the articles' is a word as any. */
  async #names(site: string, { tongue }: Pick<SearchData, 'tongue'>): Promise<Set<string>> {
    const { store, teamNames } = this.#parts
    const visitors = await store.readLong(store.queries.namesAt({ site }))
    const team = await teamNames()
    return new Set([...visitors.map(({ name }) => name!), ...team].flatMap(wordsOf).map(speak(tongue).keyOf))
  }
}
