// What the one writer promises, the same on both databases.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '../protocol/answer.ts'
import { makeDatabase, noPostgres } from '../test/databases.ts'
import { migrations } from './migrations.ts'
import { openStore } from './open.ts'
import { openTestStore } from '../test/opened.ts'
import { Query } from './query.ts'
import { type Store, Unusable } from './store.ts'
import { openFile } from '../test/sqlite.ts'

/** A place for a database, and how another program would look into it. */
interface Place {
  open: () => Promise<Store>
  /** Rows that another connection reads now. */
  ask: (text: string) => Promise<Record<string, unknown>[]>
  /** Rejects when the statement names what is not there, or mixes types. */
  parse: (text: string) => Promise<unknown>
  /** What the writer's own connection says of itself, when it forces every commit to disk. */
  durable: Record<string, Record<string, unknown>>
  end: () => Promise<unknown>
}

async function file(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-store-'))
  return {
    open: () => openStore({ data: folder, databaseUrl: null }),
    async ask(text) {
      const other = openFile(join(folder, 'rotame.sqlite'))
      const statement = other.prepare(text)
      const rows = statement.reader ? (statement.all() as Record<string, unknown>[]) : (statement.run(), [])
      other.close()
      return rows
    },
    async parse(text) {
      const other = openFile(join(folder, 'rotame.sqlite'))
      other.prepare(text)
      other.close()
    },
    durable: { 'pragma synchronous': { synchronous: 2 }, 'pragma journal_mode': { journal_mode: 'wal' } },
    end: async () => rmSync(folder, { recursive: true }),
  }
}

/** A database with its tables, of which each test has a copy. */
let made: Awaited<ReturnType<typeof makeDatabase>> | undefined
async function withTables(): Promise<string> {
  if (!made) {
    made = await makeDatabase()
    await (await openTestStore('', made.url)).close()
  }
  return made.name
}
afterAll(() => made?.drop())

async function postgres(): Promise<Place> {
  const database = await makeDatabase(undefined, await withTables())
  // As somebody may have set it who was in a hurry.
  await database.ask(`alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`)
  return {
    open: () => openTestStore('', database.url),
    ask: database.ask,
    parse: (text) => database.ask(`prepare statement as ${text}`),
    durable: {
      "select current_setting('synchronous_commit') as commit": { commit: 'on' },
      "select current_setting('fsync') as fsync": { fsync: 'on' },
    },
    end: database.drop,
  }
}

/** The next number of the shop's counter. */
const numberFrom = (store: Store): Promise<number> =>
  store.write(function* () {
    return yield* store.queries.nextRevision({ site: 'shop' })
  })

