// A person's rights at the command line, beside a server that runs: what is kept of them, whole; and nothing of it
// after.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { Column, Table } from '../store/tables/column.ts'
import { tables } from '../store/tables/tables.ts'
import { context, evening, form, newId, newSecret, next, type Rig, startRig, until } from './rig.ts'
import { decrypted, openFile } from './sqlite.ts'
import { putBy } from './uploads.ts'

const folder = mkdtempSync(join(tmpdir(), 'rotame-person-'))
afterAll(() => rmSync(folder, { recursive: true }))

let rig: Rig
beforeEach(async () => {
  rig = await startRig(evening)
})
afterEach(() => rig.stop())

async function rotame(...words: string[]) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../cli.ts'), ...words, join(import.meta.dirname, '../../demo/site')],
    { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ROTAME_DATA: rig.data } },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

const put = (name: string, bytes: Buffer, headers: Record<string, string>) => putBy(rig, headers, name, bytes)

/** Somebody who has written a form with two files, searched, and said what they missed; and been answered. */
async function somebody(email: string, name: string, own: string, shared: Buffer) {
  const secret = newSecret()
  const bearer = { authorization: `Bearer ${secret}` }
  const files = [
    await put(`${own}.txt`, Buffer.from(`${own} in a file`), bearer),
    await put('shared.txt', shared, bearer),
  ]
  const searched = `${own} garage`
  await rig.post('/searches/oxzino', {
    locale: 'el',
    searches: [{ query: searched, confident: false, opened: null, asked: true, isNew: true }],
  })
  await rig.post('/feedback/oxzino', {
    id: newId(),
    article: 'account/forgot-password',
    locale: 'el',
    helped: false,
    missing: `write to ${email}`,
  })
  const path = [{ kind: 'search' as const, at: 1, query: searched, results: 0, confident: false }]
  const { body } = await rig.post('/tickets/oxzino', {
    ...form(email),
    secret,
    name,
    text: `${own} in a form`,
    files,
    context: { ...context, path },
  })
  const { conversation, ticket } = body as unknown as { conversation: string; ticket: { reference: string } }
  // Uploaded, and never sent.
  await put(`${own}-unsent.txt`, Buffer.from(`${own} unsent`), bearer)
  const { cookie } = await rig.signIn()
  const desk = rig.agent(cookie)
  await next(desk, 'welcome')
  await desk.emitWithAck('note:add', { conversation, id: newId(), text: `${own} in a note` })
  await desk.emitWithAck('message:send', { conversation, id: newId(), text: `${own} in an answer` })
  const article = { id: 'account/forgot-password', title: `${own} in an article` }
  const steps = [{ kind: 'tag', tag: `${own} in a step`, on: true }]
  await desk.emitWithAck('draft:save', {
    conversation,
    kind: 'reply',
    text: `${own} in a draft`,
    was: 0,
    steps,
    article,
  })
  await until(() => rig.mailbox.mails.some(({ parsed }) => parsed.text?.includes(`${own} in an answer`)))
  await rig.indexed()
  return { secret, desk, conversation, reference: ticket.reference }
}

/**
 * All bytes of a folder's files, as another process copies them: whoever closes a file gives up all locks that its
 * process has on it, and the server of a test is in this one.
 */
function filesIn(path: string) {
  const copy = join(folder, newId())
  execFileSync('cp', ['-r', path, copy])
  return readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: bytesOf(join(entry.parentPath, entry.name)) }))
}
/** As it is read with the key. */
const bytesOf = (file: string) => (/sqlite(-wal)?$/.test(file) ? decrypted(file) : readFileSync(file))
const holding = (files: ReturnType<typeof filesIn>, text: string) =>
  files.flatMap(({ name, bytes }) => (bytes.includes(text) ? [name] : []))

const isOfPeople = ({ kind }: Column) => ['personal', 'sealed', 'matched'].includes(kind)
const planted = (table: string, column: string) => `planted-${table}-${column}`

/**
 * Fills every table that has rows of conversations with one more of this one, each column with a value of its own, and
 * gives the person's own rows such values too.
 * @returns what was planted
 */
