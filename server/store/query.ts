// Queries that Kysely builds once: typed, compiled at start, filled with values at each call.

import type { CompiledQuery } from 'kysely'

/** What comes back: rows, or one that says how many were changed; what gives nothing need not be waited for. */
export type Gives = 'rows' | 'count' | 'nothing'

/**
 * A compiled statement with its values. Inside a write, `yield*` it to get its rows:
 * `const [row] = yield* queries.conversation({ id })`.
 */
export class Query<Row> {
  readonly sql: string
  readonly values: readonly unknown[]
  readonly gives: Gives
  /** Whether it changes nothing. */
  readonly reads: boolean
  constructor(sql: string, values: readonly unknown[], gives: Gives, reads: boolean) {
    this.sql = sql
    this.values = values
    this.gives = gives
    this.reads = reads
  }
  *[Symbol.iterator](): Generator<Query<unknown>, Row[], Row[]> {
    return yield this
  }
}

/** What a write does: it yields queries and is given their rows, all in one transaction. */
// What a yield gives back depends on what was yielded, which a generator type cannot say; `Query` says it for `yield*`.
// oxlint-disable-next-line no-explicit-any
export type Work<T> = Generator<Query<unknown>, T, any>

/** Numbers of a site's counter that a batch has reserved together, with one statement instead of one a write. */
export class Reserved {
  readonly #left = new Map<string, { next: number; last: number }>()
  #count = 1

  /** To be called when a transaction begins. @param count how many it may need, about */
  begin(count: number): void {
    this.#count = count
    this.#left.clear()
  }

  /** To be called when a write is undone: the reserving may have been part of it. */
  forget(): void {
    this.#left.clear()
  }

  /** The next number of a site's counter. @param reserve adds so many to the counter and gives what it has become */
  *next(site: string, reserve: (values: { site: string; count: number }) => Query<{ revision: number }>): Work<number> {
    const left = this.#left.get(site)
    if (left && left.next <= left.last) return left.next++
    const [row] = yield* reserve({ site, count: this.#count })
    const { revision: last } = row!
    const first = last - this.#count + 1
    this.#left.set(site, { next: first + 1, last })
    return first
  }
}

class Slot {
  readonly name: PropertyKey
  constructor(name: PropertyKey) {
    this.name = name
  }
}

/**
 * Compiles a statement once. In `build`, a property of the parameter stands for the value that a call will give; it
 * may be used where Kysely takes a value, nowhere else.
 */
export function prepare<Values = void, Row = unknown>(
  build: (values: Values) => { compile(): CompiledQuery<Row> },
  gives?: Gives,
): (values: Values) => Query<Row> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(name) })
  const { sql, parameters, query } = build(slots as Values).compile()
  const reads = query.kind === 'SelectQueryNode'
  const given = gives ?? (reads || 'returning' in query ? 'rows' : 'nothing')
  const names = parameters.map((p) => (p instanceof Slot ? (p.name as keyof Values) : null))
  return (values) => {
    const filled = parameters.slice()
    for (let at = 0; at < names.length; at++) {
      const name = names[at]
      if (name !== null) filled[at] = values[name!]
    }
    return new Query<Row>(sql, filled, given, reads)
  }
}

/** Compiles a statement that gives how many rows it has changed: cheaper than their columns. */
export const prepareCounted = <Values>(
  build: (values: Values) => { compile(): CompiledQuery<unknown> },
): ((values: Values) => Query<{ changed: number }>) =>
  prepare(build as (values: Values) => { compile(): CompiledQuery<{ changed: number }> }, 'count')
