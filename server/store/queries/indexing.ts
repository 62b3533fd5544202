// What the index of words lacks, read in the order of the changes, and what is put into it. Nothing notes what is to
// be indexed: a conversation's revision says that it has changed, and of its messages and notes those are missing that
// come after the last one in the index.

import { type Kysely, sql } from 'kysely'
import { bounds } from '../../bounds.ts'
import { prepare, type Slots, some } from '../query.ts'
import { added, type Entry, tagsPlace } from '../tables/entry.ts'
import type { Database } from '../tables/tables.ts'

type Added = Pick<Entry, (typeof added)[number]>

const place = ['conversation', 'kind', 'place'] as const

/** Changes of a site after one and up to another. */
export interface Changes {
  site: string
  after: number
  upTo: number
}

const limit = sql.lit(bounds.indexed)

export function indexingQueries(db: Kysely<Database>) {
  const newest = missingQueries(db, 'asc')
  const older = missingQueries(db, 'desc')
  return {
    missing: { newest, older },
    /** Sites with how far each is indexed, and whether anything has changed since. */
    indexedSites: prepare(() =>
      db
        .selectFrom('site as s')
        .select(['s.id', 's.indexedFrom', 's.indexedTo'])
        // Asked whether there is a later one, PostgreSQL reads them all where there is none.
        .select(
          sql<boolean>`coalesce((select max(c.revision) from conversation c where c.site = s.id), 0) > s."indexedTo"`.as(
            'isBehind',
          ),
        ),
    ),
    indexedSite: prepare((p: Slots<{ site: string }>) =>
      db.selectFrom('site').select(['indexedFrom', 'indexedTo']).where('id', '=', p.site),
    ),
    noteIndexed: prepare((p: Slots<{ site: string; indexedFrom: number; indexedTo: number }>) =>
      db
        .updateTable('site')
        .set(some(p, ['indexedFrom', 'indexedTo']))
        .where('id', '=', p.site),
    ),
    /** Adds what is found before all that is there. */
    addEntry: prepare((p: Slots<Added>) =>
      db
        .insertInto('entry')
        .values(some(p, added))
        .onConflict((c) => c.columns(place).doUpdateSet({ words: p.words })),
    ),
    /** Adds what is found after all that is there. */
    addOlderEntry: prepare((p: Slots<Added>) =>
      db
        .insertInto('entry')
        .values({ key: sql`(select coalesce(min(key), 0) - 1 from entry)`, ...some(p, added) })
        .onConflict((c) => c.columns(place).doUpdateSet({ words: p.words })),
    ),
  }
}

/** @param place of what a conversation is known by */
const isAbout = (alias: string, place: number) =>
  sql<boolean>`${sql.ref(`${alias}.kind`)} = 'about' and ${sql.ref(`${alias}.place`)} = ${sql.lit(place)}`

function missingQueries(db: Kysely<Database>, order: 'asc' | 'desc') {
  /** Chosen before anything is joined to them. */
  const changed = (p: Slots<Changes>) =>
    db
      .selectFrom('conversation as c')
      .where('c.key', 'in', (e) =>
        e
          .selectFrom('conversation as o')
          .select('o.key')
          .where('o.site', '=', p.site)
          .where('o.revision', '>', p.after)
          .where('o.revision', '<=', p.upTo)
          .orderBy('o.revision', order)
          .limit(limit),
      )
      .orderBy('c.revision', order)
      .limit(limit)
  /** The last place of a conversation that is in the index. */
  const last = (kind: 'message' | 'note') =>
    sql<number>`coalesce((select max(e.place) from entry as e
      where e.conversation = c.key and e.kind = ${sql.lit(kind)}), 0)`
  return {
    /** What conversations are known by, and the words of that which the index has. */
    conversations: prepare((p: Slots<Changes>) =>
      changed(p)
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .leftJoin('entry as a', (join) => join.onRef('a.conversation', '=', 'c.key').on(isAbout('a', 0)))
        .leftJoin('entry as r', (join) => join.onRef('r.conversation', '=', 'c.key').on(isAbout('r', 1)))
        .leftJoin('entry as g', (join) => join.onRef('g.conversation', '=', 'c.key').on(isAbout('g', tagsPlace)))
        .select(['c.key', 'c.revision', 'c.name', 'c.email', 'c.sub', 'c.tags', 't.reference'])
        .select(['t.email as requestEmail', 'a.words as words', 'r.words as requestWords', 'g.words as tagWords']),
    ),
    messages: prepare((p: Slots<Changes>) =>
      changed(p)
        .innerJoin('message as m', 'm.conversation', 'c.key')
        .select(['m.conversation', 'm.seq as place', 'm.text', 'm.files', 'm.article'])
        .whereRef('m.seq', '>', last('message'))
        .where((e) =>
          e.or([e('m.text', '!=', sql.lit('')), e('m.files', 'is not', null), e('m.article', 'is not', null)]),
        )
        .orderBy('m.seq'),
    ),
    notes: prepare((p: Slots<Changes>) =>
      changed(p)
        .innerJoin('note as n', 'n.conversation', 'c.key')
        .select(['n.conversation', 'n.key as place', 'n.text'])
        .whereRef('n.key', '>', last('note'))
        .orderBy('n.key'),
    ),
  }
}
