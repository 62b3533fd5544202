// Articles by the thousand, for the search bench: real questions and sentences, thinned with made words of the same
// letters.

import type { Library, Node } from '../../server/protocol/articles.ts'
import { blocksOf } from '../../widget/search/text.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A library of `count` articles. Their sentences are those of `real`, with a share of words replaced by made ones,
 * drawn from trigrams of its letters by Zipf's law, so that the vocabulary grows as that of real texts does.
 */
export function makeLibrary(real: Library[], count: number, seed = 7): Library {
  const roll = dice(seed)
  const pick = <T>(list: T[]): T => list[Math.floor(roll() * list.length)]!
  const sources = real.flatMap(({ articles }) =>
    articles.map(({ question, body }) => ({ question, blocks: blocksOf(body) })),
  )
  const made = makeWords(
    sources.flatMap(({ question, blocks }) => [question, ...blocks].join(' ').match(/\p{L}{4,}/gu) ?? []),
    count * 6,
    roll,
  )
  const zipf = () => made[Math.floor(made.length ** roll()) - 1] ?? made[0]!
  const vary = (text: string) => text.replace(/\p{L}{5,}/gu, (word) => (roll() < 0.5 ? zipf() : word))
  const categories = Array.from({ length: 12 }, (_, at) => ({ id: `c${at}`, title: zipf(), icon: null }))
  const articles = Array.from({ length: count }, (_, at) => {
    const category = pick(categories).id
    const length = 3 + Math.floor(roll() * 6)
    const body: Node[] = Array.from({ length }, () => ({ type: 'p', children: [vary(pick(pick(sources).blocks))] }))
    return { id: `${category}/a${at}`, question: vary(pick(sources).question), category, updated: null, body }
  })
  return { categories, articles, most: [] }
}

function makeWords(real: string[], count: number, roll: () => number): string[] {
  const next = new Map<string, string[]>()
  for (const word of real) {
    const padded = `  ${word.toLowerCase()} `
    for (let at = 2; at < padded.length; at++) {
      const before = padded.slice(at - 2, at)
      next.set(before, [...(next.get(before) ?? []), padded[at]!])
    }
  }
  const words = new Set<string>()
  while (words.size < count) {
    let word = '  '
    for (let letter = ''; letter !== ' '; word += letter)
      letter = next.get(word.slice(-2))![Math.floor(roll() * next.get(word.slice(-2))!.length)]!
    const bare = word.trim()
    if (bare.length > 3 && bare.length < 16) words.add(bare)
  }
  return [...words]
}
