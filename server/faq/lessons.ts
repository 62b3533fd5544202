// Lessons: which words lead visitors to which articles, as far as enough of them agree.

import { brotliCompressSync } from 'node:zlib'
import type { Library, SearchData } from '../protocol/articles.ts'
import { type Catalogue, createCatalogue, wordsOf } from '../../widget/search/catalogue.ts'
import { correct } from '../../widget/search/correct.ts'
import { pack, speak, tongue } from '../../widget/search/fold.ts'
import { beginnings, understand } from '../../widget/search/understand.ts'
import type { StoredSearch } from '../store/tables/search.ts'

/** Visitors that must agree on a word and an article; clicks beside them are noise. */
const least = 3
/** What is added to the counts, so that few tell little. */
const doubt = 2
/** The logarithm of how much likelier a word leads to an article than any, from which on it tells something. */
const telling = 2
/** Bytes of what is learned of a site in a locale, compressed. */
const most = 2_000
/** Milliseconds of computing at a time. */
const slice = 8

/** Marks of visitors: one bit of this many for each, so that none can be told from a thirtieth of all. */
export const marks = 30
/** How many visitors left these marks, about; never more than there are. */
export function visitorsOf(bits: number): { fewest: number; likely: number } {
  let count = 0
  for (let left = bits; left; left &= left - 1) count++
  return { fewest: count, likely: count === marks ? Infinity : -marks * Math.log(1 - count / marks) }
}

/** A word that led to an article. */
export interface Lesson {
  word: string
  /** As it was typed last. */
  spelling: string
  article: string
  visitors: number
  /** How much more often than any word: the logarithm of the odds. */
  odds: number
}
type Led = Pick<StoredSearch, 'query' | 'opened' | 'led' | 'visitors' | 'at'>

/** What is understood of a query's words: as the texts have them, else as they were typed. @returns word -> spelling */
export function subjectsOf(
  catalogue: Catalogue,
  query: string,
  cache: Parameters<typeof understand>[2],
  { tongue: name = '' }: Pick<SearchData, 'tongue'>,
) {
  speak(name)
  const found = new Map<string, string>()
  const typed = wordsOf(query)
  const units = (beginnings[name] ?? understand)(catalogue, typed, cache, correct)
  units.forEach(({ matches, isLight, spelling }, at) => {
    if (isLight) return
    const [[key, surety] = []] = [...matches].toSorted((a, b) => b[1] - a[1])
    if (key && surety! > 0.7) found.set(key.name, spelling)
    // Two words that ran together have no places of their own.
    else if (units.length === typed.length) found.set(tongue.keyOf(typed[at]!), typed[at]!)
  })
  // Numbers, and what was masked, are somebody's.
  for (const word of found.keys()) if (!/^\p{L}{3,}$/u.test(word)) found.delete(word)
  return found
}

/**
 * What searches teach that led to an article. @returns the most telling first, and whether the site's texts have a word
 */
export async function lessonsOf(
  { library, data, rows }: { library: Library; data: SearchData; rows: Led[] },
  pause: () => Promise<unknown>,
): Promise<{ lessons: Lesson[]; isOfSite: (word: string) => boolean }> {
  const catalogue = createCatalogue(library, data)
  while (!catalogue.build(performance.now() + slice)) await pause()
  const served = new Set(library.articles.map(({ id }) => id))
  const cache = new Map()
  const found = new Map<string, Omit<Lesson, 'odds' | 'visitors'> & { led: number; bits: number; at: number }>()
  let until = performance.now() + slice
  for (const { query, opened: article, led, visitors, at } of rows) {
    if (!served.has(article) || led <= 0) continue
    for (const [word, spelling] of subjectsOf(catalogue, query, cache, data)) {
      const name = `${word} ${article}`
      const known = found.get(name) ?? { word, spelling, article, led: 0, bits: 0, at: 0 }
      found.set(name, {
        ...known,
        ...(at > known.at && { spelling, at }),
        led: known.led + led,
        bits: known.bits | visitors,
      })
    }
    if (performance.now() < until) continue
    await pause()
    until = performance.now() + slice
  }
  const lessons = weigh(
    [...found.values()].map(({ led, bits, at: _at, ...of }) => {
      const { fewest, likely } = visitorsOf(bits)
      return { ...of, isEnough: fewest >= least, visitors: Math.round(Math.min(led, likely)) }
    }),
    served.size,
  )
  return { lessons, isOfSite: (word) => !!catalogue.keys.get(word)?.segments.length }
}

