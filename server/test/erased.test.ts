// What becomes of an erasure: screens lose the conversation, every table of either database does, and a backup that is
// put back does again.

import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, onTestFinished, test } from 'vitest'
import type { QueueAt, QueuePage, Summary } from '../protocol/conversation.ts'
import { backupSqlite } from '../store/sqliteFile.ts'
import type { Store } from '../store/store.ts'
import { tables } from '../store/tables/tables.ts'
import { countOf, erase, idsOf, newErasing } from '../visitors/erasing.ts'
import { addToList, applyList, listFile, readList } from '../visitors/erasures.ts'
import { findPerson, namedBy } from '../visitors/person.ts'
import { demoSite, rotame as spawned, run } from './child.ts'
import { databases } from './databases.ts'
import { startSmtp } from './smtp.ts'
import { decrypted, keyIn } from './sqlite.ts'
import { context, form, newId, newSecret, openDesk, next, type Rig, startRig, until } from './rig.ts'

const wholeTest = { timeout: 180_000 }
const killed = new Error('killed')

/** A store that is killed at one of its steps, before it is taken or after; and the steps that it took. */
function diesAt(real: Store, last: number, when: 'before' | 'after') {
  const steps: ('erase' | 'wipe' | 'other')[] = []
  const step = async <T>(take: () => Promise<T>, told: () => (typeof steps)[number]): Promise<T> => {
    if (steps.length > last || (steps.length === last && when === 'before')) throw killed
    const done = await take()
    steps.push(told())
    if (steps.length - 1 === last) throw killed
    return done
  }
  const { queries } = real
  let isErasing = false
  const watched = {
    ...queries,
    eraseConversation(of: { key: number }) {
      isErasing = true
      return queries.eraseConversation(of)
    },
  }
  const store: Store = {
    ...real,
    all: (query) => real.all(query),
    queries: watched as Store['queries'],
    write(work, of) {
      isErasing = false
      return step(
        () => real.write(work, of),
        () => (isErasing ? 'erase' : 'other'),
      )
    },
    wipe: (isIdle) =>
      step(
        () => real.wipe(isIdle),
        () => 'wipe',
      ),
  }
  return { store, steps }
}

