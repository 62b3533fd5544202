// Articles: every site's library kept ready to be served, and read again when a file changes.

import type { Article, Found, Library, SearchData } from '../protocol/articles.ts'
import { correct } from '../../widget/search/correct.ts'
import { createSearch, type Search } from '../../widget/search/search.ts'
import { Body, json, type Json } from '../body.ts'
import type { Config, Site } from '../config/config.ts'
import { guarded } from '../faults.ts'
import { watchFolder } from './folder.ts'
import { type Lesson, taught } from './lessons.ts'
import { type Reading, readLocale } from './library.ts'
import { tongueOf } from './lexicon.ts'
import { packedLight } from './light.ts'
import { narrow } from './narrow.ts'
import { bounds } from '../bounds.ts'
import { lineFor, linesFor, type Problem } from '../config/problem.ts'
import { Refused } from '../protocol/answer.ts'

interface Shelf extends Pick<Reading, 'library' | 'pictures'> {
  /** With the search data, unless the site is large. */
  libraryBody: () => Json<Library>
  /** The same in a charset of its language; null where it has none. */
  narrowBody: () => { body: Json<Library>; charset: string } | null
  /** For a panel whose search knows another tongue than this one's: it asks the server. */
  strangerBody: () => Json<Library>
  /** Every question without its answer; what a large site's panel fetches after its first screen. */
  questionsBody: () => Json<Pick<Library, 'articles'>>
  searchDataBody: () => Json<SearchData>
  /** Without what is learned. */
  searchData: () => SearchData
  /** Indexes at its first search. */
  search: () => Search
}
interface Log {
  warn: (details: object, message: string) => void
  error: (details: object, message: string) => void
}

/** Milliseconds of indexing at a time. */
const slice = 8

/** Milliseconds within which a change of a file is seen. */
const changesEvery = 1_000

export type Articles = Awaited<ReturnType<typeof openArticles>>

/**
 * Reads every site's articles and goes on watching them. An article with a problem is not served.
 * @param every milliseconds within which a change is seen
 */
export async function openArticles(config: Config, log: Log, every = changesEvery) {
  const shelves = new Map<string, Shelf>()
  /** By site and locale, as long as the server runs. */
  const learned = new Map<string, Lesson[]>()
  const stops: (() => void)[] = []
  for (const site of config.sites.values()) {
    let told = new Set<string>()
    const read = () => {
      const problems = readSite(site, config.folder, { shelves, learned, log })
      const fresh = linesFor(problems.filter((problem) => !told.has(lineFor(problem))))
      for (const line of fresh) log.warn({ site: site.id }, line)
      told = new Set(problems.map(lineFor))
    }
    stops.push(await watchFolder(site.folder, every, log, read))
    read()
  }
  const shelf = (site: string, locale: string): Shelf => {
    if (!config.sites.has(site)) throw new Refused('unknown-site')
    const found = shelves.get(`${site} ${locale}`)
    if (!found) throw new Refused('unknown-locale')
    return found
  }
  return {
    library: (site: string, locale: string): Library => shelf(site, locale).library,
    libraryBody: (site: string, locale: string): Json<Library> => shelf(site, locale).libraryBody(),
    bodyFor: (site: string, locale: string, tongue: string) => bodyFor(shelf(site, locale), locale, tongue),
    searchDataBody: (site: string, locale: string): Json<SearchData> => shelf(site, locale).searchDataBody(),
    questionsBody: (site: string, locale: string) => shelf(site, locale).questionsBody(),
    articleBody(site: string, locale: string, id: string): Json<Article> {
      const found = shelf(site, locale).library.articles.find((article) => article.id === id)
      if (!found) throw new Refused('unknown-article')
      return json(found, 'quick')
    },
    /** What search needs, before anything was learned. */
    searchData: (site: string, locale: string): SearchData => shelf(site, locale).searchData(),
    /** Serves with it what was learned, from now on. */
    learn(site: string, locale: string, fresh: Lesson[]): void {
      const name = `${site} ${locale}`
      if (textOf(learned.get(name) ?? []) === textOf(fresh)) return
      learned.set(name, fresh)
      shelves.set(name, shelfOf(shelf(site, locale), locale, fresh, log))
    },
    /** Searches as the widget does. */
    search: (site: string, locale: string, query: string): Found => shelf(site, locale).search()(query),
    /** Whether the article is served in a locale. */
    has: (site: string, locale: string, id: string): boolean =>
      shelf(site, locale).library.articles.some((article) => article.id === id),
    /** The file of a picture that an article shows, by its address without `/images/`; null for anything else. */
    picture: (address: string): string | null => {
      for (const { pictures } of shelves.values()) {
        const found = pictures.get(address)
        if (found) return found
      }
      return null
    },
    close: (): void => {
      for (const stop of stops) stop()
    },
  }
}

