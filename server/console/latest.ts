// Of several answers under way to the same question, the one that was asked for last counts.

/** @returns what waits for an answer; it resolves to nothing when another was asked for meanwhile */
export function latest() {
  let asked = 0
  return async <T>(coming: Promise<T>): Promise<T | undefined> => {
    const number = ++asked
    const came = await coming
    return number === asked ? came : undefined
  }
}
