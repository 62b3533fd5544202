// Finding by few letters: in the spelling of the visitors' search, so that accents, Greeklish and a wrong layout do not
// matter, and a slip of the finger neither.

import Fuse from 'fuse.js/basic'
import { germanWays } from '../../../widget/search/de/typed.ts'
import { plain, readings, sound } from '../../../widget/search/fold.ts'

/** Words of a text as they sound. */
const folded = new Map<string, readonly string[]>()
function wordsOf(text: string): readonly string[] {
  let words = folded.get(text)
  if (!words) {
    words = plain(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => (/[α-ω]/.test(word) ? sound(word) : word))
    folded.set(text, words)
  }
  return words
}

/** A slip in four letters, two in seven; and no search of ours asks for what is only like it in the middle. */
const near = { threshold: 0.29, location: 0, distance: 20 }

/** Whether slips of the finger are all that keeps two apart. */
const isNear = (typed: string, word: string): boolean =>
  typed.length > 3 && Math.abs(typed.length - word.length) < 2 && Fuse.match(typed, word, near).isMatch

/** How well a typed word is found in one of a text; 0: not at all. */
function scoreOf(typed: string, word: string, at: number): number {
  if (word === typed) return 8
  if (word.startsWith(typed)) return at === 0 ? 6 : 5
  if (typed.length > 2 && word.includes(typed)) return 3
  return isNear(typed, word.slice(0, typed.length + 1)) || isNear(typed, word) ? 2 : 0
}

/** A word in every way it can be meant. */
const waysOf = (word: string) => [...readings(word).flatMap(({ text, whole }) => [whole, text]), ...germanWays(word)]

/** What was typed, each word in every way; what has not been typed to its end too, such as a th before its vowel. */
export const meant = (typed: string): readonly (readonly string[])[] =>
  plain(typed)
    .split(/[^\p{L}\p{N};]+/u)
    .filter(Boolean)
    .map((word) => [...new Set([...waysOf(word), ...waysOf(`${word}a`).map((way) => way.slice(0, -1))])])

/** How well a text answers to what was typed: each word of that must be in it; 0: it does not. */
export function matchOf(asked: readonly (readonly string[])[], text: string): number {
  const words = wordsOf(text)
  let sum = 0
  for (const ways of asked) {
    const best = Math.max(0, ...ways.flatMap((way) => words.map((word, at) => scoreOf(way, word, at))))
    if (best === 0) return 0
    sum += best
  }
  return sum
}
