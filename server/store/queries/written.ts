// Of what is found, what was written at a time: gone through by when that was, where it is little.

import { sql } from 'kysely'
import type { Slots } from '../query.ts'

/** From an instant on, and before one; null: since ever, and until now. */
type Time = Slots<{ from: number | null; until: number | null }>

/** Later than all that is written. */
const never = Number.MAX_SAFE_INTEGER
/** What an entry is of, and where it stands when that was written: table, conversation, place, instant. */
const times = [
  ['message', 'message', 'conversation', 'seq', 'at'],
  ['note', 'note', 'conversation', 'key', 'at'],
  ['about', 'conversation', 'key', null, 'startedAt'],
] as const

const meanwhile = (p: Time, table: string, at: string) => sql`${sql.ref(`${table}.${at}`)}
  >= coalesce(cast(${p.from} as bigint), 0)
  and ${sql.ref(`${table}.${at}`)} < coalesce(cast(${p.until} as bigint), ${sql.lit(never)})`

/** Whether no more messages than that were written meanwhile. */
export const isShortOf = (p: Time, most: number) => sql`(select count(*) from (
    select 1 from message s where ${meanwhile(p, 's', 'at')} limit ${sql.lit(most + 1)}
  ) s) <= ${sql.lit(most)}`

/**
 * Keys of the entries of what was written meanwhile, the latest first.
 * @param join what joins entries `e` that are of a row, and what is asked of them @param holds besides
 */
export const writtenOf = (p: Time & Slots<{ limit: number }>, join: (isOf: unknown) => unknown, holds: unknown) =>
  sql.join(
    times.map(([kind, table, conversation, place, at]) => {
      const isPlace = place === null ? sql`` : sql`and e.place = ${sql.ref(`w.${place}`)}`
      const isOf = sql`e.conversation = ${sql.ref(`w.${conversation}`)} and e.kind = ${sql.lit(kind)} ${isPlace}`
      return sql`select key from (
        select e.key from ${sql.table(table)} w ${join(isOf)}
        where ${meanwhile(p, 'w', at)} and ${holds} order by ${sql.ref(`w.${at}`)} desc limit ${p.limit}
      ) ${sql.ref(kind)}`
    }),
    sql` union all `,
  )
