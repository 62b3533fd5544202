// PostgreSQL: reads from a pool, and one writer with a connection of its own and one batch in flight.

import {
  type ColumnDefinitionNode,
  DataTypeNode,
  Kysely,
  type KyselyPlugin,
  OperationNodeTransformer,
  PostgresDialect,
  type PluginTransformQueryArgs,
} from 'kysely'
import { Client, type ClientConfig, DatabaseError, Pool, type PoolConfig, type QueryResult, types } from 'pg'
import { gather, type Tell, type Waiting } from './gather.ts'
import { migrate } from './migrate.ts'
import { buildQueries } from './queries.ts'
import { type Query, Reserved, type Work } from './query.ts'
import type { RawDatabase } from './tables/tables.ts'
import { type Store, Unusable } from './store.ts'

/** Keys of pg_advisory locks, which count per database. */
const locks = { batch: 1, alone: 2 }

/**
 * How long PostgreSQL may take, ms: a read and a write together less than a client's patience (limits.ackTimeout), so
 * that who waits is told `failed` and not nothing. A node that stands still in the middle of a batch holds up the
 * others no longer than this.
 */
const patience = {
  /** A PostgreSQL that starts beside us is not there at once. */
  opening: 3_000,
  read: { statement_timeout: 2_000, query_timeout: 2_500 },
  /** Reads that may take long, on a connection of their own, for which one waits behind another. */
  long: { statement_timeout: 60_000, query_timeout: 61_000, connectionTimeoutMillis: 61_000 },
  write: { statement_timeout: 4_000, query_timeout: 4_500, idle_in_transaction_session_timeout: 4_000 },
}

/**
 * Opens the database, making its tables when missing.
 * @param url `postgres://user:password@host:5432/name`
 * @throws Unusable when it cannot be reached, or when a newer program has changed its tables
 */
export async function openPostgres(url: string): Promise<Store> {
  const base: ClientConfig = {
    connectionString: url,
    application_name: 'rotame',
    types: { getTypeParser: parserOf },
    connectionTimeoutMillis: 2_500,
    keepAlive: true,
  }
  await prepareTables(base)
  const pool = poolOf({ ...base, ...patience.read, max: 10 })
  const reader = poolOf({ ...base, ...patience.long, max: 1 })
  const db = new Kysely<RawDatabase>({ dialect: new PostgresDialect({ pool }) })
  const writer = createWriter(base)
  const { heard, write, drain } = gather(writer.commit)
  return {
    db,
    dialect: 'postgres',
    queries: buildQueries(db, writer.reserved),
    all: async <Row>(query: Query<Row>) => query.given((await pool.query(named(query))).rows),
    readLong: async <Row>(query: Query<Row>) => query.given((await reader.query(named(query))).rows),
    write,
    heard,
    alone: (work) => holding(base, locks.alone, work),
    async close() {
      await drain()
      await writer.close()
      await reader.end()
      await db.destroy()
    },
  }
}

