// What learning from use brings: visitors click what answers half of the queries, one in ten somewhere at random; then
// those are asked again, and the other half, whose words nobody has clicked for.

import { brotliCompressSync } from 'node:zlib'
import { lessonsOf, marks, taught } from '../../server/faq/lessons.ts'
import { dice } from './articles.ts'
import { type Answer, type Bench, measure, ours, type Query } from './search.ts'

const sizeOf = (data: object) => brotliCompressSync(JSON.stringify(data)).length

/** In how many ways the queries are halved. */
const splits = 6
const noise = 0.1

interface Judged {
  /** s1 and s3 of queries that were clicked for, and of others. */
  again: [s1: number, s3: number]
  others: [s1: number, s3: number]
  none: number
  sure: number
  bytes: number
}

/** @param clicks of each article, about @param from what is clicked for; else half of the queries */
export async function learnFrom(bench: Bench, queries: Query[], clicks: number, from?: Query[]): Promise<Judged[]> {
  const all: Judged[][] = [[], []]
  for (let split = 1; split <= splits; split++) {
    const roll = dice(split)
    const mixed = queries
      .map((query) => ({ query, at: roll() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ query }) => query)
    const half = Math.floor(mixed.length / 2)
    const [clicked, others] = from ? [from, queries] : [mixed.slice(0, half), mixed.slice(half)]
    const learned = await dataOf(bench, clicked, clicks * bench.library.articles.length, roll)
    ;[bench.data, learned].forEach((data, at) => {
      const bytes = sizeOf(data) - sizeOf(bench.data)
      all[at]!.push({ ...judge(ours({ ...bench, data }), clicked, others), bytes })
    })
  }
  return all.map(mean)
}

function judge(answer: Answer, clicked: Query[], others: Query[]): Omit<Judged, 'bytes'> {
  const untimed: Answer = () => ({ ids: [], confident: false })
  const { s1, s3, noneRejected: none, answeredConfident: sure } = measure(others, answer, untimed)
  const again = measure(clicked, answer, untimed)
  return { again: [again.s1, again.s3], others: [s1, s3], none, sure }
}

function mean(all: Judged[]): Judged {
  const of = (value: (each: Judged) => number) => all.reduce((sum, each) => sum + value(each), 0) / all.length
  return {
    again: [of(({ again }) => again[0]), of(({ again }) => again[1])],
    others: [of(({ others }) => others[0]), of(({ others }) => others[1])],
    none: of(({ none }) => none),
    sure: of(({ sure }) => sure),
    bytes: of(({ bytes }) => bytes),
  }
}

/** What the server makes of so many clicks, each of another visitor. */
async function dataOf({ library, data }: Bench, queries: Query[], clicks: number, roll: () => number) {
  const ids = library.articles.map(({ id }) => id)
  const pick = <T>(list: T[]): T => list[Math.floor(roll() * list.length)]!
  const answerable = queries.filter((query) => query.ids.length > 0)
  const rows = Array.from({ length: clicks }, () => {
    const { q: query, ids: right } = pick(answerable)
    const opened = roll() < noise ? pick(ids) : ids.find((id) => id.split('/').at(-1) === right[0])!
    return { query, opened, led: 1, visitors: 1 << Math.floor(roll() * marks), at: 0 }
  })
  return taught(data, (await lessonsOf({ library, data, rows }, async () => null)).lessons)
}
