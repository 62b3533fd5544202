// The lexicon: words of support matters that visitors use and articles do not, cut down to what a site can use.

import type { Library, SearchData } from '../protocol/articles.ts'
import { brotliCompressSync, constants } from 'node:zlib'
import { createCatalogue, type Key, placesOf, wordsOf } from '../../widget/search/catalogue.ts'
import { pack, speak } from '../../widget/search/fold.ts'
import '../../widget/search/de/tongue.ts'
import { languageOf } from '../../widget/locale.ts'
import { packedLight } from './light.ts'
import { words } from './synonyms.ts'
import { words as germanWords } from './synonyms.de.ts'

const isGreek = (text: string) => /[α-ωά-ώ]/i.test(text)
const termIn =
  (tongue = '') =>
  (text: string) =>
    wordsOf(text).map(speak(tongue).keyOf).join(' ')
const unique = (terms: string[]) => [...new Set(terms)]

const read = (lines: string, tongue?: string) =>
  lines
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => unique(line.split(', ').map(termIn(tongue))))
const lexicon = read(words)
/** What a language needs that no other does; computed when a site speaks it. */
const others: Record<string, () => string[][]> = { de: () => (german ??= read(germanWords, 'de')) }
/** What search needs to know of a locale's language besides Greek and English; '': nothing. */
export const tongueOf = (locale: string): string => (languageOf(locale) in others ? languageOf(locale) : '')
let german: string[][] | undefined

/** Bytes of a site's search data, compressed; its keywords come first, but some words are always sent. */
const most = 3_950
const least = 1_000
/** Letters of the keywords that are weighed together with the words. */
const sample = 16_000

/** A word that visitors may use, with the site's own that it stands for. */
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
export function searchDataFor(
  library: Library,
  keywords: Record<string, string[]>,
  locale: string,
  synonyms: string[][],
): SearchData {
  const language = languageOf(locale)
  const tongue = tongueOf(locale)
  const termOf = termIn(tongue)
  const used = Object.entries(keywords).filter(([, phrases]) => phrases.length > 0)
  const packed = Object.fromEntries(used.map(([id, phrases]) => [id, pack(unique(phrases.map(termOf)).join(','))]))
  const own = synonyms.map((group) => unique(group.map(termOf)))
  const groups = tongue
    ? others[tongue]!()
    : language === 'el'
      ? lexicon
      : lexicon.map((group) => group.filter((term) => !isGreek(term)))
  const light = tongue ? '' : packedLight
  const choices = choose(groups, library, { keywords: packed, synonyms: '', tongue, light }).toSorted(
    (a, b) => b.worth - a.worth,
  )
  const write = (count: number) =>
    pack([...own, ...gather(choices.slice(0, count))].map((group) => group.join(',')).join(';'))
  // What thousands of keywords weigh needs no measuring at every step.
  const before = JSON.stringify({ keywords: packed }).slice(-sample)
  const room = Math.max(most, sizeOf(before) + least)
  // What it weighs at the quality that is sent is measured twice; between, a tenth of the work tells as much.
  const fit = (most: number) => largest(choices.length, (count) => quickSizeOf(before + write(count)) <= most)
  const guess = before + write(fit(room * 1.08))
  return {
    keywords: packed,
    synonyms: write(fit(room * (quickSizeOf(guess) / sizeOf(guess)))),
    ...(tongue && { tongue }),
    light,
  }
}

/** The largest count up to `most` that fits, where less always fits too. */
function largest(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

const compressed = (quality: number) => (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length
const [sizeOf, quickSizeOf] = [compressed(10), compressed(5)]

function gather(choices: Choice[]): string[][] {
  const groups = new Map<number, string[]>()
  for (const { group, terms } of choices) groups.set(group, unique([...(groups.get(group) ?? []), ...terms]))
  return [...groups.values()]
}

/**
 * Each word of a group that the site has not, or not alone, and what it is worth: more for rarer matters and for the
 * group's first words.
 */
function choose(groups: string[][], library: Library, data: SearchData): Choice[] {
  const worthOf = appraise(library, data)
  return groups.flatMap((terms, group) => {
    const targets = terms
      .map((term) => ({ term, worth: worthOf(term) }))
      .filter(({ worth }) => worth > 0)
      .toSorted((a, b) => b.worth - a.worth)
      .slice(0, 5)
    if (targets.length === 0) return []
    const goals = targets.map(({ term }) => term)
    const taken = [...goals]
    return terms.flatMap((term) => {
      if (goals.includes(term) ? goals.length < 2 : taken.includes(term)) return []
      taken.push(term)
      const isForeign = isGreek(term) !== isGreek(terms[0]!)
      const ease = 0.85 ** (term.split(' ').length - 1) * (isForeign ? 0.8 : 1)
      return [
        {
          group,
          terms: unique([...goals, term]),
          worth: (targets[0]!.worth * ease) / (1 + 0.12 * (taken.length - goals.length)),
        },
      ]
    })
  })
}

const nothing: Key = { name: '', segments: [], spellings: new Set(), groups: [], parts: [] }

/**
 * How telling a term is on this site: 1 where one question or keyword has it, less where many do or only bodies, 0
 * where none.
 */
function appraise(library: Library, data: SearchData): (term: string) => number {
  const { keys, articles, kinds, build } = createCatalogue(library, data)
  build(Infinity)
  const total = articles.length === 0 ? 1 : library.articles.length
  const rarity = (places: number[]) => {
    const count = new Set(places.map((at) => articles[at])).size
    return count === 0 ? 0 : Math.log(1 + total / count) / Math.log(1 + total)
  }
  return (term) => {
    const parts = term.split(' ').map((name): Key => keys.get(name) ?? { ...nothing, name })
    const places = placesOf({ kinds }, parts.length > 1 ? { ...nothing, parts } : parts[0]!)
    return rarity(places.filter((at) => kinds[at]! < 2)) + 0.3 * rarity(places.filter((at) => kinds[at] === 2))
  }
}
