// Acts of the console: drawn at once, put back when refused, undone also before the server has them, and never lost.

import { signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { Summary } from '../../protocol/conversation.ts'
import { List } from '../inbox/list.ts'
import { Outbox } from '../inbox/outbox.ts'
import { agentOf, eleni, idOf, nikos, openBrowser, summaryOf } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { Doing } from './doing.ts'
import { doableOf, doables, list as all } from './list.ts'

async function open(browser = openBrowser(), ...known: Summary[]) {
  const played = playLine()
  const storage = browser.openTab()
  const agent = agentOf()
  const outbox = new Outbox({ line: played.line, storage, me: agent.me })
  const list = new List({ line: played.line, agent, drawn: outbox.drawn })
  const me = signal(eleni)
  const doing = new Doing({ line: played.line, clock: { now: () => 5_000 }, list, outbox, storage, me })
  for (const summary of known) list.hear(summary)
  list.settle()
  const get = (name: string) => list.all.value.find(({ id }) => id === idOf(name))
  return { ...played, list, outbox, doing, browser, get, kinds: () => doing.notices.value.map(({ kind }) => kind) }
}
const [take, close] = [doableOf('take'), doableOf('close')]
const answer = (...refused: [name: string, error: string][]) => ({
  ok: true,
  undo: null,
  refused: refused.map(([name, error]) => ({ conversation: idOf(name), error })),
})

test('what is done is drawn before the server has heard of it, and the same after', async () => {
  const { doing, list, get, hear, next, kinds } = await open(undefined, summaryOf('a'))
  doing.begin(take, [get('a')!])
  expect(list.mine.value.map(({ id }) => id)).toEqual([idOf('a')])
  expect(kinds()).toEqual(['done'])
  await settled()
  hear('conversation:changed', summaryOf('a', { revision: 2, assignee: eleni }))
  await next('act:do').answer(answer())
  expect(list.mine.value.map(({ id }) => id)).toEqual([idOf('a')])
})

test('what is refused is drawn as it is, with the reason', async () => {
  const { doing, get, next } = await open(undefined, summaryOf('a'))
  doing.begin(take, [get('a')!])
  await settled()
  await next('act:do').answer(answer(['a', 'taken']))
  expect(get('a')!.assignee).toBeNull()
  expect(doing.notices.value).toMatchObject([{ kind: 'refused', error: 'taken', count: 1, isUndo: false }])
  // There is nothing to undo.
  doing.undo()
  await settled()
  expect(() => next('act:do')).toThrow()
})

test('undoing does not wait for the server, and is asked for after the act', async () => {
  const { doing, get, asked, next } = await open(undefined, summaryOf('a', { dueAt: 9_000 }))
  doing.begin(close, [get('a')!])
  expect(get('a')).toBeUndefined()
  expect(doing.undo()).toBe(true)
  expect(get('a')).toMatchObject({ state: 'open', dueAt: 9_000 })
  await settled()
  const { payload } = next('act:do')
  expect(payload['act']).toEqual({ kind: 'close' })
  await next('act:do').answer(answer())
  await settled()
  expect(asked.map(({ payload: each }) => each['act'])).toEqual([{ kind: 'undo', of: payload['id'] }])
  await next('act:do').answer(answer())
  expect(get('a')!.state).toBe('open')
  expect(doing.undo()).toBe(false)
})

test('what nothing undoes is said without a way back, and undoing reaches what was done before it', async () => {
  const { doing, get } = await open(undefined, summaryOf('a'))
  doing.do(doableOf('tag'), [get('a')!], ['α'])
  doing.do(doableOf('request'), [get('a')!], ['anna@b.example'])
  expect(doing.notices.value).toMatchObject([{ kind: 'done', doable: 'request', undo: null }])
  expect(doing.undo()).toBe(true)
  expect(get('a')).toMatchObject({ tags: [], target: 'ticket' })
  expect(doing.undo()).toBe(false)
})

test('a key that does nothing to the one that is open says so for a while; what many could not be done to stays', async () => {
  const { doing, get, list, kinds } = await open(undefined, summaryOf('a', { assignee: nikos }), summaryOf('b'))
  vi.useFakeTimers()
  try {
    doing.begin(take, [get('a')!])
    expect(kinds()).toEqual(['refused'])
    vi.advanceTimersByTime(10_000)
    expect(kinds()).toEqual([])
    doing.begin(take, list.open.value)
    vi.advanceTimersByTime(10_000)
    expect(kinds()).toEqual(['refused'])
  } finally {
    vi.useRealTimers()
  }
})

test('on many it is one request, those that cannot are left out, and one undo undoes the others', async () => {
  const known = ['a', 'b', 'c'].map((name) => summaryOf(name))
  const { doing, list, next, asked } = await open(undefined, ...known, summaryOf('d', { assignee: nikos }))
  doing.begin(take, list.open.value)
  expect(doing.notices.value).toMatchObject([
    { kind: 'refused', count: 1, error: 'idle' },
    { kind: 'done', count: 3 },
  ])
  await settled()
  expect(next('act:do').payload['conversations']).toEqual(['a', 'b', 'c'].map(idOf))
  await next('act:do').answer(answer(['b', 'taken']))
  doing.undo()
  await settled()
  expect(asked.filter(({ event }) => event === 'act:do').map(({ payload }) => payload['conversations'])).toEqual([
    ['a', 'c'].map(idOf),
  ])
})

test('what is of one alone is not offered for many', async () => {
  const { doing, list } = await open(undefined, summaryOf('a'), summaryOf('b'))
  const rename = doableOf('rename')
  expect(doing.ableOf(rename, list.open.value)).toEqual([])
  expect(doing.ableOf(rename, list.open.value.slice(1)).length).toBe(1)
})

test('more than one request may do is sent in parts, and undone as one', async () => {
  const known = Array.from({ length: 450 }, (_, number) => summaryOf(`many${number}`))
  const { doing, list, outbox } = await open(undefined, ...known)
  doing.begin(close, list.open.value)
  expect(outbox.entries.value.map(({ on }) => on!.length)).toEqual([200, 200, 50])
  expect(list.open.value).toEqual([])
  doing.undo()
  expect(list.open.value.length).toBe(450)
})

test('without a line it is kept through a reload, under its id, and still drawn', async () => {
  const first = await open(undefined, summaryOf('a'))
  first.cut()
  first.doing.begin(close, [first.get('a')!])
  const { id } = first.outbox.entries.value[0]!
  first.line.life.end()
  const second = await open(first.browser, summaryOf('a'))
  expect(second.get('a')).toBeUndefined()
  void second.outbox.flush()
  await settled()
  expect(second.next('act:do').payload).toEqual({ id, act: { kind: 'close' }, conversations: [idOf('a')] })
})

test('each act says in every language what it is and that it was done, and no two that apply share a key', () => {
  for (const { words } of all) for (const text of Object.values(words)) expect(text).toMatch(/\S/)
  for (const { done } of doables) for (const text of Object.values(done)) expect(text).toMatch(/\S/)
  const stands = [
    summaryOf('open'),
    summaryOf('mine', { assignee: eleni, isMarked: true, snoozed: { until: null } }),
    summaryOf('critical', { target: 'critical' }),
    summaryOf('closed', { state: 'closed' }),
    summaryOf('spam', { state: 'closed', isSpam: true }),
  ]
  for (const of of stands) {
    const keys = all
      .filter(({ key, applies }) => key && applies(of, eleni.id, stands))
      .map(({ key }) => JSON.stringify(key))
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('a refusal of one leaves what is said of another of the same act', async () => {
  const { doing, get, next } = await open(undefined, summaryOf('a'), summaryOf('b'))
  doing.begin(take, [get('a')!])
  doing.begin(take, [get('b')!])
  await settled()
  await next('act:do').answer(answer(['a', 'taken']))
  expect(doing.notices.value).toMatchObject([
    { kind: 'done', count: 1 },
    { kind: 'refused', error: 'taken' },
  ])
  // And what it offers to undo is the other.
  const done = doing.notices.value.find(({ kind }) => kind === 'done')!
  if (done.kind === 'done') done.undo!()
  expect([get('a')!.assignee, get('b')!.assignee]).toEqual([null, null])
})

test('of many of which some were refused it is said how many were done, and each reason', async () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const { doing, list, next } = await open(undefined, ...names.map((name) => summaryOf(name)))
  doing.begin(close, list.open.value)
  await settled()
  await next('act:do').answer(answer(['a', 'closed'], ['b', 'not-allowed'], ['c', 'changed'], ['d', 'closed']))
  const said = doing.notices.value.map((notice) => [notice.kind, notice.count, 'error' in notice && notice.error])
  expect(said.filter(([kind]) => kind === 'done')).toEqual([['done', 1, false]])
  expect(said.filter(([kind]) => kind === 'refused').toSorted()).toEqual([
    ['refused', 1, 'changed'],
    ['refused', 1, 'not-allowed'],
    ['refused', 2, 'closed'],
  ])
})

test('a part that was refused leaves the others done', async () => {
  const known = Array.from({ length: 201 }, (_, number) => summaryOf(`many${number}`))
  const { doing, list, next } = await open(undefined, ...known)
  doing.begin(close, list.open.value)
  await settled()
  await next('act:do').answer({ ok: false, error: 'not-allowed' })
  expect(doing.notices.value).toMatchObject([
    { kind: 'done', count: 1 },
    { kind: 'refused', count: 200, error: 'not-allowed' },
  ])
  expect(list.open.value.length).toBe(200)
})

test('an act that the server would never read is refused at once, and not drawn as done', async () => {
  const { doing, get, asked, outbox } = await open(undefined, summaryOf('a'))
  doing.team.value = [nikos]
  doing.do(doableOf('hand over'), [get('a')!], ['nikos', '€'.repeat(20_000)])
  await settled()
  expect([get('a')!.assignee, outbox.entries.value, asked.filter(({ event }) => event === 'act:do')]).toEqual([
    null,
    [],
    [],
  ])
  expect(doing.notices.value).toMatchObject([{ kind: 'refused', error: 'too-long', count: 1 }])
})

test('what was refused after it was undone is said once, and is as the list has it', async () => {
  const { doing, get, hear, next, asked, kinds } = await open(undefined, summaryOf('a'))
  doing.begin(take, [get('a')!])
  doing.undo()
  await settled()
  hear('conversation:changed', summaryOf('a', { revision: 2, assignee: nikos }))
  await next('act:do').answer(answer(['a', 'taken']))
  await settled()
  // There is nothing left that could be undone.
  expect([asked.filter(({ event }) => event === 'act:do'), get('a')!.assignee?.id]).toEqual([[], 'nikos'])
  expect(kinds()).toEqual(['refused'])
})

test('acts on one, done one after the other, are undone from the last', async () => {
  const { doing, get } = await open(undefined, summaryOf('a'))
  const [tag, rename] = [doableOf('tag'), doableOf('rename')]
  doing.do(tag, [get('a')!], ['α'])
  doing.do(rename, [get('a')!], ['Άννα'])
  doing.do(tag, [get('a')!], ['β'])
  expect(get('a')).toMatchObject({ tags: ['α', 'β'], name: 'Άννα' })
  doing.undo()
  expect(get('a')).toMatchObject({ tags: ['α'], name: 'Άννα' })
  doing.undo()
  doing.undo()
  expect(get('a')).toMatchObject({ tags: [], name: null })
  expect(doing.undo()).toBe(false)
})

test('fifty can be undone, and what was undone is not undone once more', async () => {
  const { doing, get } = await open(undefined, summaryOf('a'))
  const [critical, ordinary] = [doableOf('unread'), doableOf('tag')]
  doing.do(critical, [get('a')!])
  for (let count = 0; count < 50; count++) doing.do(ordinary, [get('a')!], [`t${count}`])
  let undone = 0
  while (doing.undo()) undone++
  expect([undone, get('a')!.isMarked, get('a')!.tags]).toEqual([50, true, []])
})

test('beginning to answer takes it without a word, and a refusal of that is told', async () => {
  const { doing, get, next, kinds } = await open(undefined, summaryOf('a'))
  doing.takeQuietly(get('a')!)
  expect([get('a')!.assignee, kinds()]).toEqual([{ id: eleni.id, name: eleni.name }, []])
  await settled()
  expect(next('act:do').payload['act']).toEqual({ kind: 'take', isQuiet: true })
  await next('act:do').answer(answer(['a', 'taken']))
  expect([get('a')!.assignee, kinds()]).toEqual([null, ['refused']])
})

test('what is asked knows the team once it was told, and not from an answer that is a refusal', async () => {
  const { doing, get, next } = await open(undefined, summaryOf('a'))
  doing.ask(doableOf('assign'), [get('a')!])
  await next('team:open').answer({ ok: false, error: 'failed' })
  expect(doing.team.value).toEqual([])
  doing.ask(null, [])
  await next('team:open').answer({ ok: true, agents: [nikos] })
  expect(doing.scene([]).team).toEqual([nikos])
})

test('a reply that is too long to go is not said to be sent, and there is nothing to undo', async () => {
  const { doing, outbox, get, kinds } = await open(undefined, summaryOf('a'))
  const follow = (text: string) =>
    doing.follow(get('a')!, [{ kind: 'tag', tag: 'vip', on: true }], (drawn) =>
      outbox.add('send', idOf('a'), { text, steps: [{ kind: 'tag', tag: 'vip', on: true }], drawn }),
    )
  follow('α'.repeat(4_001))
  expect([kinds(), get('a')!.tags, doing.undo()]).toEqual([[], [], false])
  follow('α')
  expect([kinds(), get('a')!.tags]).toEqual([['done'], ['vip']])
})
