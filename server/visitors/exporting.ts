// A person's copy of what is kept of them: JSON by a schema that goes with it, the files, and a page to read.

import { createWriteStream, rmSync } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import * as z from 'zod'
import { Blobs } from '../files/blobs.ts'
import type { Store } from '../store/store.ts'
import type { Part } from '../store/queries/person.ts'
import type { Queries } from '../store/queries.ts'
import type { Column } from '../store/tables/column.ts'
import type { StoredFile } from '../store/tables/file.ts'
import { type Exported, exportPage } from '../pages/person.ts'
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
const cutOff = new Error('whoever was given it went away')

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

function shown(table: string, columns: Record<string, Column>, row: Record<string, unknown>): Record<string, unknown> {
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

/** Where a file is in the archive. */
const pathOf = ({ id, name }: Pick<StoredFile, 'id' | 'name'>) => `files/${id}/${name}`

/** All that is kept of a person, without the bytes of files. */
export async function exported(
  store: Store,
  { named, conversations, strays }: Person,
  about: string,
  at: number,
): Promise<Exported> {
  const { all, queries } = store
  const rows = []
  for (const key of conversations) {
    const [row] = await all(queries.conversationByKey({ key }))
    if (!row) continue
    const parts: Record<string, Record<string, unknown>[]> = {}
    for (const { table, columns, rows } of queries.parts.filter(isTold))
      parts[table] = (await all(rows({ conversation: key }))).map((each) => ({
        ...shown(table, columns, each),
        ...(table === 'file' && { path: pathOf(each as unknown as StoredFile) }),
      }))
    rows.push({ conversation: shown('conversation', queries.conversationColumns, row), ...parts })
  }
  const apart = []
  for (const key of strays) {
    const [row] = await all(queries.strayByKey({ key }))
    const [file] = row?.original ? await all(queries.file({ id: row.original })) : []
    const columns = columnsOf(queries.parts, 'arrival')
    if (row) apart.push({ ...shown('arrival', columns, { ...row }), path: file ? pathOf(file) : null })
  }
  const claims = (await all(queries.claimsOf({ named: keptAs(named) }))).map((row) =>
    shown('claim', queries.claimColumns, { ...row }),
  )
  return { format, madeAt: instantText(at), about, conversations: rows, strays: apart, claims } as unknown as Exported
}

/** Writes the archive into a file, whole or not at all. */
export async function writeExport(path: string, data: Exported, store: Store): Promise<void> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  const opened = once(out, 'open')
  try {
    await opened
    await pack(out, data, store)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(path, { force: true })
    throw error
  }
}

/** Writes the archive into a stream, and destroys that where something fails: what was cut off is no archive. */
export async function pack(out: Writable, data: Exported, store: Store): Promise<void> {
  // Loaded when somebody asks: a server at rest does without.
  const { Zip, ZipDeflate } = await import('fflate')
  const blobs = new Blobs(store, Date.now)
  const failed = new Promise<never>((_, reject) => out.once('error', reject).once('close', () => reject(cutOff)))
  failed.catch(() => {}) // Heard by whoever waits for it below.
  const zip = new Zip((error, chunk, isLast) => {
    if (error) return void out.destroy(error)
    out.write(chunk)
    if (isLast) out.end()
  })
  const add = async (name: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    const entry = new ZipDeflate(name, { level: 6 })
    zip.add(entry)
    for await (const chunk of bytes) {
      entry.push(chunk)
      if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), failed])
    }
    entry.push(new Uint8Array(0), true)
  }
  const text = (value: unknown) => [Buffer.from(JSON.stringify(value, null, 2))]
  try {
    await add('person.json', text(data))
    const schema = z.toJSONSchema(exportSchema(store.queries))
    await add('schema.json', text(schema))
    await add('index.html', [Buffer.from(exportPage(data))])
    const originals = data.strays.flatMap(({ original: id, path }) => (id && path ? [{ id, path }] : []))
    for (const { id, path } of [...data.conversations.flatMap(({ file }) => file), ...originals]) {
      const [file] = await store.all(store.queries.file({ id }))
      await add(path, file ? blobs.read(file) : [])
    }
    zip.end()
    await Promise.race([once(out, 'finish'), failed])
  } catch (error) {
    zip.terminate()
    out.destroy(error as Error)
    throw error
  }
}
