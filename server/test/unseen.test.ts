// Signs that nobody sees: none in names, addresses and topics, none alone as a message; what writing needs of them
// stays.

import { globSync, readFileSync } from 'node:fs'

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isBlank, seen } from '../protocol/pieces.ts'
import { context, evening, form, newId, type Rig, startRig, until } from './rig.ts'

let rig: Rig
beforeAll(async () => {
  rig = await startRig(evening)
})
afterAll(() => rig.stop())

const rowOf = (id: string) =>
  rig.store.db
    .selectFrom('conversation as c')
    .innerJoin('ticket as t', 't.conversation', 'c.key')
    .select(['c.name', 't.email', 't.topic'])
    .where('c.id', '=', id)
    .executeTakeFirst()

test.each([
  ['zero width', 'Μα\u200Bρί\u2060α\uFEFF', 'Μαρία'],
  ['direction', '\u202EΜαρία\u2066', 'Μαρία'],
  ['tags', 'Μαρία\u{E0001}\u{E0041}', 'Μαρία'],
  ['fillers and a soft hyphen', 'Μα\u00ADρία\u3164\u115F', 'Μαρία'],
  ['control', 'Μαρία\r\nBcc: x\u0007y', 'Μαρία  Bcc: x y'],
  ['a joiner between letters that do not join', 'Μα\u200Dρία', 'Μαρία'],
  ['an emoji of several', '👩‍👩‍👧 Μαρία ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩‍👩‍👧 Μαρία ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['joiners of Devanagari', 'श्री क्‍ष र्‌क', 'श्री क्‍ष र्‌क'],
  ['a joiner of Persian', 'می‌خواهم', 'می‌خواهم'],
])('%s: %j is seen as %j', (_what, text, wanted) => {
  expect(seen(text)).toBe(wanted)
  expect(seen(wanted)).toBe(wanted)
})

test('a name, an address and a topic are kept as they are seen', async () => {
  const sent = { ...form('ma\u200Bria\u202E@example.com'), name: '\u202EΜα\u200Bρία\u{E0041}', topic: 'constructor' }
  expect((await rig.post('/tickets/oxzino', sent)).body).toMatchObject({ ok: true })
  expect(await rowOf(sent.id)).toEqual({ name: 'Μαρία', email: 'maria@example.com', topic: '' })
  const team = await until(() => rig.mailbox.mails.find(({ parsed }) => parsed.subject?.includes('Νέο αίτημα')))
  expect(team.parsed.subject).not.toContain('function')
  for (const email of ['a@exa\u0001mple.com', 'a@example.com\r\nBcc: b@example.com', 'a\u0000@example.com'])
    expect((await rig.post('/tickets/oxzino', form(email))).body, JSON.stringify(email)).toMatchObject({
      ok: false,
      error: 'bad-email',
    })
})

test.each(['__proto__', 'toString', 'hasOwnProperty', 'no-such-topic'])('%s is no topic', async (topic) => {
  const sent = { ...form(`${topic.replaceAll('_', '')}@example.com`), topic }
  expect((await rig.post('/tickets/oxzino', sent)).body).toMatchObject({ ok: true })
  expect((await rowOf(sent.id))!.topic).toBe('')
})

test('the topics that are offered are kept', async () => {
  for (const topic of ['payments', 'bug', '']) {
    const sent = { ...form(`topic${topic}@example.com`), topic }
    await rig.post('/tickets/oxzino', sent)
    expect((await rowOf(sent.id))!.topic).toBe(topic)
  }
})

test.each(['\u200B\u200D', '\u3164', '\u2800 \u2800', '\u{E0041}', '\u00AD\uFEFF\n', '\u202E'])(
  '%j alone is no message',
  async (text) => {
    expect(isBlank(text)).toBe(true)
    const asked = { id: newId(), message: { id: newId(), text }, context }
    expect(await rig.visitor().emitWithAck('conversation:start', asked)).toMatchObject({ ok: false, error: 'empty' })
  },
)

test('a text with one plain sign shows it, and every other is looked at whole', () => {
  const isBare = (text: string) => seen(text).replaceAll('\u2800', '').trim() === ''
  const wrong = []
  for (let at = 0; at < 0x20000; at++) {
    const sign = String.fromCodePoint(at)
    for (const text of [sign, `\u200C${sign}`, `${sign}\u200D`]) if (isBlank(text) !== isBare(text)) wrong.push(text)
  }
  expect(wrong).toEqual([])
})

test('whether a long message is empty is told at once', () => {
  const text = 'ω'.repeat(4_000)
  const began = performance.now()
  for (let time = 0; time < 1_000; time++) isBlank(text)
  // Looked at whole, each took milliseconds.
  expect(performance.now() - began).toBeLessThan(500)
})

test('a page in a language by the name of what every object has is in English', async () => {
  const response = await fetch(`${rig.url}/files/${newId()}?exp=1&sig=x`, {
    headers: { 'accept-language': 'constructor', accept: 'text/html' },
  })
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('The file is gone')
})

/** Names of plain objects that are read by a name from outside, in the rooms where it comes in. */
const fromOutside = /\b(byLocale|categories|endpoints|plans)\[(?!['"\d])/

describe('what is kept by names of ours is not read by names of others', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync(['server/**/*.ts', 'server/console/**/*.tsx'], { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  )
  test('each such reading stands beside Object.hasOwn', () => {
    expect(files.length).toBeGreaterThan(80)
    const found = files.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at, lines) =>
          fromOutside.test(line) &&
          !/plans\[0\]/.test(line) &&
          !lines
            .slice(Math.max(0, at - 1), at + 3)
            .join()
            .includes('Object.hasOwn')
            ? [`${file}:${at + 1}`]
            : [],
        ),
    )
    expect(found).toEqual([])
  })
})