function plant(file: string, conversation: string, hashes: string[]): string[] {
  const handle = openFile(file)
  handle.pragma('foreign_keys = OFF')
  const values: string[] = []
  const valueOf = (table: string, column: string, { form, kind }: Column): unknown => {
    const value = planted(table, column)
    if (['personal', 'sealed', 'matched'].includes(kind)) values.push(value)
    return {
      text: value,
      json: JSON.stringify({ value }),
      bytes: Buffer.from(value),
      integer: 1,
      boolean: 1,
      date: value,
    }[form]
  }
  const { key } = handle.prepare('select key from conversation where id = ?').get(conversation) as { key: number }
  for (const [name, { columns }] of Object.entries(tables) as [string, Table][]) {
    if (!('conversation' in columns)) continue
    const of = Object.entries(columns).filter(([column]) => column !== 'key')
    const row = of.map(([column, each]) => {
      if (column === 'conversation') return key
      if (name === 'mail' && column === 'id') return 999
      if (name === 'message' && column === 'seq') return 999
      return valueOf(name, column, each)
    })
    const names = of.map(([column]) => `"${column}"`)
    // One row a conversation is all that some tables have.
    handle.prepare(`insert or replace into "${name}" (${names}) values (${names.map(() => '?')})`).run(...row)
  }
  for (const [column, each] of Object.entries(tables.conversation.columns) as [string, Column][])
    if (isOfPeople(each) && each.form !== 'json' && column !== 'email')
      handle
        .prepare(`update conversation set "${column}" = ? where key = ?`)
        .run(valueOf('conversation', column, each), key)
  values.push(planted('conversation', 'context'))
  handle
    .prepare(`update conversation set context = json_set(context, '$.browser', ?) where key = ?`)
    .run(planted('conversation', 'context'), key)
  handle.prepare('update piece set bytes = cast(? as blob) where hash = ?').run(planted('piece', 'bytes'), hashes[0])
  values.push(planted('piece', 'bytes'))
  handle.close()
  return [...new Set(values)]
}

/** Leaves words in pages that nothing uses and in what is left of rows, as an earlier version did. */
function litter(file: string, word: string): void {
  const handle = openFile(file)
  handle.pragma('secure_delete = OFF')
  const add = handle.prepare(
    `insert into feedback (site, id, article, locale, helped, missing, at) values ('oxzino', ?, '', 'el', 1, ?, 1)`,
  )
  handle.transaction(() => {
    for (let at = 0; at < 2_000; at++) add.run(`litter-${at}`, `${word} ${at} ${'.'.repeat(300)}`)
  })()
  handle.exec(`delete from feedback where id like 'litter-%'; pragma wal_checkpoint(TRUNCATE)`)
  handle.close()
}

test(
  'erasing leaves nothing of a person in any file, and all of another who shares a file with them',
  { timeout: 180_000 },
  async () => {
    const shared = Buffer.from('the same bytes of two people')
    const person = await somebody('maria.k@example.com', 'Mariaplanted Karapanou', 'mariaword', shared)
    await somebody('other@example.com', 'Other Person', 'otherword', shared)
    const file = join(rig.data, 'rotame.sqlite')
    const handle = openFile(file)
    // A mail of another's conversation went to this person: it is theirs, and the conversation is not.
    handle.prepare(`update mail set "to" = ? where "to" = ?`).run('maria.k@example.com', 'other@example.com')
    const hashes = handle.prepare(`select hash from file where name = 'mariaword.txt'`).pluck().all() as string[]
    const { secretHash } = handle
      .prepare('select "secretHash" from visitor join conversation on visitor = visitor.key where id = ?')
      .get(person.conversation) as { secretHash: string }
    handle.close()
    const values = [
      ...plant(file, person.conversation, hashes),
      'mariaword',
      'Mariaplanted',
      'maria.k@example.com',
      secretHash,
      person.reference,
      'litterword',
    ]
    litter(file, 'litterword')
    const before = filesIn(rig.data)
    for (const value of values) expect([value, holding(before, value)]).not.toEqual([value, []])

    const dry = await rotame('person', 'erase', 'Maria.K+shop@Example.com', '--dry-run')
    expect(dry.said).toContain('conversation: 1')
    expect(holding(filesIn(rig.data), 'mariaword')).not.toEqual([])
    const { code, said } = await rotame('person', 'erase', 'Maria.K+shop@Example.com')
    expect([code, said]).toEqual([0, expect.stringContaining('is erased')])
    const copy = join(folder, `${newId()}.backup`)
    expect(await rotame('backup', copy)).toMatchObject({ code: 0 })
    const after = [...filesIn(rig.data), { name: 'backup', bytes: decrypted(copy, rig.data) }]
    for (const value of values) expect([value, holding(after, value)]).toEqual([value, []])
    expect(holding(after, 'otherword')).not.toEqual([])
    expect(holding(after, 'the same bytes of two people')).not.toEqual([])
    expect(holding(after, 'other@example.com')).not.toEqual([])

    // A stone without words.
    const [stone] = await rig.store.all(rig.store.queries.erasedConversation({ id: person.conversation }))
    expect(stone).toEqual({ id: person.conversation, at: expect.any(Number) as number, why: 'person' })
    expect(await rotame('person', 'erase', 'maria.k@example.com')).toMatchObject({
      code: 1,
      said: 'Nothing is kept of maria.k@example.com.\n',
    })
    // The server goes on.
    expect(await person.desk.emitWithAck('conversation:open', { conversation: person.conversation, after: 0 })).toEqual(
      {
        ok: false,
        error: 'unknown-conversation',
      },
    )
    const again = await rig.post('/tickets/oxzino', { ...form('maria.k@example.com'), secret: person.secret })
    expect(again.body.ok).toBe(true)
  },
)

