// Ranking: which articles have most of what was meant, rare words before common ones, questions before bodies.

import { type Catalogue, placesOf } from './catalogue.ts'
import type { Unit } from './understand.ts'
import { again, fields, light, together, unasked, unknown } from './weights.ts'

/** Segments with a word that is not quite the typed one, above which it tells nothing. */
const crowd = 1_500

export interface Ranking {
  /** Articles, best first. */
  order: number[]
  /** How much of the query each article has, 0 to 1. */
  cover: Float32Array
  /** The place of each article's best block; 0 where none has anything. */
  passage: Int32Array
}

export function rank(catalogue: Catalogue, units: Unit[]): Ranking {
  const { articles, kinds, texts, sizes, bodies } = catalogue
  const cover = new Float32Array(bodies.length)
  const closest = new Float32Array(bodies.length)
  const passage = new Int32Array(bodies.length)
  const here = new Float32Array(texts.length)
  const hits = new Uint8Array(texts.length)
  const seen = new Uint8Array(texts.length)
  let all = 0
  units.forEach(({ matches, isLight }, turn) => {
    const best = new Float32Array(bodies.length)
    const surest = [...matches]
      .map(([key, quality]) => ({ quality, places: placesOf(catalogue, key) }))
      .filter(({ quality, places }) => quality > 0.9 || places.length < crowd)
      .toSorted((a, b) => b.quality - a.quality)
    const visit = (act: (at: number, quality: number) => void) => {
      for (const { quality, places } of surest) for (const at of places) act(at, quality)
    }
    visit((at, quality) => {
      const before = best[articles[at]!]!
      const worth = quality * fields[kinds[at]!]!
      if (worth > before) best[articles[at]!] = Math.min(1, worth + (before && again))
    })
    let frequency = 0
    for (const worth of best) frequency += worth
    const weight = (frequency ? Math.log(1 + bodies.length / (frequency + 0.5)) : unknown) * (isLight ? light : 1)
    all += weight
    best.forEach((worth, at) => (cover[at]! += weight * worth))
    visit((at, quality) => {
      if (seen[at] === turn + 1) return
      seen[at] = turn + 1
      here[at]! += weight * quality
      if (!isLight) hits[at]!++
    })
  })
  here.forEach((worth, at) => {
    if (!worth) return
    const article = articles[at]!
    const kind = kinds[at]!
    closest[article] = Math.max(closest[article]!, (worth * fields[kind]!) / (1 + unasked * (sizes[at]! - hits[at]!)))
    if (kind === 2 && (!passage[article] || worth > here[passage[article]]!)) passage[article] = at
  })
  const scores = cover.map((worth, at) => worth + together * closest[at]!)
  const order = [...scores.keys()].filter((at) => scores[at]).toSorted((a, b) => scores[b]! - scores[a]!)
  return { order, cover: cover.map((worth) => worth / all), passage }
}
