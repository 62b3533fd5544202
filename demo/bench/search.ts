// `npm run -s bench:search`: how well and how fast search answers, beside other libraries on the same fields.
// -- --site FOLDER --locale TAG --queries FILE [--no-keywords] [--json]: one site; without them, the bench's own sets
// and its growth.
// -- --answer FILE: with keywords that a language model wrote when it was asked by `rotame suggest`.
// -- --clicks N [--taught FILE]: what so many clicks of each article teach, for half of the queries or those of FILE.

import type { Library, SearchData } from '../../server/protocol/articles.ts'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Fuse from 'fuse.js'
import { runTake } from '../../server/commands/suggestTake.ts'
import { readConfig } from '../../server/config/config.ts'
import { searchDataFor } from '../../server/faq/lexicon.ts'
import { readLocale } from '../../server/faq/library.ts'
import type { Key } from '../../widget/search/catalogue.ts'
import { correct } from '../../widget/search/correct.ts'
import { createSearch } from '../../widget/search/search.ts'
import type { Correct } from '../../widget/search/understand.ts'
import { makeLibrary } from './articles.ts'
import { learnFrom } from './clicks.ts'
import { rivalsOf } from './rivals.ts'
import { rocAuc } from './surety.ts'

export interface Query {
  q: string
  /** Acceptable articles, best first; none where the FAQ has no answer. */
  ids: string[]
  kind: string
}
export interface Bench {
  library: Library
  keywords: Record<string, string[]>
  data: SearchData
}
/** Ranked ids, and whether the first is an answer. */
export type Answer = (query: string) => { ids: string[]; confident: boolean }

export interface Score {
  n: number
  s1: number
  s3: number
  mrr5: number
  noneRejected: number
  answeredConfident: number
  kinds: Record<string, number>
  p50ms: number
  p99ms: number
}

const round = (value: number) => Math.round(value * 1000) / 1000
const last = (id: string) => id.split('/').at(-1)!

/** A site as its panel gets it. @param answer a language model's, to what `rotame suggest` asks */
export function openBench(folder: string, locale: string, withKeywords = true, answer?: string): Bench {
  if (answer !== undefined) return answered(folder, locale, answer)
  const config = readConfig(resolve(folder), {})
  const [site] = [...config.sites.values()]
  const { library, keywords, searchData } = readLocale(site!, locale, config.folder)
  if (withKeywords) return { library, keywords, data: searchData }
  return { library, keywords: {}, data: searchDataFor(library, {}, locale, site!.synonyms[locale] ?? []) }
}

/** The site with what an owner does with the answer: in a copy of its folder, which is then taken away. */
function answered(folder: string, locale: string, answer: string): Bench {
  const copy = mkdtempSync(join(tmpdir(), 'rotame-suggested-'))
  try {
    cpSync(folder, copy, { recursive: true })
    const said: string[] = []
    const code = runTake({ folder: copy, file: answer, site: undefined, locale }, (line) => said.push(line))
    if (code !== 0) throw new Error(said.join('\n'))
    return openBench(copy, locale)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

export const readQueries = (file: string): Query[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Query)

export function ours({ library, data }: Bench, corrector: Correct | undefined = correct): Answer {
  const search = createSearch(library, data, corrector)
  search.build()
  return (query) => {
    const { results, confident } = search(query)
    return { ids: results.map(({ id }) => id), confident }
  }
}

/** What `answer` makes of the queries; every query is asked once before it is timed by an index of its own. */
export function measure(queries: Query[], answer: Answer, timed: Answer): Score {
  const kinds = new Map<string, number[]>()
  const ranks: number[] = []
  const sure = { answered: [] as boolean[], none: [] as boolean[] }
  for (const { q, ids, kind } of queries) {
    const found = answer(q)
    if (ids.length === 0) {
      sure.none.push(found.confident)
      continue
    }
    sure.answered.push(found.confident)
    const rank = found.ids.findIndex((id) => ids.includes(last(id))) + 1
    ranks.push(rank)
    kinds.set(kind, [...(kinds.get(kind) ?? []), rank === 1 ? 1 : 0])
  }
  const times = queries.map(({ q }) => {
    const start = performance.now()
    timed(q)
    return performance.now() - start
  })
  const mean = (values: number[]) =>
    values.length === 0 ? 0 : round(values.reduce((sum, value) => sum + value, 0) / values.length)
  return {
    n: queries.length,
    s1: mean(ranks.map((rank) => (rank === 1 ? 1 : 0))),
    s3: mean(ranks.map((rank) => (rank > 0 && rank <= 3 ? 1 : 0))),
    mrr5: mean(ranks.map((rank) => (rank > 0 && rank <= 5 ? 1 / rank : 0))),
    noneRejected: mean(sure.none.map((isSure) => (isSure ? 0 : 1))),
    answeredConfident: mean(sure.answered.map((isSure) => (isSure ? 1 : 0))),
    kinds: Object.fromEntries([...kinds].map(([kind, hits]) => [kind, mean(hits)])),
    p50ms: round(percentile(times, 0.5)),
    p99ms: round(percentile(times, 0.99)),
  }
}

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

function compare(title: string, bench: Bench, locale: string, queries: Query[]): void {
  console.log(`\n${title}: ${queries.length} queries, ${bench.library.articles.length} articles`)
  const rows = [
    ['ours', ours(bench), ours(bench)] as const,
    ...rivalsOf(bench, locale).map(([name, answer]) => [name, answer, answer] as const),
  ]
  const scores = rows.map(([name, answer, timed]) => ({ name, score: measure(queries, answer, timed) }))
  const kinds = Object.keys(scores[0]!.score.kinds)
  print([
    ['', 's1', 's3', 'mrr5', 'none', 'sure', 'auc', ...kinds, 'p50 ms', 'p99 ms'],
    ...scores.map(({ name, score: { s1, s3, mrr5, noneRejected, answeredConfident, kinds: byKind, p50ms, p99ms } }) => [
      name,
      ...[s1, s3, mrr5].map((value) => value.toFixed(2)),
      ...(name === 'ours'
        ? [noneRejected, answeredConfident, rocAuc(bench, queries)].map((value) => value.toFixed(2))
        : ['-', '-', '-']),
      ...kinds.map((kind) => byKind[kind]!.toFixed(2)),
      p50ms.toFixed(2),
      p99ms.toFixed(2),
    ]),
  ])
}

function print(rows: string[][]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)))
  for (const row of rows)
    console.log(row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
}

