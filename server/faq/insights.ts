// Insight: what people search for and do not find, kept as counts with nobody in them.

import { createHmac } from 'node:crypto'
import { plain, speak } from '../../widget/search/fold.ts'
import { lightKeys } from './light.ts'
import { tongueOf } from './lexicon.ts'
import { Refused } from '../protocol/answer.ts'
import type { Searched, SearchesTold } from '../protocol/insight.ts'
import type { Queries } from '../store/queries.ts'
import type { Work } from '../store/query.ts'
import type { Store } from '../store/store.ts'
import type { StoredSearch } from '../store/tables/search.ts'
import { marks } from './lessons.ts'

interface InsightParts {
  store: Store
  /** Whether a site has the locale; refuses an unknown site. */
  hasLocale: (site: string, locale: string) => boolean
  clock: () => number
}

/** Whether what was searched for in these words is nobody's business. */
export type Hidden = (searched: { key: string; query: string; total: number }) => boolean

const day = 86_400_000
/** How far back the owner looks, and how many lines a list has; how many are forgotten in one write. */
const looked = { back: 90 * day, lines: 50, rows: 5_000, atOnce: 500 }

/**
 * Numbers and addresses are somebody's: an account, a telephone, an e-mail. One digit within a word is a letter, as in
 * `3exasa` (Greeklish writes ξ as 3 and θ as 8 or 9).
 */
export const masked = (query: string): string =>
  query
    .replaceAll(/\S+@\S+/g, '@')
    .replaceAll(/(https?:\/\/|www\.)\S+/gi, '…')
    .replaceAll(/(?<![\p{L}\p{N}])(?=[a-z]*[3489])(?:[3489]?[a-z]+)+[3489]?(?![\p{L}\p{N}])|\p{N}/giu, (found) =>
      isGreeklish(found) ? found : found.replaceAll(/\p{N}/gu, '#'),
    )
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Words, and not a code of an order: most of it is letters. */
const isGreeklish = (word: string) => (word.match(/\d/g)?.length ?? 0) * 3 <= word.length && /[aeiouy]/i.test(word)

