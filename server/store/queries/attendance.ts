// Who of the team is there, what chats they have, and what is offered to them.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slots, some } from '../query.ts'
import type { StoredAttendance } from '../tables/attendance.ts'
import type { Database } from '../tables/tables.ts'
import { withOpen } from './due.ts'

const columns = ['userId', 'wishes', 'seenAt', 'offeredAt'] as const

/** Open chats that nobody has put off. */
const chats = (db: Kysely<Database>) =>
  withOpen(db).where('c.target', '=', sql.lit('chat')).where('c.snoozedAt', 'is', null)

/** Those of them that nobody has, and in which somebody waits. */
const waiting = (db: Kysely<Database>) =>
  chats(db).where('c.assignee', 'is', null).where('c.waitingSince', 'is not', null)

export function attendanceQueries(db: Kysely<Database>) {
  return {
    attendance: prepare(() => db.selectFrom('attendance').select(columns)),
    attendanceOf: prepare((p: Slots<{ userId: string }>) =>
      db.selectFrom('attendance').select(columns).where('userId', '=', p.userId),
    ),
    putAttending: prepare((p: Slots<Pick<StoredAttendance, 'userId' | 'wishes'>>) =>
      db
        .insertInto('attendance')
        .values(some(p, ['userId', 'wishes']))
        .onConflict((c) => c.column('userId').doUpdateSet(some(p, ['wishes']))),
    ),
    noteSeen: prepare((p: Slots<{ userId: string; seenAt: number }>) =>
      db
        .insertInto('attendance')
        .values(some(p, ['userId', 'seenAt']))
        .onConflict((c) => c.column('userId').doUpdateSet(some(p, ['seenAt']))),
    ),
    noteOffered: prepare((p: Slots<{ userId: string; offeredAt: number }>) =>
      db
        .insertInto('attendance')
        .values(some(p, ['userId', 'offeredAt']))
        .onConflict((c) => c.column('userId').doUpdateSet(some(p, ['offeredAt']))),
    ),
  }
}

/** What is offered to the team, and given back by who is gone. */
export function offerQueries(db: Kysely<Database>) {
  return {
    /** A site's chats that somebody of the team is to take, in the order in which they fall due. */
    offerable: prepare((p: Slots<{ site: string }>) =>
      waiting(db)
        .select(['c.id', 'c.team', 'c.offeredTo', 'c.offeredUntil'])
        .where('c.site', '=', p.site)
        .orderBy(sql`coalesce(${sql.ref('c.dueAt')}, ${sql.ref('c.waitingSince')})`)
        .orderBy('c.key'),
    ),
    /** How many chats each of the team has. */
    chatsOfEach: prepare(() =>
      chats(db)
        .select('c.assignee as userId')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('c.assignee', 'is not', null)
        .groupBy('c.assignee')
        .$castTo<{ userId: string; n: number }>(),
    ),
    /** How many are offered to each, and may still be taken. */
    offersOfEach: prepare((p: Slots<{ now: number }>) =>
      waiting(db)
        .select('c.offeredTo as userId')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('c.offeredTo', 'is not', null)
        .where('c.offeredUntil', '>', p.now)
        .groupBy('c.offeredTo')
        .$castTo<{ userId: string; n: number }>(),
    ),
    /** A site's chats whose agent was there the last time before an instant. */
    leftBehind: prepare((p: Slots<{ site: string; before: number }>) =>
      chats(db)
        .innerJoin('attendance as a', 'a.userId', 'c.assignee')
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .select(['c.id', 'c.assignee', 'c.waitingSince', 'v.secretHash'])
        .where('c.site', '=', p.site)
        .where('a.seenAt', '<=', p.before)
        .orderBy('c.key'),
    ),
  }
}
