// A start that is killed while it makes or changes the tables leaves a database that opens, with all that was in it.

import { getMigrations } from 'better-auth/db/migration'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeDatabase, noPostgres } from '../test/databases.ts'
import { openAuth } from '../staff/auth.ts'
import { sessionTime } from '../staff/sessions.ts'
import { noKeys } from '../key.ts'
import { keyFor, Keyring } from './keyring.ts'
import { migrations } from './migrations.ts'
import { openStore } from './open.ts'
import { openSqliteFile } from './sqliteOpen.ts'
import type { RawDatabase } from './tables/tables.ts'

const steps = Object.keys(migrations)
/** What a start does with a database. */
const open = (data: string, databaseUrl: string | null = null) => openStore({ data, databaseUrl })
/** What better-auth would still make, did we let it. */
async function lacking(store: Awaited<ReturnType<typeof open>>): Promise<unknown[]> {
  const { options } = await openAuth(store, 's'.repeat(32), 'http://localhost:3000', [], sessionTime)
  const { toBeCreated, toBeAdded } = await getMigrations({
    ...options,
    database: { db: store.db, type: store.dialect },
  })
  return [...toBeCreated, ...toBeAdded]
}

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'rotame-migrate-'))))
afterAll(() => rmSync(folder, { recursive: true }))

/** A data folder with a database as the version had it that ended with a step; null: none yet. */
async function madeBy(step: string | null, isFull: boolean): Promise<string> {
  const data = join(mkdtempSync(join(folder, 'from-')), 'data')
  mkdirSync(data)
  if (step === null) return data
  const handle = new Sqlite(join(data, 'rotame.sqlite'))
  handle.pragma('journal_mode = WAL')
  const db = new Kysely<RawDatabase>({ dialect: new SqliteDialect({ database: handle }) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(step)
  if (error) throw error
  if (isFull) fill(handle)
  handle.close()
  return data
}

/** Rows of the first step's tables, of which later steps change columns and indexes. */
function fill(handle: Sqlite.Database): void {
  handle.exec(`
    insert into site (id, revision) values ('shop', 7);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 300)
      insert into visitor (site, "secretHash", "createdAt") select 'shop', 'secret ' || i, i from n;
    insert into conversation (id, site, visitor, state, "lastSeq", "readByAgent", "readByVisitor", revision, "startedAt", locale, plan, context)
      select 'conversation ' || key, 'shop', key, 'open', 1, 0, 0, key, key, 'el', 'basic', '{}' from visitor;
    insert into message (conversation, seq, id, author, text, at)
      select key, 1, 'message ' || key, 'visitor', 'καλημέρα ' || key, 1 from conversation;
    insert into ticket (conversation, reference, email, topic, state, "openedAt", "answerBy")
      select key, 'ref ' || key, 'maria@example.com', '', 'open', 1, 2 from conversation where key < 100;
    insert into mail ("messageId", conversation, kind, "to", "from", subject, text, html, headers, "queuedAt", "dueAt", attempts)
      select '<' || key || '@x>', key, 'ticket-team', 't', 'f', 's', 't', 'h', '{}', 1, 1, 0 from conversation where key < 100;`)
}

const countOf = (handle: Sqlite.Database, table: string) =>
  (handle.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n
/** Everything that SQLite knows of the tables, and how many rows there are of what people have written. */
function look(data: string) {
  const file = join(data, 'rotame.sqlite')
  const handle = openSqliteFile(file, keyFor(file, new Keyring(data, noKeys)), { readonly: true })
  const tables = handle.prepare("select type, name, sql from sqlite_schema where name not like 'sqlite_%'").all() as {
    type: string
    name: string
    sql: string
  }[]
  const found = {
    // A column that was added later stands elsewhere in its table's text.
    names: tables.map(({ type, name }) => `${type} ${name}`).toSorted(),
    columns: tables
      .filter(({ type }) => type === 'table')
      .flatMap(({ name }) =>
        (handle.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => `${name}.${column.name}`),
      )
      .toSorted(),
    rows: ['visitor', 'conversation', 'message', 'ticket', 'mail'].map((table) => countOf(handle, table)),
    broken: [...(handle.pragma('integrity_check') as object[]), ...(handle.pragma('foreign_key_check') as object[])],
  }
  handle.close()
  return found
}

/**
 * Starts, and copies the folder before each statement: what is in the files then is what a kill there leaves. Where
 * they are as they were before the last one, one copy is for both.
 */
async function killedAtEach(data: string): Promise<{ copies: string[]; moments: number }> {
  const copies: string[] = []
  const seen = new Set<string>()
  let moments = 0
  const { prepare, exec } = Sqlite.prototype
  const copy = () => {
    moments++
    const names = ['key', 'rotame.sqlite', 'rotame.sqlite-wal'].filter((name) => existsSync(join(data, name)))
    const hash = createHash('sha256')
    for (const name of names) hash.update(`${name} `).update(readFileSync(join(data, name)))
    const known = seen.size
    if (seen.add(hash.digest('hex')).size === known) return
    const to = `${data}-${copies.length}`
    mkdirSync(to)
    for (const name of names) copyFileSync(join(data, name), join(to, name))
    copies.push(to)
  }
  const spies = [
    vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, text: string) {
      copy()
      return prepare.call(this, text)
    }),
    vi.spyOn(Sqlite.prototype, 'exec').mockImplementation(function (this: Sqlite.Database, text: string) {
      copy()
      return exec.call(this, text)
    }),
  ]
  try {
    await (await open(data)).close()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return { copies, moments }
}

/** From nothing, from the first version, which has all steps before it, and from the last; of `test:all` from each. */
const isSampled = (_: string, at: number) => process.env['ROTAME_SLOW'] || at === 0 || at === steps.length - 2
const cases: [step: string | null, isFull: boolean][] = [
  [null, false],
  ...steps
    .slice(0, -1)
    .filter(isSampled)
    .flatMap((step): [string, boolean][] => [
      [step, false],
      [step, true],
    ]),
]

describe('SQLite', () => {
  let fresh: ReturnType<typeof look>
  beforeAll(async () => {
    const data = await madeBy(null, false)
    await (await open(data)).close()
    fresh = look(data)
  })

  test('the accounts have the tables that better-auth asks for', async () => {
    const store = await open(await madeBy(null, false))
    expect(await lacking(store)).toEqual([])
    await store.close()
  })

  test.each(cases)('killed before any statement, from %s (full: %s)', { timeout: 120_000 }, async (step, isFull) => {
    const { copies, moments } = await killedAtEach(await madeBy(step, isFull))
    expect(moments).toBeGreaterThan(10)
    const wanted = {
      ...fresh,
      rows: isFull ? [300, 300, 300, 99, 99] : [0, 0, 0, 0, 0],
      broken: [{ integrity_check: 'ok' }],
    }
    for (const copy of copies) {
      await (await open(copy)).close()
      expect(look(copy)).toEqual(wanted)
      rmSync(copy, { recursive: true })
    }
  })

  test('killed by the system, at any moment', { timeout: 120_000 }, async () => {
    // Of npm test a few moments, of test:all all that a start has.
    const rounds = process.env['ROTAME_SLOW'] ? 16 : 4
    for (let round = 0; round < rounds; round++) {
      const data = await madeBy(round % 2 === 0 ? null : steps[0]!, true)
      const program = `
        const { openSqlite } = await import(${JSON.stringify(join(import.meta.dirname, 'sqlite.ts'))})
        console.log('begins')
        await openSqlite(${JSON.stringify(join(data, 'rotame.sqlite'))}, { key: null })
        process.kill(process.pid, 'SIGKILL')`
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      setTimeout(() => child.kill('SIGKILL'), (round * 32) / rounds)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await (await open(data)).close()
      const rows = round % 2 === 0 ? [0, 0, 0, 0, 0] : [300, 300, 300, 99, 99]
      expect(look(data)).toEqual({ ...fresh, rows, broken: [{ integrity_check: 'ok' }] })
    }
  })

  test('two that start together make the tables once', async () => {
    const data = await madeBy(steps[0]!, true)
    const program = `
      const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, 'open.ts'))})
      await (await openStore({ data: ${JSON.stringify(data)}, databaseUrl: null })).close()`
    const codes = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
        return ((await once(child, 'exit')) as [number])[0]
      }),
    )
    expect(codes).toEqual([0, 0, 0])
  })
})

