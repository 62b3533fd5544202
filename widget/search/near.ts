// Near words: how far a typed word is from one of the index, where letters that are often taken for each other cost less.

/** Letters of the folding that Greeklish and bad spelling confuse. */
const alike = ['ιυ', 'υο', 'χξ', 'κξ', 'θτ', 'δτ', 'βπ', 'ζσ', 'γχ', 'εα', 'ει', 'cs', 'ck', 'yi', 'ei', 'sz', 'ao', 'ae']
const cheap = new Set(alike.flatMap((pair) => [pair, pair[1]! + pair[0]!]))

/** Weighted distance from `typed` to `word`, or to a beginning of it; gives up above `most`. */
export function distance(typed: string, word: string, most: number, isPrefix = false): number {
  let before: number[] = []
  let row = Array.from({ length: word.length + 1 }, (_, at) => at * 0.95)
  for (let i = 1; i <= typed.length; i++) {
    const older = before
    before = row
    row = [i]
    let least = i
    for (let j = 1; j <= word.length; j++) {
      const a = typed[i - 1]!
      const b = word[j - 1]!
      const swap = a === b ? 0 : cheap.has(a + b) ? 0.4 : 1
      // A letter doubled, or one left out.
      let cost = Math.min(before[j - 1]! + swap, before[j]! + 1, row[j - 1]! + 0.95)
      if (i > 1 && j > 1 && a === word[j - 2] && typed[i - 2] === b) cost = Math.min(cost, older[j - 2]! + 0.8)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return Infinity
  }
  return isPrefix ? Math.min(...row) : row[word.length]!
}
