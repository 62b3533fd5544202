// Long reads: nobody who writes waits for one, and one that fails is a failed read and nothing more.

import Sqlite from 'better-sqlite3-multiple-ciphers'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, noPostgres } from '../test/databases.ts'
import { openStore } from './open.ts'
import { openTestStore } from '../test/opened.ts'
import { Query } from './query.ts'
import { SqliteReader } from './reader.ts'
import type { Store } from './store.ts'

const messages = 200_000
const ask = (sql: string, values: unknown[] = []) => new Query<Record<string, unknown>>(sql, values, 'rows', true)
/** Finds nothing in all of them, many times over: seconds. */
const search = ask(`
  with recursive n(i) as (select 1 union all select i + 1 from n where i < 20)
  select count(*) as found from n, message where text like '%ψ' || n.i || 'ψ%'`)

/** Of a conversation, so many messages. */
const fill = async (store: Store): Promise<void> => {
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'shop' })
    yield* new Query(
      'insert into visitor (site, "secretHash", "createdAt") values (\'shop\', \'s\', 1)',
      [],
      'nothing',
      false,
    )
    yield* new Query(
      `insert into conversation (id, site, visitor, state, "lastSeq", "readByAgent", "readByVisitor", revision, "startedAt",
        locale, plan, context) values ('c', 'shop', 1, 'open', ${messages}, 0, 0, 1, 1, 'el', 'basic', '{}')`,
      [],
      'nothing',
      false,
    )
  })
  // As much as one write may take of PostgreSQL's patience.
  for (let from = 0; from < messages; from += 20_000)
    await store.write(function* () {
      yield* new Query(
        `insert into message (conversation, seq, id, author, text, files, at)
         with recursive n(i) as (select ${from + 1} union all select i + 1 from n where i < ${from + 20_000})
         select 1, i, 'm' || i, 'visitor', 'Καλημέρα, πότε θα σταλεί η παραγγελία με αριθμό ' || i || ';', '[]', i from n`,
        [],
        'nothing',
        false,
      )
    })
}

const add = (store: Store, seq: number) =>
  store.write(function* () {
    const words = { id: `new ${seq}`, author: 'visitor' as const, text: 'Είναι κανείς εδώ;', at: seq }
    return yield* store.queries.addWords({ conversation: 1, seq, ...words })
  })

const places = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-reader-'))
    const store = await openStore({ data: folder, databaseUrl: null })
    return { store, end: async () => rmSync(folder, { recursive: true }) }
  },
  async PostgreSQL() {
    const database = await makeDatabase()
    const store = await openTestStore('', database.url)
    return { store, end: async () => void (await database.drop()) }
  },
}

/** What takes a thread of its own, and of test:all also what the other database does by a connection of its own. */
const both = [
  ['SQLite', null],
  ['PostgreSQL', noPostgres],
] as const
describe.each(process.env['ROTAME_SLOW'] ? both : both.slice(0, 1))('on %s', (name, missing) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let store: Store
  let end: () => Promise<void>
  beforeAll(async () => {
    ;({ store, end } = await places[name]())
    await fill(store)
  })
  afterAll(async () => {
    await store.close()
    await end()
  })

  test(`a message is stored while a read over ${messages} is under way`, async () => {
    const order: string[] = []
    const reading = store.readLong(search).then((rows) => (order.push('read'), rows))
    // Until it is: the reader's thread or connection is made first.
    await store.readLong(ask('select 1 as one'))
    const again = store.readLong(search).then((rows) => (order.push('read'), rows))
    expect(await add(store, messages + 1)).toEqual([{ changed: 1 }])
    order.push('stored')
    expect(await reading).toMatchObject([{ found: expect.anything() as unknown }])
    expect(Number((await again)[0]!['found'])).toBe(0)
    expect(order).toEqual(['read', 'stored', 'read'])
  })

  test('it gives what any read gives, however much it is, in order, JSON read', async () => {
    const asked = store.queries.messagesAfter({ conversation: 1, after: 0, limit: 5_001 })
    const rows = await store.readLong(asked)
    expect(rows).toHaveLength(5_001)
    expect(rows).toEqual(await store.all(asked))
    expect(rows[7]).toMatchObject({ seq: 8, files: [] })
  })

  test('what is committed is read, and reads at once do not mix', async () => {
    await add(store, messages + 2)
    const counts = await Promise.all(
      [1_000, 2_000, 3_000].map((limit) =>
        store.readLong(store.queries.messagesAfter({ conversation: 1, after: messages + 2 - limit, limit })),
      ),
    )
    expect(counts.map((rows) => [rows.length, rows.at(-1)!.id])).toEqual(
      [1_000, 2_000, 3_000].map((limit) => [limit, `new ${messages + 2}`]),
    )
  })

  test('what cannot be read is refused, and the next is read', async () => {
    await expect(store.readLong(ask('select word from nowhere'))).rejects.toThrow(/nowhere/)
    expect(await store.readLong(ask('select 1 as one'))).toEqual([{ one: 1 }])
  })
})

describe('the thread', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-reader-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('that cannot open the database is a failed read, and another is tried', async () => {
    const file = join(folder, 'later.sqlite')
    const reader = new SqliteReader(file, null)
    await expect(Promise.all([reader.all(ask('select 1')), reader.all(ask('select 2'))])).rejects.toThrow(/open/)
    new Sqlite(file).exec('create table t (a); insert into t values (7)').close()
    expect(await reader.all(ask('select a from t'))).toEqual([{ a: 7 }])
    await reader.close()
  })

  test('cannot write', async () => {
    const file = join(folder, 'read.sqlite')
    new Sqlite(file).exec('create table t (a)').close()
    const reader = new SqliteReader(file, null)
    await expect(reader.all(ask('insert into t values (1) returning a'))).rejects.toThrow(/readonly/)
    await reader.close()
  })

  test('that is closed gives up what it was to read, and ends with it', async () => {
    const file = join(folder, 'end.sqlite')
    new Sqlite(file).exec('create table t (a)').close()
    const reader = new SqliteReader(file, null)
    const rows = reader.all(ask('with recursive n(i) as (select 1 union all select i + 1 from n) select i from n'))
    const failed = expect(rows).rejects.toThrow(/closed/)
    await reader.close()
    await failed
  })

  test('holds no process open', async () => {
    const file = join(folder, 'idle.sqlite')
    new Sqlite(file).exec('create table t (a)').close()
    const program = `
      const { SqliteReader } = await import(${JSON.stringify(join(import.meta.dirname, 'reader.ts'))})
      const reader = new SqliteReader(${JSON.stringify(file)}, null)
      const rows = await reader.all({ sql: 'select 5 as five', values: [], given: (rows) => rows })
      console.log(rows[0].five)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (part: Buffer) => (said += part.toString()))
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said).toBe('5\n')
  })
})
