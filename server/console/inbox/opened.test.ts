// The open conversation: shown at once, without a gap, as new as it was told, and never another one's.

import { expect, test } from 'vitest'
import { agentOf, detailOf, eleni, idOf, messageOf, openBrowser, summaryOf } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { List } from './list.ts'
import { Opened } from './opened.ts'
import { Outbox } from './outbox.ts'

const id = idOf('maria')

function open() {
  const played = playLine()
  const { line } = played
  const agent = agentOf()
  const list = new List({ line, agent })
  const outbox = new Outbox({ line, storage: openBrowser().openTab(), me: agent.me })
  let isSeen = true
  const opened = new Opened({ line, list, outbox, isSeen: () => isSeen })
  const seqs = () => opened.messages.value.map(({ seq }) => seq)
  return { ...played, list, outbox, opened, seqs, look: (looks: boolean) => (isSeen = looks) }
}
const page = (conversation: object, messages: object[], more = false) => ({ ok: true, conversation, messages, more })
const note = (name: string) => ({ id: name, after: 1, by: eleni, text: name, at: 1_000 })

/** With Maria's conversation open, of which so many messages are there. */
async function reading(count = 2) {
  const all = open()
  all.opened.turnTo(id)
  const messages = Array.from({ length: count }, (_, at) => messageOf(at + 1))
  const conversation = detailOf('maria', { lastSeq: count, revision: 5, readByAgent: count })
  await all.next('conversation:open').answer(page(conversation, messages))
  return all
}

test('what the list knows is shown at once, the rest when it comes, page by page', async () => {
  const { opened, list, next, seqs } = open()
  list.put(summaryOf('maria', { lastSeq: 3 }))
  opened.turnTo(id)
  expect(opened.conversation.value).toMatchObject({ id })
  expect(opened.conversation.value!.context).toBe(undefined)
  await next('conversation:open').answer(page(detailOf('maria', { lastSeq: 3 }), [messageOf(1), messageOf(2)], true))
  expect(next('conversation:open').payload).toEqual({ conversation: id, after: 2 })
  await next('conversation:open').answer(page(detailOf('maria', { lastSeq: 3 }), [messageOf(3)]))
  expect(seqs()).toEqual([1, 2, 3])
  expect(opened.conversation.value!.context).toBeDefined()
})

test('what comes late of the one before is not shown in this one', async () => {
  const { opened, next, seqs } = open()
  opened.turnTo(id)
  const late = next('conversation:open')
  opened.turnTo(idOf('other'))
  await late.answer(page(detailOf('maria'), [messageOf(1)]))
  expect(opened.conversation.value).toBe(null)
  expect(seqs()).toEqual([])
})

test('what was read is said while somebody looks', async () => {
  const { opened, next, asked, look, hear } = open()
  look(false)
  opened.turnTo(id)
  await next('conversation:open').answer(page(detailOf('maria'), [messageOf(1)]))
  expect(asked).toEqual([])
  look(true)
  opened.read()
  expect(next('conversation:read').payload).toEqual({ conversation: id, seq: 1 })
  hear('message:new', { conversation: idOf('other'), message: messageOf(2) })
  expect(opened.messages.value).toHaveLength(1)
})

test('messages come once and in order; a gap is asked for', async () => {
  const { hear, seqs, next } = await reading()
  hear('message:new', { conversation: id, message: messageOf(2) })
  hear('message:new', { conversation: id, message: messageOf(3) })
  expect(seqs()).toEqual([1, 2, 3])
  hear('message:new', { conversation: id, message: messageOf(5) })
  expect(seqs()).toEqual([1, 2, 3])
  expect(next('conversation:open').payload).toEqual({ conversation: id, after: 3 })
})

test('what is told to list and conversation together is not asked for', async () => {
  const { hear, seqs, asked } = await reading()
  hear('message:more', [{ conversation: id, message: messageOf(3), revision: 6, before: 5 }])
  await settled()
  expect(seqs()).toEqual([1, 2, 3])
  expect(asked).toEqual([])
})

test('the last message of all and a note leave no gap: the summary says that they are there', async () => {
  for (const patch of [{ lastSeq: 3 }, { lastSeq: 2, noteCount: 1 }]) {
    const { hear, asked, next } = await reading()
    hear('conversation:changed', summaryOf('maria', { revision: 6, ...patch }))
    await settled()
    expect(asked).toHaveLength(1)
    expect(next('conversation:open').payload).toEqual({ conversation: id, after: 2 })
  }
})

test('an older word changes nothing', async () => {
  const { hear, opened } = await reading()
  hear('conversation:changed', summaryOf('maria', { revision: 4, state: 'closed' }))
  expect(opened.conversation.value!.state).toBe('open')
})

