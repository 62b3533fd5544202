// What the tables are said to be is what the databases have, column by column; and each says what it is of a person.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeDatabase, noPostgres } from '../../test/databases.ts'
import { openStore } from '../open.ts'
import type { Column, Form } from './column.ts'
import { tables } from './tables.ts'
import { openFile } from '../../test/sqlite.ts'

interface Found {
  type: string
  isNullable: boolean
  hasDefault: boolean
}
/** Of each table of a database its columns. */
type Schema = Record<string, Record<string, Found>>

const ofSqlite: Record<Form, string> = {
  text: 'text',
  integer: 'integer',
  bytes: 'blob',
  json: 'text',
  boolean: 'boolean',
  date: 'date',
}
const ofPostgres: Record<Form, string> = {
  text: 'text',
  integer: 'bigint',
  bytes: 'bytea',
  json: 'text',
  boolean: 'boolean',
  date: 'timestamp with time zone',
}

const declared = (types: Record<Form, string>): Schema =>
  Object.fromEntries(
    Object.entries(tables).map(([name, { columns }]) => [
      name,
      Object.fromEntries(
        (Object.entries(columns) as [string, Column][]).map(([column, { form, isNullable, hasDefault }]) => [
          column,
          { type: types[form], isNullable, hasDefault },
        ]),
      ),
    ]),
  )

function ofFile(file: string): Schema {
  const handle = openFile(file, { readonly: true })
  const names = handle
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[]
  const columnsOf = (table: string) =>
    handle.pragma(`table_info("${table}")`) as {
      name: string
      type: string
      notnull: number
      dflt_value: unknown
      pk: number
    }[]
  const found = Object.fromEntries(
    names.map((table) => {
      const columns = columnsOf(table)
      const isAlone = columns.filter(({ pk }) => pk > 0).length === 1
      return [
        table,
        Object.fromEntries(
          columns.map(({ name, type, notnull, dflt_value: standard, pk }) => [
            name,
            {
              type: type.toLowerCase().replace('bigint', 'integer'),
              isNullable: notnull === 0 && pk === 0,
              // What is the key alone and a number counts by itself, unless it is another table's.
              hasDefault:
                standard !== null || (pk > 0 && isAlone && /^integer$/i.test(type) && name !== 'conversation'),
            },
          ]),
        ),
      ]
    }),
  )
  handle.close()
  return found
}

async function ofServer(ask: (text: string) => Promise<Record<string, unknown>[]>): Promise<Schema> {
  const rows = await ask(
    `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
     where table_schema = 'public'`,
  )
  const found: Schema = {}
  for (const row of rows)
    (found[String(row['table_name'])] ??= {})[String(row['column_name'])] = {
      type: String(row['data_type']),
      isNullable: row['is_nullable'] === 'YES',
      hasDefault: row['column_default'] !== null,
    }
  return found
}

/** Without the tables in which Kysely notes what it has run; the instants of accounts are better-auth's to fill in. */
function ours(schema: Schema): Schema {
  const found = Object.entries(schema).filter(([name]) => !/^(kysely_migration|entryIndex)/.test(name))
  for (const [, columns] of found)
    for (const column of Object.values(columns))
      if ([ofSqlite.date, ofPostgres.date].includes(column.type)) column.hasDefault = false
  return Object.fromEntries(found)
}

const make = async (data: string, databaseUrl: string | null): Promise<void> =>
  (await openStore({ data, databaseUrl })).close()

describe('the tables are what they are said to be', () => {
  test('on SQLite, and one that says nothing is found', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-tables-'))
    await make(folder, null)
    const file = join(folder, 'rotame.sqlite')
    expect(ours(ofFile(file))).toEqual(declared(ofSqlite))
    const handle = openFile(file)
    for (const [make, undo] of [
      ['create table silent (word text)', 'drop table silent'],
      ['alter table note add column mood text', 'alter table note drop column mood'],
    ] as const) {
      handle.exec(make)
      expect(ours(ofFile(file))).not.toEqual(declared(ofSqlite))
      handle.exec(undo)
    }
    handle.close()
    expect(ours(ofFile(file))).toEqual(declared(ofSqlite))
    rmSync(folder, { recursive: true })
  })

  if (noPostgres === null)
    test('on PostgreSQL', async () => {
      const database = await makeDatabase()
      await make('', database.url)
      expect(ours(await ofServer(database.ask))).toEqual(declared(ofPostgres))
      await database.drop()
    })
  else test.skip(`skipped: ${noPostgres}`)
})

describe('a table says whose its rows are', () => {
  test.each(Object.entries(tables))('%s', (name, { of, kept, columns }) => {
    const names = Object.keys(columns)
    if (typeof kept === 'object') expect(names).toContain(kept.after)
    // By which a person's rows are found.
    const by = { conversation: 'conversation', visitor: 'key', person: 'named', staff: 'userId', nobody: null }[of]
    // Of a team each row names several.
    const isItself = ['conversation', 'user', 'blob', 'piece', 'override', 'verification', 'team'].includes(name)
    if (by !== null && !isItself) expect(names).toContain(by)
    // What is nobody's names nobody.
    if (of === 'nobody') expect(names).not.toContain('conversation')
  })
})