describe('PostgreSQL', () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('a start that fails in the middle leaves nothing half done', { timeout: 120_000 }, async () => {
    const names = async (ask: (text: string) => Promise<Record<string, unknown>[]>) => {
      const found = await ask(
        `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'
         union select indexname from pg_indexes where schemaname = 'public'`,
      )
      return found.map(({ name }) => String(name)).toSorted()
    }
    const whole = await makeDatabase()
    const store = await open('', whole.url)
    expect(await lacking(store)).toEqual([])
    await store.close()
    const wanted = await names(whole.ask)
    await whole.drop()
    const database = await makeDatabase()
    await database.ask(`
      create function refuse() returns event_trigger language plpgsql as $$
      begin
        if current_setting('rotame.refused', true) = tg_tag then raise exception 'refused'; end if;
      end $$;
      create event trigger refusal on ddl_command_start execute function refuse()`)
    const { pathname } = new URL(database.url)
    const refuse = (setting: string) => database.ask(`alter database ${pathname.slice(1)} ${setting}`)
    const ours = async () => (await names(database.ask)).filter((name) => !name.startsWith('kysely_migration'))
    // A step of the tables' history.
    await refuse("set rotame.refused = 'ALTER TABLE'")
    await expect(open('', database.url)).rejects.toThrow(/refused/)
    expect(await ours()).toEqual([])
    await refuse('reset rotame.refused')
    await (await open('', database.url)).close()
    expect(await names(database.ask)).toEqual(wanted)
    await database.drop()
  })
})