describe.each([
  ['SQLite', file, null],
  ['PostgreSQL', postgres, noPostgres],
] as const)('on %s', (_, makePlace, missing) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  let place: Place
  let store: Store
  beforeEach(async () => {
    place = await makePlace()
    store = await place.open()
    await add(store)
  })
  afterEach(async () => {
    await store.close()
    await place.end()
  })

  const add = (to: Store) =>
    to.write(function* () {
      yield* to.queries.addSite({ id: 'shop' })
    })
  const next = (of: Store = store) => numberFrom(of)
  const committed = async () => Number((await place.ask('select revision from site'))[0]!['revision'])
  const visitor = (secretHash: string) => ({ site: 'shop', secretHash, createdAt: 1 })

  test('a write is resolved after it is committed', async () => {
    expect(await next()).toBe(1)
    expect(await committed()).toBe(1)
  })

  test('writes of one turn are run in the order asked', async () => {
    expect(await Promise.all([next(), next(), next()])).toEqual([1, 2, 3])
  })

  test('what is asked for while a batch is under way is the next batch', async () => {
    const order: number[] = []
    const asked = Array.from({ length: 50 }, async (_, at) => {
      await new Promise((resolve) => setTimeout(resolve, at % 5))
      order.push(await next())
    })
    await Promise.all(asked)
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  test('a refused write is undone alone, and the others of its batch are kept', async () => {
    const refused = store.write(function* () {
      yield* store.queries.nextRevision({ site: 'shop' })
      yield* store.queries.addVisitor(visitor('refused'))
      throw new Refused('closed')
    })
    const results = await Promise.allSettled([next(), refused, next()])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'closed' })
    expect(await store.all(store.queries.visitor(visitor('refused')))).toEqual([])
  })

  test('a number is given out once and is committed with it, whichever write of its batch is undone', async () => {
    const undone = () =>
      store.write(function* () {
        yield* store.queries.nextRevision({ site: 'shop' })
        yield* store.queries.addVisitor(visitor('undone'))
        throw new Refused('closed')
      })
    const given: number[] = []
    for (let round = 0; round < 3; round++) {
      // The first of the batch, which reserves for all, and one in the middle.
      const results = await Promise.allSettled([undone(), next(), next(), undone(), next(), next(), next()])
      const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      expect(numbers).toHaveLength(5)
      given.push(...numbers)
      expect(await committed()).toBeGreaterThanOrEqual(given.at(-1)!)
    }
    expect(given).toEqual([...new Set(given)].toSorted((a, b) => a - b))
  })

  /** Adds a visitor to those of a thing. */
  const adds = (thing: string, name: string, ends?: Error) =>
    store.write(function* () {
      yield* store.queries.visitor(visitor(`${thing} ${name}`))
      yield* store.queries.addVisitor({
        ...visitor(`${thing} ${name}`),
        createdAt: yield* store.queries.nextRevision({ site: 'shop' }),
      })
      if (ends) throw ends
    }, thing)

  test('writes of one thing follow each other and see what came before, whatever others do meanwhile', async () => {
    const things = ['a', 'b', 'c', 'd']
    await store.write(function* () {
      for (const id of things) yield* store.queries.addSite({ id })
    })
    // Reads, then writes what it has read: nothing but the order keeps an update from being lost.
    const count = (thing: string) =>
      store.write(function* () {
        const [row] = yield* store.queries.revision({ site: thing })
        const { revision } = row!
        yield* new Query(`update site set revision = ${revision + 1} where id = '${thing}'`, [], 'nothing', false)
        return revision
      }, thing)
    const seen = await Promise.all(Array.from({ length: 80 }, (_, turn) => count(things[turn % 4]!)))
    for (const [at] of things.entries())
      expect(seen.filter((_, turn) => turn % 4 === at)).toEqual(Array.from({ length: 20 }, (_, turn) => turn))
    expect(await place.ask("select distinct revision from site where id <> 'shop'")).toMatchObject([
      { revision: expect.anything() as unknown },
    ])
  })

  test('of writes side by side each is undone alone, and the others are kept', async () => {
    const results = await Promise.allSettled([
      adds('a', '1'),
      adds('b', '1', new Refused('closed')),
      adds('c', '1'),
      adds('a', '1'),
      adds('b', '2'),
      adds('c', '2'),
    ])
    // The second of `a` has a name that is there already.
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'closed' })
    expect(String((results[3] as PromiseRejectedResult).reason)).toMatch(/unique/i)
    const stored = (await place.ask('select "secretHash" as name from visitor'))
      .map(({ name }) => String(name))
      .toSorted()
    expect(stored).toEqual(['a 1', 'b 2', 'c 1', 'c 2'])
  })

  test('what is refused before it has changed anything holds nobody up', async () => {
    const refused = () =>
      store.write(function* () {
        yield* store.queries.visitor(visitor('x'))
        throw new Refused('closed')
      }, 'x')
    const results = await Promise.allSettled([next(), refused(), adds('a', '1'), refused(), adds('x', '1')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
  })

  test('a broken constraint rejects its own write only, whether rows were asked for or not', async () => {
    const asking = () =>
      store.write(function* () {
        const [row] = yield* store.queries.addVisitor(visitor('x'))
        return row!.key
      })
    const silent = () =>
      store.write(function* () {
        yield* store.queries.nextRevision({ site: 'shop' })
        yield* store.queries.addTicket({
          conversation: 77,
          reference: 'r',
          email: 'e',
          topic: '',
          state: 'open',
          openedAt: 1,
          answerBy: 2,
        })
        yield* store.queries.nextRevision({ site: 'shop' })
        return 'stored'
      })
    const results = await Promise.allSettled([asking(), asking(), silent(), next()])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(String((results[2] as PromiseRejectedResult).reason)).toMatch(/foreign key/i)
    expect(await committed()).toBeGreaterThanOrEqual((results[3] as PromiseFulfilledResult<number>).value)
  })

  test('keys, counts and instants are numbers', async () => {
    const at = Date.parse('2026-11-25T12:00+02:00')
    const [row] = await store.write(function* () {
      return yield* store.queries.addVisitor({ ...visitor('n'), createdAt: at })
    })
    expect(row).toEqual({ key: 1 })
    const [{ n } = { n: null }] = await store.all(store.queries.automaticMailsTo({ mailbox: 'x', since: 0 }))
    expect(n).toBe(0)
    expect(await store.all(store.queries.revision({ site: 'shop' }))).toEqual([{ revision: 0 }])
    expect(await store.db.selectFrom('visitor').select('createdAt').execute()).toEqual([{ createdAt: at }])
  })

  test('a mail is leased to one, until the lease has run out and another has freed it', async () => {
    const { queries } = store
    const lease = (now: number) =>
      store.write(function* () {
        return yield* queries.leaseMails({ now, leaseUntil: now + 100, limit: 9 })
      })
    const empty = {
      assignee: null,
      assigneeName: null,
      closedAt: null,
      waitingSince: null,
      target: 'chat' as const,
      dueAt: null,
      dueSince: null,
      dueWithin: null,
      spent: 0,
      overdueAt: null,
      takenAt: null,
      takenAfter: null,
      name: null,
      sub: null,
      email: null,
    }
    const row = {
      ...empty,
      id: 'c',
      site: 'shop',
      state: 'open' as const,
      lastSeq: 0,
      readByAgent: 0,
      readByVisitor: 0,
      revision: 0,
      startedAt: 1,
      locale: 'el',
      plan: 'basic',
      context: { page: { url: '', title: '' }, locale: 'el', zone: '', path: [], browser: '' },
    }
    const mail = {
      kind: 'ticket-team' as const,
      to: 't',
      mailbox: 't',
      domain: 't',
      from: 'f',
      replyTo: null,
      headers: {},
      facts: { kind: 'transcript-code' as const, site: 'shop', locale: 'el', code: '123456' },
      queuedAt: 1,
    }
    const said = { subject: 's', text: 't', html: 'h', headers: {}, files: null, dueAt: 1 }
    await store.write(function* () {
      const [{ key } = { key: 0 }] = yield* queries.addVisitor({ ...visitor('m'), createdAt: 1 })
      const [{ key: conversation } = { key: 0 }] = yield* queries.addConversation({ ...row, visitor: key })
      for (const messageId of ['<1@x>', '<2@x>']) yield* queries.addMail({ ...mail, messageId, conversation })
    })
    // What is not drawn yet is nobody's to send, and a node that draws it late changes nothing of it.
    expect(await lease(10)).toEqual([])
    const waiting = await store.all(queries.undrawnMails({ now: 1, limit: 9 }))
    expect(waiting.map(({ messageId }) => messageId)).toEqual(['<1@x>', '<2@x>'])
    await store.write(function* () {
      for (const { id, messageId } of waiting) yield* queries.mailDrawn({ ...said, id, messageId })
      for (const { id, messageId } of waiting) yield* queries.mailDrawn({ ...said, id, messageId, subject: 'late' })
      for (const { id, messageId } of waiting)
        expect(yield* queries.mailUndrawable({ id, messageId, failedAt: 9, error: 'late' })).toEqual([])
    })
    expect(await store.all(queries.undrawnMails({ now: 1, limit: 9 }))).toEqual([])
    const taken = await Promise.all([lease(10), lease(10)])
    // The second of the thread waits for the first.
    expect(taken.map((rows) => rows.length)).toEqual([1, 0])
    expect(await store.all(queries.nextMailAt())).toEqual([{ at: 110 }])
    const [{ id: held } = { id: 0 }] = taken[0]!
    expect(await store.all(queries.silentMails({ now: 109 }))).toEqual([])
    expect(await store.all(queries.silentMails({ now: 110 }))).toEqual([{ id: held, leaseUntil: 110 }])
    const free = (leaseUntil: number) =>
      store.write(function* () {
        yield* queries.freeMail({ id: held, leaseUntil })
      })
    // Its holder has renewed it meanwhile.
    await free(109)
    expect(await lease(110)).toEqual([])
    await free(110)
    const [again] = await lease(110)
    expect(again).toMatchObject({ messageId: '<1@x>', attempts: 2, leaseUntil: 210 })
    // Whoever has lost it can neither renew it nor say what became of it; whoever has sent it can.
    const { id, messageId } = again!
    const late = { id, messageId, attempts: 1, error: 'late', fault: 'server' as const }
    await store.write(function* () {
      expect(yield* queries.renewMail({ id, attempts: 1, leaseUntil: 900 })).toEqual([])
      expect(yield* queries.renewMail({ id, attempts: 2, leaseUntil: 300 })).toEqual([{ id }])
      yield* queries.mailDelayed({ ...late, dueAt: 900 })
      expect(yield* queries.mailFailed({ ...late, failedAt: 900, bouncedAt: null })).toEqual([])
    })
    expect(await lease(299)).toEqual([])
    await store.write(function* () {
      yield* queries.mailSent({ id, sentAt: 299 })
    })
    expect(await lease(300)).toMatchObject([{ messageId: '<2@x>', attempts: 1 }])
  })

  test('what was asked before closing is stored', async () => {
    const asked = next()
    await store.close()
    expect(await asked).toBe(1)
    expect(await committed()).toBe(1)
    store = await place.open()
  })

  test('tables that are there are not made again', async () => {
    await next()
    await store.close()
    store = await place.open()
    expect(await next()).toBe(2)
  })

  test('tables that a newer program has changed are refused in words', async () => {
    await store.close()
    await place.ask(
      "insert into kysely_migration (name, timestamp) values ('999-tomorrow', '2026-11-25T00:00:00.000Z')",
    )
    const refused: unknown = await place.open().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Unusable)
    expect((refused as Error).message).toBe(
      'The database was made by a newer version (999-tomorrow); start that version, or restore a backup from before it',
    )
    await place.ask("delete from kysely_migration where name = '999-tomorrow'")
    store = await place.open()
  })

  test('the writer forces every commit to disk', async () => {
    for (const [text, row] of Object.entries(place.durable)) {
      const rows = await store.write(function* () {
        return yield* new Query(text, [], 'rows', false)
      })
      expect(rows).toEqual([row])
    }
  })

  test('every statement is one that the database understands', async () => {
    for (const asked of statementsIn(store.queries)) {
      // Some want more than values: words to find, or a text.
      const query = asked(Object.assign(Object(''), { sought: [] }) as object)
      // What makes words of words asks nothing.
      if (!(query instanceof Query) && typeof query.next !== 'function') continue
      await place.parse((query instanceof Query ? query : (query.next().value as Query<unknown>)).sql)
    }
  })

  test('every step of the tables has been run', async () => {
    const run = await place.ask('select name from kysely_migration order by name')
    expect(run.map(({ name }) => name)).toEqual(Object.keys(migrations))
  })
})

