// What an agent has done: kept until it is acknowledged, sent in order, theirs alone, and refused in words.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Presence } from '../../protocol/staff.ts'
import { eleni, idOf, messageOf, nikos, openBrowser } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { Outbox } from './outbox.ts'

const conversation = idOf('maria')

function open(browser = openBrowser(), agent: Presence | null = eleni, tab?: Map<string, string>) {
  const played = playLine()
  const me = signal(agent)
  const outbox = new Outbox({ line: played.line, storage: browser.openTab(tab), me })
  return { ...played, browser, me, outbox, texts: () => outbox.entries.value.map(({ text }) => text) }
}

test('what is written is kept before it is sent, and gone once the server has it', async () => {
  const { outbox, browser, next } = open()
  outbox.add('send', conversation, { text: 'Το κοιτάμε' })
  expect(browser.shared.get('rotame:unsent')).toContain('Το κοιτάμε')
  await settled()
  const asked = next('message:send')
  expect(asked.payload).toMatchObject({ conversation, text: 'Το κοιτάμε', id: outbox.entries.value[0]!.id })
  await asked.answer({ ok: true, message: messageOf(2) })
  expect(outbox.entries.value).toEqual([])
  expect(browser.shared.get('rotame:unsent')).toBe('[]')
})

test('the second line goes after the first is acknowledged', async () => {
  const { outbox, asked, next, texts } = open()
  outbox.add('send', conversation, { text: 'πρώτη' })
  outbox.add('send', conversation, { text: 'δεύτερη' })
  await settled()
  expect(asked.map(({ payload }) => payload['text'])).toEqual(['πρώτη'])
  await next('message:send').answer({ ok: true, message: messageOf(2) })
  await settled()
  expect(next('message:send').payload['text']).toBe('δεύτερη')
  expect(texts()).toEqual(['δεύτερη'])
})

test('a reload sends again, under the same id', async () => {
  const first = open()
  first.outbox.add('note', conversation, { text: 'Τρίτη φορά' })
  await settled()
  const { id } = first.next('note:add').payload
  first.line.life.end()
  const second = open(first.browser)
  void second.outbox.flush()
  await settled()
  expect(second.next('note:add').payload).toEqual({ conversation, id, text: 'Τρίτη φορά' })
})

test('without a line nothing is sent, and all of it when there is one', async () => {
  const { outbox, asked, cut, back, next } = open()
  cut()
  outbox.add('take', conversation)
  outbox.add('close', conversation)
  await settled()
  expect(asked).toEqual([])
  back()
  void outbox.flush()
  await settled()
  for (const kind of ['take', 'close']) {
    // One after the other, in the order in which they were done.
    expect(asked.map(({ payload }) => payload['act'])).toEqual([{ kind }])
    await next('act:do').answer({ ok: true })
    await settled()
  }
  expect(outbox.entries.value).toEqual([])
})

test('an answer that is lost leaves it where it is, and it is tried again', { timeout: 8_000 }, async () => {
  const { outbox, next, asked } = open()
  outbox.add('send', conversation, { text: 'χάθηκε η απάντηση' })
  await settled()
  const { id } = next('message:send').payload
  await next('message:send').answer(null)
  expect(outbox.entries.value).toHaveLength(1)
  await expect.poll(() => asked.length).toBe(1)
  expect(next('message:send').payload['id']).toBe(id)
})

test('a refused reply stays with the reason; a refused act is settled, for the list says how it is', async () => {
  const { outbox, next } = open()
  outbox.add('send', conversation, { text: 'αργά' })
  await settled()
  await next('message:send').answer({ ok: false, error: 'closed' })
  expect(outbox.entries.value).toMatchObject([{ text: 'αργά', refused: 'closed' }])
  outbox.add('take', conversation)
  await settled()
  await next('act:do').answer({ ok: false, error: 'taken' })
  expect(outbox.entries.value).toHaveLength(1)
})

test('what is too long is refused before it is sent, in letters or in bytes', async () => {
  const { outbox, asked } = open()
  outbox.add('send', conversation, { text: 'α'.repeat(4_001) })
  await settled()
  expect(outbox.entries.value).toMatchObject([{ refused: 'too-long' }])
  expect(asked).toEqual([])
})

test('what is seen to be stored waits no longer', () => {
  const { outbox } = open()
  outbox.add('send', conversation, { text: 'ήρθε' })
  outbox.arrived(outbox.entries.value[0]!.id)
  outbox.arrived('of somebody else')
  expect(outbox.entries.value).toEqual([])
})

test('another agent in this browser sees and sends nothing of it', async () => {
  const first = open()
  first.cut()
  first.outbox.add('send', conversation, { text: 'της Ελένης' })
  const second = open(first.browser, nikos)
  void second.outbox.flush()
  await settled()
  expect(second.texts()).toEqual([])
  expect(second.asked).toEqual([])
  second.outbox.add('send', conversation, { text: 'του Νίκου' })
  expect(second.texts()).toEqual(['του Νίκου'])
  expect(first.texts()).toEqual(['της Ελένης'])
})