test('an answer that is older than what was told keeps what is newer, and brings its context', async () => {
  const { opened, hear, next, list } = open()
  list.put(summaryOf('maria', { revision: 3 }))
  opened.turnTo(id)
  hear('conversation:changed', summaryOf('maria', { revision: 9, unread: 9 }))
  await next('conversation:open').answer(page(detailOf('maria', { revision: 5 }), [messageOf(1)]))
  expect(opened.conversation.value).toMatchObject({ revision: 9, unread: 9, context: { zone: 'Europe/Athens' } })
})

test('one that needs nobody any more is looked at again', async () => {
  const { list, next } = await reading()
  void list.catchUp()
  await settled()
  const begin = { ok: true, conversations: [], gone: [], revision: 5, more: false }
  await next('queue:open').answer(begin)
  const gone = [{ id, site: 'oxzino', revision: 7 }]
  await next('queue:open').answer({ ...begin, gone, revision: 7 })
  expect(next('conversation:open').payload).toMatchObject({ conversation: id })
})

test.each(['x', '%41%', 'x/y'])('%s names no conversation, and nobody is asked', (name) => {
  const { opened, asked } = open()
  opened.turnTo(name)
  expect(opened.isUnknown.value).toBe(true)
  expect(asked).toEqual([])
})

test('one that the server does not know is unknown; a lost answer is asked for again', { timeout: 8_000 }, async () => {
  const { opened, next, asked } = open()
  opened.turnTo(id)
  await next('conversation:open').answer(null)
  expect(opened.isUnknown.value).toBe(false)
  await expect.poll(() => asked.length, { timeout: 4_000 }).toBe(1)
  await next('conversation:open').answer({ ok: false, error: 'unknown-conversation' })
  expect(opened.isUnknown.value).toBe(true)
  opened.turnTo(null)
  expect(opened.isUnknown.value).toBe(false)
})

test('one that is restricted is not shown, and why is; what was on the screen goes', async () => {
  const { opened, next } = open()
  opened.turnTo(id)
  const restriction = { reference: 'R1234ABCD', at: 1_000 }
  await next('conversation:open').answer({ ok: false, error: 'unknown-conversation', restriction })
  expect([opened.isUnknown.value, opened.restriction.value]).toEqual([true, restriction])
  expect([opened.conversation.value, opened.messages.value]).toEqual([null, []])
  opened.turnTo(null)
  expect(opened.restriction.value).toBeNull()
})

test('a new line brings what was missed, and then sends what waits', async () => {
  const { hear, outbox, cut, back, next, asked } = await reading()
  cut()
  outbox.add('send', id, { text: 'χωρίς γραμμή' })
  back()
  hear('welcome', { me: eleni })
  expect(asked.some(({ event }) => event === 'message:send')).toBe(false)
  const missed = messageOf(3, { id: outbox.entries.value[0]!.id, author: 'agent' })
  await next('conversation:open').answer(page(detailOf('maria', { lastSeq: 3, readByAgent: 3 }), [missed]))
  // It had arrived before the line was lost.
  expect(outbox.entries.value).toEqual([])
})

test('what was acknowledged is shown, and a note once it is there', async () => {
  const { outbox, next, seqs, opened } = await reading()
  outbox.add('send', id, { text: 'Το κοιτάμε' })
  await settled()
  await next('message:send').answer({ ok: true, message: messageOf(3, { author: 'agent' }) })
  expect(seqs()).toEqual([1, 2, 3])
  outbox.add('note', id, { text: 'για εμάς' })
  await settled()
  await next('note:add').answer({ ok: true, note: note('a note') })
  expect(outbox.entries.value).toHaveLength(1)
  const withNote = detailOf('maria', { revision: 7, lastSeq: 3, readByAgent: 3, noteCount: 1, notes: [note('a note')] })
  await next('conversation:open').answer(page(withNote, []))
  expect(opened.conversation.value!.notes).toHaveLength(1)
  expect(outbox.entries.value).toEqual([])
})

test('links of a file are made anew', async () => {
  const { opened, next } = await reading()
  const coming = opened.renew(2, 'a file')
  expect(next('conversation:open').payload).toEqual({ conversation: id, after: 1 })
  const fresh = messageOf(2, { files: [{ id: 'a file', url: '/files/new' }] as never })
  await next('conversation:open').answer(page(detailOf('maria'), [fresh]))
  expect(await coming).toBe('/files/new')
  expect(opened.messages.value[1]).toEqual(fresh)
  const lost = opened.renew(2, 'a file')
  await next('conversation:open').answer(null)
  expect(await lost).toBe('')
})
