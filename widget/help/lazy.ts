// What a large site needs besides: its questions after the first screen, an answer when it is opened, answers searched
// by the server.

import type { Found, Library, SearchData } from '../../server/protocol/articles.ts'
import type { GetOfLocale } from '../../server/protocol/http.ts'

interface LazyParts {
  /** JSON of a route of the site, with its locale: `questions` -> `/questions/SITE/LOCALE`. */
  get: GetOfLocale
  library: { value: Library | null }
  /** Takes the questions and indexes them. */
  adopt: (library: Library, data: SearchData) => void
  /** Called when what was typed would find more. */
  grow: () => void
}
export type LazyArticles = ReturnType<typeof createLazy>

/** Results on one screen. */
const most = 6

export function createLazy({ get, library, adopt, grow }: LazyParts) {
  let asking: AbortController | undefined
  let told: { query: string; found: Found } | null = null

  let isWhole = false

  /** Lost when the server is away; the next typed letter asks again. */
  const fetchAll = async () => {
    if (isWhole) return
    const [{ articles }, data] = await Promise.all([get('questions'), get('keywords')])
    const known = new Map(library.value!.articles.map((article) => [article.id, article]))
    isWhole = true
    adopt({ ...library.value!, articles: articles.map((article) => known.get(article.id) ?? article) }, data)
  }
  fetchAll().catch(() => null)

  return {
    /** Asks the server what the answers say of a query; only the latest counts. */
    async ask(query: string): Promise<void> {
      fetchAll().catch(() => null)
      asking?.abort()
      asking = new AbortController()
      const found = await get('search', `?q=${encodeURIComponent(query)}`, asking.signal).catch(() => null)
      if (!found) return
      told = { query, found }
      grow()
    },
    /** What was found here, and below it what the server found besides: nothing that is shown moves. */
    merge(here: Found, query: string): Found {
      if (told?.query !== query) return here
      const { found } = told
      if (!here.confident) return found.confident || here.results.length === 0 ? found : here
      const ids = new Set(here.results.map(({ id }) => id))
      return { ...here, results: [...here.results, ...found.results.filter(({ id }) => !ids.has(id))].slice(0, most) }
    },
    /** Fetches an article that is to be shown. */
    async open(id: string): Promise<void> {
      const article = await get('articles', `/${id}`).catch(() => null)
      const now = library.value!
      if (article) library.value = { ...now, articles: [...now.articles.filter((each) => each.id !== id), article] }
    },
  }
}
