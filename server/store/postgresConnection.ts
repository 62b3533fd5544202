// Connections to PostgreSQL: what they wait for, what is lost with one, and how a statement goes over it.

import { Client, type ClientConfig, Pool, type PoolConfig, types } from 'pg'
import type { Query } from './query.ts'

/**
 * How long PostgreSQL may take, ms: a read and a write together less than a client's patience (limits.ackTimeout), so
 * that who waits is told `failed` and not nothing. A node that stands still in the middle of a batch holds up the
 * others no longer than this.
 */
export const timeoutsMs = {
  /** A PostgreSQL that starts beside us is not there at once. */
  opening: 3_000,
  read: { statement_timeout: 2_000, query_timeout: 2_500 },
  /** Reads that may take long, on a connection of their own, for which one waits behind another. */
  long: { statement_timeout: 60_000, query_timeout: 61_000, connectionTimeoutMillis: 61_000 },
  write: { statement_timeout: 4_000, query_timeout: 4_500, idle_in_transaction_session_timeout: 4_000 },
}

/** Keys of pg_advisory locks, which count per database. */
export const locks = { batch: 1, alone: 2 }

/** @param url `postgres://user:password@host:5432/name` */
export const connectionTo = (url: string): ClientConfig => ({
  connectionString: url,
  application_name: 'rotame',
  types: { getTypeParser: parserOf },
  connectionTimeoutMillis: 2_500,
  keepAlive: true,
})

/**
 * Of reads: a statement is planned once for all its values. Of what lists and searches join, planning takes longer than
 * reading; each has to be written so that one plan is right for any values. And none is made machine code of, which
 * PostgreSQL would do for each call of one that joins much: that takes 90 ms, and what is joined for it a few.
 */
export const plannedOnce = { options: '-c plan_cache_mode=force_generic_plan -c jit=off' }

/** A connection that is lost while nobody uses it is nobody's error: the next one who asks gets a new one. */
const lost = (): void => {}
export function clientOf(config: ClientConfig): Client {
  const client = new Client(config)
  client.on('error', lost)
  return client
}

export function poolOf(config: PoolConfig): Pool {
  const pool = new Pool(config)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

const names = new Map<string, string>()
/** Under a name a connection parses and plans it once. */
export function named({ sql, values }: Query<unknown>): { name: string; text: string; values: unknown[] } {
  let name = names.get(sql)
  if (name === undefined) names.set(sql, (name = `q${names.size}`))
  return { name, text: sql, values: values as unknown[] }
}

/** Keys, counts and instants are bigint here and fit a number. */
const parserOf = (type: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
  type === types.builtins.INT8 ? Number : (types.getTypeParser(type, format as 'text') as (text: string) => unknown)
