// The known word that is closest to a mistyped one.

/** The word of `known` that was probably meant, or null when none is near. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  let best: string | null = null
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const word of known) {
    const steps = distance(typed.toLowerCase(), word.toLowerCase())
    if (steps >= least) continue
    least = steps
    best = word
  }
  return best
}

/** Letters to add, drop, replace or swap with their neighbour until one word is the other. */
function distance(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = row[column]! + (letter === other ? 0 : 1)
      const isSwapped = at > 0 && column > 0 && letter === to[column - 1] && from[at - 1] === other
      const swapped = isSwapped ? before[column - 1]! + 1 : Infinity
      next.push(Math.min(replaced, row[column + 1]! + 1, next[column]! + 1, swapped))
    }
    before = row
    row = next
  }
  return row.at(-1)!
}