test('every tab shows what waits', () => {
  const first = open()
  first.cut()
  const second = open(first.browser)
  first.outbox.add('send', conversation, { text: 'από την άλλη καρτέλα' })
  expect(second.texts()).toEqual(['από την άλλη καρτέλα'])
})

test('nothing is anybody’s before the server has said who it is', () => {
  const browser = openBrowser()
  const first = open(browser)
  first.cut()
  first.outbox.add('send', conversation, { text: 'πριν' })
  const second = open(browser, null)
  expect(second.texts()).toEqual([])
  second.me.value = eleni
  expect(second.texts()).toEqual(['πριν'])
})

test.each([
  ['again', 'mail:again', { mail: 4 }],
  ['settle', 'mail:settle', { mail: 4 }],
] as const)('%s is %s', async (act, event, payload) => {
  const { outbox, next } = open()
  outbox.add(act, conversation, 'mail' in payload ? { mail: 4 } : {})
  await settled()
  expect(next(event).payload).toEqual({ conversation, ...payload })
})

test.each([
  ['take', { kind: 'take' }],
  ['close', { kind: 'close' }],
  ['critical', { kind: 'critical', on: true }],
  ['ordinary', { kind: 'critical', on: false }],
] as const)('%s, kept by a console of before, is an act', async (kept, act) => {
  const { outbox, next } = open()
  const id = outbox.add(kept, conversation)
  await settled()
  expect(next('act:do').payload).toEqual({ id, act, conversations: [conversation] })
})

test('files go by their ids', async () => {
  const { outbox, next } = open()
  const file = { id: 'a file', name: 'λόγια.txt', type: 'text/plain', size: 3, url: '' }
  outbox.add('send', conversation, { text: '', files: [file] })
  await settled()
  expect(next('message:send').payload['files']).toEqual(['a file'])
})

test('watchers hear what was said before the entry goes, and no more once they have ended it', async () => {
  const { outbox, next } = open()
  const heard: number[] = []
  const stop = outbox.watch((_, answer) => void (answer.ok && heard.push(outbox.entries.value.length)))
  outbox.add('take', conversation)
  await settled()
  await next('act:do').answer({ ok: true })
  expect(heard).toEqual([1])
  stop()
  outbox.add('close', conversation)
  await settled()
  await next('act:do').answer({ ok: true })
  expect(heard).toEqual([1])
})

test('its end leaves nothing that listens', () => {
  const { outbox, browser, listening, me } = open()
  outbox.destroy()
  const other = open(browser)
  other.cut()
  other.outbox.add('send', conversation, { text: 'μετά' })
  expect(outbox.entries.value).toEqual([])
  // What belongs to the delivery ends with the line.
  expect(listening()).toBeLessThanOrEqual(1)
  expect(me.value).toBe(eleni)
})

test.each(['{', 'null', '"text"', '{"a":1}', '3', ''])(
  'where %j is kept, which is no list, it begins with none',
  (kept) => {
    const browser = openBrowser()
    browser.shared.set('rotame:unsent', kept)
    const { outbox, cut, texts } = open(browser)
    cut()
    outbox.add('send', conversation, { text: 'αρχή' })
    expect(texts()).toEqual(['αρχή'])
  },
)

test('in whatever order tabs write, answer and end, each line is there until it is acknowledged, and once', async () => {
  const browser = openBrowser()
  const [one, other] = [open(browser), open(browser)]
  one.cut()
  other.outbox.add('send', conversation, { text: 'β' })
  one.outbox.add('send', conversation, { text: 'α' })
  await settled()
  await other.next('message:send').answer({ ok: true, message: messageOf(2) })
  await settled()
  expect([one.texts(), other.texts()]).toEqual([['α'], ['α']])
  other.line.life.end()
  one.back()
  void one.outbox.flush()
  await settled()
  await one.next('message:send').answer({ ok: true, message: messageOf(3) })
  expect([one.texts(), browser.shared.get('rotame:unsent')]).toEqual([[], '[]'])
})

test('two acts on one conversation are drawn together, and the later one over the earlier', () => {
  const { outbox, cut } = open()
  cut()
  const act = (drawn: object) =>
    outbox.add('do', conversation, { doing: { kind: 'wake' }, on: [conversation], drawn: { [conversation]: drawn } })
  act({ tags: ['α'], priority: 'low' })
  const second = act({ priority: 'high' })
  expect(outbox.drawn.value.get(conversation)).toEqual({ tags: ['α'], priority: 'high' })
  outbox.drop(second)
  expect(outbox.drawn.value.get(conversation)).toEqual({ tags: ['α'], priority: 'low' })
})

test('an answer that comes after the end changes nothing, and the next page sends again', async () => {
  const first = open()
  first.outbox.add('send', conversation, { text: 'πριν το τέλος' })
  await settled()
  first.line.life.end()
  await first.next('message:send').answer({ ok: true, message: messageOf(2) })
  expect(open(first.browser).texts()).toEqual(['πριν το τέλος'])
})
