// The tables of PostgreSQL, made by the steps that are written for SQLite.

import {
  type ColumnDefinitionNode,
  DataTypeNode,
  Kysely,
  type KyselyPlugin,
  OperationNodeTransformer,
  PostgresDialect,
  type PluginTransformQueryArgs,
} from 'kysely'
import type { ClientConfig } from 'pg'
import { migrate } from './migrate.ts'
import { timeoutsMs, poolOf } from './postgresConnection.ts'
import { Unusable } from './store.ts'
import type { RawDatabase } from './tables/tables.ts'

/** Makes the tables, on a connection without limits of time: a step of the tables' history may take long. */
export async function prepareTables(base: ClientConfig): Promise<void> {
  const db = new Kysely<RawDatabase>({
    dialect: new PostgresDialect({ pool: poolOf({ ...base, max: 1 }) }),
    plugins: [wideIntegers],
  })
  try {
    for (const end = Date.now() + timeoutsMs.opening; ;) {
      try {
        return await migrate(db)
      } catch (error) {
        const { code } = error as { code?: string }
        const mayPass = code === 'ECONNREFUSED' || code?.startsWith('57P')
        if (!mayPass || Date.now() > end) throw unreachable(error) ?? error
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  } finally {
    await db.destroy()
  }
}

/** What an owner can do when there is no connection; the address may hold a password and is not repeated. */
function unreachable(error: unknown): Unusable | null {
  const { code, message } = error as { code?: string; message: string }
  const isNetwork = /^E[A-Z]+$/.test(code ?? '') || /timeout|terminated/i.test(message)
  if (isNetwork)
    return new Unusable(
      `DATABASE_URL: PostgreSQL cannot be reached (${code ?? message}); start it, or mend the address`,
    )
  if (code?.startsWith('28'))
    return new Unusable('DATABASE_URL: PostgreSQL refuses the user or the password; mend them')
  if (code === '3D000')
    return new Unusable('DATABASE_URL: there is no such database; make it with createdb, or mend the name')
  if (code === '42501')
    return new Unusable('DATABASE_URL: this user may not make tables there; make it the owner of the database')
  if (code?.startsWith('57P'))
    return new Unusable('DATABASE_URL: PostgreSQL is starting or stopping; try again in a moment')
  return null
}

/**
 * SQLite's `integer` has 64 bits, and as a primary key it counts by itself unless it refers to another's; its `blob` is
 * a bytea, and what it calls a `date` has a time.
 */
class WideIntegers extends OperationNodeTransformer {
  protected override transformDataType(node: DataTypeNode): DataTypeNode {
    if (node.dataType === 'blob') return DataTypeNode.create('bytea')
    if (node.dataType === 'date') return DataTypeNode.create('timestamptz')
    return node.dataType === 'integer' ? DataTypeNode.create('bigint') : node
  }
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const isKey = node.primaryKey && !node.references && (node.dataType as DataTypeNode).dataType === 'integer'
    return super.transformColumnDefinition(isKey ? { ...node, dataType: DataTypeNode.create('bigserial') } : node)
  }
}

const wide = new WideIntegers()
const wideIntegers: KyselyPlugin = {
  transformQuery: ({ node }: PluginTransformQueryArgs) => wide.transformNode(node),
  transformResult: async ({ result }) => result,
}
