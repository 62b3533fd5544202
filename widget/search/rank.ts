// Ranking: which articles have most of what was meant, rare words before common ones, typed words before synonyms.

import { type Catalogue, type Key, placesOf } from './catalogue.ts'
import type { Unit } from './understand.ts'
import { asSynonym, fields, inBlock, light, meant, synonymCover, together, unasked, unknown } from './weights.ts'

/** Segments with a word that is not quite the typed one, above which it tells nothing. */
const crowd = 1_500

interface Ranking {
  /** Articles by their places in the library, best first. */
  order: number[]
  /** How much of the query each article has, 0 to 1. */
  cover: Float32Array
  /** The place of each article's best block; 0 where none has anything. */
  passage: Int32Array
}

export function rank(catalogue: Catalogue, units: Unit[]): Ranking {
  const { articles, kinds, texts, sizes, bodies } = catalogue
  const count = bodies.length
  const cover = new Float32Array(count)
  const scores = new Float32Array(count)
  const closest = new Float32Array(count)
  const passage = new Int32Array(count)
  const here = new Float32Array(texts.length)
  const hits = new Uint8Array(texts.length)
  let all = 0
  for (const { matches, synonyms, isLight } of units) {
    const touched: number[] = []
    const typed = surest(catalogue, matches, touched)
    const alike = surest(catalogue, synonyms, touched, typed)
    const times = new Float32Array(count)
    const best = new Float32Array(count)
    const other = new Float32Array(count)
    const shares = new Float32Array(count)
    for (const at of touched) {
      const worth = typed[at]!
      const article = articles[at]!
      const field = fields[kinds[at]!]!
      times[article]! += worth
      best[article] = Math.max(best[article]!, worth)
      other[article] = Math.max(other[article]!, alike[at]! * meant[kinds[at]!]!)
      shares[article] = Math.max(shares[article]!, Math.max(worth, alike[at]! * synonymCover) * field)
    }
    const frequency = sum(best) || sum(shares)
    const weight = (frequency ? Math.log(1 + count / (frequency + 0.5)) : unknown) * (isLight ? light : 1)
    all += weight
    for (let article = 0; article < count; article++) {
      scores[article]! += weight * Math.max(Math.log(1 + times[article]!), other[article]!)
      cover[article]! += weight * shares[article]!
    }
    for (const at of touched) {
      here[at]! += weight * Math.max(typed[at]!, alike[at]! * asSynonym)
      if (!isLight) hits[at]!++
    }
  }
  here.forEach((worth, at) => {
    if (!worth) return
    const article = articles[at]!
    const isBody = kinds[at] === 2
    const near = (worth * (isBody ? inBlock : 1)) / (1 + unasked * Math.max(0, sizes[at]! - hits[at]!))
    closest[article] = Math.max(closest[article]!, near)
    if (isBody && (!passage[article] || worth > here[passage[article]]!)) passage[article] = at
  })
  scores.forEach((worth, at) => (scores[at] = worth + together * closest[at]!))
  const order = [...scores.keys()].filter((at) => scores[at]).toSorted((a, b) => scores[b]! - scores[a]!)
  return { order, cover: cover.map((worth) => worth / all), passage }
}

const sum = (values: Float32Array) => values.reduce((total, worth) => total + worth, 0)

/** Of each segment, how surely it has one of some keys; those that have are added to `touched`, if `before` has not. */
function surest(catalogue: Catalogue, keys: Map<Key, number>, touched: number[], before?: Float32Array): Float32Array {
  const found = new Float32Array(catalogue.texts.length)
  for (const [key, quality] of keys) {
    const places = placesOf(catalogue, key)
    if (quality < 0.9 && places.length >= crowd) continue
    for (const at of places) {
      if (!found[at] && !before?.[at]) touched.push(at)
      if (quality > found[at]!) found[at] = quality
    }
  }
  return found
}
