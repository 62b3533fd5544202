// The index of words comes after the writes, on both databases: whoever ends in between, nothing is left out, nothing
// is there twice, and what was erased before it was indexed never gets there.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '../config/config.ts'
import { openTestStore } from '../test/opened.ts'
import type { Store } from '../store/store.ts'
import { databases } from '../test/databases.ts'
import { context, newId } from '../test/rig.ts'
import { erase, newErasing } from '../visitors/erasing.ts'
import { onPage } from './author.ts'
import { create } from './beginning.ts'
import { Finding } from './finding.ts'
import { Indexing } from './indexing.ts'
import { addNote, receive } from './messages.ts'
import * as write from './writes.ts'

const product = readConfig(join(import.meta.dirname, '../../demo/site'), {}).sites.get('oxzino')!
const visitor = { site: 'oxzino', secretHash: 'of nobody', identity: null }
/** Doubled letters are folded into one. */
const word = (of: string, n: number) => `${of}${[...String(n)].join('x')}`
const log = pino({ level: 'silent' })

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  const ended: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end()
  })
  const at = async () => {
    const database = await make()
    const data = mkdtempSync(join(tmpdir(), 'rotame-indexing-'))
    ended.push(() => rmSync(data, { recursive: true }), database.drop)
    const open = async () => {
      const store = await openTestStore(data, database.url)
      ended.push(() => store.close())
      return store
    }
    const store = await open()
    await store.write(() => store.queries.addSite({ id: visitor.site })[Symbol.iterator]())
    return { store, open }
  }
  const indexingOf = (store: Store) => {
    const indexing = new Indexing({ store, log })
    ended.push(() => indexing.stop())
    return { indexing, finding: new Finding(store, indexing, () => false) }
  }
  const begin = async ({ write: put, queries }: Store, ...texts: string[]) => {
    const id = newId()
    await put(() => create(queries, visitor, { id, name: null, plan: 'basic', context, browser: '', at: 1 }))
    await say(put, queries, id, texts)
    return id
  }
  const say = (put: Store['write'], queries: Store['queries'], id: string, texts: string[]) =>
    put(function* () {
      for (const text of texts) {
        const row = yield* write.get(queries, id)
        yield* receive(queries, product, row, { id: newId(), text, at: row.lastSeq }, onPage(visitor))
      }
    })
  const find = async (finding: Finding, text: string) =>
    (await finding.find({ text }, [visitor.site])).found.map(({ id }) => id)
  const entries = ({ db }: Store) =>
    db.selectFrom('entry').select(['key', 'conversation', 'kind', 'place', 'words']).orderBy('key').execute()
  const numbers = (count: number) => Array.from({ length: count }, (__, n) => word('number', n))

  test('what is written where nothing indexes is added at the next start, more than a write adds too', async () => {
    const { store } = await at()
    const long = await begin(store, ...numbers(450))
    const others: string[] = []
    for (let n = 0; n < 210; n++) others.push(await begin(store, word('other', n)))
    await store.write(function* () {
      const row = yield* write.get(store.queries, others[5]!)
      yield* addNote(store.queries, row, { id: newId(), text: 'noted', by: { id: 'a', name: 'A' }, at: 1 })
    })
    expect(await entries(store)).toEqual([])
    const { indexing, finding } = indexingOf(store)
    await indexing.add()
    for (const [text, id] of [
      [word('number', 0), long],
      [word('number', 449), long],
      [word('other', 0), others[0]],
      [word('other', 209), others[209]],
      ['noted', others[5]],
    ])
      expect([text, await find(finding, text!)]).toEqual([text, [id]])
    const all = await entries(store)
    expect(Object.groupBy(all, ({ kind }) => kind)).toMatchObject({ note: { length: 1 }, about: { length: 211 } })
    expect(all.filter(({ kind }) => kind === 'message')).toHaveLength(660)
    // Again, and nothing is there twice; then only what is new.
    await indexing.add()
    expect(await entries(store)).toEqual(all)
    await say(store.write, store.queries, long, [word('number', 450)])
    await indexing.add()
    expect((await entries(store)).slice(all.length).map(({ place, words }) => [place, words])).toEqual([
      [451, store.queries.indexedWords(word('number', 450))],
    ])
  })

  test('what is erased before it is indexed is not', async () => {
    const { store } = await at()
    const { indexing, finding } = indexingOf(store)
    const gone = await begin(store, 'secretword')
    const kept = await begin(store, 'keptword')
    await erase(store, newErasing('person', 1, [gone]))
    await indexing.add()
    expect([await find(finding, 'secretword'), await find(finding, 'keptword')]).toEqual([[], [kept]])
    expect(JSON.stringify(await entries(store))).not.toContain('secretword')
    await erase(store, newErasing('person', 1, [kept]))
    expect(await entries(store)).toEqual([])
  })

  test('what was there before is added from its newest change down, below what is new, in steps', async () => {
    const { store } = await at()
    const old: string[] = []
    for (let n = 0; n < 250; n++) old.push(await begin(store, word('old', n)))
    await store.db
      .updateTable('site')
      .set((e) => ({ indexedFrom: e.ref('revision'), indexedTo: e.ref('revision') }))
      .execute()
    await begin(store, 'new')
    const { indexing, finding } = indexingOf(store)
    expect((await finding.find({ text: word('old', 0) }, [visitor.site])).isPartial).toBe(true)
    await indexing.add()
    expect([await find(finding, 'new'), await find(finding, word('old', 0))]).toMatchObject([{ length: 1 }, []])
    expect(await find(finding, word('old', 249))).toEqual([old[249]])
    await expect.poll(() => indexing.isPartial()).toBe(false)
    expect(await find(finding, word('old', 0))).toEqual([old[0]])
    const words = (await entries(store)).filter(({ kind }) => kind === 'message').map((entry) => entry.words)
    const { indexedWords } = store.queries
    expect(words).toEqual([...old.map((__, n) => indexedWords(word('old', n))), indexedWords('new')])
  })

  if (_ === 'PostgreSQL')
    test('two nodes add together, each entry once', async () => {
      const { store, open } = await at()
      const others = await open()
      for (let n = 0; n < 300; n++) await begin(n % 2 ? store : others, word('word', n), word('more', n))
      const [one, other] = [indexingOf(store), indexingOf(others)]
      await Promise.all([one.indexing.add(), other.indexing.add()])
      const all = (await entries(store)).filter(({ kind }) => kind === 'message')
      expect(all).toHaveLength(600)
      expect(await find(other.finding, word('more', 299))).toHaveLength(1)
    })
})
