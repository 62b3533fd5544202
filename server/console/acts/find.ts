// Finding by few letters: in the spelling of the visitors' search, so that accents, Greeklish and a wrong layout do not
// matter, and a slip of the finger neither.

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

/** Whether one letter too many, too few, another or two in the wrong order are all that keeps two apart. */
function isNear(typed: string, word: string): boolean {
  if (typed.length < 4 || Math.abs(typed.length - word.length) > 1) return false
  let at = 0
  while (typed[at] !== undefined && typed[at] === word[at]) at++
  const [rest, other] = [typed.slice(at), word.slice(at)]
  return (
    rest.slice(1) === other.slice(1) ||
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    (rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2))
  )
}

/** How well a typed word is found in one of a text; 0: not at all. */
function scoreOf(typed: string, word: string, at: number): number {
  if (word === typed) return 8
  if (word.startsWith(typed)) return at === 0 ? 6 : 5
  if (typed.length > 2 && word.includes(typed)) return 3
  return isNear(typed, word.slice(0, typed.length + 1)) || isNear(typed, word) ? 2 : 0
}

/** A word in every way it can be meant. */
const waysOf = (word: string) => readings(word).flatMap(({ text, whole }) => [whole, text])

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
