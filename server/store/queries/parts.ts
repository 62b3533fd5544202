// Parts: the rows that each table has of a conversation; what a table says of itself is enough to find and erase them.

import { type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Query, type Slots } from '../query.ts'
import type { Column, Table } from '../tables/column.ts'
import { type Database, tables } from '../tables/tables.ts'

type Row = Record<string, unknown>

/** The rows that a conversation has in one table. */
export interface Part {
  table: keyof typeof tables
  columns: Record<string, Column>
  rows: (values: { conversation: number }) => Query<Row>
  count: (values: { conversation: number }) => Query<{ n: number }>
  /** Some of them, in their order, after one of them; null: from the first. */
  page: (values: { conversation: number; after: Row | null; limit: number }) => Query<Row>
  erase: (values: { conversation: number }) => Query<{ changed: number }>
}

/** Tables whose rows name their conversation; those that others refer to come last. */
export const ofConversations = (Object.entries(tables) as [keyof typeof tables, Table][])
  .filter(([, { columns }]) => 'conversation' in columns)
  .map(([name]) => name)
  .toReversed()

/** By what the rows of one conversation are ordered: where they stand, or how they came. */
function orderOf({ columns }: Table): string[] {
  if ('after' in columns) return ['after', 'key']
  const [first] = ['key', 'seq', 'id', 'purpose'].filter((name) => name in columns)
  return first === undefined ? [] : [first]
}

/** A page of a conversation's rows, in an order that tells each from all others. */
function pageOf(db: Kysely<Record<string, Row>>, table: string, of: Table): Part['page'] {
  const order = orderOf(of)
  const first = Object.fromEntries(order.map((name) => [name, of.columns[name]!.form === 'integer' ? -1 : '']))
  const rows = (p: Slots<{ conversation: number }>) =>
    db.selectFrom(table).selectAll().where('conversation', '=', p.conversation)
  // One row at most, which comes after none.
  const only = prepare((p: Slots<{ conversation: number; isNext: number }>) =>
    rows(p).where(sql<boolean>`cast(${p.isNext} as integer) = 0`),
  )
  const [by, then] = order
  const next = prepare((p: Slots<{ conversation: number; limit: number } & Record<string, number | string>>) =>
    rows(p)
      .where((e) => {
        const isAfter = (name: string) => e(name, '>', p[name]!)
        if (by === undefined) return e.val(true)
        return then === undefined ? isAfter(by) : e.or([isAfter(by), e.and([e(by, '=', p[by]!), isAfter(then)])])
      })
      .$call((query) => order.reduce((ordered, name) => ordered.orderBy(name), query))
      .limit(p.limit),
  )
  return ({ after, ...asked }) =>
    order.length === 0 ? only({ ...asked, isNext: after ? 1 : 0 }) : next({ ...first, ...(after as object), ...asked })
}

export function partsOf(db: Kysely<Database>): Part[] {
  const tablesAlike = db as unknown as Kysely<Record<string, Row>>
  return ofConversations.map((table): Part => ({
    table,
    columns: tables[table].columns,
    rows: prepare((p: Slots<{ conversation: number }>) =>
      tablesAlike.selectFrom(table).selectAll().where('conversation', '=', p.conversation),
    ),
    count: prepare((p: Slots<{ conversation: number }>) =>
      tablesAlike
        .selectFrom(table)
        .select(sql<number>`count(*)`.as('n'))
        .where('conversation', '=', p.conversation),
    ),
    page: pageOf(tablesAlike, table, tables[table]),
    erase: prepareCounted((p: Slots<{ conversation: number }>) =>
      tablesAlike.deleteFrom(table).where('conversation', '=', p.conversation),
    ),
  }))
}