/** Fuse in the place of our own distance: words that nothing is like against all words of the index. */
function fuseCorrector(threshold: number): Correct {
  let keys: Key[] = []
  let fuse = new Fuse(keys, {})
  return (catalogue, word, read) => {
    if (keys.length !== catalogue.keys.size) {
      keys = [...catalogue.keys.values()]
      fuse = new Fuse(keys, {
        keys: ['name'],
        threshold,
        includeScore: true,
        ignoreLocation: false,
        distance: 10,
        minMatchCharLength: 3,
      })
    }
    const near = read.flatMap(({ stem }) => (stem.length < 4 ? [] : fuse.search(stem, { limit: 8 })))
    return { near: near.map(({ item, score = 1 }) => [item, 0.95 - score]), parts: correct(catalogue, word, []).parts }
  }
}

/** What corrects misspelt words best. */
function compareCorrectors(): void {
  console.log('\ncorrecting words that nothing in the index is like: s1 of all queries, of typing errors, ms a query')
  const correctors: [string, Correct | undefined][] = [
    ['none', () => ({ near: [], parts: [] })],
    ['ours', correct],
    ...[0.2, 0.3, 0.4].map((threshold): [string, Correct] => [
      `Fuse, threshold ${threshold}`,
      fuseCorrector(threshold),
    ]),
  ]
  print([
    ['', ...own.flatMap(({ title }) => [title.split(',')[0]!, 'typo', 'p99 ms'])],
    ...correctors.map(([name, corrector]) => [
      name,
      ...own.flatMap(({ folder, locale, queries }) => {
        const bench = openBench(folder, locale)
        const { s1, kinds, p99ms } = measure(readQueries(queries), ours(bench, corrector), ours(bench, corrector))
        return [s1.toFixed(3), kinds['typo']!.toFixed(2), p99ms.toFixed(1)]
      }),
    ]),
  ])
}

/** Every letter typed of every query is a keystroke. */
function grow(bench: Bench, queries: Query[], language: string): void {
  console.log(
    `\ngrowth, ${language}: index built in slices, then a search at every letter of ${queries.length} queries`,
  )
  const rows = [
    ['articles', 'first slice ms', 'longest slice ms', 'build ms', 'keystroke p50 ms', 'p99 ms', 'longest ms'],
  ]
  for (const count of [30, 300, 3_000, 10_000]) {
    const library = makeLibrary([bench.library], count)
    const began = performance.now()
    const search = createSearch(library, bench.data, correct)
    const slices = [performance.now() - began]
    for (let isDone = false; !isDone;) {
      const start = performance.now()
      isDone = search.build(start + 8)
      slices.push(performance.now() - start)
    }
    const build = slices.reduce((sum, slice) => sum + slice, 0)
    const times: number[] = []
    for (const { q } of queries)
      for (let at = 1; at <= q.length; at++) {
        const start = performance.now()
        search(q.slice(0, at))
        times.push(performance.now() - start)
      }
    rows.push(
      [
        count,
        slices[0]!,
        Math.max(...slices),
        build,
        percentile(times, 0.5),
        percentile(times, 0.99),
        Math.max(...times),
      ].map((value, at) => (at === 0 ? String(value) : value.toFixed(1))),
    )
  }
  print(rows)
}

