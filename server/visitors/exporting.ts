// A person's copy of what is kept of them: JSON by a schema that goes with it, the files, and a page to read.

import * as z from 'zod'
import type { Store } from '../store/store.ts'
import type { Part } from '../store/queries/parts.ts'
import type { Queries } from '../store/queries.ts'
import type { Column } from '../store/tables/column.ts'
import type { StoredFile } from '../store/tables/file.ts'
import type { Row, Stray, Told } from '../pages/person.ts'
import { keptAs, type Person } from './person.ts'

/** What tells nothing of a person: our own numbers, how things are done, and what would open a door. */
const withheld = new Set(
  `key conversation visitor hash by secretHash facts headers attempts leaseUntil messageId fault revision mailedSeq
  unmailedSince dueSince dueWithin spent files token named offeredTo offeredUntil`.split(/\s+/),
)
/** Of a message these are its files, which are named beside it. */
const isWithheld = (table: string, name: string): boolean =>
  withheld.has(name) && !(table === 'message' && name === 'files')

const format = 'rotame-person-1'

const typeOf = ({ form, kind, isNullable }: Column): z.ZodType => {
  const type =
    kind === 'instant' || form === 'date'
      ? z.iso.datetime()
      : { text: z.string(), integer: z.int(), bytes: z.base64(), json: z.json(), boolean: z.boolean() }[form]
  return isNullable ? type.nullable() : type
}
const rowOf = (table: string, columns: Record<string, Column>) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(columns)
        .filter(([column]) => !isWithheld(table, column))
        .map(([column, of]) => [column, typeOf(of)]),
    ),
  )

/** What an export holds, of the tables as they are; `schema.json` in each archive is made of it. */
export const exportSchema = ({ parts, conversationColumns, claimColumns }: Queries) =>
  z.strictObject({
    format: z.literal(format),
    madeAt: z.iso.datetime(),
    /** As the person was named. */
    about: z.string(),
    conversations: z.array(
      z.strictObject({
        conversation: rowOf('conversation', conversationColumns),
        ...Object.fromEntries(
          parts.filter(isTold).map(({ table, columns }) => {
            const row = rowOf(table, columns)
            return [table, z.array(table === 'file' ? row.extend({ path: z.string() }) : row)]
          }),
        ),
      }),
    ),
    /** Mails of theirs that came in and belong to no conversation, with where they are as they came. */
    strays: z.array(rowOf('arrival', columnsOf(parts, 'arrival')).extend({ path: z.string().nullable() })),
    /** What they have asked of their data, and what became of it. */
    claims: z.array(rowOf('claim', claimColumns)),
  })

const columnsOf = (parts: readonly Part[], name: string) => parts.find(({ table }) => table === name)!.columns

function shown(table: string, columns: Record<string, Column>, row: Row): Row {
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([column]) => !isWithheld(table, column))
      .map(([column, { kind }]) => {
        const value = row[column] ?? null
        return [column, kind === 'instant' && value !== null ? instantText(value as number) : value]
      }),
  )
}

/** What is never, as a mail that is not drawn yet is due, is the last instant that a date can tell. */
const instantText = (at: number) => new Date(Math.min(at, Date.parse('9999-12-31T23:59:59Z'))).toISOString()

/** Not what others say already. */
const isTold = ({ table }: Part): boolean => table !== 'entry'

/** What the team writes for itself, which may tell of others. */
const isTeams: ReadonlySet<string> = new Set(['note', 'draft'])

/** Where a file is in the archive. */
const pathOf = ({ id, name }: Pick<StoredFile, 'id' | 'name'>) => `files/${id}/${name}`

/** Rows that are held at once. */
const atOnce = 100

/** What is kept of a person, read a page of rows at a time whenever it is asked for. */
export class Copy {
  readonly store: Store
  readonly about: string
  readonly madeAt: string
  readonly #person: Person
  /** Until when what the team has written for itself is given, ms. */
  readonly #notesUntil: number

  /** @param about as the person was named @param at ms */
  constructor(store: Store, person: Person, about: string, at: number, notesUntil = Infinity) {
    this.store = store
    this.about = about
    this.madeAt = instantText(at)
    this.#person = person
    this.#notesUntil = notesUntil
  }

  get isEmpty(): boolean {
    return this.#person.conversations.length + this.#person.strays.length === 0
  }

  async *conversations(): AsyncGenerator<Told> {
    const { all, queries } = this.store
    for (const key of this.#person.conversations) {
      const [row] = await all(queries.conversationByKey({ key }))
      if (!row) continue
      const parts = queries.parts.filter(isTold)
      yield {
        conversation: shown('conversation', queries.conversationColumns, row) as Told['conversation'],
        tables: parts.map(({ table }) => table),
        rows: (table) =>
          this.#rows(
            parts.find((part) => part.table === table)!,
            key,
          ),
      }
    }
  }

  async *#rows({ table, columns, page }: Part, conversation: number): AsyncGenerator<Row> {
    for (let after: Row | null = null; ;) {
      const rows: Row[] = await this.store.all(page({ conversation, after, limit: atOnce }))
      for (const row of rows)
        if (!isTeams.has(table) || (row['at'] as number) <= this.#notesUntil)
          yield {
            ...shown(table, columns, row),
            ...(table === 'file' && { path: pathOf(row as unknown as StoredFile) }),
          }
      if (rows.length < atOnce) return
      after = rows.at(-1)!
    }
  }

  /** Mails of theirs that belong to no conversation. */
  async *strays(): AsyncGenerator<Stray> {
    const { all, queries } = this.store
    const columns = columnsOf(queries.parts, 'arrival')
    for (const key of this.#person.strays) {
      const [row] = await all(queries.strayByKey({ key }))
      const [file] = row?.original ? await all(queries.file({ id: row.original })) : []
      if (row) yield { ...shown('arrival', columns, { ...row }), path: file ? pathOf(file) : null } as Stray
    }
  }

  /** What they have asked of their data. */
  async claims(): Promise<Row[]> {
    const { all, queries } = this.store
    const claims = await all(queries.claimsOf({ named: keptAs(this.#person.named) }))
    return claims.map((row) => shown('claim', queries.claimColumns, { ...row }))
  }

  /** All of it but the bytes of files, in the text of `person.json`. */
  async *json(): AsyncGenerator<string> {
    const { about, madeAt } = this
    yield `${JSON.stringify({ format, madeAt, about }).slice(0, -1)},\n"conversations":`
    yield* listed(this.conversations(), async function* ({ conversation, tables, rows }) {
      yield `{"conversation":${JSON.stringify(conversation)}`
      for (const table of tables) {
        yield `,\n${JSON.stringify(table)}:`
        yield* listed(rows(table), asText)
      }
      yield '}'
    })
    yield ',\n"strays":'
    yield* listed(this.strays(), asText)
    yield `,\n"claims":${JSON.stringify(await this.claims())}}\n`
  }
}

async function* asText(value: unknown): AsyncGenerator<string> {
  yield JSON.stringify(value)
}

/** A list of JSON, a value a line. */
async function* listed<Value>(
  values: AsyncIterable<Value>,
  textOf: (value: Value) => AsyncIterable<string>,
): AsyncGenerator<string> {
  let between = '['
  for await (const value of values) {
    yield `${between}\n`
    yield* textOf(value)
    between = ','
  }
  yield between === '[' ? '[]' : ']'
}
