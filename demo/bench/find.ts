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

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    conversations: { type: 'string', default: '50000' },
    key: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})

const syllables = 'κα λι με ρα τι μο λο γιο πα ρα δο ση χρη μα τα φι λο ξε νια θα σσα βι βλι ο κω δι κος'.split(' ')
const english = 'refund payment invoice password account order delivery late cancel booking receipt change'.split(' ')
const usual = 'τιμολόγιο κωδικός παραγγελία πληρωμή ακύρωση αλλαγή λογαριασμός κάρτα επιστροφή στοιχεία'.split(' ')
const light = 'και το να για με που δεν από μου σας θέλω είναι'.split(' ')
let seed = 7
const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
const one = (of: string[]) => of[random(of.length)]!
/** A word of a few thousand that are rare. */
const rare = () => one(syllables) + one(syllables) + one(syllables)
const sentence = () =>
  Array.from({ length: 8 + random(10) }, () => {
    const kind = random(10)
    return kind < 5 ? one(light) : kind < 7 ? one(usual) : kind < 8 ? one(english) : rare()
  }).join(' ')

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
const never = { dueAt: null, dueSince: null, dueWithin: null, overdueAt: null, takenAt: null, takenAfter: null }
const path = { page: { url: 'https://shop.example/', title: 'Shop' }, locale: 'el', zone: '', path: [], browser: '' }
const blank = {
  ...never,
  site: 'site',
  assignee: null,
  assigneeName: null,
  readByAgent: 0,
  readByVisitor: 0,
  closedAt: null,
  waitingSince: null,
  target: 'chat' as const,
  spent: 0,
  sub: null,
  email: null,
  locale: 'el',
  plan: 'basic',
  context: path,
}
const filling = performance.now()
const cpuBefore = process.cpuUsage()
for (let from = 0; from < count; from += 200)
  await Promise.all(
    Array.from({ length: Math.min(200, count - from) }, (_, at) =>
      store.write(function* () {
        const number = from + at
        const [visitor] = yield* queries.addVisitor({ site: 'site', secretHash: `hash-${number}`, createdAt: number })
        const revision = yield* queries.nextRevision({ site: 'site' })
        const [row] = yield* queries.addConversation({
          ...blank,
          id: `conversation-${number}`,
          visitor: visitor!.key,
          revision,
          startedAt: number,
          name: number % 3 ? null : `${one(usual)} ${rare()}`,
          state: number % 10 ? 'closed' : 'open',
          lastSeq: per,
        })
        for (let seq = 1; seq <= per; seq++) {
          const message = { conversation: row!.key, seq, id: `m${seq}`, text: sentence(), at: number * 1_000 + seq }
          yield* queries.addWords({ ...message, author: seq % 2 ? 'visitor' : 'agent' })
        }
      }),
    ),
  )
const filled = performance.now() - filling
const { user, system } = process.cpuUsage(cpuBefore)

const indexing = new Indexing({ store, log: console })
const addingSince = performance.now()
await indexing.add()
const added = performance.now() - addingSince
await indexing.stop()
if (database) await database.ask('analyze')

const finding = new Finding(store, indexing)
const asked = [
  () => one(usual),
  () => rare(),
  () => one(english),
  () => one(usual).slice(0, 3),
  () => rare().slice(0, 3),
  () => `${one(usual)} ${rare()}`,
  () => `${one(usual)} ${one(english)}`,
  () => one(['timologio', 'kodikos', 'pliromi', 'karta', 'paragelia']),
]
const times: number[] = []
for (let at = 0; at < 400; at++) {
  const text = asked[at % asked.length]!()
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
