// What screens that stay open are told: of agents' queues, and of the visitors who are connected.

import { type Kysely, sql } from 'kysely'
import { bounds } from '../../bounds.ts'
import { eachOf, prepare, type Slots } from '../query.ts'
import type { Database } from '../tables/tables.ts'
import { constant, listed } from './list.ts'

/** What an agent's list begins with, and what has changed since. */
export function deskQueries(db: Kysely<Database>) {
  return {
    /**
     * What an agent's screen needs at first: all that is open, or has a mail that did not arrive; by an index of these.
     */
    openConversations: prepare((p: Slots<{ site: string; after: number; limit: number }>) =>
      listed(db)
        .where('c.key', 'in', (e) =>
          e
            .selectFrom('conversation as o')
            .select('o.key')
            .where('o.site', '=', p.site)
            .where('o.state', '=', sql.lit('open'))
            .union(
              e
                .selectFrom('mail as f')
                .select((x) => x.ref('f.conversation').$notNull().as('key'))
                .where('f.failedAt', 'is not', null)
                .where('f.settledAt', 'is', null),
            ),
        )
        .where('c.site', '=', p.site)
        .where('c.restrictedAt', 'is', null)
        .where('c.revision', '>', p.after)
        .orderBy('c.revision')
        .limit(p.limit),
    ),
    changedConversations: prepare((p: Slots<{ site: string; after: number; limit: number }>) =>
      listed(db).where('c.site', '=', p.site).where('c.revision', '>', p.after).orderBy('c.revision').limit(p.limit),
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
