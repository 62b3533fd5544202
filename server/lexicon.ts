// The lexicon: words of support matters that visitors use and articles do not, cut down to what a site can use.

import { brotliCompressSync } from 'node:zlib'
import { keyOf, pack } from '../widget/search/fold.ts'
import { wordsOf } from '../widget/search/catalogue.ts'
import { blocksOf } from '../widget/search/text.ts'
import { lightKeys } from '../widget/search/words.ts'
import type { Library, SearchData } from '../widget/view/article.ts'
import { words } from './lexicon/words.ts'

const isGreek = (text: string) => /[α-ωά-ώ]/i.test(text)
const termOf = (text: string) => wordsOf(text.toLowerCase()).map(keyOf).join(' ')
const unique = (terms: string[]) => [...new Set(terms)]

const lexicon = words
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => unique(line.split(', ').map(termOf)))

/** How much of the search data a site's words may take, compressed; its keywords come first. */
const budget = 3_950

/** What of a group a site can use, and how much it wants it. */
interface Choice {
  group: number
  terms: string[]
  worth: number
}

/**
 * Keywords and synonyms as the panel takes them.
 * @param keywords article id -> the owner's
 * @param synonyms the owner's own groups, of `rotame.yaml`; never cut
 */
export function searchDataFor(library: Library, keywords: Record<string, string[]>, locale: string, synonyms: string[][], most = budget): SearchData {
  const packed = Object.fromEntries(Object.entries(keywords).flatMap(([id, phrases]) => (phrases.length > 0 ? [[id, pack(unique(phrases.map(termOf)).join(','))]] : [])))
  const own = synonyms.map((group) => unique(group.map(termOf)))
  const groups = locale === 'el' ? lexicon : lexicon.map((group) => group.filter((term) => !isGreek(term)))
  const choices = choose(groups, library, keywords).toSorted((a, b) => b.worth - a.worth)
  const made = (count: number): SearchData => ({ keywords: packed, synonyms: write([...own, ...gather(choices.slice(0, count))]) })
  let [low, high] = [0, choices.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (brotliCompressSync(JSON.stringify(made(middle))).length > most) high = middle - 1
    else low = middle
  }
  return made(low)
}

const write = (groups: string[][]) => pack(groups.map((group) => group.join(',')).join(';'))

function gather(choices: Choice[]): string[][] {
  const groups = new Map<number, Set<string>>()
  for (const { group, terms } of choices) {
    const set = groups.get(group) ?? new Set()
    for (const term of terms) set.add(term)
    groups.set(group, set)
  }
  return [...groups.values()].map((set) => [...set])
}

/** Each word a visitor may use, with those of the site that it stands for. */
function choose(groups: string[][], library: Library, keywords: Record<string, string[]>): Choice[] {
  const titles = new Map(library.categories.map(({ id, title }) => [id, title]))
  const fronts = library.articles.map(({ id, question, category }) => spread([question, titles.get(category) ?? '', ...(keywords[id] ?? [])]))
  const bodies = library.articles.map(({ body }) => spread(blocksOf(body)))
  const count = (articles: Set<string>[][], term: string) => {
    const parts = term.split(' ').filter((part, _, all) => all.length === 1 || !lightKeys.has(part))
    return articles.filter((segments) => segments.some((segment) => parts.every((part) => segment.has(part)))).length
  }
  const total = library.articles.length
  return groups.flatMap((terms, group) => {
    const known = terms.map((term) => {
      const front = count(fronts, term)
      return { term, front, worth: worthOf(front, total) + 0.3 * worthOf(count(bodies, term), total) }
    })
    const targets = known.filter(({ worth }) => worth > 0).toSorted((a, b) => b.worth - a.worth).slice(0, 5)
    if (targets.length === 0) return []
    const mine = new Set(targets.map(({ term }) => term))
    const best = targets[0]!.worth
    let rank = 0
    return terms.flatMap((term) => {
      if (mine.has(term) && mine.size < 2) return []
      const isKin = [...mine].some((other) => other !== term && isAkin(other, term))
      if (isKin) return []
      mine.add(term)
      const ease = isGreek(term) === isGreek(terms[0]!) ? 1 : 0.8
      return [{ group, terms: unique([...targets.map(({ term }) => term), term]), worth: (best * ease * 0.85 ** (term.split(' ').length - 1)) / (1 + 0.12 * rank++) }]
    })
  })
}

const spread = (texts: string[]) => texts.map((text) => new Set(wordsOf(text.toLowerCase()).map(keyOf)))
const worthOf = (count: number, total: number) => (count === 0 ? 0 : Math.log(1 + total / count) / Math.log(1 + total))

/** Whether search finds the one by the other without being told. */
function isAkin(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at > 3 && at >= 0.6 * Math.max(a.length, b.length)
}
