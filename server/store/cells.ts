// The one place where values become what the database keeps, and back: JSON is written and read here, and said of what
// is to be sealed where it is kept.

import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  OperatorNode,
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

/** What the name of a place ends with whose values are asked for. */
export const matching = ' ='
/** Where values of a column are sealed: table and column; and the columns by which a row is told. */
export interface Place {
  readonly name: string
  /** None where the database compares the values. */
  readonly row: readonly string[]
}
/** Of what is sealed where the database's file is not ours. */
const places: ReadonlyMap<Column, Place> = new Map(
  Object.entries(tables as Record<string, Table>).flatMap(([table, { columns, row = [] }]) =>
    Object.entries(columns)
      .filter(([, { kind }]) => kind === 'sealed' || kind === 'matched')
      .map(([name, column]): [Column, Place] => [
        column,
        column.kind === 'matched'
          ? { name: `${table}.${name}${matching}`, row: [] }
          : { name: `${table}.${name}`, row },
      ]),
  ),
)
export const placeOf = (column: Column): Place | null => places.get(column) ?? null

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

/** What comes back of one column. */
export interface Selected {
  /** Under which it comes back. */
  name: string
  /** Null: not as a column of ours has it. */
  column: Column | null
  /** As the statement calls the table. */
  table: string
  columnName: string
  /** The query within the statement that gives it; null: the statement itself. */
  within: SelectQueryNode | null
}

function* selected(selections: readonly SelectionNode[], scope: Scope): Generator<Selected> {
  for (const { selection } of selections) {
    const whole = ReferenceNode.is(selection) && SelectAllNode.is(selection.column) ? selection : null
    if (whole || SelectAllNode.is(selection)) {
      const of = whole?.table ? [whole.table.table.identifier.name] : [...scope.keys()]
      for (const table of of)
        for (const [name, column] of Object.entries(scope.get(table)?.columns ?? {}))
          yield { name, column, table, columnName: name, within: null }
    } else if (AliasNode.is(selection)) {
      if (!IdentifierNode.is(selection.alias)) continue
      const { node, alias } = selection
      if (!SelectQueryNode.is(node)) yield { ...columnIn(node, scope), name: alias.name, within: null }
      else {
        const [only] = selected(node.selections ?? [], scopeOfQuery(node, scope))
        yield { column: null, table: '', columnName: '', ...only, name: alias.name, within: node }
      }
    } else {
      const named = ReferenceNode.is(selection) ? selection.column : selection
      if (ColumnNode.is(named)) yield { ...columnIn(selection, scope), name: named.column.name, within: null }
    }
  }
}

const columnIn = (node: OperationNode, scope: Scope) => {
  const column = columnOf(node, scope)
  const [table, columnName] = [...scope].flatMap(([name, { columns }]) =>
    Object.entries(columns).flatMap(([each, of]) => (of === column && isIn(node, name) ? [name, each] : [])),
  )
  return { column, table: table ?? '', columnName: columnName ?? '' }
}

/** Whether what a statement names may be of one of its tables. */
const isIn = (node: OperationNode, table: string): boolean =>
  !ReferenceNode.is(node) || !node.table || node.table.table.identifier.name === table

/** What a statement gives. */
export function givenBy(query: RootOperationNode): Selected[] {
  const { selections, returning } = query as {
    selections?: readonly SelectionNode[]
    returning?: { selections: readonly SelectionNode[] }
  }
  return [...selected(selections ?? returning?.selections ?? [], scopeOfQuery(query))]
}

/** Makes of a row of the database what a statement gives; null where that is the row. */
export function readerOf<Row, Noun>(
  query: RootOperationNode,
  noun: ((row: Row) => Noun) | undefined,
): ((row: never) => Noun) | null {
  const decodes = givenBy(query).flatMap(({ name, column }): [string, Encode][] => {
    const decode = column && decodeOf(column)
    return decode ? [[name, decode]] : []
  })
  if (decodes.length === 0) return (noun as ((row: never) => Noun) | undefined) ?? null
  return (row: Record<string, unknown>) => {
    for (const [name, decode] of decodes) row[name] = decode(row[name])
    return noun ? noun(row as Row) : (row as Noun)
  }
}

/** What goes into a column. */
export interface Given {
  value: unknown
  /** Where the statement has it. */
  node: ValueNode
  column: Column
  /** What the columns have in its row by which that is told; null: the statement does not say. */
  row: readonly unknown[] | null
}

interface Changing {
  columns?: readonly ColumnNode[]
  values?: OperationNode
  updates?: readonly Update[]
  onConflict?: { updates?: readonly Update[] }
  where?: { where: OperationNode }
}
interface Update {
  column: OperationNode
  value: OperationNode
}

/** Tells what stands for values that go into columns of ours. */
export function tellSlots(query: RootOperationNode, tell: (given: Given) => void): void {
  const scope = scopeOfQuery(query)
  const { columns, values, updates = [], onConflict, where } = query as Changing
  const into = (column: OperationNode, value: OperationNode | undefined, named: Values) => {
    const known = columnOf(column, scope)
    if (!known || !value || !ValueNode.is(value)) return
    const row = (placeOf(known)?.row ?? []).map((name) => named.get(name))
    tell({ value: value.value, node: value, column: known, row: row.includes(undefined) ? null : row })
  }
  let named: Values = new Map()
  if (columns && values && ValuesNode.is(values))
    for (const row of values.values) {
      if (!ValueListNode.is(row)) continue
      named = new Map(columns.flatMap((column, at) => valueOf(column, row.values[at])))
      columns.forEach((column, at) => into(column, row.values[at], named))
    }
  for (const { column, value } of onConflict?.updates ?? []) into(column, value, named)
  const told = new Map(
    [...comparisons(where?.where, true)].flatMap(({ leftOperand, operator, rightOperand }) =>
      OperatorNode.is(operator) && operator.operator === '=' ? valueOf(leftOperand, rightOperand) : [],
    ),
  )
  for (const { column, value } of updates) into(column, value, told)
  for (const { leftOperand, rightOperand } of comparisons(where?.where))
    if (columnOf(leftOperand, scope)?.kind === 'matched') into(leftOperand, rightOperand, told)
}

/** Values by the names of columns. */
type Values = ReadonlyMap<string, unknown>

function valueOf(column: OperationNode, value: OperationNode | undefined): [string, unknown][] {
  const named = ReferenceNode.is(column) ? column.column : column
  return ColumnNode.is(named) && value && ValueNode.is(value) ? [[named.column.name, value.value]] : []
}

/** What a condition compares. @param isOfAll only what holds of all rows that it finds */
function* comparisons(node: OperationNode | undefined, isOfAll = false): Generator<BinaryOperationNode> {
  if (!node) return
  if (BinaryOperationNode.is(node)) yield node
  else if (ParensNode.is(node)) yield* comparisons(node.node, isOfAll)
  else if (AndNode.is(node) || (OrNode.is(node) && !isOfAll))
    for (const each of [node.left, node.right]) yield* comparisons(each, isOfAll)
}
