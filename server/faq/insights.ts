// Insight: what people search for and do not find, kept as counts with nobody in them.

import { keyOf, plain } from '../../widget/search/fold.ts'
import { lightKeys } from './light.ts'
import { Refused } from '../protocol/answer.ts'
import type { Searched, SearchesTold } from '../protocol/insight.ts'
import type { Store } from '../store/store.ts'

interface InsightParts {
  store: Store
  /** Whether a site has the locale; refuses an unknown site. */
  hasLocale: (site: string, locale: string) => boolean
  clock: () => number
}

/** Whether what was searched for in these words is nobody's business. */
type Hidden = (searched: { key: string; query: string; total: number }) => boolean

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

/** What spellings of the same words have in common. */
export function groupOf(query: string): string {
  const keys = (plain(query).match(/[\p{L}#@]+/gu) ?? []).map(keyOf)
  const heavy = keys.filter((key) => !lightKeys.has(key))
  return (heavy.length > 0 ? heavy : keys).join(' ')
}

/** Counts what was searched; nothing says by whom. */
export async function countSearches(
  site: string,
  { locale, searches }: SearchesTold,
  { store, hasLocale, clock }: InsightParts,
): Promise<void> {
  if (!hasLocale(site, locale)) throw new Refused('unknown-locale')
  const at = clock()
  const rows = searches.flatMap(({ query, confident, opened, asked, isNew }) => {
    const said = masked(query)
    const key = groupOf(said)
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
      },
    ]
  })
  await store.write(function* () {
    for (const row of rows) yield* store.queries.countSearch(row)
  })
}

/** What people did not find, and what they opened and still asked about; the most frequent first. */
export async function searchesOf(
  site: string,
  locale: string,
  { store, clock }: Pick<InsightParts, 'store' | 'clock'>,
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
      group.opened = opened
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
    .filter(([key, { query, count }]) => !isHidden({ key, query, total: count }))
    .map(([, { query, count }]) => ({ query, count }))
    .toSorted((a, b) => b.count - a.count)
}

const lately = (site: string, locale: string, { store, clock }: Pick<InsightParts, 'store' | 'clock'>) =>
  store.readLong(store.queries.searches({ site, locale, since: clock() - looked.back, limit: looked.rows }))

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
