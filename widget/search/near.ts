// Near words: how far a typed word is from one of the catalogue, where letters often taken for each other cost less.

/** Letters of the folding that Greeklish, ears and haste confuse. */
const pairs = 'ιυ υο χξ κξ θτ δτ βπ ζσ γχ εα ει cs ck yi ei sz ao ae'
const alike = new Set(pairs.split(' ').flatMap(([a, b]) => [a! + b!, b! + a!]))

/** Weighted distance from `typed` to `word`, or to a beginning of it; Infinity above `most`. */
export function distance(typed: string, word: string, most: number, isPrefix = false): number {
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
  return isPrefix ? Math.min(...row) : row[word.length]!
}

/** Which letters a word has, as bits. */
export function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) % 32)
  return bits
}

/** How many bits are set. */
export function countOf(bits: number): number {
  let count = 0
  for (; bits; bits &= bits - 1) count++
  return count
}