const folder = mkdtempSync(join(tmpdir(), 'rotame-erased-'))
afterAll(() => rmSync(folder, { recursive: true }))
test(
  'putting back that is killed at any moment is done again, or goes on at a start',
  { timeout: 180_000 },
  async () => {
    const rig = await startRig()
    const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'mariaword' })
    const { conversation } = body as unknown as { conversation: string }
    await rig.post('/tickets/oxzino', { ...form('other@example.com'), text: 'otherword' })
    const backup = join(folder, 'killed.backup')
    backupSqlite(join(rig.data, 'rotame.sqlite'), backup, keyIn(rig.data))
    const rounds = 8
    const [left, states] = [new Set<string>(), new Set<string>()]
    let kills = 0
    for (let round = 0; round < rounds; round++) {
      const data = join(folder, `killed-${round}`)
      mkdirSync(data)
      copyFileSync(join(rig.data, 'key'), join(data, 'key'))
      addToList(listFile(data), newErasing('person', Date.now(), [conversation]))
      const child = spawned(['restore', backup, demoSite], { env: { ROTAME_DATA: data } })
      const ended = once(child, 'exit')
      // Ended as it begins, while it is copied, or a while after it is in its place.
      const sign = join(data, round % 2 === 0 ? 'lock' : 'rotame.sqlite')
      while (child.exitCode === null && !existsSync(sign)) await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, round % 2 === 0 ? round / 2 : round * 20))
      if (child.kill('SIGKILL')) kills++
      await ended
      const isThere = existsSync(join(data, 'rotame.sqlite'))
      states.add(`${isThere}`)
      if (!isThere) {
        const again = await run(['restore', backup, demoSite], { env: { ROTAME_DATA: data } })
        expect([round, again.code, again.said]).toEqual([round, 0, expect.stringContaining('1 erasures')])
      }
      const other = await startRig(undefined, {}, (own) => {
        for (const name of readdirSync(data)) if (name !== 'lock') copyFileSync(join(data, name), join(own, name))
      })
      const texts = await other.store.db.selectFrom('message').select('text').execute()
      left.add(texts.flatMap(({ text }) => text || []).join())
      await other.stop()
    }
    // Some were killed before it was there; and all have the same in the end.
    expect(kills).toBeGreaterThan(rounds / 2)
    expect(states).toEqual(new Set(['true', 'false']))
    expect([...left]).toEqual(['otherword'])
    await rig.stop()
  },
)

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  let rig: Rig
  let drop: () => Promise<unknown> = async () => undefined
  const start = async (wishes: Parameters<typeof startRig>[1] = {}) => {
    const database = await make()
    drop = database.drop
    rig = await startRig(undefined, { databaseUrl: database.url, secret: newSecret(), ...wishes })
    const desk = await openDesk(rig)
    return desk
  }
  afterEach(async () => {
    await rig.stop()
    await drop()
  })
  /** All that the tables hold, as text. */
  const dump = async () =>
    JSON.stringify(
      await Promise.all(
        Object.keys(tables).map((table) =>
          rig.store.db
            .selectFrom(table as 'mail')
            .selectAll()
            .execute(),
        ),
      ),
    )

  test('no table holds a word of it, and the screens of its visitor and of agents lose it', async () => {
    const desk = await start()
    const visitor = rig.visitor()
    const { conversation } = (await visitor.emitWithAck('conversation:start', {
      id: newId(),
      message: { id: newId(), text: 'mariaword in a chat' },
      context,
    })) as { conversation: Summary }
    await desk.emitWithAck('note:add', { conversation: conversation.id, id: newId(), text: 'mariaword in a note' })
    const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'mariaword in a form' })
    const asked = { site: 'oxzino', after: 0, first: true }
    const { revision } = (await desk.emitWithAck('queue:open', asked)) as QueuePage
    await rig.beat()
    expect(await dump()).toContain('mariaword')

    const person = await findPerson(rig.store, namedBy('MARIA@example.com')!)
    expect(await countOf(rig.store, person)).toMatchObject({ conversation: 1, ticket: 1 })
    const ids = [...(await idsOf(rig.store, person)), conversation.id]
    expect(ids[0]).toBe((body as unknown as { conversation: string }).conversation)
    const heard = next<QueueAt>(desk, 'queue:at')
    const lost = next<{ conversation: string }>(visitor, 'conversation:at')
    await erase(rig.store, newErasing('person', Date.now(), ids), person)
    await rig.store.wipe()
    const left = await dump()
    expect(left).not.toMatch(/mariaword|maria@example/)

    await rig.beat()
    // As many as that, so that who has not heard of them asks.
    expect((await heard).changes.count).toBe(2)
    expect((await lost).conversation).toBe('')
    const { gone } = (await desk.emitWithAck('queue:open', { ...asked, after: revision, first: false })) as QueuePage
    expect(gone.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(await visitor.emitWithAck('conversation:open', { conversation: conversation.id, after: 0 })).toMatchObject({
      ok: false,
      error: 'unknown-conversation',
    })
  })

  test('what somebody asks of another site stands when all of theirs is erased at one', async () => {
    await start()
    const { all, queries, write } = rig.store
    const claim = { what: 'object', state: 'done', doubt: null, conversations: null, wanted: null } as const
    const person = { named: 'maria@example.com', email: 'maria@example.com', locale: 'el', openedAt: 1, dueAt: 2 }
    await write(function* () {
      for (const site of ['oxzino', 'other'])
        yield* queries.addClaim({ id: newId(), reference: `D-${site}`, site, ...claim, ...person })
    })
    const named = { email: 'maria@example.com' }
    await erase(rig.store, newErasing('person', Date.now(), []), { named, site: 'oxzino' })
    const left = async () => (await all(queries.claimsOf({ named: named.email }))).map(({ site }) => site)
    expect(await left()).toEqual(['other'])
    await erase(rig.store, newErasing('person', Date.now(), []), { named })
    expect(await left()).toEqual([])
  })

  test('a mail that is just being sent has gone when erasing is done, or never goes', { timeout: 60_000 }, async () => {
    // A server that takes its time before it hears the message.
    const smtp = await startSmtp((step) => (step === 'RCPT' ? { step, late: 3_000 } : null))
    onTestFinished(() => smtp.stop())
    await start({ smtpUrl: smtp.url })
    await rig.post('/tickets/oxzino', form('maria@example.com'))
    await until(() => smtp.attempts.length === 2)
    const person = await findPerson(rig.store, { email: 'maria@example.com' })
    await erase(rig.store, newErasing('person', Date.now(), await idsOf(rig.store, person)), person)
    const gone = smtp.taken.length
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    expect(smtp.taken).toHaveLength(gone)
    expect(await rig.store.db.selectFrom('mail').select('id').execute()).toEqual([])
  })

  test('a mail in the outbox to that person is not sent after', async () => {
    await start()
    const mails = () => rig.mailbox.mails.length
    await rig.post('/tickets/oxzino', form('maria@example.com'))
    await until(() => mails() === 2)
    await rig.store.db
      .updateTable('mail')
      .set({ sentAt: null, dueAt: Date.now() + 1_500 })
      .execute()
    const person = await findPerson(rig.store, { email: 'maria@example.com' })
    await erase(rig.store, newErasing('person', Date.now(), await idsOf(rig.store, person)), person)
    await rig.restart()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(mails()).toBe(2)
  })
})

