// The site's articles in one locale: searched, and read.

import { computed, signal } from '@preact/signals-core'
import type { Found, Library, SearchData } from '../../server/protocol/articles.ts'
import type { Step } from '../../server/protocol/context.ts'
import type { GetOfLocale } from '../../server/protocol/http.ts'
import type { Life } from '../life.ts'
import { createSearch, type Search } from '../search/search.ts'
import { steadily } from '../search/steady.ts'
import type { LazyArticles } from './lazy.ts'
import { read } from './requests.ts'
import type { HelpState } from './state.ts'

/** What the search of this build knows more than Greek and English; '': nothing. */
declare const TONGUE: string

const nothing: Found = { results: [], confident: false, understood: '', isLost: false }

/** Many articles take several turns; between them the page answers. */
function index(search: Search, life: Life, done: () => void): void {
  const go = () => (search.build(performance.now() + 8) ? done() : void life.after(0, go))
  life.after(0, go)
}

/** With what the owner suggests here; before anything is drawn, so that nothing moves for it. */
async function suggested(fetched: Library, library: HelpState['library'], life: Life): Promise<Library> {
  if (fetched.suggestions) (await import('./suggested.ts')).suggest(library, fetched, life)
  return fetched
}

/** Misspelt words need what most visitors never load. */
const correctIn = async (search: Search) => void (search.correct = (await import('../search/correct.ts')).correct)

/**
 * @param addressOf the address of a route of the site
 * @param tell tells what was searched, before an article is opened
 * @param add takes what is searched and read, as a step of the path
 */
export function createLibrary(
  { library, locale, query, chosen, recent, isAway }: HelpState,
  addressOf: (route: string) => string,
  life: Life,
  tell: (opened: string | null, asked: boolean) => void,
  add: (made: Step) => void,
  now: () => number,
) {
  /** Grows when search has come to find more, so that what was typed is searched again. */
  const grown = signal(0)
  const grow = () => void grown.value++
  let search: Search | null = null
  let lazy: LazyArticles | null = null
  const steady = steadily()
  /** What the articles here say of a text. */
  const look = (text: string): Found => (library.value && search?.(text)) || nothing
  const found = computed<Found>(() => {
    void grown.value
    const here = look(query.value)
    return steady(lazy ? lazy.merge(here, query.value) : here, query.value)
  })
  const adopt = (shown: Library, data: SearchData): void => {
    search = createSearch(shown, data)
    library.value = shown
    index(search, life, grow)
  }
  return {
    found,
    look,
    /** Fetches the articles in a locale; the one shown stays when the server is away. */
    async load(tag: string): Promise<void> {
      const get: GetOfLocale = (route: string, rest = '', signal = life.signal) =>
        read(`${addressOf(route)}/${tag}${rest}`, signal)
      const fetched = await suggested(await get('articles', `?narrow${TONGUE}`), library, life)
      locale.value = tag
      adopt(fetched, fetched.searchData!)
      lazy = fetched.isPart ? (await import('./lazy.ts')).createLazy({ get, library, adopt, grow }) : null
    },
    search(text: string): void {
      chosen.value = 0
      query.value = text
      if (text.trim().length < 3) return
      const { results, confident, isLost } = found.value
      if (isLost) correctIn(search!).then(grow, () => (isAway.value = true))
      void lazy?.ask(text)
      add({ kind: 'search', at: now(), query: text.slice(0, 200), results: results.length, confident })
    },
    /** Says that an article is on the screen. */
    read(id: string): void {
      tell(query.value ? id : null, false)
      const article = library.value?.articles.find((each) => each.id === id)
      if (article && !article.body) void lazy?.open(id)
      recent.value = [id, ...recent.value.filter((each) => each !== id)].slice(0, 3)
      if (article) add({ kind: 'read', at: now(), article: id, title: article.question.slice(0, 200), helped: null })
    },
  }
}
