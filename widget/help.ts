// Help as signals and verbs: articles, search, who is there, and the path that led to a question.

import type { Found, Library, Result, SearchData } from '../server/protocol/articles.ts'
import { computed, signal } from '@preact/signals-core'
import type { Context, Step } from '../server/protocol/context.ts'
import type { Availability } from '../server/protocol/hours.ts'
import type { Answered, GetOfLocale, OfSite, Sent } from '../server/protocol/http.ts'
import type { Known } from '../server/protocol/identity.ts'
import type { SearchesTold } from '../server/protocol/insight.ts'
import { status, zoneHere } from './hours.ts'
import type { Large } from './large.ts'
import type { Life } from './life.ts'
import { json } from './json.ts'
import { languageOf, pick } from './locale.ts'
import { randomId } from './memory.ts'
import { createSearch, type Search } from './search/search.ts'

export type Help = ReturnType<typeof createHelp>

/** Who the page says the visitor is. At first there is the token alone; what the server says of it comes last. */
export interface Who extends Partial<Known> {
  /** As the page gave it. */
  token?: unknown
  sub?: string
  /** What the token says of the person, to notice when it says something else. */
  claims?: string
}

/** @param languages tags the visitor would like, best first */
export function createHelp(server: string, site: string, languages: readonly string[], life: Life) {
  const availability = signal<Availability | null>(null)
  /** Empty for a guest. */
  const who = signal<Who>({})
  const library = signal<Library | null>(null)
  const query = signal('')
  /** Ids of the articles read in this page, the latest first; nothing stores them. */
  const recent = signal<string[]>([])
  /** Which result Enter opens. */
  const chosen = signal(0)
  const offset = signal(0)
  const isAway = signal(false)
  /** Whether the server has become too new for this page. */
  const isOld = signal(false)
  /** The site's, once it has said which it has; until then the language that the visitor would like best. */
  const locale = signal(languageOf(languages.find(Boolean) ?? 'en'))
  /** The product's minute, so that an open page flips at closing time. */
  const minute = signal(0)
  const path: Step[] = []
  /** The id of the answer about each article. */
  const answers: Record<string, string> = {}
  let search: Search | null = null
  let large: Large | null = null
  /** Grows when search has come to find more, so that what was typed is searched again. */
  const grown = signal(0)

  let asked = 0

  const now = () => Date.now() + offset.value
  const get = async (route: string, signal = life.signal): Promise<Response> => {
    const response = await fetch(`${server}/${route}`, { signal })
    if (!response.ok) throw new Error(`${route}: ${response.status}`)
    return response
  }

  /** Lost when the server is away: nobody waits for these, or reads what is answered; so the browser asks no leave. */
  const post = <W extends 'feedback' | 'searches'>(route: W, body: Sent[W]) =>
    fetch(`${server}/${route}/${site}`, {
      method: 'POST',
      mode: 'no-cors',
      // A page that tells nobody where it is would have no origin.
      referrerPolicy: 'origin',
      body: json(body),
      keepalive: true,
    }).catch(() => null)

  const tick = () => void (minute.value = Math.floor(now() / 60_000))
  const adopt = (shown: Library, data: SearchData): void => {
    const fresh = createSearch(shown, data)
    search = fresh
    library.value = shown
    // Many articles take several turns; between them the page answers.
    const grow = () => void (fresh.build(performance.now() + 8) ? grown.value++ : life.after(0, grow))
    life.after(0, grow)
  }
  /** Fetches the articles in a locale; the one shown stays when the server is away. */
  const load = async (tag: string): Promise<void> => {
    const json: GetOfLocale = async (route: string, rest = '', signal?: AbortSignal) => {
      const response = await get(`${route}/${site}/${tag}${rest}`, signal)
      // Greek may come with one byte a letter.
      const charset = response.headers.get('content-type')?.split('charset=')[1]
      return JSON.parse(new TextDecoder(charset).decode(await response.arrayBuffer()))
    }
    const found = await json('articles', '?narrow')
    locale.value = tag
    adopt(found, found.searchData!)
    large = found.isPart
      ? (await import('./large.ts')).enlarge({ get: json, library, adopt, grown: () => grown.value++ })
      : null
  }
  /** Misspelt words need what most visitors never load. */
  const learn = async (): Promise<void> => {
    try {
      const { correct } = await import('./search/correct.ts')
      if (search) search.correct = correct
      grown.value++
    } catch {
      isAway.value = true
    }
  }
  /**
   * Asks who is there, and for the articles when there are none yet; keeps what is known when the server is away.
   * @param within ms in which an earlier answer is good enough
   */
  const refresh = async (within = 0): Promise<void> => {
    if (Date.now() - asked < within) return
    const at = (asked = Date.now())
    try {
      const response: Answered<OfSite['availability']> = await get(`availability/${site}?${at}`)
      const { headers } = response
      const known = await response.json()
      // An answer to another question was kept somewhere on the way: it moves no clock, and nobody need still be here.
      const answered = headers.get('rotame-asked')
      const time = Number(headers.get('rotame-time'))
      if (answered && +answered !== at) known.team = []
      else if (time) offset.value = time - Date.now()
      const { locales } = known.site
      const tag = pick(languages, locales) ?? locales[0]!
      // What can be said is said before the articles are there.
      if (!library.value) locale.value = tag
      availability.value = known
      if (!library.value) await load(tag)
      isAway.value = false
    } catch {
      isAway.value = true
    }
    tick()
  }

  const how = computed(() => {
    void minute.value
    const known = availability.value
    if (!known) return { open: false, changesAt: null, online: false, why: undefined }
    const at = status(known.windows, now(), known.override)
    return { ...at, online: at.open && known.team.length > 0 }
  })
  let before = { query: '', ids: [] as string[] }
  /** While one word is typed, results whose scores are near keep the order that they were shown in. */
  const steady = (fresh: Found, typed: string): Found => {
    const results = [...fresh.results]
    if (before.query && typed.startsWith(before.query) && !/\s\S/.test(typed.slice(before.query.length - 1))) {
      const rank = ({ id }: Result) => before.ids.indexOf(id) + 1 || 99
      for (let end = 1; end < results.length; end++) {
        for (let at = end; at > 0; at--) {
          const [upper, lower] = [results[at - 1]!, results[at]!]
          if (rank(lower) >= rank(upper) || lower.score < upper.score * 0.87) break
          results.splice(at - 1, 2, lower, upper)
        }
      }
    }
    before = { query: typed, ids: results.map(({ id }) => id) }
    return { ...fresh, results }
  }
  const found = computed<Found>(() => {
    void grown.value
    const here = (library.value && search?.(query.value)) || {
      results: [],
      confident: false,
      understood: '',
      isLost: false,
    }
    return steady(large ? large.merge(here, query.value) : here, query.value)
  })

  const step = (made: Step) => {
    const before = path.at(-1)
    // What is typed letter by letter is one search.
    if (made.kind === 'search' && before?.kind === 'search' && made.query.startsWith(before.query.slice(0, 2)))
      path.pop()
    path.push(made)
    if (path.length > 30) path.shift()
  }

  /** The searches that have been told, and what was opened from the last. */
  const told = new WeakSet<Step>()
  type Told = SearchesTold['searches'][number]
  let last: Told | null = null
  /** Tells the owner what was searched, without who: when an article is opened, a person asked, or the panel closed. */
  const tell = (opened: string | null, asked: boolean): void => {
    const searches = path.flatMap((made): Told[] => {
      if (made.kind !== 'search' || told.has(made)) return []
      told.add(made)
      return [(last = { query: made.query, confident: made.confident, opened: null, asked: false, isNew: true })]
    })
    if (!last || (searches.length === 0 && !asked)) return
    if (searches.length === 0) searches.push((last = { ...last, isNew: false }))
    Object.assign(last, { opened: opened ?? last.opened, asked })
    if (asked) last = null
    void post('searches', { locale: locale.value, searches })
  }

  return {
    who,
    availability,
    library,
    locale,
    query,
    chosen,
    recent,
    found,
    how,
    isAway,
    isOld,
    tick,
    now,
    refresh,
    load,
    tell,
    search(text: string): void {
      chosen.value = 0
      query.value = text
      if (text.trim().length < 3) return
      const { results, confident, isLost } = found.value
      if (isLost) void learn()
      void large?.ask(text)
      step({ kind: 'search', at: now(), query: text.slice(0, 200), results: results.length, confident })
    },
    /** Says that an article is on the screen. */
    read(id: string): void {
      tell(query.value ? id : null, false)
      const article = library.value?.articles.find((each) => each.id === id)
      if (article && !article.body) void large?.open(id)
      recent.value = [id, ...recent.value.filter((each) => each !== id)].slice(0, 3)
      if (article) step({ kind: 'read', at: now(), article: id, title: article.question.slice(0, 200), helped: null })
    },
    /** Says whether an article helped; the latest answer counts. Lost when the server is away. */
    async helped(article: string, helped: boolean, missing = ''): Promise<void> {
      const last = path.findLast((made) => made.kind === 'read' && made.article === article)
      if (last?.kind === 'read') last.helped = helped
      const id = (answers[article] ??= randomId())
      await post('feedback', { id, article, locale: locale.value, helped, missing })
    },
    forget(): void {
      who.value = {}
      path.length = 0
      recent.value = []
      last = null
      query.value = ''
    },
    /** What an agent sees of how the visitor came to ask. */
    context(): Context {
      const { origin, pathname } = location
      return {
        page: { url: `${origin}${pathname}`.slice(0, 500), title: document.title.slice(0, 500) },
        locale: locale.value,
        zone: zoneHere(),
        path: [...path],
      }
    },
  }
}