describe.each(databases)('on %s', (_, missing, make) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)

  test('what the list names is erased at a start on an older copy of the database', { timeout: 60_000 }, async () => {
    const database = await make()
    const secret = newSecret()
    const rig = await startRig(undefined, { databaseUrl: database.url, secret, mailLease: 2_000 })
    onTestFinished(async () => {
      await rig.stop()
      await database.drop()
    })
    const { body } = await rig.post('/tickets/oxzino', form('maria@example.com'))
    const { conversation } = body as unknown as { conversation: string }
    const { code, said } = await run(['person', 'erase', 'maria@example.com', demoSite], {
      env: { ROTAME_DATA: rig.data, ...(database.url && { DATABASE_URL: database.url, ROTAME_SECRET: secret }) },
    })
    expect([code, said]).toEqual([0, expect.stringContaining('is erased')])
    expect(readList(listFile(rig.data))).toMatchObject([{ why: 'person', conversations: [conversation] }])
    // As an older copy has it: neither the stone nor the erasure, and the conversation that the list names.
    await rig.store.db.deleteFrom('erased').execute()
    await rig.store.db.deleteFrom('erasure').execute()
    const { body: again } = await rig.post('/tickets/oxzino', form('other@example.com'))
    const { conversation: other } = again as unknown as { conversation: string }
    const list = readFileSync(listFile(rig.data), 'utf8')
    writeFileSync(listFile(rig.data), list.replace(conversation, other))
    // A node held one of its mails and has gone: nobody waits for that lease.
    await rig.store.db
      .updateTable('mail')
      .set({ sentAt: null, failedAt: null, leaseUntil: Date.now() + 600_000 })
      .execute()
    await rig.restart()
    expect(await rig.store.db.selectFrom('conversation').select('id').execute()).toEqual([])
    expect(rig.logged('erasures that this database did not know were done again')).toHaveLength(1)
  })

  test('killed before or after any of its steps, it is gone on with until the files are wiped', wholeTest, async () => {
    const database = await make()
    const rig = await startRig(undefined, { databaseUrl: database.url, secret: newSecret(), limitsFactor: 50 })
    onTestFinished(async () => {
      await rig.stop()
      await database.drop()
    })
    const list: ReturnType<typeof newErasing>[] = []
    let isWhole = false
    for (let round = 0; !isWhole; round++) {
      const { body } = await rig.post('/tickets/oxzino', { ...form(`maria${round}@example.com`), text: 'mariaword' })
      list.push(newErasing('person', Date.now(), [(body as unknown as { conversation: string }).conversation]))
      const dying = diesAt(rig.store, round >> 1, round % 2 === 0 ? 'before' : 'after')
      isWhole = await applyList(dying.store, list).then(
        () => true,
        (error: unknown) => {
          if (error !== killed) throw error
          return false
        },
      )
      const wiped = dying.steps.filter((step) => step === 'wipe').length
      // As the next start does.
      const again = diesAt(rig.store, Infinity, 'before')
      await applyList(again.store, list)
      const all = [...dying.steps, ...again.steps]
      expect([round, wiped + again.steps.filter((step) => step === 'wipe').length > 0]).toEqual([round, true])
      // What is erased after the files were wiped the last time would be left in them.
      expect([round, all.lastIndexOf('erase') < all.lastIndexOf('wipe')]).toEqual([round, true])
      expect(round).toBeLessThan(40)
    }
    const erasures = await rig.store.db.selectFrom('erasure').selectAll().execute()
    expect(erasures.map(({ id }) => id).toSorted()).toEqual(list.map(({ id }) => id).toSorted())
    expect(erasures.every(({ doneAt }) => doneAt !== null)).toBe(true)
    expect(await rig.store.db.selectFrom('conversation').select('id').execute()).toEqual([])
    expect(await applyList(rig.store, list)).toEqual({ again: 0, unknown: 0 })
  })
})

