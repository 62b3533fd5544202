// An older copy of the database is put back after somebody was erased: where others' conversations named them, and in
// what belongs to no conversation, they are gone again, by a list that does not say who they are. On both databases.

import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Key, newKeyText, readKey } from '../key.ts'
import { backupSqlite } from '../store/sqliteFile.ts'
import { tables } from '../store/tables/tables.ts'
import { listFile, readList } from '../visitors/erasures.ts'
import { demoSite, run } from './child.ts'
import { databases, makeDatabase } from './databases.ts'
import { answerTo, inboundSites, takenAs } from './mails.ts'
import { plainBrowser } from './plainBrowser.ts'
import { doAct, evening, form, newId, newSecret, openAt, openDesk, type Rig, startRig, until } from './rig.ts'
import { decrypted, keyIn } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-erased-again-'))
afterAll(() => rmSync(folder, { recursive: true }))

const vera = 'vera@office.example'
const petros = 'petros@office.example'
const planted = /vera@office|vera q|veraword/i
const results = 'mx.oxzino.example; dmarc=pass header.from=office.example'
const page = '/help/oxzino/el/data'

/** All that the tables hold, as text. */
const dump = async ({ store }: Rig) =>
  JSON.stringify(
    await Promise.all(
      Object.keys(tables).map((table) =>
        store.db
          .selectFrom(table as 'mail')
          .selectAll()
          .execute(),
      ),
    ),
  )

/** As `mailSources` does in time: what another has written has its lines as long as that is kept. */
const forgetOriginals = ({ store: { queries, write } }: Rig) =>
  write(function* () {
    for (const { key } of yield* queries.peopleOfConversations({ after: -1, limit: 10 }))
      for (const { key: arrival, original } of yield* queries.arrivalsIn({ conversation: key })) {
        const [file] = yield* queries.file({ id: original! })
        yield* queries.eraseFile(file!)
        yield* queries.forgetPieces(file!)
        yield* queries.forgetBlob(file!)
        yield* queries.forgetSource({ key: arrival })
      }
  })

/**
 * Somebody who is in copy of another's mails and has answered one with a note, has written a mail that belongs to
 * nothing, and a form of their own, and has asked for their copy.
 * @returns the other's conversation
 */
async function plantVera(rig: Rig): Promise<string> {
  const desk = await openDesk(rig)
  const { body } = await rig.post('/tickets/oxzino', { ...form('other@example.com'), text: 'otherword' })
  const { conversation } = body as unknown as { conversation: string }
  const first = await until(() => rig.mailbox.to('other@example.com')[0])
  const headers = [`Cc: Vera Q. <${vera}>, ${petros}`]
  expect(await takenAs(rig.url, answerTo(first, { text: 'Με κοινοποίηση', headers }))).toBe('answer')
  await forgetOriginals(rig)
  for (const address of [vera, petros]) await doAct(desk, { kind: 'copy', address, on: true }, conversation)
  await desk.emitWithAck('message:send', { conversation, id: newId(), text: 'Ρωτάμε και τους δύο' })
  const copy = await until(() => rig.mailbox.to(vera)[0])
  const answered = answerTo(copy, { text: 'veraword in a note', from: vera, results })
  expect(await takenAs(rig.url, answered)).toBe('note')
  const petrosAnswer = answerTo(copy, { text: 'petrosword', from: petros, results })
  expect(await takenAs(rig.url, petrosAnswer)).toBe('note')
  await rig.post('/tickets/oxzino', { ...form(vera), name: 'Vera Q.', text: 'veraword in a form' })
  const receipt = await until(() => rig.mailbox.to(vera)[1])
  const to = 'support+nothing@oxzino.example'
  const lost = answerTo(receipt, {
    text: 'veraword, lost',
    from: vera,
    to,
    results,
    references: [],
    subject: 'veraword',
  })
  expect(await takenAs(rig.url, lost)).toBe('stray')
  const browser = plainBrowser(() => rig.url)
  await browser.send(page, { do: 'send-code', email: vera })
  const code = await until(() => /^(\d{6})$/m.exec(rig.mailbox.to(vera)[2]?.text ?? '')?.[1])
  await browser.send(page, { do: 'prove', email: vera, code })
  await browser.send(page, { id: newId(), do: 'copy' })
  await rig.mailed()
  return conversation
}

