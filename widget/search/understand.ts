// Understanding: what each typed word may stand for in the catalogue, and how surely.

import type { Catalogue, Key } from './catalogue.ts'
import { plain, type Reading, readings } from './fold.ts'
import { knobs } from './knobs.ts'
import { countOf, distance, lettersOf } from './near.ts'
import { lightKeys } from './words.ts'

export interface Unit {
  word: string
  /** Keys that it may stand for, and how surely: 0 to 1. */
  matches: Map<Key, number>
  /** The surest of them. */
  best: number
  isLight: boolean
  /** As the texts spell it. */
  spelling: string
}

/** The typed words, with the synonyms of what they may stand for. */
export function understand(catalogue: Catalogue, words: string[], cache: Map<string, Unit[]>): Unit[] {
  const isEnglish = words.reduce((votes, word) => votes + voteOf(word), 0) > 0
  const units = words.flatMap((word, at) => {
    const isLast = at === words.length - 1
    const name = `${word} ${isLast} ${isEnglish}`
    const known = cache.get(name) ?? whole(catalogue, word, isLast, isEnglish)
    cache.set(name, known)
    return known.map((unit) => ({ ...unit, matches: new Map(unit.matches) }))
  })
  widen(catalogue, units)
  return units
}

/** Light words of one language that are none in the other tell which it is. */
function voteOf(word: string): number {
  if (!/[a-z]/.test(word)) return 0
  const [english, ...greek] = readings(word).map(({ stem }) => lightKeys.has(stem))
  return Number(english) - Number(greek.includes(true))
}

/** One unit for a word, or two where it is two that ran together. */
function whole(catalogue: Catalogue, word: string, isLast: boolean, isEnglish: boolean): Unit[] {
  const unit = match(catalogue, word, isLast, isEnglish)
  let found = [unit]
  let most = 4
  for (let at = 2; unit.best < 0.65 && at < word.length - 1; at++) {
    const parts = [word.slice(0, at), word.slice(at)].map((part) => match(catalogue, part, false, isEnglish, true))
    const longest = Math.max(...parts.map(({ word, isLight }) => (isLight ? 0 : word.length)))
    if (longest > most && parts.every(({ best }) => best === 1)) {
      most = longest
      found = parts
    }
  }
  return found
}

function match({ keys, shelves }: Catalogue, word: string, isLast: boolean, isEnglish: boolean, isExact = false): Unit {
  const matches = new Map<Key, number>()
  let best = 0
  const put = (key: Key, quality: number) => {
    if (quality > (matches.get(key) ?? 0)) matches.set(key, quality)
    best = Math.max(best, quality)
  }
  const read = readings(word).slice(0, isEnglish ? 1 : 9)
  const isLight = read.some(({ stem }) => lightKeys.has(stem))
  for (const { whole, stem } of read) {
    const exact = keys.get(stem)
    if (exact) put(exact, 1)
    if (isExact || stem.length < 2 || (isLight && (!isLast || word.length < 4))) continue
    for (const key of shelves.get(stem.slice(0, 2)) ?? []) {
      const { name, parts } = key
      if (parts.length > 0) continue
      if (isLast && name.startsWith(stem)) put(key, name.startsWith(whole) ? knobs.prefix : knobs.prefix - 0.1)
      if (isAkin(stem, name)) put(key, knobs.kin)
    }
    if (exact) break
  }
  if (isExact && isLight) best = 1
  if (best < 0.7 && !isLight && !isExact) for (const { stem } of read) guess(keys, stem, isLast, put)
  return { word, matches, best, isLight, spelling: spell(word, read, matches) }
}

/** Words that were meant, if this one is misspelt. */
function guess(keys: Map<string, Key>, stem: string, isLast: boolean, put: (key: Key, quality: number) => void): void {
  const size = stem.length
  const most = size < 4 ? 0 : size < 5 ? knobs.far4 : size < 6 ? knobs.far5 : size < 9 ? knobs.far8 : knobs.far9
  if (most === 0) return
  const letters = lettersOf(stem)
  const isBeginning = isLast && size > 4
  for (const key of keys.values()) {
    const { name, parts } = key
    const more = name.length - size
    if (name.length < 3 || more < -most || parts.length > 0 || countOf(letters & ~key.letters) > most * 1.5) continue
    if (more <= most && countOf(key.letters & ~letters) > most * 1.5) continue
    const isFirst = name[0] === stem[0]
    const far = more > most ? (isBeginning && isFirst ? distance(stem, name, knobs.farPrefix, true) : Infinity) : distance(stem, name, most) + (isFirst ? 0 : 0.4)
    if (far <= most) put(key, Math.min(0.95, knobs.near - (knobs.slope * far) / (size + 3)))
  }
}

/** Adds what the matches' groups name; a term of several words needs them all typed. */
function widen({ phrases }: Catalogue, units: Unit[]): void {
  const add = ({ matches }: Unit, key: Key, quality: number) => {
    const worth = quality * (key.segments.length > 0 ? knobs.synonymKnown : knobs.synonym)
    for (const term of key.groups.flat()) if (worth > (matches.get(term) ?? 0)) matches.set(term, worth)
  }
  for (const unit of units) {
    const direct = [...unit.matches]
    for (const [key, quality] of direct) if (quality > knobs.widen) add(unit, key, quality)
  }
  for (const phrase of phrases) {
    const having = phrase.parts.map((part) => units.find(({ matches }) => (matches.get(part) ?? 0) > 0.7))
    if (having.includes(undefined)) continue
    const isAllLight = having.every((unit) => unit!.isLight)
    for (const unit of having) {
      if (unit!.isLight && !isAllLight) continue
      add(unit!, phrase, 1)
      unit!.isLight = false
    }
  }
}

/** Whether two keys are of one family: alike for the better part, from the beginning. */
export function isAkin(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same > 3 && same >= knobs.kinShare * Math.max(a.length, b.length)
}

/** The word as the texts spell what it most surely stands for, in the form nearest to the typed one. */
function spell(word: string, read: Reading[], matches: Map<Key, number>): string {
  let [surest, most]: [Key | null, number] = [null, 0]
  for (const [key, quality] of matches) if (quality > most) [surest, most] = [key, quality]
  let nearest = word
  let least = Infinity
  for (const spelling of surest?.spellings ?? []) {
    const { whole } = readings(spelling)[0]!
    const far = plain(spelling) === plain(word) ? -1 : Math.min(...read.map((typed) => distance(typed.whole, whole, 9)))
    if (far < least) [nearest, least] = [spelling, far]
  }
  return nearest
}
