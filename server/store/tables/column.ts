// What tables are made of: each column says once what its values are, what they say of a person, and whether they may
// lack.

/**
 * What a column's values say of a person.
 * `plain`: nothing. `instant`: nothing but when, ms. `personal`: who it is or was, in the clear because the database
 * compares it. `sealed`: what people wrote and who they are; nothing compares it, so that it may be encrypted.
 * `matched`: who it is or was, asked for by the whole of it alone, so that it may be encrypted to the same each time.
 */
export type Kind = 'plain' | 'personal' | 'sealed' | 'matched' | 'instant'

/** How values are kept: `json` as text, `date` as better-auth writes one. */
export type Form = 'text' | 'integer' | 'bytes' | 'json' | 'boolean' | 'date'

interface Type<Value, Raw = Value> {
  readonly form: Form
  /** Never there: whoever asks for their types is told those of the values, and of what the database keeps. */
  readonly value?: Value
  readonly raw?: Raw
}

export interface Column<Value = unknown, Raw = unknown, HasDefault extends boolean = boolean> extends Type<Value, Raw> {
  readonly kind: Kind
  readonly isNullable: boolean
  /** Whether a row may be added without it. */
  readonly hasDefault: HasDefault
}

export const text: Type<string> = { form: 'text' }
export const integer: Type<number> = { form: 'integer' }
export const bytes: Type<Buffer> = { form: 'bytes' }
export const boolean: Type<boolean | number> = { form: 'boolean' }
export const date: Type<Date | string> = { form: 'date' }
/** One of a few words. */
export const word = <Word extends string>(): Type<Word> => ({ form: 'text' })
/** A value of JSON; statements give and take it as it is, and the database keeps its text. */
export const json = <Value>(): Type<Value, string> => ({ form: 'json' })

const of =
  (kind: Kind) =>
  <Value, Raw>({ form }: Type<Value, Raw>): Column<Value, Raw, false> => ({
    form,
    kind,
    isNullable: false,
    hasDefault: false,
  })
export const plain = of('plain')
export const personal = of('personal')
export const sealed = of('sealed')
export const matched = of('matched')
export const instant = of('instant')(integer)

export const orNull = <Value, Raw, HasDefault extends boolean>(
  column: Column<Value, Raw, HasDefault>,
): Column<Value | null, Raw | null, HasDefault> => ({ ...column, isNullable: true })

/** What the database fills in where a row is added without it. */
export const withDefault = <Value, Raw>(column: Column<Value, Raw>): Column<Value, Raw, true> => ({
  ...column,
  hasDefault: true,
})

/** A number that the database gives. */
export const key = withDefault(plain(integer))

type Columns = Record<string, Column>

/** How long rows are kept: for good, as long as what they are of, or so many days after the instant in a column. */
type Kept<Name> = 'for good' | 'as long' | { days: number; after: Name }

export interface Table<Of extends Columns = Columns> {
  /**
   * Whose the rows are: of a conversation (by the column `conversation`), a visitor, whoever `named` names, a person of
   * the team, or nobody.
   */
  readonly of: 'conversation' | 'visitor' | 'person' | 'staff' | 'nobody'
  readonly kept: Kept<string>
  /**
   * By which columns a row is told from all others, as long as it is there: what is sealed in it is bound to them.
   * Where nothing is sealed there need be none.
   */
  readonly row?: readonly string[]
  readonly columns: Of
}

export const table = <Of extends Columns>(
  says: Pick<Table, 'of'> & {
    kept: Kept<keyof NoInfer<Of> & string>
    row?: readonly (keyof NoInfer<Of> & string)[]
  },
  columns: Of,
): Table<Of> => ({ ...says, columns })

/** A row as statements give it. */
export type RowOf<T extends Table> = {
  [Name in keyof T['columns']]: T['columns'][Name] extends Column<infer Value> ? Value : never
}

/** The names of a table's columns, but for some. */
export const columnsBut = <Of extends Columns, But extends keyof Of = never>(
  { columns }: Table<Of>,
  ...but: But[]
): Exclude<keyof Of & string, But>[] =>
  Object.keys(columns).filter((name) => !but.includes(name as But)) as Exclude<keyof Of & string, But>[]