test("a person's copy has all of it by its schema, with files, and a page to read", { timeout: 180_000 }, async () => {
  const person = await somebody('maria.k@example.com', 'Μαρία Καραπάνου', 'mariaword', Buffer.from('shared'))
  await somebody('other@example.com', 'Other Person', 'otherword', Buffer.from('shared'))
  const out = join(folder, `${newId()}.zip`)
  expect(await rotame('person', 'export', person.reference, '--out', out)).toMatchObject({ code: 0 })
  expect(await rotame('person', 'export', person.reference, '--out', out)).toMatchObject({
    code: 2,
    said: `${out} is there already; name a new file with --out\n`,
  })
  const entries = unzipSync(readFileSync(out))
  const data: unknown = JSON.parse(strFromU8(entries['person.json']!))
  const schema = JSON.parse(strFromU8(entries['schema.json']!)) as Parameters<typeof z.fromJSONSchema>[0]
  expect(z.fromJSONSchema(schema).safeParse(data).error).toBeUndefined()
  const { conversations } = data as { conversations: Record<string, Record<string, unknown>[]>[] }
  expect(conversations).toHaveLength(1)
  const [{ message, note, draft, ticket, mail, file }] = conversations as [Record<string, Record<string, unknown>[]>]
  expect(message!.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['mariaword in a form', 'mariaword in an answer']),
  )
  expect(note!.map(({ text }) => text)).toEqual(['mariaword in a note'])
  expect(draft!.map(({ text }) => text)).toEqual(['mariaword in a draft'])
  expect(JSON.stringify(draft)).toContain('mariaword in a step')
  expect(ticket).toMatchObject([{ reference: person.reference, email: 'maria.k@example.com' }])
  expect(mail!.map(({ to }) => to)).toContain('maria.k@example.com')
  const paths = file!.map(({ path }) => path as string)
  expect(paths.map((path) => strFromU8(entries[path]!)).toSorted()).toEqual(['mariaword in a file', 'shared'])
  const page = strFromU8(entries['index.html']!)
  for (const text of [
    'mariaword in a form',
    'mariaword in an answer',
    'mariaword in a draft',
    'Ελένη Παππά',
    person.reference,
  ])
    expect(page).toContain(text)
  const all = Object.values(entries)
    .map((bytes) => strFromU8(bytes))
    .join()
  expect(all).not.toContain('otherword')
  expect(all).not.toMatch(/secretHash|"hash"/)
})

