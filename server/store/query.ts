// Queries that Kysely builds once: typed, compiled at start, filled with values at each call.

import { type CompiledQuery, type Expression, type OperationNode, ValueNode } from 'kysely'
import { sealedIn, type SealedName } from './bonds.ts'
import { type Encode, encodeOf, placeOf, readerOf, tellSlots } from './cells.ts'

/** What comes back: rows, or one that says how many were changed; what gives nothing need not be waited for. */
export type Gives = 'rows' | 'count' | 'nothing'

/** Where a value is sealed: table and column, and which of the statement's values tell its row. */
interface Seal {
  readonly place: string
  readonly row: readonly number[]
}

/** What is sealed where the database's file is not ours. */
export interface Seals {
  /** By the values' order; null: what is not. */
  readonly values: readonly (Seal | null)[]
  readonly rows: readonly SealedName[]
}
const noSeals: Seals = { values: [], rows: [] }

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
  readonly seals: Seals
  /** Makes what it gives of a row of the database; null: that is the row. */
  readonly #read: ((row: never) => Row) | null
  constructor(
    sql: string,
    values: readonly unknown[],
    gives: Gives,
    reads: boolean,
    read: ((row: never) => Row) | null = null,
    seals = noSeals,
  ) {
    this.sql = sql
    this.values = values
    this.gives = gives
    this.reads = reads
    this.#read = read
    this.seals = seals
  }
  /** What it gives, of the database's rows. */
  given(rows: unknown[]): Row[] {
    return this.#read === null ? (rows as Row[]) : (rows as never[]).map(this.#read)
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

/** Stands in a statement for a value that a call will give. It is an expression of Kysely's, and no such value. */
export class Slot<Value> implements Expression<Value> {
  readonly name: string
  /** Which of the values when these are a list; null: the value itself. */
  readonly at: number | null
  /** What the column that it goes into makes of it. */
  encode: Encode | null = null
  /** Where it is sealed, table and column, and what tells its row; null: it is not. */
  seal: { place: string; row: readonly unknown[] } | null = null
  constructor(name: string, at: number | null = null) {
    this.name = name
    this.at = at
  }
  get expressionType(): Value | undefined {
    return undefined
  }
  toOperationNode(): OperationNode {
    return ValueNode.create(this)
  }
  /** What of a call's values it stands for. */
  of(values: Record<string, unknown>): unknown {
    const given = values[this.name]
    // What equals nothing, beyond the last of a list.
    const value = this.at === null ? given : ((given as unknown[] | undefined)?.[this.at] ?? null)
    return this.encode === null ? value : this.encode(value)
  }
}

export type Slots<Values> = { readonly [Name in keyof Values]: Slot<Values[Name]> }

/**
 * So many of a list, each a slot of its own, or null: a statement is compiled before anybody knows how long the list
 * is.
 */
export const eachOf = <Value>({ name }: Slot<Value[]>, count: number): Slot<Value>[] =>
  Array.from({ length: count }, (_, at) => new Slot<Value>(name, at))

/** Slots for some of the values by their names, as `values()` and `set()` take them. */
export const some = <Values, Name extends keyof Values>(
  slots: Slots<Values>,
  names: readonly Name[],
): { [Of in Name]: Slot<Values[Of]> } =>
  Object.fromEntries(names.map((name) => [name, slots[name]])) as { [Of in Name]: Slot<Values[Of]> }

const slotsOf = <Values>(): Slots<Values> =>
  new Proxy({} as Slots<Values>, {
    get: (_, name) => new Slot(String(name)),
    ownKeys() {
      throw new Error('a statement does not know the names of its values before it is called; name them')
    },
  })

/**
 * Compiles a statement once.
 * @param build in it a property of the parameter stands for the value that a call will give
 * @param noun makes of a row what the statement gives
 */
export function prepare<Values = void, Row = unknown, Noun = Row>(
  build: (slots: Slots<Values>) => { compile(): CompiledQuery<Row> },
  noun?: (row: Row) => Noun,
): (values: Values) => Query<Noun> {
  return compile(build, noun)
}

/** Compiles a statement that gives how many rows it has changed: cheaper than their columns. */
export const prepareCounted = <Values>(
  build: (slots: Slots<Values>) => { compile(): CompiledQuery<unknown> },
): ((values: Values) => Query<{ changed: number }>) =>
  compile(build as (slots: Slots<Values>) => { compile(): CompiledQuery<{ changed: number }> }, undefined, 'count')

function compile<Values, Row, Noun>(
  build: (slots: Slots<Values>) => { compile(): CompiledQuery<Row> },
  noun?: (row: Row) => Noun,
  gives?: Gives,
): (values: Values) => Query<Noun> {
  const { sql, parameters, query } = build(slotsOf<Values>()).compile()
  tellSlots(query, ({ value, column, row }) => {
    if (!(value instanceof Slot)) return
    const place = placeOf(column)
    if (place && !row) throw new Error(`${place.name} is sealed, and this does not say in which row: ${sql}`)
    Object.assign(value, { encode: encodeOf(column), seal: place && { place: place.name, row } })
  })
  const read = readerOf(query, noun)
  const reads = query.kind === 'SelectQueryNode'
  const given = gives ?? (reads || 'returning' in query ? 'rows' : 'nothing')
  const slots = parameters.map((each) => (each instanceof Slot ? each : null))
  const sealOf = ({ seal }: Slot<unknown>) =>
    seal && { place: seal.place, row: seal.row.map((each) => parameters.indexOf(each)) }
  const seals = { values: slots.map((slot) => slot && sealOf(slot)), rows: sealedIn(query) }
  return (values) => {
    const filled = parameters.slice()
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at]
      if (slot) filled[at] = slot.of(values as Record<string, unknown>)
    }
    return new Query<Noun>(sql, filled, given, reads, read, seals)
  }
}
