// What has been kept for long enough, kind by kind and some at a time; and the holds that keep some of it.

import { type ExpressionBuilder, type Kysely, sql } from 'kysely'
import { prepare, prepareCounted, type Slots, some } from '../query.ts'
import { placed, type StoredHold } from '../tables/hold.ts'
import type { Database } from '../tables/tables.ts'
import { constant } from './list.ts'

export function holdQueries(db: Kysely<Database>) {
  return {
    holds: prepare(() => db.selectFrom('hold').selectAll().orderBy('key')),
    /** Held already, it stays as it was. */
    addHold: prepareCounted((p: Slots<Omit<StoredHold, 'key'>>) =>
      db
        .insertInto('hold')
        .values(some(p, placed))
        .onConflict((c) => c.column('named').doNothing()),
    ),
    releaseHold: prepareCounted((p: Slots<{ named: string }>) => db.deleteFrom('hold').where('named', '=', p.named)),
  }
}

/** Of a site, those after one of them. */
export interface ClosedLong {
  site: string
  before: number
  at: number
  id: string
  limit: number
}
export interface Old {
  before: number
  after: number
  limit: number
}

export function closedLongQueries(db: Kysely<Database>) {
  const closed = (p: Slots<ClosedLong>) =>
    db
      .selectFrom('conversation as c')
      .select(['c.key', 'c.id', 'c.closedAt', 'c.spamAt'])
      .$narrowType<{ closedAt: number }>()
      .where('c.site', '=', constant(p.site, 'text'))
      .where('c.state', '=', sql.lit('closed'))
      // What goes on in another is shown there, and goes after it.
      .where('c.mergedInto', 'is', null)
      .where(sql<boolean>`(${sql.ref('c.closedAt')}, ${sql.ref('c.id')}) > (${p.at}, ${p.id})`)
      .orderBy('c.closedAt')
      .orderBy('c.id')
      .limit(p.limit)
  const hasTicket = (e: ExpressionBuilder<Database & { c: Database['conversation'] }, 'c'>) =>
    e.exists(e.selectFrom('ticket').select('ticket.reference').whereRef('ticket.conversation', '=', 'c.key'))
  const closedBefore = (p: Slots<ClosedLong>) =>
    closed(p).where('c.closedAt', '<', p.before).where('c.spamAt', 'is', null)
  return {
    siteIds: prepare(() => db.selectFrom('site').select('id')),
    closedChats: prepare((p: Slots<ClosedLong>) => closedBefore(p).where((e) => e.not(hasTicket(e)))),
    closedRequests: prepare((p: Slots<ClosedLong>) => closedBefore(p).where(hasTicket)),
    heldForSpam: prepare((p: Slots<ClosedLong>) => closed(p).where('c.spamAt', '<', p.before)),
  }
}

/** Files and mails that are kept beside what they are of. */
export function oldPartsQueries(db: Kysely<Database>) {
  return {
    /** Files of conversations that are closed, but for mails as they came. */
    oldFiles: prepare((p: Slots<Omit<Old, 'after'> & { after: string }>) =>
      db
        .selectFrom('file as f')
        .innerJoin('conversation as c', 'c.key', 'f.conversation')
        .select(['f.id', 'f.site', 'f.uploadedAt', 'c.key as conversation', 'c.mergedInto'])
        .where('c.state', '=', sql.lit('closed'))
        .where('f.uploadedAt', '<', p.before)
        .where('f.id', '>', p.after)
        .where((e) => e.not(e.exists(e.selectFrom('arrival as a').select('a.key').whereRef('a.original', '=', 'f.id'))))
        .orderBy('f.id')
        .limit(p.limit),
    ),
    /** Mails that came in of which more is kept than that they did. */
    oldSources: prepare((p: Slots<Old>) =>
      db
        .selectFrom('arrival')
        .select(['key', 'site', 'conversation', 'original', 'at'])
        .where('at', '<', p.before)
        .where('key', '>', p.after)
        .where((e) =>
          e.or([
            e('original', 'is not', null),
            e('rest', '!=', sql.lit('')),
            e.and([
              e('conversation', 'is', null),
              e.or([e('sender', 'is not', null), e('subject', '!=', sql.lit('')), e('settledAt', 'is', null)]),
            ]),
          ]),
        )
        .orderBy('key')
        .limit(p.limit),
    ),
    forgetSource: prepare((p: Slots<{ key: number }>) =>
      db.updateTable('arrival').set({ original: null, rest: '' }).where('key', '=', p.key),
    ),
    strayByKey: prepare((p: Slots<{ key: number }>) =>
      db.selectFrom('arrival').selectAll().where('key', '=', p.key).where('conversation', 'is', null),
    ),
    /** Of a mail that belongs to nothing; that it came is kept, so that it does not come again. */
    forgetStray: prepare((p: Slots<{ key: number; at: number }>) =>
      db
        .updateTable('arrival')
        .set({ original: null, rest: '', sender: null, subject: '', settledAt: p.at })
        .where('key', '=', p.key),
    ),
  }
}

/** Words that nobody's name stands at. */
export function oldWordsQueries(db: Kysely<Database>) {
  return {
    oldSearches: prepare((p: Slots<{ before: number }>) =>
      db
        .selectFrom('search')
        .select(['site', sql<number>`count(*)`.as('n'), sql<number>`min(at)`.as('oldest')])
        .where('at', '<', p.before)
        .groupBy('site'),
    ),
    oldMissing: prepare((p: Slots<{ before: number }>) =>
      db
        .selectFrom('feedback')
        .select(['site', sql<number>`count(*)`.as('n'), sql<number>`min(at)`.as('oldest')])
        .where('missing', '!=', sql.lit(''))
        .where('at', '<', p.before)
        .groupBy('site'),
    ),
    forgetMissing: prepareCounted((p: Slots<{ before: number; limit: number }>) =>
      db
        .updateTable('feedback')
        .set({ missing: '' })
        .where(({ eb, refTuple }) =>
          eb(
            refTuple('site', 'id'),
            'in',
            eb
              .selectFrom('feedback')
              .select(['site', 'id'])
              .where('missing', '!=', sql.lit(''))
              .where('at', '<', p.before)
              .limit(p.limit)
              .$asTuple('site', 'id'),
          ),
        ),
    ),
  }
}
