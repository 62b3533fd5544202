// The list: as new as it was told, in the order in which conversations need somebody, and what was missed is asked for.

import { expect, test } from 'vitest'
import { agentOf, eleni, idOf, messageOf, nikos, site, summaryOf } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { List } from './list.ts'

function open() {
  const played = playLine()
  const agent = agentOf()
  const list = new List({ line: played.line, agent })
  return { ...played, agent, list }
}
type Opened = ReturnType<typeof open>

const page = (conversations: object[], revision: number, more = false, gone: object[] = []) => ({
  ok: true,
  conversations,
  gone,
  revision,
  more,
})
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)
/** The lists change in batches. */
const drawn = () => new Promise((resolve) => setTimeout(resolve, 130))

/** A desk that knows what is there. */
async function begun(...known: ReturnType<typeof summaryOf>[]): Promise<Opened> {
  const opened = open()
  opened.hear('welcome', {})
  await opened.next('queue:open').answer(page(known, 10))
  await opened.next('queue:open').answer(page([], 10))
  await drawn()
  return opened
}

test('it begins with what needs somebody, page by page, and goes on where the first page was', async () => {
  const { list, hear, next, asked } = open()
  hear('welcome', {})
  expect(next('queue:open').payload).toEqual({ site: site.id, after: 0, first: true })
  await next('queue:open').answer(page([summaryOf('a', { revision: 3 })], 8, true))
  expect(next('queue:open').payload).toEqual({ site: site.id, after: 3, first: true })
  await next('queue:open').answer(page([summaryOf('b', { revision: 5 })], 9))
  expect(next('queue:open').payload).toEqual({ site: site.id, after: 8, first: false })
  await next('queue:open').answer(page([], 9))
  await drawn()
  expect(asked).toEqual([])
  expect(ids(list.queue.value)).toEqual([idOf('a'), idOf('b')])
})

test('what falls due first stands first, then what waits on the visitor', async () => {
  const { list } = await begun(
    summaryOf('later', { dueAt: 9_000 }),
    summaryOf('never', { startedAt: 1 }),
    summaryOf('soon', { dueAt: 5_000 }),
    summaryOf('never after', { startedAt: 2 }),
  )
  expect(ids(list.queue.value)).toEqual(['soon', 'later', 'never', 'never after'].map(idOf))
})

test('each is where it belongs: nobody’s, mine, others’, a request, one whose mail failed', async () => {
  const ticket = { reference: 'K7M-4PX9', email: 'a@b.example' } as never
  const { list } = await begun(
    summaryOf('free'),
    summaryOf('mine', { assignee: eleni }),
    summaryOf('theirs', { assignee: nikos }),
    summaryOf('ticket', { ticket }),
    summaryOf('failed', { state: 'closed', failedMails: 1 }),
  )
  const groups = ['queue', 'mine', 'others', 'tickets', 'failed'] as const
  expect(groups.map((name) => ids(list[name].value))).toEqual(
    ['free', 'mine', 'theirs', 'ticket', 'failed'].map((name) => [idOf(name)]),
  )
})

test('of two that are told the newer holds, whichever comes last', async () => {
  const { list, hear } = await begun(summaryOf('a', { revision: 5, unread: 5 }))
  hear('conversation:changed', summaryOf('a', { revision: 4, unread: 4 }))
  expect(list.get(idOf('a'))!.unread).toBe(5)
  hear('conversation:changed', summaryOf('a', { revision: 6, unread: 6 }))
  expect(list.get(idOf('a'))!.unread).toBe(6)
})

test('a closed one is forgotten, and an older word of it does not bring it back', async () => {
  const { list, hear } = await begun(summaryOf('a', { revision: 5 }))
  hear('conversation:changed', summaryOf('a', { revision: 12, state: 'closed' }))
  expect(list.get(idOf('a'))).toBe(undefined)
  hear('conversation:changed', summaryOf('a', { revision: 11 }))
  expect(list.get(idOf('a'))).toBe(undefined)
  hear('conversation:changed', summaryOf('a', { revision: 13 }))
  expect(list.get(idOf('a'))).toMatchObject({ revision: 13 })
})

