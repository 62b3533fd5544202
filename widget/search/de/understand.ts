// Compounds: German words of words, which the site's own words take apart: Rechnungsadresse, Adresse der Rechnung.

import type { Catalogue, Key } from '../catalogue.ts'
import { type Reading, tongue } from '../fold.ts'
import { type Unit, understand as understandWords } from '../understand.ts'
import { stem } from './fold.ts'

/** How surely a compound is meant by its last word, and by its first; and one of them by the compound. */
const sure = { head: 0.7, front: 0.5, ofHead: 0.5, ofFront: 0.45 }

interface Related {
  /** How many keys there were when it was made. */
  size: number
  of: Map<Key, [Key, number][]>
}
const made = new WeakMap<Catalogue['keys'], Related>()

const isKnown = (key: Key | undefined): key is Key => !!key && key.segments.length > 0

/** The key of a compound's first part, with or without what joins it to the next. */
function frontOf(keys: Map<string, Key>, front: string): Key | undefined {
  const found = [front, front.replace(/s$/, '')].map((each) => keys.get(stem(each)))
  return found.find(isKnown)
}

/** The two words that a folded word is made of, where the texts have both; the longest last one. */
function partsOf(keys: Map<string, Key>, word: string, headOf = (end: string) => keys.get(end)): [Key, Key] | null {
  for (let at = 3; at <= word.length - 3; at++) {
    const head = headOf(word.slice(at))
    const front = isKnown(head) && frontOf(keys, word.slice(0, at))
    if (front && front !== head) return [front, head!]
  }
  return null
}

/** Of each key the compounds that it is in, and of a compound its parts. */
function relatedIn({ keys }: Catalogue): Related['of'] {
  const known = made.get(keys)
  if (known?.size === keys.size) return known.of
  const of: Related['of'] = new Map()
  const add = (key: Key, other: Key, quality: number) => {
    const list = of.get(key)
    if (list) list.push([other, quality])
    else of.set(key, [[other, quality]])
  }
  for (const key of keys.values()) {
    if (key.name.length < 6 || key.parts.length > 0 || !isKnown(key)) continue
    const [front, head] = partsOf(keys, key.name) ?? []
    if (!front || !head) continue
    add(head, key, sure.head)
    add(front, key, sure.front)
    add(key, head, sure.ofHead)
    add(key, front, sure.ofFront)
  }
  made.set(keys, { size: keys.size, of })
  return of
}

/** A word that the texts have in no form as the two that it is made of; else as it is. */
function apart({ keys, shelves }: Catalogue, word: string, isLast: boolean): string[] {
  const [{ whole, stem: own }] = tongue.readings(word) as [Reading]
  if (whole.length < 6 || keys.has(own)) return [word]
  if (isLast && shelves.get(whole.slice(0, 2))?.some(([form]) => form.startsWith(whole))) return [word]
  const found = partsOf(keys, whole, (end) => keys.get(stem(end)))
  return found ? found.map(({ spellings, name }) => [...spellings][0] ?? name) : [word]
}

export function understand(
  catalogue: Catalogue,
  words: string[],
  cache: Parameters<typeof understandWords>[2],
  correct: Parameters<typeof understandWords>[3],
): Unit[] {
  const typed = words.flatMap((word, at) => apart(catalogue, word, at === words.length - 1))
  const related = relatedIn(catalogue)
  return understandWords(catalogue, typed, cache, correct).map((unit) => {
    const matches = new Map(unit.matches)
    for (const [key, quality] of unit.matches)
      for (const [other, share] of (quality > 0.7 && !unit.isLight && related.get(key)) || [])
        if (share * quality > (matches.get(other) ?? 0)) matches.set(other, share * quality)
    return { ...unit, matches }
  })
}
