// Finding conversations by words: what a query takes from the index, the newest first.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slot, type Slots } from '../query.ts'
import { type Sealing, wordsPlace } from '../sealing.ts'
import type { Database } from '../tables/tables.ts'
import type { Sought } from '../../../widget/search/folded.ts'

/** What is looked for: `match` in the database's language; among sites between spaces; null where anything will do. */
export interface Looked {
  match: string
  sites: string
  assignee: string | null
  state: string | null
  from: number | null
  until: number | null
  limit: number
}

/** Makes tokens of words, where these are not kept as they are. */
export type Tokens = Pick<Sealing, 'whole' | 'beginning' | 'seal'>

/** All of the words, any reading of each, in the language of SQLite's FTS5. */
const matchSqlite = (sought: Sought[]): string =>
  sought
    .map(({ stems, beginnings }) => {
      const all = [...stems.map((stem) => `"${stem}"`), ...beginnings.map((each) => `"${each}"*`)]
      return `(${all.join(' OR ')})`
    })
    .join(' AND ')

const quoted = (word: string): string => `'${word}'`
/** The same as a tsquery of PostgreSQL. */
const matchPostgres = (sought: Sought[], tokens: Tokens | null): string =>
  sought
    .map(({ stems, beginnings }) => {
      const all = tokens
        ? [...stems.map((stem) => tokens.whole(stem)), ...beginnings.map((each) => tokens.beginning(each))].map(quoted)
        : [...stems.map(quoted), ...beginnings.map((each) => `${quoted(each)}:*`)]
      return `(${all.join(' | ')})`
    })
    .join(' & ')

/** By its offset a query of its own: else PostgreSQL may read all conversations and look for the words in each. */
const matchingPostgres = (db: Kysely<Database>, p: Slots<Looked>) =>
  db.selectFrom((of) =>
    of
      .selectFrom('entry as e')
      .selectAll()
      .where(
        sql<boolean>`array_to_tsvector(string_to_array(${sql.ref('e.words')}, ' ')) @@ cast(${p.match} as tsquery)`,
      )
      .orderBy('key', 'desc')
      .offset(sql.lit(0))
      .as('e'),
  )

export function findingQueries(db: Kysely<Database>, isPostgres: boolean, tokens: Tokens | null) {
  const within = sql.raw(isPostgres ? 'strpos' : 'instr')
  const orAny = <T>(slot: Slot<T | null>, type: 'text' | 'bigint', holds: (value: unknown) => unknown) => {
    const value = sql`cast(${slot} as ${sql.raw(type)})`
    return sql<boolean>`(${value} is null or ${holds(value)})`
  }
  const matching = (p: Slots<Looked>) =>
    isPostgres
      ? matchingPostgres(db, p).innerJoin('conversation as c', 'c.key', 'e.conversation')
      : (db
          .selectFrom(sql<{ rowid: number }>`"entryIndex"`.as('f'))
          .where(sql<boolean>`f."entryIndex" match ${p.match}`)
          .innerJoin('entry as e', 'e.key', 'f.rowid')
          .innerJoin('conversation as c', 'c.key', 'e.conversation') as never)
  const find = prepare((p: Slots<Looked>) =>
    matching(p)
      .innerJoin('visitor as v', 'v.key', 'c.visitor')
      .leftJoin('message as m', (join) =>
        join
          .on('e.kind', '=', sql.lit('message' as const))
          .onRef('m.conversation', '=', 'e.conversation')
          .onRef('m.seq', '=', 'e.place'),
      )
      .leftJoin('note as n', (join) => join.on('e.kind', '=', sql.lit('note' as const)).onRef('n.key', '=', 'e.place'))
      .leftJoin('ticket as t', 't.conversation', 'c.key')
      .select(['e.key', 'e.kind', 'e.place', 'e.words'])
      .select(['c.id', 'c.site', 'c.state', 'c.name', 'c.email', 'c.assigneeName', 'c.startedAt'])
      .select(['v.key as guest', 't.reference', 'm.author', 'm.byName', 'm.text', 'm.at'])
      .select(['n.text as noteText', 'n.at as notedAt', 'n.byName as notedBy', 'n.after'])
      .where(sql<boolean>`${within}(${p.sites}, ' ' || ${sql.ref('c.site')} || ' ') > 0`)
      .where('c.spamAt', 'is', null)
      .where('c.restrictedAt', 'is', null)
      .where(orAny(p.state, 'text', (state) => sql`${sql.ref('c.state')} = ${state}`))
      .where(orAny(p.assignee, 'text', (agent) => sql`${sql.ref('c.assignee')} = ${agent}`))
      .where(orAny(p.from, 'bigint', (at) => sql`coalesce(m.at, n.at, ${sql.ref('c.startedAt')}) >= ${at}`))
      .where(orAny(p.until, 'bigint', (at) => sql`coalesce(m.at, n.at, ${sql.ref('c.startedAt')}) < ${at}`))
      .orderBy(isPostgres ? 'e.key' : (sql.ref('f.rowid') as never), 'desc')
      .limit(p.limit),
  )
  return {
    /** Entries that have all of the words, the newest first. */
    find: ({ sought, ...looked }: Omit<Looked, 'match'> & { sought: Sought[] }) =>
      find({ ...looked, match: isPostgres ? matchPostgres(sought, tokens) : matchSqlite(sought) }),
    /** A whole word as the index has it. */
    indexedWord: (word: string): string => tokens?.whole(word) ?? word,
    /** Words as the index has them. */
    indexedWords: (words: string): string => (tokens ? String(tokens.seal(wordsPlace, words, [])) : words),
  }
}

/** What was there before the index. */