/** What spellings of the same words have in common, as the language of a locale is folded. */
export function groupOf(query: string, locale = ''): string {
  const { keyOf } = speak(tongueOf(locale))
  const keys = (plain(query).match(/[\p{L}#@]+/gu) ?? []).map(keyOf)
  // German's light words are marked.
  const heavy = keys.filter((key) => !lightKeys.has(key) && !key.startsWith('·'))
  return (heavy.length > 0 ? heavy : keys).join(' ').replaceAll('·', '')
}

/** Counts what was searched; nothing says by whom. @param mark that of the visitor at an article */
export async function countSearches(
  site: string,
  { locale, searches }: SearchesTold,
  mark: (article: string) => number,
  { store, hasLocale, clock }: InsightParts,
): Promise<void> {
  if (!hasLocale(site, locale)) throw new Refused('unknown-locale')
  const at = clock()
  const rows = searches.flatMap(({ query, confident, opened, asked, isNew }) => {
    const said = masked(query)
    const key = groupOf(said, locale)
    if (!key) return []
    return [
      {
        site,
        locale,
        key,
        query: said,
        opened: opened ?? '',
        total: isNew ? 1 : 0,
        unsure: isNew && !confident ? 1 : 0,
        asked: asked ? 1 : 0,
        at,
        // Who asks after all was not led there.
        led: opened === null ? 0 : +isNew - +asked,
        visitors: opened === null || asked ? 0 : mark(opened),
      },
    ]
  })
  await store.write(function* () {
    for (const row of rows) yield* store.queries.countSearch(row)
  })
}

/** That a search led to an article, or did not after all, by what was said or done later. */
export function* countLed(
  queries: Queries,
  { query, led, ...of }: Pick<StoredSearch, 'site' | 'locale' | 'query' | 'opened' | 'led' | 'visitors' | 'at'>,
): Work<void> {
  const said = masked(query)
  const key = groupOf(said, of.locale)
  if (key && led) yield* queries.countSearch({ ...of, key, query: said, led, total: 0, unsure: 0, asked: 0 })
}

/**
 * A visitor's mark at an article: one of so few that it tells nobody, and another at every article, so that nothing
 * says what else they read. @param who their address, or whose conversation it is
 */
export const markOf = (secret: string | Buffer, site: string, article: string, who: string): number =>
  1 << (createHmac('sha256', secret).update(`mark\n${site}\n${article}\n${who}`).digest().readUInt32BE() % marks)

/**
 * What people did not find, and what they opened and still asked about; the most frequent first.
 * @param titles of the articles that there are, by their ids
 */
export async function searchesOf(
  site: string,
  locale: string,
  { store, clock, titles }: Pick<InsightParts, 'store' | 'clock'> & { titles: ReadonlyMap<string, string> },
  isHidden: Hidden,
): Promise<{ unanswered: Searched[]; asked: Searched[] }> {
  const rows = await lately(site, locale, { store, clock })
  const groups = new Map<string, Searched & { unsure: number; openedAndAsked: number }>()
  for (const { key, query, opened, total, unsure, asked, at } of rows) {
    const group = groups.get(key) ?? { query, count: 0, asked: 0, opened: null, at: 0, unsure: 0, openedAndAsked: 0 }
    groups.set(key, group)
    if (at > group.at) Object.assign(group, { at, query })
    group.count += total
    group.unsure += unsure
    group.asked += asked
    if (opened !== '' && asked > 0) {
      group.openedAndAsked += asked
      group.opened = titles.get(opened) ?? opened
    }
  }
  const told = (by: 'unsure' | 'openedAndAsked') =>
    [...groups]
      .filter(([key, group]) => group[by] > 0 && !isHidden({ key, query: group.query, total: group.count }))
      .map(([, group]) => group)
      .toSorted((a, b) => b[by] - a[by] || b.at - a.at)
      .slice(0, looked.lines)
      .map(({ query, asked, opened, at, ...group }): Searched => ({ query, count: group[by], asked, opened, at }))
  return { unanswered: told('unsure'), asked: told('openedAndAsked') }
}

/** Everything that was searched for lately, in its latest spelling, the most frequent first. */
export async function searchedFor(
  site: string,
  locale: string,
  parts: Pick<InsightParts, 'store' | 'clock'>,
  isHidden: Hidden,
): Promise<{ query: string; count: number }[]> {
  const groups = new Map<string, { query: string; count: number; at: number }>()
  for (const { key, query, total, at } of await lately(site, locale, parts)) {
    const known = groups.get(key) ?? { query, count: 0, at: 0 }
    groups.set(key, { ...(at > known.at ? { query, at } : known), count: known.count + total })
  }
  return [...groups]
    .filter(([key, { query, count }]) => count > 0 && !isHidden({ key, query, total: count }))
    .map(([, { query, count }]) => ({ query, count }))
    .toSorted((a, b) => b.count - a.count)
}

/** How far back one looks at an instant, and for how many. */
export const lookedBack = (now: number) => ({ since: now - looked.back, limit: looked.rows })

const lately = (site: string, locale: string, { store, clock }: Pick<InsightParts, 'store' | 'clock'>) =>
  store.readLong(store.queries.searches({ site, locale, ...lookedBack(clock()) }))

/** Forgets what nobody has searched for so long, in steps that hold nobody up. */
export async function forgetSearches({
  store,
  clock,
  keptMs,
}: Pick<InsightParts, 'store' | 'clock'> & { keptMs: number }): Promise<void> {
  const before = clock() - keptMs
  for (let count = looked.atOnce; count === looked.atOnce;)
    count = await store.write(function* () {
      const [row] = yield* store.queries.forgetSearches({ before, limit: looked.atOnce })
      return row!.changed
    })
}
