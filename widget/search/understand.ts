// Understanding: what each typed word may stand for in the catalogue, and how surely.

import type { Catalogue, Key } from './catalogue.ts'
import type { correct } from './correct.ts'
import { type Reading, tongue } from './fold.ts'
import { bringing, kin, prefix } from './weights.ts'
import { lightKeys } from './stopWords.ts'

export type Correct = typeof correct

export interface Unit {
  /** Keys that it may stand for, and how surely: 0 to 1. */
  matches: Map<Key, number>
  /** Keys that mean the same as one of those, and are none. */
  synonyms: Map<Key, number>
  isLight: boolean
  /** Too short a beginning to bring the synonyms of what it may become. */
  isShort: boolean
  /** Nothing is like it, and nobody was there to correct it. */
  isLost: boolean
  /** As the texts spell it. */
  spelling: string
}

/** The typed words, with the synonyms of what they may stand for. */
export function understand(
  catalogue: Catalogue,
  words: string[],
  cache: Map<string, Unit[]>,
  correct?: Correct,
): Unit[] {
  // Light words of English that are none in Greeklish tell the language.
  let votes = 0
  for (const word of words) votes += voteOf(word)
  const isEnglish = votes > 0
  const units = words.flatMap((word, at) => {
    const isLast = at === words.length - 1
    const name = `${word} ${isLast} ${isEnglish}`
    const known = cache.get(name) ?? match(catalogue, word, isLast, isEnglish, correct)
    // The server hears of words without end.
    if (cache.size > 500) cache.clear()
    if (!known[0]!.isLost) cache.set(name, known)
    return known
  })
  return widen(catalogue, units, words.at(-1))
}

/** Those of languages that begin otherwise, by the names that search data have for them. */
export const beginnings: Record<string, typeof understand> = {}

const isLightRead = ({ stem }: Reading) => lightKeys.has(stem)

function voteOf(word: string): number {
  const [english, ...greek] = tongue.readings(word)
  return greek.length < 2 ? 0 : +isLightRead(english!) - +greek.some(isLightRead)
}

/** One unit for a word, or two where it is two that ran together. */
function match(catalogue: Catalogue, word: string, isLast: boolean, isEnglish: boolean, correct?: Correct): Unit[] {
  const matches = new Map<Key, number>()
  let best = 0
  const put = (key: Key, quality: number) => {
    if (quality > (matches.get(key) ?? 0)) matches.set(key, quality)
    best = Math.max(best, quality)
  }
  const read = tongue.readings(word).slice(0, isEnglish ? 1 : 9)
  const isLight = read.some(isLightRead)
  for (const { text, whole, stem } of read) {
    const exact = catalogue.keys.get(stem)
    const written = new Set<Key>()
    const isDoubled = text === stem + stem.at(-1)
    // What is typed may be the beginning of a word as it is written, as it sounds, or of a form of it.
    const begun = isLast ? [text, whole, ...(stem[2] && !isDoubled ? [stem] : [])].filter((start) => start[1]) : []
    for (const start of new Set([...begun, ...(isLight ? [] : [stem])]))
      for (const [form, key] of catalogue.shelves.get(start.slice(0, 2)) ?? []) {
        if (key.parts[0]) continue
        if (begun.includes(start) && form.startsWith(start)) {
          put(key, prefix)
          if (start !== stem) written.add(key)
        }
        if (start === stem && !isLight && isAkin(stem, key.name)) put(key, kin)
      }
    if (!exact) continue
    // Of a last word, whose end may be missing, another that begins so is sooner meant, and 'cott' is no cot.
    const isUnlike = isLast && !written.has(exact) && (written.size || isDoubled)
    put(exact, isUnlike ? kin : 1)
    break
  }
  const isLost = best < 0.7 && !isLight
  if (isLost && correct) {
    const { near, parts } = correct(catalogue, word, read)
    for (const [key, quality] of near) put(key, quality)
    if (best < kin && parts[0]) return parts.flatMap((part) => match(catalogue, part, false, isEnglish))
  }
  return [
    {
      matches,
      synonyms: new Map(),
      isLight,
      isLost: isLost && !correct,
      isShort: isLast && word.length < 4,
      spelling: spell(word, read, matches),
    },
  ]
}

/** The units with what their matches' groups name; a term of several words needs them all typed. */
function widen({ phrases }: Catalogue, typed: Unit[], last = ''): Unit[] {
  const units = typed.map((unit) => ({ ...unit, synonyms: new Map<Key, number>() }))
  const add = (at: number, key: Key, quality: number) => {
    const { matches, synonyms } = units[at]!
    for (const term of key.groups.flat())
      if (!matches.has(term) && quality > (synonyms.get(term) ?? 0)) synonyms.set(term, quality)
  }
  typed.forEach(({ matches, isLight, isShort }, at) => {
    for (const [key, quality] of matches) if (!isLight && quality > (isShort ? prefix : bringing)) add(at, key, quality)
  })
  const begun = tongue.readings(last).map(({ whole }) => whole)
  const end = typed.length - 1
  for (const phrase of phrases) {
    const having = phrase.parts.map((part, place) =>
      place && lightKeys.has(part.name) && begun.some((start) => part.name.startsWith(start))
        ? end
        : typed.findIndex(({ matches }) => matches.get(part)! > 0.7),
    )
    if (having.includes(-1)) continue
    const heavy = having.filter((at) => !typed[at]!.isLight)
    const steps = having.slice(1).map((at, place) => at - having[place]!)
    // Its words stand near each other, and those of no subject only in its order.
    if (steps.some((step) => Math.abs(step) > 3 || (heavy.length < having.length && step < 1))) continue
    for (const at of heavy.length ? heavy : having) {
      add(at, phrase, 1)
      units[at]!.isLight = false
    }
  }
  return units
}

/** How many letters two words begin with alike. */
function shared(a: string, b: string): number {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same
}

/** Whether two keys are of one family: alike for the better part, from the beginning. */
const isAkin = (a: string, b: string): boolean => shared(a, b) >= Math.max(4, 0.55 * Math.max(a.length, b.length))

/**
 * The word as the texts spell what it most surely stands for, in the form nearest to the typed one; or as it was read.
 */
function spell(word: string, read: Reading[], matches: Map<Key, number>): string {
  const [[key] = []] = [...matches].toSorted((a, b) => b[1] - a[1])
  if (!key) return word
  const nearness = (spelling: string) => {
    const [{ text, whole }] = tongue.readings(spelling) as [Reading]
    return Math.max(...read.map((typed) => (typed.text === text ? 99 : shared(whole, typed.whole))))
  }
  const [spelling] = [...key.spellings].toSorted((a, b) => nearness(b) - nearness(a))
  return spelling ?? read.find(({ stem }) => stem[0] === key.name[0])?.text ?? word
}
