// Values and rows on their way to PostgreSQL and back: what is sealed there is sealed and opened here.

import { type SealedName, unbind } from './bonds.ts'
import { named } from './postgresConnection.ts'
import type { Query } from './query.ts'
import { isSealed, type Sealing } from './sealing.ts'

export type SealedRows = ReturnType<typeof sealedRows>

/** @param sealing null: nothing is sealed */
export function sealedRows(sealing: Sealing | null) {
  const values = ({ values, seals }: Query<unknown>): unknown[] =>
    sealing === null
      ? (values as unknown[])
      : values.map((value, at) => {
          const seal = seals.values[at] ?? null
          return seal === null
            ? value
            : sealing.seal(
                seal.place,
                value,
                seal.row.map((each) => values[each]),
              )
        })
  return {
    values,
    /** As pg takes it. */
    sent: (query: Query<unknown>) => ({ ...named(query), values: values(query) }),
    /** What a statement gives, of the database's rows. */
    given<Row>(query: Query<Row>, rows: Record<string, unknown>[]): Row[] {
      if (sealing !== null) for (const row of rows) opened(sealing, query.seals.rows, row)
      return query.given(rows)
    },
  }
}

/** Opens what is sealed of a row, and takes from it what told which one it is. */
export function opened(sealing: Sealing, places: readonly SealedName[], row: Record<string, unknown>): void {
  for (const [name, place, told] of places)
    row[name] = sealing.open(
      place,
      row[name],
      told.map((each) => row[each]),
    )
  unbind(row, places)
  // A statement that hides from us what it gives would show nonsense as somebody's words.
  for (const [name, value] of Object.entries(row))
    if (isSealed(value) && name !== 'words' && !name.endsWith('Words'))
      throw new Error(`${name} is sealed, and the statement does not say of which column it is`)
}
