// What the servers keep things in: a SQLite file, or PostgreSQL and Redis of the bench's own; to be read, and to
// refuse.

import { join } from 'node:path'
import { openFile as openDatabase } from '../../../server/test/sqlite.ts'
import { noOwnPostgres, noRedis, startPostgres, startRedis } from '../../../server/test/databases.ts'

/** A stored message, note or act, or a conversation's tags, as far as the verdict needs it. */
export interface Row {
  conversation: number
  visitor: number
  seq: number
  id: string
  author: string
  text: string
}

export interface Backing {
  env: Record<string, string>
  rows: () => Promise<Row[]>
  /** When it has refused, ms since 1970. */
  refusals: [from: number, to: number][]
  /** Refuses every write for so many ms. */
  refuse: (ms: number) => Promise<void>
  flush: () => Promise<void>
  killRedis: (ms: number) => Promise<void>
  end: () => Promise<void>
}

const select = `select "message"."conversation", "visitor", "seq", "message"."id", "author", "text" from "message"
  join "conversation" on "conversation"."key" = "message"."conversation"
  union all select "note"."conversation", "visitor", "after", "note"."id", 'note', "text" from "note"
  join "conversation" on "conversation"."key" = "note"."conversation"
  union all select "key", "visitor", 0, "id", 'tags', "tags" from "conversation" where "tags" is not null
  union all select "key", "visitor", 0, "id", 'state', "state" from "conversation"
  union all select "act"."conversation", "visitor", 0, "act"."id", 'act', "act" from "act"
  join "conversation" on "conversation"."key" = "act"."conversation" order by 1, 3`
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** One file, in the data folder. */
export function openFile(data: string): Backing {
  const file = join(data, 'rotame.sqlite')
  const refusals: Backing['refusals'] = []
  return {
    env: {},
    async rows() {
      const handle = openDatabase(file, { readonly: true })
      const rows = handle.prepare(select).all() as Row[]
      handle.close()
      return rows
    },
    refusals,
    /** The bench is a second process that holds the lock. */
    async refuse(ms) {
      const from = Date.now()
      const handle = openDatabase(file, { timeout: 2_000 })
      handle.exec('BEGIN IMMEDIATE')
      await wait(ms)
      handle.exec('ROLLBACK')
      handle.close()
      refusals.push([from, Date.now()])
    },
    flush: async () => undefined,
    killRedis: async () => undefined,
    end: async () => undefined,
  }
}

/** @throws a sentence when they are not installed */
export async function openDatabases(): Promise<Backing> {
  const refusals: Backing['refusals'] = []
  const lacking = noOwnPostgres ?? noRedis
  if (lacking) throw new Error(lacking)
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  return {
    env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url, ROTAME_SECRET: 'the-secret-of-the-bench-and-nobody-else' },
    async rows() {
      const rows = await postgres.ask(select)
      return rows.map(
        (row) =>
          ({
            ...row,
            conversation: Number(row['conversation']),
            visitor: Number(row['visitor']),
            seq: Number(row['seq']),
          }) as Row,
      )
    },
    refusals,
    async refuse(ms) {
      const from = Date.now()
      await postgres.kill()
      await wait(ms)
      await postgres.start()
      refusals.push([from, Date.now()])
    },
    flush: redis.flush,
    async killRedis(ms) {
      await redis.kill()
      await wait(ms)
      await redis.start()
    },
    async end() {
      await redis.end()
      await postgres.end()
    },
  }
}
