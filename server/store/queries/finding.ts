// Finding conversations by words: what a query takes from the index, the newest first.

import { type Kysely, sql } from 'kysely'
import { prepare, type Slot, type Slots } from '../query.ts'
import { type Sealing, wordsPlace } from '../sealing.ts'
import { type Entry, tagsPlace } from '../tables/entry.ts'
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

/** Of the newest so many entries each is read by PostgreSQL before it asks its index for all that there are. */
const newest = 2_000

const isAmong = (p: Slots<Looked>, within: 'strpos' | 'instr') => {
  const orAny = <T>(slot: Slot<T | null>, type: 'text' | 'bigint', holds: (value: unknown) => unknown) => {
    const value = sql`cast(${slot} as ${sql.raw(type)})`
    return sql`(${value} is null or ${holds(value)})`
  }
  const at = sql`coalesce(m.at, n.at, c."startedAt")`
  return {
    conversation: sql<boolean>`${sql.raw(within)}(${p.sites}, ' ' || c.site || ' ') > 0
      and c."spamAt" is null and c."restrictedAt" is null
      and ${orAny(p.state, 'text', (state) => sql`c.state = ${state}`)}
      and ${orAny(p.assignee, 'text', (agent) => sql`c.assignee = ${agent}`)}`,
    time: sql<boolean>`${orAny(p.from, 'bigint', (from) => sql`${at} >= ${from}`)}
      and ${orAny(p.until, 'bigint', (until) => sql`${at} < ${until}`)}`,
  }
}

/**
 * Keys of entries, the newest first. A word that many have is soon found among the newest; else the index is asked.
 * PostgreSQL guesses badly how many have a word, and is kept from what it would do then: by an order that it cannot
 * read entries in, one by one, by conversations that are looked up for each, not all at once, and by a function that
 * runs in no worker of its: to start those takes longer than to find.
 */
function keysPostgres(p: Slots<Looked>, isDated: boolean) {
  const { conversation, time } = isAmong(p, 'strpos')
  const saidAt = sql`left join message m on e.kind = 'message' and m.conversation = e.conversation and m.seq = e.place
    left join note n on e.kind = 'note' and n.key = e.place`
  const match = sql`array_to_tsvector(string_to_array(words, ' ')) @@ cast(${p.match} as tsquery)`
  const some = sql`cross join lateral (
      select 1 from conversation c ${isDated ? saidAt : sql``}
      where c.key = e.conversation and ${conversation} ${isDated ? sql`and ${time}` : sql``} offset 0
    ) c order by e.key desc limit ${p.limit}`
  return sql<{ key: number }>`(
    with near as materialized (
      select e.key from (
        select * from (select * from entry order by key desc limit ${sql.lit(newest)}) e where ${match}
      ) e ${some}
    ), far as materialized (
      select e.key from (
        select key + 0 as key, conversation, kind, place from entry
        where ${match} and (select count(*) from near) < ${p.limit} and pg_backend_pid() > 0 order by 1 desc offset 0
      ) e ${some}
    )
    select key from near union select key from far order by key desc limit ${p.limit}
  )`.as('k')
}

export function findingQueries(db: Kysely<Database>, isPostgres: boolean, tokens: Tokens | null) {
  const matching = (p: Slots<Looked>, isDated: boolean) =>
    isPostgres
      ? db
          .selectFrom(keysPostgres(p, isDated))
          .innerJoin('entry as e', 'e.key', 'k.key')
          .innerJoin('conversation as c', 'c.key', 'e.conversation')
      : (db
          .selectFrom(sql<{ rowid: number }>`"entryIndex"`.as('f'))
          .where(sql<boolean>`f."entryIndex" match ${p.match}`)
          .innerJoin('entry as e', 'e.key', 'f.rowid')
          .innerJoin('conversation as c', 'c.key', 'e.conversation')
          .where(isAmong(p, 'instr').conversation)
          .where(isAmong(p, 'instr').time) as never)
  const findIn = (isDated: boolean) =>
    prepare((p: Slots<Looked>) =>
      matching(p, isDated)
        .innerJoin('visitor as v', 'v.key', 'c.visitor')
        .leftJoin('message as m', (join) =>
          join
            .on('e.kind', '=', sql.lit('message' as const))
            .onRef('m.conversation', '=', 'e.conversation')
            .onRef('m.seq', '=', 'e.place'),
        )
        .leftJoin('note as n', (join) =>
          join.on('e.kind', '=', sql.lit('note' as const)).onRef('n.key', '=', 'e.place'),
        )
        .leftJoin('ticket as t', 't.conversation', 'c.key')
        .select(['e.key', 'e.kind', 'e.place', 'e.words'])
        .select(['c.id', 'c.site', 'c.state', 'c.name', 'c.email', 'c.tags', 'c.assigneeName', 'c.startedAt'])
        .select(['v.key as guest', 't.reference', 'm.author', 'm.byName', 'm.text', 'm.at'])
        .select(['n.text as noteText', 'n.at as notedAt', 'n.byName as notedBy', 'n.after'])
        .orderBy(isPostgres ? 'e.key' : (sql.ref('f.rowid') as never), 'desc')
        .limit(p.limit),
    )
  const found = { always: findIn(false), dated: findIn(true) }
  const find = (looked: Looked) => found[looked.from === null && looked.until === null ? 'always' : 'dated'](looked)
  return {
    /** Entries that have all of the words, the newest first. */
    find: ({ sought, ...looked }: Omit<Looked, 'match'> & { sought: Sought[] }) =>
      find({ ...looked, match: isPostgres ? matchPostgres(sought, tokens) : matchSqlite(sought) }),
    /** Whether an entry is of what a conversation is tagged with. */
    isOfTags: ({ kind, place }: Pick<Entry, 'kind' | 'place'>): boolean => kind === 'about' && place === tagsPlace,
    /** A whole word as the index has it. */
    indexedWord: (word: string): string => tokens?.whole(word) ?? word,
    /** Words as the index has them. */
    indexedWords: (words: string): string => (tokens ? String(tokens.seal(wordsPlace, words, [])) : words),
  }
}

/** What was there before the index. */
