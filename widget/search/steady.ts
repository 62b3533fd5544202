// Results that stay where they are while a word is typed, as long as none is much better than the one above it.

import type { Found, Result } from '../../server/protocol/articles.ts'

/** Of this part of the score above it, a result keeps the place that it was shown in. */
const near = 0.87

/** @returns what puts the results of a query in order, by those that it was given before */
export function steadily() {
  let before = { query: '', ids: [] as string[] }
  return (fresh: Found, typed: string): Found => {
    const results = [...fresh.results]
    if (before.query && typed.startsWith(before.query) && !/\s\S/.test(typed.slice(before.query.length - 1))) {
      const rank = ({ id }: Result) => before.ids.indexOf(id) + 1 || 99
      for (let end = 1; end < results.length; end++) {
        for (let at = end; at > 0; at--) {
          const [upper, lower] = [results[at - 1]!, results[at]!]
          if (rank(lower) >= rank(upper) || lower.score < upper.score * near) break
          results.splice(at - 1, 2, lower, upper)
        }
      }
    }
    before = { query: typed, ids: results.map(({ id }) => id) }
    return { ...fresh, results }
  }
}