test('what a visitor adds is counted here', async () => {
  const { list, hear, asked } = await begun(summaryOf('a', { revision: 5, lastSeq: 1, unread: 1 }))
  const message = messageOf(2, { text: '', files: [{ name: 'α.png' }, { name: 'β.png' }] as never })
  hear('message:more', [{ conversation: idOf('a'), message, revision: 6, before: 5 }])
  expect(list.get(idOf('a'))).toMatchObject({ revision: 6, lastSeq: 2, unread: 2, last: { text: 'α.png, β.png' } })
  // Told twice it counts once.
  hear('message:more', [{ conversation: idOf('a'), message, revision: 6, before: 5 }])
  expect(list.get(idOf('a'))!.unread).toBe(2)
  expect(asked).toEqual([])
})

test.each([
  ['of one that is not known', 'b', 2, 5],
  ['after one that was missed', 'a', 3, 5],
  ['on another change than is known', 'a', 2, 4],
])('what a visitor adds %s is asked for', async (_, name, seq, before) => {
  const { hear, next } = await begun(summaryOf('a', { revision: 5, lastSeq: 1 }))
  hear('message:more', [{ conversation: idOf(name), message: messageOf(seq), revision: 6, before }])
  expect(next('queue:open').payload).toMatchObject({ after: 10, first: false })
})

test('a beat asks for nothing when all was heard, by count and sum', async () => {
  const { hear, asked } = await begun()
  hear('conversation:changed', summaryOf('a', { revision: 11 }))
  hear('conversation:changed', summaryOf('b', { revision: 12, state: 'closed' }))
  hear('queue:at', { site: site.id, revision: 12, changes: { after: 10, count: 2, sum: 23 } })
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(asked).toEqual([])
  hear('queue:at', { site: site.id, revision: 12, changes: { after: 12, count: 0, sum: 0 } })
  expect(asked).toEqual([])
})

test('a beat asks when something was missed, after a moment for what is on its way', async () => {
  const { hear, asked, next, list } = await begun(summaryOf('gone', { revision: 4 }))
  hear('queue:at', { site: site.id, revision: 12, changes: { after: 10, count: 2, sum: 23 } })
  expect(asked).toEqual([])
  await expect.poll(() => asked.length).toBe(1)
  const gone = [{ id: idOf('gone'), site: site.id, revision: 12 }]
  await next('queue:open').answer(page([summaryOf('a', { revision: 11 })], 12, false, gone))
  await drawn()
  expect(ids(list.queue.value)).toEqual([idOf('a')])
})

test('what becomes known to have changed while it is asked is asked for once more', async () => {
  const { list, next, asked } = await begun()
  void list.catchUp()
  void list.catchUp()
  expect(asked).toHaveLength(1)
  await next('queue:open').answer(page([], 10))
  await next('queue:open').answer(page([], 10))
  expect(asked).toEqual([])
})

test('what was closed while the first answer was lost is shown no more', async () => {
  const { list, hear, next } = open()
  hear('welcome', {})
  await next('queue:open').answer(page([summaryOf('a', { revision: 3 }), summaryOf('b', { revision: 4 })], 8, true))
  await next('queue:open').answer(null)
  hear('conversation:changed', summaryOf('new', { revision: 12 }))
  hear('welcome', {})
  await next('queue:open').answer(page([summaryOf('b', { revision: 4 })], 11))
  await next('queue:open').answer(page([], 11))
  await drawn()
  expect(ids(list.queue.value).toSorted()).toEqual([idOf('b'), idOf('new')])
})

test('a lost answer ends the catching up until the next line', async () => {
  const { hear, next, asked } = open()
  hear('welcome', {})
  await next('queue:open').answer(null)
  expect(asked).toEqual([])
  hear('welcome', {})
  expect(next('queue:open').payload).toMatchObject({ first: true })
})

test('watchers hear of each change and of what needs nobody any more', async () => {
  const { list, hear, next } = await begun()
  const heard: [string, boolean][] = []
  const stop = list.watch(({ id }, summary) => heard.push([id, summary !== undefined]))
  hear('conversation:changed', summaryOf('a', { revision: 11 }))
  void list.catchUp()
  await next('queue:open').answer(page([], 12, false, [{ id: idOf('b'), site: site.id, revision: 12 }]))
  expect(heard).toEqual([
    [idOf('a'), true],
    [idOf('b'), false],
  ])
  stop()
  list.put(summaryOf('c'))
  list.hear(summaryOf('d'))
  expect(heard).toHaveLength(2)
})

test('its end leaves nothing that listens or draws', async () => {
  const { list, hear, listening } = await begun()
  hear('conversation:changed', summaryOf('a', { revision: 11 }))
  list.destroy()
  await settled()
  await drawn()
  expect(listening()).toBe(0)
  expect(list.queue.value).toEqual([])
})