/** What is kept of the other, in whose conversation they were. */
async function expectOthers(rig: Rig, conversation: string): Promise<void> {
  const desk = await openDesk(rig)
  const { messages, conversation: detail } = await openAt(desk, conversation)
  expect(messages.map(({ text }) => text)).toEqual(expect.arrayContaining(['otherword', 'Ρωτάμε και τους δύο']))
  expect(detail.parties.map(({ address }) => address)).toEqual([petros])
  expect(detail.notes.map(({ text }) => text)).toEqual(['petrosword'])
}

/** Erases them at the command line, and looks at the list. */
async function eraseVera(rig: Rig, env: Record<string, string> = {}): Promise<void> {
  const { code, said } = await run(['person', 'erase', 'Vera+x@Office.example', demoSite], {
    env: { ROTAME_DATA: rig.data, ...env },
  })
  expect([code, said]).toEqual([0, expect.stringContaining('is erased')])
  const [line, ...rest] = readList(listFile(rig.data))
  expect([line!.conversations.length, line!.person?.site, rest]).toEqual([1, null, []])
  expect(readFileSync(listFile(rig.data), 'utf8')).not.toMatch(/vera|office/i)
}

const start = (more: Parameters<typeof startRig>[1], prepare?: (data: string) => void) =>
  startRig(evening, { sites: inboundSites({ plus: true }), ...more }, prepare)

test(
  'on SQLite, by `restore`: no file has a word of them; without its key that is said',
  { timeout: 90_000 },
  async () => {
    const rig = await start({})
    onTestFinished(() => rig.stop())
    const conversation = await plantVera(rig)
    const file = join(rig.data, 'rotame.sqlite')
    const backup = join(folder, 'before.backup')
    backupSqlite(file, backup, keyIn(rig.data))
    expect(decrypted(backup, rig.data).toString('latin1')).toMatch(planted)
    await eraseVera(rig)
    expect(decrypted(file).toString('latin1')).not.toMatch(planted)

    // Neither the secret nor anything else but the key and the list.
    const data = join(folder, 'data')
    mkdirSync(data)
    copyFileSync(join(rig.data, 'key'), join(data, 'key'))
    copyFileSync(listFile(rig.data), listFile(data))
    const { code, said } = await run(['restore', backup, demoSite], { env: { ROTAME_DATA: data } })
    expect([code, said]).toEqual([0, expect.stringMatching(/ 1 erasures that are newer than it were done again\.$/m)])
    for (const name of readdirSync(data)) {
      const path = join(data, name)
      const bytes = /sqlite(-wal)?$/.test(name) ? decrypted(path) : readFileSync(path)
      expect([name, planted.exec(bytes.toString('latin1'))]).toEqual([name, null])
    }
    const again = await start({}, (own) => {
      for (const name of readdirSync(data)) if (name !== 'lock') copyFileSync(join(data, name), join(own, name))
    })
    onTestFinished(() => again.stop())
    expect(await dump(again)).not.toMatch(planted)
    await expectOthers(again, conversation)

    // A copy of before the key: that others name them is beyond it, and it says so.
    await rig.store.db.deleteFrom('erasureKey').execute()
    await rig.store.db.deleteFrom('erased').execute()
    await rig.store.db.deleteFrom('erasure').execute()
    await rig.restart()
    expect(rig.lines.filter((line) => line.includes('Say `person erase` again'))).toHaveLength(1)
  },
)

describe.each(databases.filter(([name]) => name === 'PostgreSQL'))('on %s', (_, missing) => {
  if (missing !== null) return test.skip(`skipped: ${missing}`)
  test('at the start on what pg_restore has put back, with sealed fields', { timeout: 90_000 }, async () => {
    const [database, secret, text] = [await makeDatabase(), newSecret(), newKeyText()]
    const keys = { now: readKey(text, '') as Key, next: null }
    const rig = await start({ on: database, secret, keys })
    onTestFinished(() => rig.stop())
    const conversation = await plantVera(rig)
    const backup = join(folder, 'before.dump')
    execFileSync('pg_dump', ['-Fc', '-f', backup, database.url])
    await eraseVera(rig, { DATABASE_URL: database.url, ROTAME_SECRET: secret, ROTAME_KEY: text })
    expect(await dump(rig)).not.toMatch(planted)

    const older = await makeDatabase()
    execFileSync('pg_restore', ['-d', older.url, backup])
    const again = await start({ on: older, secret, keys }, (data) => copyFileSync(listFile(rig.data), listFile(data)))
    onTestFinished(() => again.stop())
    expect(again.logged('erasures that this database did not know were done again')).toHaveLength(1)
    expect(await dump(again)).not.toMatch(planted)
    await expectOthers(again, conversation)
  })
})
