// How long finding takes among 50,000 conversations with 200,000 messages in Greek and English, on either database, and
// what writing and the index cost: npm run -s bench:find -- [--database postgres [--key]] [--conversations N] [--json].
// With --key what is kept there is sealed.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Finding } from '../../server/conversations/finding.ts'
import { Indexing } from '../../server/conversations/indexing.ts'
import { type Key, newKeyText, readKey } from '../../server/key.ts'
import { openStore } from '../../server/store/open.ts'
import { makeDatabase } from '../../server/test/databases.ts'
import { fill, looked } from './filled.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    conversations: { type: 'string', default: '50000' },
    key: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})

const database = values.database === 'postgres' ? await makeDatabase() : null
const data = mkdtempSync(join(tmpdir(), 'rotame-find-'))
const now = values.key ? (readKey(newKeyText(), 'the bench') as Key) : null
const store = await openStore(
  { data, databaseUrl: database?.url ?? null, keys: { now, next: null } },
  { isServer: true },
)
const { queries } = store
const count = Number(values.conversations)
const per = 4
await store.write(function* () {
  yield* queries.addSite({ id: 'site' })
})
const filling = performance.now()
const cpuBefore = process.cpuUsage()
await fill(store, 'site', count, per)
const filled = performance.now() - filling
const { user, system } = process.cpuUsage(cpuBefore)

const indexing = new Indexing({ store, log: console })
const addingSince = performance.now()
await indexing.add()
const added = performance.now() - addingSince
await indexing.stop()
if (database) await database.ask('analyze')

const finding = new Finding(store, indexing, () => false)
const times: number[] = []
for (let at = 0; at < 400; at++) {
  const text = looked[at % looked.length]!()
  const started = performance.now()
  await finding.find({ text }, ['site'])
  times.push(performance.now() - started)
}
const sorted = times.toSorted((a, b) => a - b)
const figures = {
  database: values.database,
  conversations: count,
  messages: count * per,
  searchP50: Math.round(sorted[Math.floor(sorted.length * 0.5)]! * 10) / 10,
  searchP95: Math.round(sorted[Math.floor(sorted.length * 0.95)]! * 10) / 10,
  searchMax: Math.round(sorted.at(-1)! * 10) / 10,
  isSealed: store.key !== null || now !== null,
  fillSeconds: Math.round(filled / 100) / 10,
  fillCpuSeconds: Math.round((user + system) / 1e5) / 10,
  indexSeconds: Math.round(added / 100) / 10,
  megabytes: database
    ? Math.round(Number((await database.ask('select pg_database_size(current_database()) as n'))[0]!['n']) / 1e6)
    : Math.round(statSync(join(data, 'rotame.sqlite')).size / 1e6),
}
console.log(values.json ? JSON.stringify(figures) : figures)
await store.close()
await database?.drop()
rmSync(data, { recursive: true })
