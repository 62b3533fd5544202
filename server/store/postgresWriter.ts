// The writer of PostgreSQL: a connection of its own, and one batch in flight.

import { Client, type ClientConfig, DatabaseError, type QueryResult } from 'pg'
import type { Tell, Waiting } from './batches.ts'
import { locks, timeoutsMs } from './postgresConnection.ts'
import { type Query, Reserved, type Work } from './query.ts'
import type { SealedRows } from './sealedRows.ts'

/**
 * The writer's connection, made when a batch needs it. After any fault it is thrown away, which undoes the batch, and
 * the next batch makes another: so the writer recovers by itself.
 */
export function createWriter(base: ClientConfig, cells: SealedRows) {
  let client: Client | null = null
  const reserved = new Reserved()

  const connected = async (): Promise<Client> => {
    if (client) return client
    const made = new Client({ ...base, ...timeoutsMs.write, pipeline: true })
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
    const told = await run(link, batch, cells, reserved)
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
type Run = (link: Client, batch: Waiting[], cells: SealedRows, reserved: Reserved) => Promise<Tell[] | null>

/**
 * Without savepoints, which have their price where almost nothing is refused after it has changed something; and writes
 * of different things side by side, so that a batch takes about as many round trips as its longest write.
 */
const runTogether: Run = async (link, batch, cells) => {
  const told: Tell[] = []
  const sent: Promise<QueryResult>[] = []
  let isToUndo = false
  const run = async ({ work, resolve, reject }: Waiting, at: number): Promise<void> => {
    if (isToUndo) return
    let hasChanged = false
    const send = (query: Query<unknown>) => {
      hasChanged ||= !query.reads
      return sendTo(sent, link, cells.sent(query))
    }
    try {
      const value = await runToEnd(work(), cells, send)
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
const runOneByOne: Run = async (link, batch, cells, reserved) => {
  const told: Tell[] = []
  for (const { work, resolve, reject } of batch) {
    const sent: Promise<QueryResult>[] = []
    try {
      void sendTo(sent, link, 'SAVEPOINT work')
      const value = await runToEnd(work(), cells, (query) => sendTo(sent, link, cells.sent(query)))
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
async function runToEnd<T>(
  work: Work<T>,
  cells: SealedRows,
  send: (query: Query<unknown>) => Promise<QueryResult>,
): Promise<T> {
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
          : cells.given(query, (await answer).rows as Record<string, unknown>[]),
    )
  }
  return step.value
}

function sendTo(
  sent: Promise<QueryResult>[],
  link: Client,
  query: string | ReturnType<SealedRows['sent']>,
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
