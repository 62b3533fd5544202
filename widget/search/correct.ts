// Correcting: what a typed word was meant to be that nothing in the catalogue is like; loaded when the first such word
// is typed.

import type { Catalogue, Key } from './catalogue.ts'
import { type Reading, tongue } from './fold.ts'
import { near, perStep } from './weights.ts'
import { lightKeys } from './stopWords.ts'

/** Letters of the folding that Greeklish, ears and haste confuse. */
const pairs = 'ιυ υο χξ κξ θτ δτ βπ ζσ γχ εα ει cs ck yi ei sz ao ae'
const alike = new Set(pairs.split(' ').flatMap(([a, b]) => [a! + b!, b! + a!]))

/** Keys near to a word, and how surely they are meant; or the two words that ran together in it. */
export interface Correction {
  near: [key: Key, quality: number][]
  parts: string[]
}

export function correct({ keys }: Catalogue, word: string, read: Reading[]): Correction {
  // No word is so long; what is pasted must not cost time.
  if (word.length > 30) return { near: [], parts: [] }
  const stems = new Set(read.map(({ stem }) => stem))
  return { near: [...stems].flatMap((stem) => nearest(keys, stem)), parts: split(keys, word) }
}

function nearest(keys: Map<string, Key>, stem: string): [Key, number][] {
  const size = stem.length
  if (size < 4) return []
  const most = Math.min(2, Math.max(1, size / 5))
  const letters = lettersOf(stem)
  const found: { key: Key; far: number }[] = []
  for (const key of keys.values()) {
    const { name, parts, segments } = key
    // A letter more or less is a step.
    if (Math.abs(name.length - size) > most) continue
    key.letters ??= lettersOf(name)
    if (parts.length > 0 || countOf(letters ^ key.letters) > 3 * most) continue
    const far = distance(stem, name, most) + (name[0] === stem[0] ? 0 : 0.4) + (segments[0] === undefined ? 0.2 : 0)
    if (far <= most) found.push({ key, far })
  }
  const nearest = Math.min(...found.map(({ far }) => far))
  return found
    .filter(({ far }) => far < nearest + 0.5)
    .map(({ key, far }) => [key, Math.min(0.95, near - (perStep * far) / (size + 3))])
}

/** The two known words that a word is made of, the longest subject first; or nothing. */
function split(keys: Map<string, Key>, word: string): string[] {
  const weigh = (part: string) => {
    const stems = tongue.readings(part).map(({ stem }) => stem)
    if (stems.some((stem) => lightKeys.has(stem))) return 0
    return stems.some((stem) => keys.has(stem)) ? part.length : -Infinity
  }
  let found: string[] = []
  let most = 4
  for (let at = 2; at < word.length - 1; at++) {
    const parts = [word.slice(0, at), word.slice(at)]
    const [first, second] = parts.map(weigh) as [number, number]
    const longest = Math.min(first, second) < 0 ? 0 : Math.max(first, second)
    if (longest > most) [found, most] = [parts, longest]
  }
  return found
}

/**
 * How far `typed` is from `word`: a step a letter left out, added, changed or swapped, less for letters that sound
 * alike; Infinity above `most`.
 */
export function distance(typed: string, word: string, most: number): number {
  let older: number[] = []
  let before: number[] = []
  let row = [...word, ''].map((_, at) => at)
  for (let i = 1; i <= typed.length; i++) {
    older = before
    before = row
    row = [i]
    const a = typed[i - 1]!
    for (let j = 1; j <= word.length; j++) {
      const b = word[j - 1]!
      const other = a === b ? 0 : alike.has(a + b) ? 0.4 : 1
      row[j] = Math.min(before[j - 1]! + other, before[j]! + 1, row[j - 1]! + 1)
      if (a === word[j - 2] && b === typed[i - 2]) row[j] = Math.min(row[j]!, older[j - 2]! + 0.8)
    }
    if (Math.min(...row) > most) return Infinity
  }
  return row[word.length]!
}

/** Which letters a word has, as bits. */
function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) % 32)
  return bits
}

/** How many bits are set. */
function countOf(bits: number): number {
  let count = 0
  for (; bits; bits &= bits - 1) count++
  return count
}