/** A connection that is lost while nobody uses it is nobody's error: the next one who asks gets a new one. */
const lost = (): void => {}
function poolOf(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

/**
 * The writer's connection, made when a batch needs it. After any fault it is thrown away, which undoes the batch, and
 * the next batch makes another: so the writer recovers by itself.
 */
function createWriter(base: ClientConfig) {
  let client: Client | null = null
  const reserved = new Reserved()

  const connected = async (): Promise<Client> => {
    if (client) return client
    const made = new Client({ ...base, ...patience.write, pipeline: true })
    made.on('error', () => (client = client === made ? null : client))
    await made.connect()
    await made.query(
      "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
    )
    return (client = made)
  }

  const commit = async (batch: Waiting[]): Promise<Tell[]> => {
    try {
      const link = await connected()
      return (await inTransaction(link, batch, runTogether)) ?? (await inTransaction(link, batch, runOneByOne))!
    } catch (error) {
      const broken = client
      client = null
      void broken?.end().catch(() => {}) // It may be gone already.
      return batch.map(
        ({ reject }) =>
          () =>
            reject(error),
      )
    }
  }

  /** @returns null when all must begin again, and nothing is changed */
  const inTransaction = async (link: Client, batch: Waiting[], run: Run): Promise<Tell[] | null> => {
    // One batch at a time among all nodes, as with one file: what a write has read stays true until it is committed.
    // Every statement sees what was committed before it, so the lock comes before anything is read.
    await Promise.all([link.query('BEGIN'), link.query(`SELECT pg_advisory_xact_lock(${locks.batch})`)])
    reserved.begin(batch.length)
    const told = await run(link, batch, reserved)
    if (!told) {
      await link.query('ROLLBACK')
      return null
    }
    const { command } = await link.query('COMMIT')
    if (command !== 'COMMIT') throw new Error(`the batch ended with ${command}`)
    return told
  }

  return {
    commit,
    reserved,
    async close() {
      await client?.end()
    },
  }
}

/**
 * Runs the writes of a batch inside its transaction. @returns how to tell of each, or null when something must be
 * undone
 */
type Run = (link: Client, batch: Waiting[], reserved: Reserved) => Promise<Tell[] | null>

/**
 * Without savepoints, which have their price where almost nothing is refused after it has changed something; and writes
 * of different things side by side, so that a batch takes about as many round trips as its longest write.
 */
const runTogether: Run = async (link, batch) => {
  const told: Tell[] = []
  const sent: Promise<QueryResult>[] = []
  let isToUndo = false
  const run = async ({ work, resolve, reject }: Waiting, at: number): Promise<void> => {
    if (isToUndo) return
    let hasChanged = false
    const send = (query: Query<unknown>) => {
      hasChanged ||= !query.reads
      return sendTo(sent, link, named(query))
    }
    try {
      const value = await runToEnd(work(), send)
      told[at] = () => resolve(value)
    } catch (error) {
      // What the database has refused is found below, by what failed first.
      if (hasChanged) isToUndo = true
      else told[at] = () => reject(error)
    }
  }
  /** The last write of each thing. */
  const last = new Map<string, Promise<void>>()
  for (const [at, entry] of batch.entries()) {
    // The first reserves numbers for all.
    if (at > 0 && entry.of !== undefined) {
      last.set(
        entry.of,
        (last.get(entry.of) ?? Promise.resolve()).then(() => run(entry, at)),
      )
      continue
    }
    await Promise.all(last.values())
    last.clear()
    await run(entry, at)
  }
  await Promise.all(last.values())
  const failed = await firstFailed(sent)
  if (failed && !isOfItsOwn(failed.reason)) throw failed.reason
  return isToUndo || failed ? null : told
}

/** One after the other, each in a savepoint, so that what is refused undoes itself alone. */
const runOneByOne: Run = async (link, batch, reserved) => {
  const told: Tell[] = []
  for (const { work, resolve, reject } of batch) {
    const sent: Promise<QueryResult>[] = []
    try {
      void sendTo(sent, link, 'SAVEPOINT work')
      const value = await runToEnd(work(), (query) => sendTo(sent, link, named(query)))
      void sendTo(sent, link, 'RELEASE work')
      await Promise.all(sent)
      told.push(() => resolve(value))
    } catch (error) {
      const failed = await firstFailed(sent)
      // What failed first is why; everything after it fails because of it.
      const cause: unknown = failed ? failed.reason : error
      if (failed && !isOfItsOwn(cause)) throw cause
      reserved.forget()
      await link.query('ROLLBACK TO work; RELEASE work')
      told.push(() => reject(cause))
    }
  }
  return told
}

/** Statements that give nothing are sent and not waited for: a write takes as many round trips as it asks questions. */
async function runToEnd<T>(work: Work<T>, send: (query: Query<unknown>) => Promise<QueryResult>): Promise<T> {
  const generator = work as Generator<Query<unknown>, T, unknown>
  let step = generator.next()
  while (!step.done) {
    const query = step.value
    const { gives } = query
    const answer = send(query)
    step = generator.next(
      gives === 'nothing'
        ? []
        : gives === 'count'
          ? [{ changed: (await answer).rowCount ?? 0 }]
          : query.given((await answer).rows),
    )
  }
  return step.value
}

function sendTo(
  sent: Promise<QueryResult>[],
  link: Client,
  query: string | ReturnType<typeof named>,
): Promise<QueryResult> {
  const answer = link.query(query as string)
  answer.catch(() => {}) // Heard by whoever looks through what was sent.
  sent.push(answer)
  return answer
}

const firstFailed = async (sent: Promise<unknown>[]) =>
  (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined

/** A broken constraint, or a value that cannot be: wrong with this write alone. Anything else is the database's. */
const isOfItsOwn = (error: unknown): boolean => error instanceof DatabaseError && /^2[23]/.test(error.code ?? '')

const names = new Map<string, string>()
/** Under a name a connection parses and plans it once. */
function named({ sql, values }: Query<unknown>): { name: string; text: string; values: unknown[] } {
  let name = names.get(sql)
  if (name === undefined) names.set(sql, (name = `q${names.size}`))
  return { name, text: sql, values: values as unknown[] }
}

/** Keys, counts and instants are bigint here and fit a number. */
const parserOf = (type: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
  type === types.builtins.INT8 ? Number : (types.getTypeParser(type, format as 'text') as (text: string) => unknown)

/** Makes the tables, on a connection without limits of time: a step of the tables' history may take long. */
async function prepareTables(base: ClientConfig): Promise<void> {
  const db = new Kysely<RawDatabase>({
    dialect: new PostgresDialect({ pool: poolOf({ ...base, max: 1 }) }),
    plugins: [wideIntegers],
  })
  try {
    for (const end = Date.now() + patience.opening; ;) {
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

/** Runs `work` while no other connection holds the lock. */
async function holding<T>(base: ClientConfig, lock: number, work: (db: Kysely<RawDatabase>) => Promise<T>): Promise<T> {
  const client = new Client(base)
  client.on('error', lost)
  await client.connect()
  const db = new Kysely<RawDatabase>({ dialect: new PostgresDialect({ pool: poolOf({ ...base, max: 1 }) }) })
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    return await work(db)
  } finally {
    await db.destroy()
    await client.end()
  }
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
