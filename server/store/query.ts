// Queries that Kysely builds once: typed, compiled at start, filled with values at each call.

import type { CompiledQuery } from 'kysely'

/**
 * A compiled statement with its values. Inside a write, `yield*` it to get its rows:
 * `const [row] = yield* queries.conversation({ id })`.
 */
export class Query<Row> {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Whether rows come back; what gives none need not be waited for before the next one is sent. */
  readonly gives: boolean
  constructor(sql: string, values: readonly unknown[], gives: boolean) {
    this.sql = sql
    this.values = values
    this.gives = gives
  }
  *[Symbol.iterator](): Generator<Query<unknown>, Row[], Row[]> {
    return yield this
  }
}

/** What a write does: it yields queries and is given their rows, all in one transaction. */
// What a yield gives back depends on what was yielded, which a generator type cannot say; `Query` says it for `yield*`.
// oxlint-disable-next-line no-explicit-any
export type Work<T> = Generator<Query<unknown>, T, any>

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
): (values: Values) => Query<Row> {
  const slots = new Proxy({}, { get: (_, name) => new Slot(name) })
  const { sql, parameters, query } = build(slots as Values).compile()
  const gives = query.kind === 'SelectQueryNode' || 'returning' in query
  const names = parameters.map((p) => (p instanceof Slot ? (p.name as keyof Values) : null))
  return (values) => {
    const filled = parameters.slice()
    for (let at = 0; at < names.length; at++) {
      const name = names[at]
      if (name !== null) filled[at] = values[name!]
    }
    return new Query<Row>(sql, filled, gives)
  }
}
