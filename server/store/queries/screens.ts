// What screens that stay open are told: of agents' queues, and of the visitors who are connected.

import { type Kysely, sql } from 'kysely'
import { bounds } from '../../bounds.ts'
import { eachOf, prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { constant, listed } from './list.ts'

/** What an agent's list begins with, and what has changed since. */
export function deskQueries(db: Kysely<Database>) {
  type Asked = Slots<{ site: string; after: number }>
  /** A page, and one more. Given as a value, PostgreSQL plans anew each time. */
  const page = (size: number) => sql.lit(size + 1)
  /**
   * What an agent's screen needs at first: all that is open, or has a mail that did not arrive. The page is chosen by
   * indexes of these alone, before anything is joined to it.
   */
  const open = (p: Asked, size: number) =>
    listed(db)
      .where('c.key', 'in', (e) => {
        const isOpen = e
          .selectFrom('conversation as o')
          .select(['o.key', 'o.revision'])
          .where('o.site', '=', p.site)
          .where('o.state', '=', sql.lit('open'))
          .where('o.restrictedAt', 'is', null)
          .where('o.revision', '>', p.after)
          .orderBy('o.revision')
          .limit(page(size))
        // A cross join is the order that SQLite reads in: it would else go through all of the site's.
        const hasFailed = e
          .selectFrom('mail as f')
          .crossJoin('conversation as o')
          .select(['o.key', 'o.revision'])
          .whereRef('o.key', '=', 'f.conversation')
          .where('f.failedAt', 'is not', null)
          .where('f.settledAt', 'is', null)
          .where('o.site', '=', p.site)
          .where('o.restrictedAt', 'is', null)
          .where('o.revision', '>', p.after)
        const either = e
          .selectFrom(isOpen.as('a'))
          .selectAll()
          .union(e.selectFrom(hasFailed.as('b')).selectAll())
        return e.selectFrom(either.as('q')).select('q.key').orderBy('q.revision').limit(page(size))
      })
      .orderBy('c.revision')
  return {
    /** What a list begins with; and what comes after that. */
    firstConversations: prepare((p: Asked) => open(p, bounds.firstConversations)),
    openConversations: prepare((p: Asked) => open(p, bounds.conversations)),
    changedConversations: prepare((p: Asked) =>
      listed(db)
        .where('c.site', '=', p.site)
        .where('c.revision', '>', p.after)
        .orderBy('c.revision')
        .limit(page(bounds.conversations)),
    ),
  }
}

/** By what those who are connected learn that they have missed something. */
export function beatQueries(db: Kysely<Database>) {
  return {
    /**
     * The latest of each whom `bounds.atOnce` visitors of a site have proved to be, by the hashes of their secrets;
     * latest first.
     */
    latestOf: prepare((p: Slots<{ site: string; secretHashes: string[] }>) =>
      db
        .selectFrom('visitor as v')
        .innerJoin('conversation as c', (join) =>
          join.on('c.key', 'in', (e) =>
            e
              .selectFrom('conversation as l')
              .select((x) => x.fn.max('l.key').as('key'))
              .whereRef('l.visitor', '=', 'v.key')
              .where('l.restrictedAt', 'is', null)
              .groupBy('l.sub'),
          ),
        )
        .select(['c.id', 'c.lastSeq', 'c.sub', 'c.mergedInto', 'v.secretHash'])
        .where('v.site', '=', constant(p.site, 'text'))
        .where('v.secretHash', 'in', eachOf(p.secretHashes, bounds.atOnce))
        .orderBy('c.key', 'desc'),
    ),
    /**
     * How many of a site's conversations, erased ones too, have their latest change in a part of its numbers, and the
     * sum of these.
     */
    changes: prepare((p: Slots<{ site: string; after: number; upTo: number }>) =>
      db
        .selectFrom((e) => {
          const within = (table: 'conversation' | 'erased') =>
            e
              .selectFrom(table)
              .select('revision')
              .where('site', '=', p.site)
              .where('revision', '>', p.after)
              .where('revision', '<=', p.upTo)
          return within('conversation').unionAll(within('erased')).as('changed')
        })
        .select([
          sql<number>`cast(count(*) as bigint)`.as('count'),
          sql<number>`cast(coalesce(sum(${sql.ref('revision')}), 0) as bigint)`.as('sum'),
        ]),
    ),
  }
}
