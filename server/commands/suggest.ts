// `rotame suggest`: the articles that need keywords, and a prompt for a language model of the owner's that writes them.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig, type Site } from '../config/config.ts'
import { prepareData } from '../config/dataFolder.ts'
import { searchedFor } from '../faq/insights.ts'
import { type Reading, readLocale } from '../faq/library.ts'
import type { Article } from '../protocol/articles.ts'
import { openStore } from '../store/open.ts'
import { uncountedSearches } from '../visitors/searched.ts'
import { correct } from '../../widget/search/correct.ts'
import { createSearch } from '../../widget/search/search.ts'
import { blocksOf } from '../../widget/search/text.ts'
import { say } from './say.ts'

interface Streams {
  /** The prompt, to be piped on. */
  out: (line: string) => void
  /** What a person reads. */
  err: (line: string) => void
}

/** Something that visitors have searched for. */
interface Asked {
  query: string
  count: number
}

/** How many searches in a locale tell what is never found; fewer tell nothing. */
const enough = 30
/** What a prompt has of an article, characters; and of what was searched for in vain, lines. */
const shown = { text: 800, inVain: 30 }
/** Phrases that an article profits from: six to eight brought most in `npm run bench:search`. */
const phrases = 8

/**
 * Lists what has no keywords, and what the searches of the last 90 days never found, and prints the prompt.
 * @param site the id of the one that is meant; undefined: all
 * @returns the exit code: 2 for a site that is not there
 * @throws ConfigError with what is wrong in rotame.yaml
 */
export async function runSuggest(folder: string, site: string | undefined, { out, err }: Streams): Promise<number> {
  const config = readConfig(folder, process.env)
  const sites = [...config.sites.values()].filter(({ id }) => site === undefined || id === site)
  if (sites.length === 0) return say(`--site ${site}: rotame.yaml has no site of this name`, 2)
  const searches = await searchesIn(config, sites)
  for (const each of sites)
    for (const locale of each.locales) {
      const reading = readLocale(each, locale, config.folder)
      const asked = searches.get(`${each.id} ${locale}`) ?? []
      const { unfound, inVain } = replay(reading, asked)
      const bare = reading.library.articles.filter(({ id }) => reading.keywords[id]!.length === 0)
      const wanted = reading.library.articles.filter((article) => bare.includes(article) || unfound.includes(article))
      report({ title: `${each.id}, ${locale}`, reading, asked, unfound, bare, err })
      if (wanted.length > 0) out(promptFor(each.name, locale, wanted, inVain))
    }
  return 0
}

/** What was searched for by site and locale, the most frequent first; nothing where no server has run yet. */
async function searchesIn(config: Config, sites: Site[]): Promise<Map<string, Asked[]>> {
  const found = new Map<string, Asked[]>()
  if (config.databaseUrl === null && !existsSync(join(config.data, 'rotame.sqlite'))) return found
  prepareData(config)
  const store = await openStore(config)
  try {
    for (const { id, locales } of sites)
      for (const locale of locales) {
        const isHidden = await uncountedSearches(store, id, locale)
        found.set(`${id} ${locale}`, await searchedFor(id, locale, { store, clock: Date.now }, isHidden))
      }
    return found
  } finally {
    await store.close()
  }
}

/** Searches again for what visitors did. @returns what came among the first three of none; what found nothing sure */
function replay({ library, searchData }: Reading, asked: Asked[]): { unfound: Article[]; inVain: Asked[] } {
  const search = createSearch(library, searchData, correct)
  search.build()
  const found = new Set<string>()
  const inVain = asked.filter(({ query }) => {
    const { results, confident } = search(query)
    for (const { id } of results.slice(0, 3)) found.add(id)
    return !confident
  })
  return { unfound: asked.length < enough ? [] : library.articles.filter(({ id }) => !found.has(id)), inVain }
}

interface Report {
  title: string
  reading: Reading
  asked: Asked[]
  unfound: Article[]
  bare: Article[]
  err: Streams['err']
}

function report({ title, reading: { library, entries }, asked, unfound, bare, err }: Report): void {
  const fileOf = new Map(entries.map(({ id, file }) => [id, file]))
  const list = (articles: Article[]) => {
    for (const { id, question } of articles) err(`  ${fileOf.get(id)}: ${question}`)
  }
  err(`${title}: ${library.articles.length} articles, ${bare.length} without keywords`)
  list(bare)
  if (asked.length < enough)
    return err(`What is never found can be told from ${enough} different searches on; there are ${asked.length}.`)
  err(`Of ${asked.length} different searches in 90 days none finds ${unfound.length}:`)
  list(unfound)
}

/** Asks for keywords, as the front matter takes them. Whoever owns the text decides to whom it goes. */
function promptFor(name: string, locale: string, articles: Article[], inVain: Asked[]): string {
  const texts = articles.map(({ id, question, body }) =>
    [`## ${id}`, question, blocksOf(body).join('\n').slice(0, shown.text)].join('\n'),
  )
  const missed = inVain.slice(0, shown.inVain).map(({ query, count }) => `- ${query} (${count})`)
  return [
    `Below are articles of the help pages of ${name}, in the language "${locale}".`,
    `For each, write ${phrases} short phrases of two to four words by which a customer would look for it who does not`,
    'know its words: other words for the matter, everyday words, what went wrong in their eyes, abbreviations. In the',
    'same language; no phrase that would fit another article as well; nothing that its question says already.',
    'Answer with one line for each article and nothing else:',
    'ID: keywords: [first phrase, second phrase, …]',
    '',
    ...(missed.length > 0
      ? ['Customers have searched for these in vain; use their words where an article answers them:', ...missed, '']
      : []),
    ...texts,
    '',
  ].join('\n')
}
