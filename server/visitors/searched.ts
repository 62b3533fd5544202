// Searches that are one person's: what nobody else has searched for, and words that name them.

import { groupOf, masked } from '../faq/insights.ts'
import type { Store } from '../store/store.ts'
import type { StoredConversation } from '../store/tables/conversation.ts'

/**
 * How often a person has searched for what, by what spellings have in common; also as it was counted where the language
 * of the locale was not folded yet.
 */
export const searchedIn = ({ context, locale }: Pick<StoredConversation, 'context' | 'locale'>): Map<string, number> =>
  counted(
    context.path.flatMap((step) => {
      const said = step.kind === 'search' && masked(step.query)
      return said ? [...new Set([groupOf(said, locale), groupOf(said)])] : []
    }),
  )

function counted(keys: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** What names a person: an address, an id, a name of two words at least, as one word is many people's. */
export const namesOf = ({ email, sub, name }: Pick<StoredConversation, 'email' | 'sub' | 'name'>): string[] =>
  [email, sub && sub.length > 5 ? sub : null, name && /\S{2,}\s+\S{2,}/.test(name) ? name : null].flatMap((text) =>
    text ? [text.toLowerCase()] : [],
  )
export const isNamedIn = (text: string, names: string[]): boolean =>
  names.some((name) => text.toLowerCase().includes(name))

/** Tells which counts of searches are of those who are restricted or object to them, and of nobody else. */
export async function uncountedSearches({ readLong, queries }: Store, site: string, locale: string) {
  const rows = await readLong(queries.uncountedAt({ site }))
  const own = rows.filter((row) => row.locale === locale)
  const times = counted(own.flatMap((row) => [...searchedIn(row)].flatMap(([key, n]) => Array<string>(n).fill(key))))
  const names = rows.flatMap(namesOf)
  return ({ key, query, total }: { key: string; query: string; total: number }): boolean =>
    total <= (times.get(key) ?? -1) || isNamedIn(query, names)
}