/** By their ids. */
export const titlesIn = ({ articles }: Library): ReadonlyMap<string, string> =>
  new Map(articles.map(({ id, question }) => [id, question]))

/** What a panel is given whose search knows a tongue besides Greek and English; '': none. */
function bodyFor({ libraryBody, narrowBody, strangerBody }: Shelf, locale: string, tongue: string) {
  const body = tongue === tongueOf(locale) ? libraryBody : strangerBody
  return (!tongue && !tongueOf(locale) && narrowBody()) || { body: body(), charset: 'utf-8' }
}

const textOf = (lessons: Lesson[]) => lessons.map(({ word, article }) => `${word} ${article}`).join()

interface Shelving {
  shelves: Map<string, Shelf>
  learned: ReadonlyMap<string, Lesson[]>
  log: Log
}

/** Fills the shelves of a site. @returns what is to be mended */
function readSite(site: Site, root: string, { shelves, learned, log }: Shelving): Problem[] {
  return site.locales.flatMap((locale) => {
    const reading = readLocale(site, locale, root)
    const name = `${site.id} ${locale}`
    // Computed for the first who asks, and not for a start that nobody is waiting for yet.
    const searchData = once(() => reading.searchData)
    shelves.set(name, shelfOf({ ...reading, searchData }, locale, learned.get(name), log))
    return reading.problems
  })
}

function shelfOf(
  { library, pictures, searchData }: Pick<Shelf, 'library' | 'pictures' | 'searchData'>,
  locale: string,
  learned: Lesson[] | undefined,
  log: Log,
): Shelf {
  // An article may have gone since.
  const lessons = (learned ?? []).filter(({ article }) => library.articles.some(({ id }) => id === article))
  const whole = once(() => taught(searchData(), lessons))
  const articles = () => library.articles.map(({ body: _body, ...article }) => article)
  return {
    library,
    pictures,
    searchData,
    search: searchOf(library, whole, log),
    libraryBody: once(() => json(firstOf(library, whole))),
    strangerBody: once(() => json({ ...library, isPart: true, searchData: noSearchData })),
    narrowBody: once(() => {
      const narrowed = narrow(firstOf(library, whole), locale)
      return narrowed && { body: new Body(narrowed.bytes), charset: narrowed.charset }
    }),
    questionsBody: once(() => json({ articles: articles() })),
    searchDataBody: once(() => json(whole())),
  }
}

/** A large site's is asked for after the first screen. */
const noSearchData: SearchData = { keywords: {}, synonyms: '', light: packedLight }

/** What a panel needs for its first screen: everything, or of a large site what is asked most. */
function firstOf(library: Library, searchData: () => SearchData): Library {
  if (library.articles.length <= bounds.articles) return { ...library, searchData: searchData() }
  const first = new Set([...library.most, ...(library.suggestions ?? []).flatMap(([, ids]) => ids)])
  return {
    ...library,
    articles: library.articles.filter(({ id }) => first.has(id)),
    isPart: true,
    searchData: noSearchData,
  }
}

/** Indexes the whole at the first search; a large library at once, in slices between which the server answers. */
function searchOf(library: Library, data: () => SearchData, log: Log): () => Search {
  const isSmall = library.articles.length <= bounds.articles
  const search = once(() => {
    // Of a large library it would take a quarter of a second, in which nobody else is served.
    const made = createSearch(library, data(), isSmall ? correct : undefined)
    if (isSmall) made.build()
    return made
  })
  if (isSmall) return search
  const grow = guarded(log, () => void (search().build(performance.now() + slice) || setImmediate(grow)))
  setImmediate(grow)
  return search
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
