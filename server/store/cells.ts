// The one place where values become what the database keeps, and back: JSON is written and read here, and said of what
// is to be sealed where it is kept.

import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  OrNode,
  ParensNode,
  ReferenceNode,
  type RootOperationNode,
  SelectAllNode,
  type SelectionNode,
  SelectQueryNode,
  TableNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'
import type { Column, Table } from './tables/column.ts'
import { tables } from './tables/tables.ts'

export type Encode = (value: unknown) => unknown

/** What a place ends with whose values are asked for. */
export const matching = ' ='
/** Table and column of what is sealed where the database's file is not ours. */
const places: ReadonlyMap<Column, string> = new Map(
  Object.entries(tables).flatMap(([table, { columns }]) =>
    Object.entries(columns as Record<string, Column>)
      .filter(([, { kind }]) => kind === 'sealed' || kind === 'matched')
      .map(([name, column]) => [column, `${table}.${name}${column.kind === 'matched' ? matching : ''}`] as const),
  ),
)
export const placeOf = (column: Column): string | null => places.get(column) ?? null

export const encodeOf = ({ form }: Column): Encode | null =>
  form === 'json' ? (value) => (value === null || value === undefined ? value : JSON.stringify(value)) : null

const decodeOf = ({ form }: Column): Encode | null =>
  form === 'json' ? (value) => (value === null ? null : JSON.parse(value as string)) : null

/** The tables of a statement by the names it has for them. */
type Scope = ReadonlyMap<string, Table>

const known: ReadonlyMap<string, Table> = new Map(Object.entries(tables))

function scopeOf(nodes: (OperationNode | undefined)[], outer: Scope = new Map()): Scope {
  const scope = new Map(outer)
  for (const node of nodes) {
    const named = node && (AliasNode.is(node) ? node.node : node)
    if (!named || !TableNode.is(named)) continue
    const { name } = named.table.identifier
    const alias = node && AliasNode.is(node) && IdentifierNode.is(node.alias) ? node.alias.name : name
    const table = known.get(name)
    if (table) scope.set(alias, table)
  }
  return scope
}

/** What a statement selects from, joins, adds to or changes. */
function scopeOfQuery(query: RootOperationNode, outer?: Scope): Scope {
  const { into, table, from, joins } = query as {
    into?: OperationNode
    table?: OperationNode
    from?: { froms: readonly OperationNode[] }
    joins?: readonly { table: OperationNode }[]
  }
  return scopeOf([into, table, ...(from?.froms ?? []), ...(joins ?? []).map((join) => join.table)], outer)
}

/** A column that a statement names, if it is one of ours. */
function columnOf(node: OperationNode, scope: Scope): Column | null {
  if (ColumnNode.is(node))
    return [...scope.values()].findLast(({ columns }) => node.column.name in columns)?.columns[node.column.name] ?? null
  if (!ReferenceNode.is(node) || SelectAllNode.is(node.column)) return null
  if (!node.table) return columnOf(node.column, scope)
  return scope.get(node.table.table.identifier.name)?.columns[node.column.column.name] ?? null
}

/** The columns that come back, by the names they come back under. */
function* selected(
  selections: readonly SelectionNode[],
  scope: Scope,
): Generator<[name: string, column: Column | null]> {
  for (const { selection } of selections) {
    const whole = ReferenceNode.is(selection) && SelectAllNode.is(selection.column) ? selection : null
    if (whole || SelectAllNode.is(selection)) {
      const of = whole?.table ? [scope.get(whole.table.table.identifier.name)] : [...scope.values()]
      for (const table of of) if (table) yield* Object.entries(table.columns)
    } else if (AliasNode.is(selection)) {
      if (!IdentifierNode.is(selection.alias)) continue
      const { node, alias } = selection
      yield [alias.name, SelectQueryNode.is(node) ? onlyOf(node, scope) : columnOf(node, scope)]
    } else {
      const named = ReferenceNode.is(selection) ? selection.column : selection
      if (ColumnNode.is(named)) yield [named.column.name, columnOf(selection, scope)]
    }
  }
}

/** The one column of a query within another. */
function onlyOf(query: SelectQueryNode, outer: Scope): Column | null {
  const [only] = selected(query.selections ?? [], scopeOfQuery(query, outer))
  return only?.[1] ?? null
}

/** The columns that a statement gives, by the names it gives them. */
function given(query: RootOperationNode): [name: string, column: Column][] {
  const { selections, returning } = query as {
    selections?: readonly SelectionNode[]
    returning?: { selections: readonly SelectionNode[] }
  }
  const all = [...selected(selections ?? returning?.selections ?? [], scopeOfQuery(query))]
  return all.filter((each): each is [string, Column] => each[1] !== null)
}

/** What is sealed of what a statement gives: by its name there, where it is kept. */
export const sealedIn = (query: RootOperationNode): [name: string, place: string][] =>
  given(query).flatMap(([name, column]): [string, string][] => {
    const place = placeOf(column)
    return place === null ? [] : [[name, place]]
  })

/** Makes of a row of the database what a statement gives; null where that is the row. */
export function readerOf<Row, Noun>(
  query: RootOperationNode,
  noun: ((row: Row) => Noun) | undefined,
): ((row: never) => Noun) | null {
  const decodes = given(query).flatMap(([name, column]): [string, Encode][] => {
    const decode = decodeOf(column)
    return decode ? [[name, decode]] : []
  })
  if (decodes.length === 0) return (noun as ((row: never) => Noun) | undefined) ?? null
  return (row: Record<string, unknown>) => {
    for (const [name, decode] of decodes) row[name] = decode(row[name])
    return noun ? noun(row as Row) : (row as Noun)
  }
}

/** Tells what stands for values that go into columns which these are. */
export function tellSlots(query: RootOperationNode, tell: (value: unknown, column: Column) => void): void {
  const scope = scopeOfQuery(query)
  const into = (column: OperationNode, value: OperationNode | undefined) => {
    const known = columnOf(column, scope)
    if (known && value && ValueNode.is(value)) tell(value.value, known)
  }
  const { columns, values, updates, onConflict } = query as {
    columns?: readonly ColumnNode[]
    values?: OperationNode
    updates?: readonly { column: OperationNode; value: OperationNode }[]
    onConflict?: { updates?: readonly { column: OperationNode; value: OperationNode }[] }
  }
  if (columns && values && ValuesNode.is(values))
    for (const row of values.values)
      if (ValueListNode.is(row)) columns.forEach((column, at) => into(column, row.values[at]))
  for (const { column, value } of [...(updates ?? []), ...(onConflict?.updates ?? [])]) into(column, value)
  const { where } = query as { where?: { where: OperationNode } }
  for (const { leftOperand, rightOperand } of comparisons(where?.where)) {
    const column = columnOf(leftOperand, scope)
    if (column?.kind === 'matched') into(leftOperand, rightOperand)
  }
}

/** What a condition compares. */
function* comparisons(node: OperationNode | undefined): Generator<BinaryOperationNode> {
  if (!node) return
  if (BinaryOperationNode.is(node)) yield node
  else if (ParensNode.is(node)) yield* comparisons(node.node)
  else if (AndNode.is(node) || OrNode.is(node)) for (const each of [node.left, node.right]) yield* comparisons(each)
}
