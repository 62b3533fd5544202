// Search: articles and a query in, ranked articles out, with what matched marked in its original spelling.

import type { Library, SearchData } from '../view/article.ts'
import { fromGreeklish, keyOf, plain, readings } from './fold.ts'
import { createCatalogue, type Key, wordsOf } from './catalogue.ts'
import { distance } from './near.ts'
import { knobs } from './knobs.ts'

/** [start, end) in the original text. */
export type Mark = readonly [start: number, end: number]

export interface Result {
  id: string
  score: number
  question: { text: string; marks: Mark[] }
  passage: { text: string; marks: Mark[] }
}
export interface Found {
  results: Result[]
  /** Whether the first result answers the query, as far as words can tell. */
  confident: boolean
  /** The query as it was understood, in the words' own spelling. */
  understood: string
}
export interface Search {
  (query: string): Found
  /** Goes on indexing until `until` (of performance.now()). @returns whether everything is indexed */
  build: (until?: number) => boolean
}
/** ms of indexing at a time. */
const slice = 12

/** Keys that a word stands for, and how surely. */
type Matches = Map<Key, number>
interface Unit {
  word: string
  matches: Matches
  best: number
  isLight: boolean
}

/** Indexes a library; the function it gives searches it at every keystroke. */
export function createSearch(library: Library, data: SearchData): Search {
  const index = createCatalogue(library, data)
  const cache = new Map<string, Unit[]>()
  let isBuilt = false
  const build = (until?: number) => {
    cache.clear()
    return (isBuilt = index.build(until))
  }

  const unitOf = (word: string, isLast: boolean): Unit => {
    const matches: Matches = new Map()
    let best = 0
    const put = (key: Key, quality: number) => {
      if (quality > (matches.get(key) ?? 0)) matches.set(key, quality)
      if (quality > best) best = quality
    }
    const read = readings(word)
    for (const { whole, stem } of read) {
      const exact = index.keys.get(stem)
      if (exact) put(exact, 1)
      if (exact?.isLight && word.length < 4) continue
      for (const key of index.shelves.get(stem.slice(0, 2)) ?? []) {
        if (key.parts.length > 0) continue
        const { name } = key
        if (isLast && name.startsWith(stem)) put(key, name.startsWith(whole) ? knobs.prefix : knobs.prefix - 0.1)
        const same = shared(stem, name)
        if (same > 3 && same >= knobs.kinShare * Math.max(stem.length, name.length)) put(key, knobs.kin)
      }
    }
    if (best < 0.7) {
      for (const { stem } of read) {
        const most = stem.length < 4 ? 0 : stem.length < 6 ? 1 : stem.length < 9 ? 1.6 : 2.2
        if (most === 0) continue
        for (const key of index.keys.values()) {
          const { name } = key
          if (name.length < 3 || Math.abs(name.length - stem.length) > (isLast ? 9 : most) || key.parts.length > 0) continue
          const far = distance(stem, name, most, isLast) + (name[0] === stem[0] ? 0 : 0.4)
          if (far <= most) put(key, knobs.near - (knobs.slope * far) / (stem.length + 3))
        }
      }
    }
    const key = index.keys.get(read[0]!.stem)
    return { word, matches, best, isLight: [...matches].some(([key, quality]) => quality === 1 && key.isLight) || (key?.isLight ?? false) }
  }
  const split = (word: string, isLast: boolean): Unit[] => {
    const whole = unitOf(word, isLast)
    if (whole.best > 0.6 || word.length < 6) return [whole]
    let found: Unit[] = [whole]
    let most = 0
    for (let at = 2; at < word.length - 1; at++) {
      const parts = [unitExact(word.slice(0, at)), unitExact(word.slice(at))]
      const worth = parts.every(({ best }) => best === 1) ? Math.max(...parts.map(({ word, isLight }) => (isLight ? 0 : word.length))) : 0
      if (worth > Math.max(most, 4)) {
        most = worth
        found = parts
      }
    }
    return found
  }
  const unitExact = (word: string): Unit => {
    const keys = readings(word).flatMap(({ stem }) => index.keys.get(stem) ?? [])
    return { word, matches: new Map(keys.map((key) => [key, 1])), best: keys.length > 0 ? 1 : 0, isLight: keys.some(({ isLight }) => isLight) }
  }
  const unitsOf = (word: string, isLast: boolean): Unit[] => {
    const name = isLast ? `${word} ` : word
    let units = cache.get(name)
    if (!units) cache.set(name, (units = split(word, isLast)))
    return units.map((unit) => ({ ...unit, matches: new Map(unit.matches) }))
  }
  const segmentsOf = (key: Key): number[] => {
    if (key.parts.length === 0) return key.segments
    const heavy = key.parts.filter(({ isLight }) => !isLight)
    const [first, ...rest] = heavy.length > 0 ? heavy : key.parts
    return first!.segments.filter((at) => rest.every(({ segments }) => segments.includes(at)))
  }
  const widen = (units: Unit[]) => {
    const activate = (unit: Unit, key: Key, quality: number) => {
      for (const group of key.groups)
        for (const term of group) if (term !== key && quality * knobs.synonym > (unit.matches.get(term) ?? 0)) unit.matches.set(term, quality * knobs.synonym)
    }
    for (const unit of units) for (const [key, quality] of [...unit.matches]) if (quality > knobs.widen) activate(unit, key, quality)
    for (const phrase of index.phrases) {
      const having = phrase.parts.map((part) => units.find(({ matches }) => (matches.get(part) ?? 0) > 0.7))
      if (!having.every(Boolean)) continue
      for (const unit of having) if (!unit!.isLight || having.every((one) => one!.isLight)) {
        activate(unit!, phrase, 1)
        unit!.isLight = false
      }
    }
  }

  const search = (query: string): Found => {
    if (!isBuilt) build(performance.now() + slice)
    const words = wordsOf(query.toLowerCase().replaceAll(/;(?=[a-z])/g, ''))
    const units = words.flatMap((word, at) => unitsOf(word, at === words.length - 1))
    if (units.length === 0) return { results: [], confident: false, understood: '' }
    widen(units)
    const count = index.count()
    const total = new Float32Array(count)
    const inSegment = new Float32Array(index.segments.length)
    const hits = new Uint8Array(index.segments.length)
    let weightOfAll = 0
    const touched = new Set<number>()
    for (const { matches, isLight } of units) {
      const best = new Float32Array(count)
      const bestHere = new Map<number, number>()
      for (const [key, quality] of matches) {
        for (const at of segmentsOf(key)) {
          const { article, kind } = index.segments[at]!
          const worth = quality * knobs.field[kind]!
          if (worth > best[article]!) best[article] = Math.min(1, worth + (best[article]! > 0 ? knobs.repeat : 0))
          if (quality > (bestHere.get(at) ?? 0)) bestHere.set(at, quality)
        }
      }
      let frequency = 0
      for (let at = 0; at < count; at++) frequency += best[at]!
      const rarity = frequency > 0 ? Math.log(1 + count / (frequency + 0.5)) : knobs.unknown
      const weight = rarity * (isLight ? knobs.light : 1)
      weightOfAll += weight
      for (let at = 0; at < count; at++) if (best[at]! > 0) {
        total[at]! += weight * best[at]!
        touched.add(at)
      }
      for (const [at, quality] of bestHere) {
        inSegment[at]! += weight * quality
        if (!isLight) hits[at]!++
      }
    }
    const bestSegment = new Float32Array(count)
    const passage = new Int32Array(count).fill(-1)
    const passageScore = new Float32Array(count)
    for (let at = 0; at < inSegment.length; at++) {
      if (inSegment[at] === 0) continue
      const { article, kind, size } = index.segments[at]!
      const worth = (inSegment[at]! * knobs.field[kind]!) / (1 + knobs.length * Math.max(0, size - hits[at]!))
      if (worth > bestSegment[article]!) bestSegment[article] = worth
      if (kind === 3 && inSegment[at]! > passageScore[article]!) {
        passageScore[article] = inSegment[at]!
        passage[article] = at
      }
    }
    const ranked = [...touched]
      .map((at) => ({ at, score: (total[at]! + knobs.segment * bestSegment[at]!) / weightOfAll, cover: total[at]! / weightOfAll }))
      .toSorted((a, b) => b.score - a.score || a.at - b.at)
      .slice(0, 6)
    const marked = new Set(units.flatMap(({ matches }) => [...matches].flatMap(([key, quality]) => (quality > 0.5 ? [key.name, ...key.parts.map(({ name }) => name)] : []))))
    const results = ranked.map(({ at, score }) => {
      const { id, question } = library.articles[at]!
      const text = passage[at]! >= 0 ? index.segments[passage[at]!]!.text : (index.segments.find(({ article, kind }) => article === at && kind === 3)?.text ?? '')
      return { id, score, question: { text: question, marks: marksOf(question, marked) }, passage: clip(text, marked) }
    })
    return { results, confident: (ranked[0]?.score ?? 0) > knobs.confident, understood: units.map(spell).join(' ') }
  }
  build(performance.now() + slice)
  return Object.assign(search, { build })
}

