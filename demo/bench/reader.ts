// What a long read costs those who write: messages stored beside none, beside one in the reader, and beside one that
// has no reader.
// npm run -s bench:reader -- [--json] [--database postgres] [--rounds N] [--data FOLDER]

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from '../../server/store/open.ts'
import { Query } from '../../server/store/query.ts'
import { startPostgres } from '../../server/test/databases.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    database: { type: 'string', default: 'sqlite' },
    rounds: { type: 'string', default: '7' },
    data: { type: 'string', default: join(import.meta.dirname, '../../data') },
  },
})
const messages = 200_000
const written = 100
const rounds = Number(values.rounds)

mkdirSync(values.data, { recursive: true })
const folder = mkdtempSync(join(values.data, 'bench-'))
const postgres = values.database === 'postgres' ? await startPostgres() : null
const store = await openStore({ data: folder, databaseUrl: postgres?.url ?? null })

const run = (sql: string) => new Query(sql, [], 'nothing', false)
async function fill(): Promise<void> {
  await store.write(function* () {
    yield* store.queries.addSite({ id: 'shop' })
    yield* store.queries.addVisitor({ site: 'shop', secretHash: 's', createdAt: 1 })
    yield* run(`insert into conversation (id, site, visitor, state, "lastSeq", "readByAgent", "readByVisitor", revision,
      "startedAt", locale, plan, context) values ('c', 'shop', 1, 'open', 0, 0, 0, 1, 1, 'el', 'basic', '{}')`)
  })
  for (let from = 0; from < messages; from += 20_000)
    await store.write(function* () {
      yield* run(`insert into message (conversation, seq, id, author, text, at)
        with recursive n(i) as (select ${from + 1} union all select i + 1 from n where i < ${from + 20_000})
        select 1, i, 'm' || i, 'visitor', 'Καλημέρα, πότε θα σταλεί η παραγγελία με αριθμό ' || i || ';', i from n`)
    })
}

/** Every message that has a word in it, as a search over them would ask. */
const search = () =>
  new Query<{ found: number }>("select count(*) as found from message where text like '%παράδοση%'", [], 'rows', true)

/** How long each of some messages took to be stored, one after the other, ms. */
let seq = messages
async function store100(): Promise<number[]> {
  const times: number[] = []
  for (let at = 0; at < written; at++) {
    const began = performance.now()
    const words = { seq: ++seq, id: `n${seq}`, author: 'visitor' as const, text: 'Είναι κανείς εδώ;', at: seq }
    await store.write(function* () {
      yield* store.queries.addWords({ conversation: 1, ...words })
    })
    times.push(performance.now() - began)
    // As people write: not all at once, and so that others have their turn.
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return times
}

/** The same while one search follows another. @returns how long messages took, and searches */
async function beside(read: typeof store.all): Promise<{ stored: number[]; read: number[] }> {
  const over = new AbortController()
  const took: number[] = []
  const searching = (async () => {
    while (!over.signal.aborted) {
      const began = performance.now()
      await read(search())
      took.push(performance.now() - began)
      await new Promise(setImmediate)
    }
  })()
  const stored = await store100()
  over.abort()
  await searching
  return { stored, read: took }
}

const rounded = (number: number): number => Number(number.toPrecision(3))
const at = (numbers: number[], part: number) =>
  rounded(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)]!)
const said = (numbers: number[]) => ({ p50: at(numbers, 0.5), p99: at(numbers, 0.99) })

await fill()
const found = { alone: [] as number[], reader: [] as number[], without: [] as number[], search: [] as number[] }
await store.readLong(search())
await store100()
for (let round = 0; round < rounds; round++) {
  found.alone.push(...(await store100()))
  const { stored, read } = await beside(store.readLong)
  found.reader.push(...stored)
  found.search.push(...read)
  // What there was before: on SQLite the same thread.
  found.without.push(...(await beside(store.all)).stored)
}
await store.close()
await postgres?.end()
rmSync(folder, { recursive: true })

const report = {
  p50VsAlone: rounded(at(found.reader, 0.5) / at(found.alone, 0.5)),
  p99VsAlone: rounded(at(found.reader, 0.99) / at(found.alone, 0.99)),
  storedAlone: said(found.alone),
  storedBesideReader: said(found.reader),
  storedBesideReadWithoutReader: said(found.without),
  search: said(found.search),
  messages,
  rounds,
  database: values.database,
}
if (values.json) console.log(JSON.stringify(report, null, 2))
else
  for (const [name, of] of Object.entries(report))
    console.log(`${name.padEnd(30)} ${typeof of === 'object' ? `p50 ${of.p50} ms, p99 ${of.p99} ms` : of}`)
