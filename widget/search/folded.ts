// Words as the index of conversations has them: folded as visitors' searches are, so that accents, endings, Greeklish
// and a forgotten layout find the same.

import { word as words } from './catalogue.ts'
import { stem } from './de/fold.ts'
import { germanWays } from './de/typed.ts'
import { keyOf, plain, readings } from './fold.ts'

/** A long text is found by its beginning; a long word by its. */
const most = { words: 2_000, letters: 64, known: 50_000 }

/** People write the same words again and again, and folding one takes 3 µs. */
const known = new Map<string, string>()
function folded(word: string): string {
  const found = known.get(word)
  if (found !== undefined) return found
  if (known.size >= most.known) known.clear()
  // What is folded may be several words by then, or none.
  const key = keyOf(word.slice(0, most.letters)).replaceAll(/[^\p{L}\p{N}]/gu, '')
  known.set(word, key)
  return key
}

/** The words of texts for the index, each once. */
export function indexed(...texts: (string | null | undefined)[]): string {
  const found = new Set<string>()
  for (const text of texts)
    for (const [word] of text?.matchAll(words) ?? []) {
      const key = folded(word)
      if (key) found.add(key)
      if (found.size >= most.words) return [...found].join(' ')
    }
  return [...found].join(' ')
}

/** What a typed word may be: its stems, and what it may be the beginning of. */
export interface Sought {
  stems: string[]
  beginnings: string[]
}

/** What the forms of a German word begin with that is not all of it, and how else they are spelt. */
function germanly(word: string): { stems: string[]; beginnings: string[] } {
  const dotted = word.toLowerCase().replaceAll(/[äöü]/g, (vowel) => `${plain(vowel)}e`)
  const ways = [...germanWays(plain(word)), plain(dotted)]
  const stems = [...new Set(ways.map(stem))]
  return {
    // Three letters begin too much, and are what a plural may have more of than its word.
    stems: [...ways, ...stems.filter(({ length }) => length === 3 && word.length < 6)],
    beginnings: [...ways, ...stems.filter(({ length }) => length > 3)],
  }
}

/** The words of a query, eight at most. @param isGerman whether what is searched may be German */
export function soughtIn(text: string, isGerman = false): Sought[] {
  return (text.match(words) ?? []).slice(0, 8).flatMap((word) => {
    const all = readings(word.slice(0, most.letters))
    const german = isGerman ? germanly(word.slice(0, most.letters)) : { stems: [], beginnings: [] }
    const clean = (keys: string[]) => [...new Set(keys.filter((key) => /^[\p{L}\p{N}]+$/u.test(key)))]
    const stems = clean([...all.map(({ stem }) => stem), ...german.stems])
    // One letter begins almost everything.
    const beginnings = clean(
      [...all.map(({ whole }) => whole), ...german.beginnings].filter((whole) => whole.length > 1),
    )
    return stems.length > 0 ? [{ stems, beginnings }] : []
  })
}

/** Where a text has words that are sought: pairs of where each begins and ends. */
export function marksIn(text: string, sought: Sought[]): [from: number, to: number][] {
  return [...text.matchAll(words)].flatMap(({ 0: word, index }): [number, number][] => {
    const key = folded(word)
    const isSought = sought.some(
      ({ stems, beginnings }) => stems.includes(key) || beginnings.some((each) => key.startsWith(each)),
    )
    return isSought ? [[index, index + word.length]] : []
  })
}