function shared(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** The word as the texts spell it, or as its letters sound. */
function spell({ word, matches }: Unit): string {
  const whole = readings(word)[0]!.whole
  const [best] = [...matches].filter(([{ spellings }]) => spellings.size > 0).toSorted((a, b) => b[1] - a[1])
  if (!best) return /[a-z]/.test(plain(word)) ? fromGreeklish(plain(word)) : word
  const wanted = readings(word).map((reading) => reading.whole)
  const far = (spelling: string) => Math.min(...wanted.map((whole) => distance(whole, readings(spelling)[0]!.whole, 9)))
  return [...best[0].spellings].toSorted((a, b) => far(a) - far(b))[0] ?? whole
}

function marksOf(text: string, marked: Set<string>): Mark[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index }) => (marked.has(keyOf(word)) ? [[index, index + word.length] as const] : []))
}

/** Some 130 characters around the first word that matched. */
function clip(text: string, marked: Set<string>): { text: string; marks: Mark[] } {
  const first = marksOf(text, marked)[0]?.[0] ?? 0
  const start = first < 60 ? 0 : text.indexOf(' ', first - 50) + 1
  const passage = (start > 0 ? '…' : '') + text.slice(start, start + 130) + (text.length > start + 130 ? '…' : '')
  return { text: passage, marks: marksOf(passage, marked) }
}