type Statement = (values: object) => Query<unknown> | Generator<Query<unknown>>

/** All of them, those of each table too that one name stands for. */
function statementsIn(queries: object): Statement[] {
  return Object.values(queries).flatMap((value) => {
    if (typeof value === 'function') return [value as Statement]
    return typeof value === 'object' && value !== null ? statementsIn(value) : []
  })
}

describe('PostgreSQL with two nodes', () => {
  if (noPostgres !== null) return test.skip(`skipped: ${noPostgres}`)

  test('both open an empty database at once, and their writes never see half of each other', async () => {
    const database = await makeDatabase()
    const nodes = await Promise.all([1, 2].map(() => openTestStore('', database.url)))
    await nodes[0]!.write(function* () {
      yield* nodes[0]!.queries.addSite({ id: 'shop' })
    })
    // A lost update would show as a number given twice.
    const seen = await Promise.all(Array.from({ length: 200 }, (_, at) => numberFrom(nodes[at % 2]!)))
    expect(new Set(seen).size).toBe(200)
    for (const node of nodes) await node.close()
    await database.drop()
  })
})

test('SQLite copies its log into the file once nobody has written for a moment, and not while they do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotame-store-'))
  const store = await openStore({ data: folder, databaseUrl: null })
  const size = () => statSync(join(folder, 'rotame.sqlite')).size
  const add = (name: string) =>
    store.write(function* () {
      yield* store.queries.addVisitor({ site: 'shop', secretHash: name, createdAt: 1 })
    })
  const before = size()
  for (let round = 0; round < 30; round++)
    await Promise.all(Array.from({ length: 50 }, (_, at) => add(`${round} ${at}`)))
  expect(size()).toBe(before)
  await expect.poll(size, { timeout: 5_000 }).toBeGreaterThan(before)
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('SQLite gives pages back that nothing uses', () => {
  const bytes = Buffer.alloc(262_144, 'x')
  const fill = async (store: Store, pieces: number) => {
    await store.write(function* () {
      yield* store.queries.touchBlob({ hash: 'h', at: 1 })
    })
    for (let at = 0; at < pieces; at++)
      await store.write(function* () {
        yield* store.queries.putPiece({ hash: 'h', at, bytes })
      })
  }
  const empty = (store: Store) =>
    store.write(function* () {
      yield* store.queries.forgetPieces({ hash: 'h' })
    })
  const pagesOf = (file: string, name: string) => {
    const handle = openFile(file, { readonly: true })
    const found = handle.pragma(name, { simple: true })
    handle.close()
    return found as number
  }

  test('while others write without a pause, and keeps some for them', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-store-'))
    const file = join(folder, 'rotame.sqlite')
    const before = await openStore({ data: folder, databaseUrl: null })
    await fill(before, 160)
    await before.close()
    expect(statSync(file).size).toBeGreaterThan(40e6)
    const store = await openStore({ data: folder, databaseUrl: null })
    await empty(store)
    const writing = new AbortController()
    const written = (async () => {
      for (let at = 0; !writing.signal.aborted; at++) {
        await store.write(function* () {
          yield* store.queries.addVisitor({ site: 'shop', secretHash: String(at), createdAt: 1 })
        })
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return store.all(store.queries.visitor({ site: 'shop', secretHash: '0' }))
    })()
    await expect.poll(() => statSync(file).size, { timeout: 40_000 }).toBeLessThan(12e6)
    writing.abort()
    expect(await written).toHaveLength(1)
    expect(pagesOf(file, 'freelist_count')).toBeGreaterThan(1_000)
    await store.close()
    expect(pagesOf(file, 'integrity_check')).toBe('ok')
    rmSync(folder, { recursive: true })
  })

  test('also where an earlier version has made the file, which is made anew at a start of the server', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rotame-store-'))
    const file = join(folder, 'rotame.sqlite')
    const store = await openStore({ data: folder, databaseUrl: null })
    await add(store, 'maria')
    await fill(store, 40)
    await empty(store)
    await store.close()
    const older = openFile(file)
    older.pragma('auto_vacuum = NONE')
    older.exec('VACUUM')
    expect(older.pragma('auto_vacuum', { simple: true })).toBe(0)
    older.close()
    // A command beside a server leaves it alone.
    await (await openStore({ data: folder, databaseUrl: null })).close()
    expect(pagesOf(file, 'auto_vacuum')).toBe(0)
    const again = await openStore({ data: folder, databaseUrl: null }, { isServer: true })
    expect(await again.all(again.queries.visitor({ site: 'shop', secretHash: 'maria' }))).toHaveLength(1)
    await again.close()
    expect(pagesOf(file, 'auto_vacuum')).toBe(2)
    expect(pagesOf(file, 'journal_mode')).toBe('wal')
    rmSync(folder, { recursive: true })
  })

  const add = (store: Store, secretHash: string) =>
    store.write(function* () {
      yield* store.queries.addVisitor({ site: 'shop', secretHash, createdAt: 1 })
    })
})