/** What enough visitors agree on, the most telling first. */
function weigh(led: (Omit<Lesson, 'odds'> & { isEnough: boolean })[], served: number): Lesson[] {
  const words = new Map<string, number>()
  const articles = new Map<string, number>()
  let all = served
  for (const { word, article, visitors } of led) {
    words.set(word, (words.get(word) ?? 0) + visitors)
    articles.set(article, (articles.get(article) ?? 0) + visitors)
    all += visitors
  }
  const worth = ({ odds, visitors }: Lesson) => odds * Math.log(visitors)
  return led
    .filter(({ isEnough, visitors }) => isEnough && visitors >= least)
    .map(({ isEnough: _isEnough, ...each }): Lesson => {
      // As if every article had been opened once besides.
      const usual = (articles.get(each.article)! + 1) / all
      const others = words.get(each.word)! - each.visitors
      const odds = (each.visitors + doubt * usual) / (others + doubt * (1 - usual))
      return { ...each, odds: Math.log(odds) - Math.log(usual / (1 - usual)) }
    })
    .filter(({ odds }) => odds >= telling)
    .toSorted((a, b) => worth(b) - worth(a))
}

/** What no word begins with; so often, that having a keyword of it and little else is worth little by itself. */
const untyped = '¤'
const filling = ` ${untyped}`.repeat(8)

/**
 * How many of them fit, the first ones. Small parts are tried first: to compress a thousand takes as long as all the
 * rest.
 */
function fitting(lessons: Lesson[]): number {
  const fits = (count: number) => brotliCompressSync(JSON.stringify(written(lessons.slice(0, count)))).length <= most
  let [fit, over] = [0, 1]
  while (over <= lessons.length && fits(over)) [fit, over] = [over, over * 2]
  over = Math.min(over, lessons.length + 1)
  while (over - fit > 1) {
    const middle = (fit + over) >> 1
    if (fits(middle)) fit = middle
    else over = middle
  }
  return fit
}

/**
 * Search data with lessons, as many as fit: each article has a keyword that nobody can type, and a word is a synonym of
 * those of the articles that it leads to, so that it counts where the word itself is not.
 */
export function taught(data: SearchData, lessons: Lesson[]): SearchData {
  const count = fitting(lessons)
  if (count === 0) return data
  const { keywords, synonyms } = written(lessons.slice(0, count))
  const joined = (parts: (string | undefined)[], by: string) => parts.filter(Boolean).join(by)
  return {
    ...data,
    synonyms: joined([data.synonyms, synonyms], ';'),
    keywords: {
      ...data.keywords,
      ...Object.fromEntries(Object.entries(keywords).map(([id, own]) => [id, joined([data.keywords[id], own], ',')])),
    },
  }
}

function written(lessons: Lesson[]): Pick<SearchData, 'keywords' | 'synonyms'> {
  const ids = [...new Set(lessons.map(({ article }) => article))]
  const nameOf = (article: string) => untyped + ids.indexOf(article)
  const leads = new Map<string, string[]>()
  for (const { word, article } of lessons) leads.set(word, [...(leads.get(word) ?? []), nameOf(article)])
  return {
    keywords: Object.fromEntries(ids.map((id) => [id, nameOf(id) + filling])),
    synonyms: [...leads].map(([word, names]) => [pack(word), ...names].join(',')).join(';'),
  }
}