test('mails of a person that belong to nothing are in their copy, as they came', async () => {
  const { store } = rig
  const at = rig.clock.now
  const [bytes, sender, original] = [Buffer.from('From: strayword'), 'stray@example.com', newId()]
  await store.write(function* () {
    yield* store.queries.touchBlob({ hash: original, at })
    yield* store.queries.putPiece({ hash: original, at: 0, bytes })
    const file = { id: original, site: 'oxzino', by: 'mail x', hash: original, name: 'mail.eml' }
    yield* store.queries.addFile({
      ...file,
      type: 'message/rfc822',
      size: bytes.length,
      conversation: null,
      uploadedAt: at,
    })
    const arrival = { site: 'oxzino', digest: newId(), messageId: null, conversation: null, writing: null }
    const said = { sender, subject: 'strayword as a subject', rest: 'strayword in the rest' }
    yield* store.queries.addArrival({ ...arrival, ...said, outcome: 'stray', original, at })
  })
  const out = join(folder, `${newId()}.zip`)
  expect(await rotame('person', 'export', sender, '--out', out)).toMatchObject({ code: 0 })
  const entries = unzipSync(readFileSync(out))
  const schema = JSON.parse(strFromU8(entries['schema.json']!)) as Parameters<typeof z.fromJSONSchema>[0]
  const data = JSON.parse(strFromU8(entries['person.json']!)) as { strays: { path: string }[] }
  expect(z.fromJSONSchema(schema).safeParse(data).error).toBeUndefined()
  expect(data.strays).toMatchObject([{ subject: 'strayword as a subject', rest: 'strayword in the rest' }])
  expect(strFromU8(entries[data.strays[0]!.path]!)).toBe('From: strayword')
  const page = strFromU8(entries['index.html']!)
  expect(page).toContain('strayword in the rest')
  expect(page).not.toContain('Δεν κρατάμε')
})

test('who is named unclearly is asked for, and nobody is erased', async () => {
  expect(await rotame('person', 'erase', 'K7M-4PX2')).toMatchObject({ code: 2 })
  expect(await rotame('person', 'forget', 'maria@example.com')).toMatchObject({ code: 2 })
})

test(
  'who is restricted is kept and hidden until that is lifted, and the record says so',
  { timeout: 180_000 },
  async () => {
    const person = await somebody('maria.k@example.com', 'Μαρία Καραπάνου', 'mariaword', Buffer.from('shared'))
    const { desk, conversation } = person
    const open = () => desk.emitWithAck('conversation:open', { conversation, after: 0 }) as Promise<{ ok: boolean }>
    const find = async () =>
      ((await desk.emitWithAck('conversations:find', { text: 'mariaword' })) as { found: unknown[] }).found.length
    expect(await rotame('person', 'unrestrict', 'maria.k@example.com')).toEqual({
      code: 1,
      said: 'Nothing of maria.k@example.com is restricted.\n',
    })
    const dry = await rotame('person', 'restrict', 'maria.k@example.com', '--dry-run')
    expect(dry).toEqual({ code: 0, said: 'This would be restricted:\n  conversation: 1\n' })
    expect([await open(), await find()]).toMatchObject([{ ok: true }, 1])

    const { code, said } = await rotame('person', 'restrict', 'Maria.K+shop@Example.com')
    const under = /under (R[\dA-F]{8}), until: person unrestrict/.exec(said)?.[1]
    expect([code, under]).toEqual([0, expect.any(String)])
    expect(await open()).toEqual({
      ok: false,
      error: 'unknown-conversation',
      restriction: { reference: under, at: expect.any(Number) as number },
    })
    expect(await find()).toBe(0)
    expect(await rotame('person', 'restrict', person.reference)).toMatchObject({ code: 1 })
    const out = join(folder, `${newId()}.zip`)
    const copy = await rotame('person', 'export', 'maria.k@example.com', '--out', out)
    expect(copy).toMatchObject({
      code: 0,
      said: expect.stringContaining('Of these are restricted:\n  conversation: 1') as string,
    })
    const entries = unzipSync(readFileSync(out))
    const data = JSON.parse(strFromU8(entries['person.json']!)) as { conversations: { conversation: object }[] }
    expect(data.conversations).toMatchObject([
      { conversation: { restriction: under, restrictedAt: expect.any(String) as string } },
    ])
    expect(strFromU8(entries['index.html']!)).toContain(
      `Περιορισμένη επεξεργασία: φυλάσσεται και δεν χρησιμοποιείται, με αριθμό ${under}`,
    )

    expect(await rotame('person', 'unrestrict', person.reference, '--dry-run')).toMatchObject({ code: 0 })
    expect((await open()).ok).toBe(false)
    expect(await rotame('person', 'unrestrict', person.reference)).toMatchObject({ code: 0 })
    expect([await open(), await find()]).toMatchObject([{ ok: true }, 1])
    const lines = await rig.store.all(rig.store.queries.linesAfter({ after: 0, limit: 500 }))
    const told = lines.filter(({ what }) => what.startsWith('person-')).map(({ what, facts }) => [what, facts])
    expect(told).toEqual([
      ['person-restricted', { by: 'email', under }],
      ['person-exported', { by: 'email' }],
      ['person-unrestricted', { by: 'reference' }],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/mariaword|maria\.k/)
  },
)
