// Bonds: what is sealed is bound to its row, so each statement that gives it gives by which columns its row is told.

import {
  AliasNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryId,
  ReferenceNode,
  type RootOperationNode,
  SelectionNode,
  TableNode,
} from 'kysely'
import { givenBy, placeOf, type Selected } from './cells.ts'

/** What is sealed of what a statement gives: its name there, where it is kept, and the names of what tells its row. */
export type SealedName = readonly [name: string, place: string, row: readonly string[]]

/** What begins the names of what is asked for besides. */
const besides = '~'

/** Under which name a statement gives a column that tells the row of another. */
function nameIn(all: readonly Selected[], of: Selected, column: string): string {
  const isIt = (each: Selected) =>
    each.within === null && of.within === null && each.table === of.table && each.columnName === column
  return all.find(isIt)?.name ?? `${besides}${of.within ? `${of.name} ` : ''}${of.table}.${column}`
}

export function sealedIn(query: RootOperationNode): SealedName[] {
  const all = givenBy(query)
  return all.flatMap((each): SealedName[] => {
    const place = each.column && placeOf(each.column)
    return place ? [[each.name, place.name, place.row.map((column) => nameIn(all, each, column))]] : []
  })
}

const columnOf = (table: string, column: string): OperationNode =>
  ReferenceNode.create(ColumnNode.create(column), TableNode.create(table))

/** The same statement, which gives all that tells the rows of what is sealed. @throws where it cannot */
export function bound<Node extends RootOperationNode>(query: Node): Node {
  const all = givenBy(query)
  const added = new Map<string, SelectionNode>()
  for (const each of all)
    for (const column of (each.column && placeOf(each.column)?.row) ?? []) {
      const name = nameIn(all, each, column)
      if (!name.startsWith(besides)) continue
      const node = columnOf(each.table, column)
      const given = each.within ? { ...each.within, selections: [SelectionNode.create(node as ReferenceNode)] } : node
      added.set(name, SelectionNode.create(AliasNode.create(given, IdentifierNode.create(name)) as never))
    }
  if (added.size === 0) return query
  if ('groupBy' in query && query.groupBy) throw new Error(`what is sealed cannot be grouped: ${[...added.keys()]}`)
  if ('setOperations' in query && query.setOperations)
    throw new Error(`what is sealed cannot be put together of several tables: ${[...added.keys()]}`)
  const more = [...added.values()]
  const { selections, returning } = query as {
    selections?: SelectionNode[]
    returning?: { selections: SelectionNode[] }
  }
  return selections
    ? { ...query, selections: [...selections, ...more] }
    : { ...query, returning: { ...returning, selections: [...returning!.selections, ...more] } }
}

class BindingCompiler extends PostgresQueryCompiler {
  override compileQuery(node: RootOperationNode, id: QueryId) {
    return super.compileQuery(bound(node), id)
  }
}

/** PostgreSQL where fields are sealed. */
export class SealedDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new BindingCompiler()
  }
}

/** Takes what was asked for besides from a row. */
export function unbind(row: Record<string, unknown>, sealed: readonly SealedName[]): void {
  for (const [, , names] of sealed) for (const name of names) if (name.startsWith(besides)) delete row[name]
}
