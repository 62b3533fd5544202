// Finding conversations by words: what a query takes from the index, the newest first.

import { type Kysely, sql } from 'kysely'
import { eachOf, prepare, type Slot, type Slots } from '../query.ts'
import { type Sealing, wordsPlace } from '../sealing.ts'
import { type Entry, tagsPlace } from '../tables/entry.ts'
import type { Database } from '../tables/tables.ts'
import type { Sought } from '../../../widget/search/folded.ts'
import { isShortOf, writtenOf } from './written.ts'

/** What is looked for: `match` in the database's language; among sites between spaces; null where anything will do. */
export interface Looked {
  match: string
  sites: string
  /** An agent's id, or `nobody`. */
  assignee: string | null
  state: string | null
  plan: string | null
  team: string | null
  kind: 'chat' | 'request' | null
  /** The words of a tag, as the index has them: three at most are compared, whoever asks compares the tag itself. */
  tag: string[] | null
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

/** So many of the newest are gone through one by one, before what fits is gathered from all that there are. */
const newest = 2_000
/** Of so many conversations all that was written is gone through, rather than all that has a word. */
const few = 1_000
/** And so many messages of a time: on PostgreSQL each is compared by its words. */
const short = { sqlite: 20_000, postgres: 5_000 }

/** Which of those filters are given that a statement has more to join for. */
interface Given {
  isDated: boolean
  isTagged: boolean
}

/** What is asked of a conversation `c`, of its tags `g`, and of when it was written. */
function conditions(p: Slots<Looked>, isPostgres: boolean) {
  const within = sql.raw(isPostgres ? 'strpos' : 'instr')
  const orAny = <T>(slot: Slot<T | null>, type: 'text' | 'bigint', holds: (value: unknown) => unknown) => {
    const value = sql`cast(${slot} as ${sql.raw(type)})`
    return sql`(${value} is null or ${holds(value)})`
  }
  const at = sql`coalesce(m.at, n.at, c."startedAt")`
  const isRequest = sql`exists (select 1 from ticket o where o.conversation = c.key)`
  const hasWord = (slot: Slot<string>) =>
    orAny(slot, 'text', (word) => sql`${within}(' ' || g.words || ' ', ' ' || ${word} || ' ') > 0`)
  return {
    conversation: sql<boolean>`${within}(${p.sites}, ' ' || c.site || ' ') > 0
      and c."spamAt" is null and c."restrictedAt" is null
      and ${orAny(p.state, 'text', (state) => sql`c.state = ${state}`)}
      and ${orAny(p.assignee, 'text', (agent) => sql`coalesce(c.assignee, 'nobody') = ${agent}`)}
      and ${orAny(p.plan, 'text', (plan) => sql`c.plan = ${plan}`)}
      and ${orAny(p.team, 'text', (team) => sql`c.team = ${team}`)}
      and ${orAny(p.kind, 'text', (kind) => sql`${isRequest} = (${kind} = 'request')`)}`,
    tags: sql<boolean>`g.kind = 'about' and g.place = ${sql.lit(tagsPlace)}
      and ${sql.join(eachOf(p.tag as Slot<string[]>, 3).map(hasWord), sql` and `)}`,
    time: sql<boolean>`${orAny(p.from, 'bigint', (from) => sql`${at} >= ${from}`)}
      and ${orAny(p.until, 'bigint', (until) => sql`${at} < ${until}`)}`,
  }
}

const saidAt = sql`left join message m on e.kind = 'message' and m.conversation = e.conversation and m.seq = e.place
    left join note n on e.kind = 'note' and n.key = e.place`

/**
 * Keys of entries, the newest first. A word that many have is soon found among the newest; else all of what fits is
 * gone through, where that is little, or all that the index has. PostgreSQL guesses badly how many have a word, and is
 * kept from what it would do then: by an order that it cannot read entries in, one by one, by what is looked up for
 * each, not all at once, by words that no index has, and by a function that runs in no worker of its: to start those
 * takes longer than to find.
 */
function keysPostgres(p: Slots<Looked>, { isDated, isTagged }: Given) {
  const { conversation, tags, time } = conditions(p, true)
  const match = (words = sql`words`) =>
    sql`array_to_tsvector(string_to_array(${words}, ' ')) @@ cast(${p.match} as tsquery)`
  const isShort = isShortOf(p, short.postgres)
  const fits = sql`${conversation}
    ${isTagged ? sql`and exists (select 1 from entry g where g.conversation = c.key and ${tags})` : sql``}`
  const some = sql`cross join lateral (
      select 1 from conversation c ${isDated ? saidAt : sql``}
      where c.key = e.conversation and ${fits} ${isDated ? sql`and ${time}` : sql``} offset 0
    ) c order by e.key desc limit ${p.limit}`
  const isMany = sql`(select count(*) from those) > ${sql.lit(few)}`
  const isFar = sql`(select count(*) from near) < ${p.limit}`
  const entries = (isOf: unknown) => sql`
    cross join lateral (select * from entry e where ${isOf} and ${match(sql`words || ''`)} offset 0) e
    cross join lateral (select 1 from conversation c where c.key = e.conversation and ${fits} offset 0) c`
  const inTime = writtenOf(p, entries, sql`${isFar} and ${isShort}`)
  return sql<{ key: number }>`(
    with near as materialized (
      select e.key from (
        select * from (select * from entry order by key desc limit ${sql.lit(newest)}) e where ${match()}
      ) e ${some}
    ), those as materialized (
      select c.key ${isDated ? sql`, c."startedAt"` : sql``} from conversation c
      where ${isFar} and ${fits} ${isDated ? sql`and not ${isShort}` : sql``} limit ${sql.lit(few + 1)}
    ), theirs as materialized (
      select e.key from those c cross join lateral (
        select e.key, e.conversation, e.kind, e.place from entry e
        where e.conversation = c.key and ${match(sql`words || ''`)} offset 0
      ) e ${isDated ? saidAt : sql``}
      where not ${isMany} ${isDated ? sql`and ${time}` : sql``} order by e.key desc limit ${p.limit}
    ), far as materialized (
      select e.key from (
        select key + 0 as key, conversation, kind, place from entry
        where ${match()} and ${isMany} and pg_backend_pid() > 0 order by 1 desc offset 0
      ) e ${some}
    )
    select key from near union select key from theirs union select key from far
    ${isDated ? sql`union select key from (${inTime}) t` : sql``} order by key desc limit ${p.limit}
  )`.as('k')
}

/**
 * The same of SQLite: the newest that match are looked up one by one; where those that fit are too few among them, the
 * entries of all conversations that fit are gathered first, which is cheaper than to look up each that matches. Of
 * when each was written no index tells: where what is dated is of many, each is looked up. A cross join is done in the
 * order it is said in.
 */
function keysSqlite(p: Slots<Looked>, { isDated, isTagged }: Given) {
  const { conversation, tags, time } = conditions(p, false)
  const isShort = isShortOf(p, short.sqlite)
  const c = sql`conversation c indexed by "conversationToFind"`
  const fits = sql`${conversation} ${isTagged ? sql`and ${tags}` : sql``}`
  const lookedUp = (from: unknown) => sql`select e.key from ${from} cross join entry e on e.key = k.rowid
      cross join ${c} on c.key = e.conversation ${isTagged ? sql`cross join entry g on g.conversation = c.key` : sql``}
      ${isDated ? saidAt : sql``}
      where ${fits} ${isDated ? sql`and ${time}` : sql``} order by k.rowid desc limit ${p.limit}`
  const match = sql`"entryIndex" match ${p.match}`
  const isFar = sql`(select count(*) from matching) = ${sql.lit(newest)} and (select count(*) from near) < ${p.limit}`
  const those = sql`select c.key from ${
    isTagged ? sql`entry g indexed by "entryOfTags" cross join ${c} on c.key = g.conversation` : c
  } where ${fits} and ${isFar}`
  const isTheirs = sql`+f.rowid in (select e.key from those c cross join entry e on e.conversation = c.key)`
  const isOfIndex = sql`+e.key in (select rowid from "entryIndex" where ${match})`
  const entries = (isOf: unknown) => sql`cross join entry e on ${isOf} cross join ${c} on c.key = e.conversation
    ${isTagged ? sql`cross join entry g on g.conversation = c.key` : sql``}`
  const inTime = writtenOf(p, entries, sql`${isFar} and ${isShort} and ${isOfIndex} and ${fits}`)
  const far = isDated
    ? lookedUp(sql`(select f.rowid from "entryIndex" f where f.${match} and ${isFar} and not ${isShort}
        and ((select count(*) from those) > ${sql.lit(few)} or ${isTheirs}) order by f.rowid desc) k`)
    : sql`select f.rowid as key from "entryIndex" f where f.${match} and ${isFar} and ${isTheirs}
        order by f.rowid desc limit ${p.limit}`
  return sql<{ key: number }>`(
    with matching as materialized (
      select rowid from "entryIndex" where ${match} order by rowid desc limit ${sql.lit(newest)}
    ), near as materialized (${lookedUp(sql`matching k`)}),
    those as materialized (${those} ${isDated ? sql`limit ${sql.lit(few + 1)}` : sql``}), far as materialized (${far})
    select key from near union select key from far
    ${isDated ? sql`union select key from (${inTime}) t` : sql``} order by key desc limit ${p.limit}
  )`.as('k')
}

export function findingQueries(db: Kysely<Database>, isPostgres: boolean, tokens: Tokens | null) {
  const keys = isPostgres ? keysPostgres : keysSqlite
  const findIn = (given: Given) =>
    prepare((p: Slots<Looked>) =>
      db
        .selectFrom(keys(p, given))
        .crossJoin('entry as e')
        .whereRef('e.key', '=', 'k.key')
        .innerJoin('conversation as c', 'c.key', 'e.conversation')
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
        .select(['n.id as note', 'n.text as noteText', 'n.at as notedAt', 'n.byName as notedBy'])
        .orderBy('e.key', 'desc')
        .limit(p.limit),
    )
  const each = [false, true] as const
  const found = each.map((isTagged) => each.map((isDated) => findIn({ isDated, isTagged })))
  const find = (looked: Looked) =>
    found[Number(looked.tag !== null)]![Number((looked.from ?? looked.until) !== null)]!(looked)
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