test('a backup that is put back, and a start, erase again what the list says; a line cut off did nothing', async () => {
  const rig = await startRig()
  const { body } = await rig.post('/tickets/oxzino', { ...form('maria@example.com'), text: 'mariaword' })
  await rig.post('/tickets/oxzino', { ...form('other@example.com'), text: 'otherword' })
  const { conversation } = body as unknown as { conversation: string }
  const backup = join(folder, 'before.backup')
  backupSqlite(join(rig.data, 'rotame.sqlite'), backup, keyIn(rig.data))
  const data = join(folder, 'data')
  execFileSync('mkdir', [data])
  copyFileSync(join(rig.data, 'key'), join(data, 'key'))
  addToList(listFile(data), newErasing('person', Date.now(), [conversation]))
  writeFileSync(listFile(data), '{"id":"cut', { flag: 'a' })
  expect(readList(listFile(data))).toHaveLength(1)
  const rotame = (...words: string[]) =>
    spawnSync(
      process.execPath,
      [join(import.meta.dirname, '../cli.ts'), ...words, join(import.meta.dirname, '../../demo/site')],
      { env: { PATH: process.env['PATH'] ?? '', ROTAME_DATA: data }, encoding: 'utf8' },
    )
  expect(decrypted(backup, rig.data).includes('mariaword')).toBe(true)
  const { status, stdout, stderr } = rotame('restore', backup)
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('1 erasures that are newer')])
  const file = join(data, 'rotame.sqlite')
  expect(decrypted(file).includes('mariaword')).toBe(false)
  expect(decrypted(file).includes('otherword')).toBe(true)
  expect(rotame('restore', backup)).toMatchObject({ status: 2 })
  // The list goes on, without what was cut off.
  addToList(listFile(data), newErasing('person', Date.now(), ['another']))
  expect(readList(listFile(data))).toHaveLength(2)
  writeFileSync(listFile(data), 'no line of ours\n', { flag: 'a' })
  rmSync(file)
  expect(rotame('restore', backup)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('erasures.jsonl:3: ') as string,
  })
  expect(existsSync(file)).toBe(false)

  // As somebody does it by hand, and starts.
  addToList(listFile(rig.data), newErasing('person', Date.now(), [conversation]))
  await rig.restart()
  expect(rig.logged('erasures that this database did not know were done again')).toHaveLength(1)
  expect(await rig.store.all(rig.store.queries.conversation({ id: conversation }))).toEqual([])
  await rig.stop()
})