const at = (...parts: string[]) => join(import.meta.dirname, ...parts)
const set = (name: string, title: string, locale: string, folder: string, queries: string) => ({
  name,
  title,
  locale,
  folder: at(folder),
  queries: at(queries),
})
/** The bench's own sites; the newer ones have their queries beside them. */
export const own = [
  set('demo', 'the demo', 'el', '../site', 'queries/oxzino.el.jsonl'),
  set('shop', 'a Greek shop, without keywords', 'el', 'shop', 'queries/shop.el.jsonl'),
  set('software', 'an English software product, without keywords', 'en', 'software', 'queries/software.en.jsonl'),
  set('energy', 'a Greek electricity supplier, without keywords', 'el', 'energy', 'energy/queries.jsonl'),
  set('travel', 'an English travel agency, without keywords', 'en', 'travel', 'travel/queries.jsonl'),
  set('german', 'a German cycle shop, without keywords', 'de', 'german', 'german/queries.jsonl'),
]

/** Those of others, with keywords that a model wrote who saw their articles and nothing else. */
export const suggested = own
  .filter(({ name }) => name === 'energy' || name === 'travel')
  .map((set) => ({
    ...set,
    name: `${set.name}, suggested`,
    title: set.title.replace('without', "with a model's"),
    answer: join(set.folder, 'suggested.txt'),
  }))

/** What is learned from use: s1 and s3 before and after. */
async function teach(sets: Chosen[], withKeywords: boolean, clicks: number, taught?: string): Promise<void> {
  const show = (values: number[]) => values.map((value) => value.toFixed(3)).join(' / ')
  const rows = [
    [
      `${clicks} clicks an article`,
      'asked again',
      'then',
      'asked otherwise',
      'then',
      'none',
      'then',
      'sure',
      'then',
      'bytes',
    ],
  ]
  for (const { title, folder, locale, queries, answer } of sets) {
    const bench = openBench(folder, locale, withKeywords, answer)
    const [before, after] = await learnFrom(
      bench,
      readQueries(queries),
      clicks,
      taught ? readQueries(taught) : undefined,
    )
    const both = (value: (judged: NonNullable<typeof before>) => number[]) => [
      show(value(before!)),
      show(value(after!)),
    ]
    rows.push([
      title,
      ...both(({ again }) => again),
      ...both(({ others }) => others),
      ...both(({ none }) => [none]),
      ...both(({ sure }) => [sure]),
      after!.bytes.toFixed(0),
    ])
  }
  print(rows)
}

type Chosen = Pick<(typeof own)[number], 'title' | 'folder' | 'locale' | 'queries'> & { answer?: string | undefined }

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      site: { type: 'string' },
      locale: { type: 'string', default: 'el' },
      queries: { type: 'string' },
      'no-keywords': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      answer: { type: 'string' },
      clicks: { type: 'string' },
      taught: { type: 'string' },
    },
  })
  const sets: Chosen[] =
    values.site || values.queries
      ? [
          {
            title: values.site ?? 'demo/site',
            folder: values.site ?? own[0]!.folder,
            locale: values.locale,
            queries: values.queries ?? own[0]!.queries,
            answer: values.answer,
          },
        ]
      : [...own, ...suggested]
  if (values.clicks) return teach(sets, !values['no-keywords'], Number(values.clicks), values.taught)
  for (const { title, folder, locale, queries, answer } of sets) {
    const bench = openBench(folder, locale, !values['no-keywords'], answer)
    const asked = readQueries(queries)
    if (values.json)
      console.log(JSON.stringify({ ...measure(asked, ours(bench), ours(bench)), auc: round(rocAuc(bench, asked)) }))
    else compare(title, bench, locale, asked)
  }
  if (values.json || values.site || values.queries) return
  compareCorrectors()
  for (const { folder, locale, queries } of [own[0]!, own[2]!])
    grow(openBench(folder, locale), readQueries(queries), locale)
}

if (import.meta.main) await run()
