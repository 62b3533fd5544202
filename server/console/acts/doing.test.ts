// Acts of the console: drawn at once, put back when refused, undone also before the server has them, and never lost.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Summary } from '../../protocol/conversation.ts'
import { List } from '../inbox/list.ts'
import { Outbox } from '../inbox/outbox.ts'
import { agentOf, eleni, idOf, nikos, openBrowser, summaryOf } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { Doing } from './doing.ts'
import { doableOf, doables } from './list.ts'

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

test('each act says in both languages what it is and that it was done, and no two that apply share a key', () => {
  for (const { words, done } of doables)
    for (const text of [words.el, words.en, done.el, done.en]) expect(text).toMatch(/\S/)
  const stands = [
    summaryOf('open'),
    summaryOf('mine', { assignee: eleni, isMarked: true, snoozed: { until: null } }),
    summaryOf('critical', { target: 'critical' }),
    summaryOf('closed', { state: 'closed' }),
    summaryOf('spam', { state: 'closed', isSpam: true }),
  ]
  for (const of of stands) {
    const keys = doables
      .filter(({ key, applies }) => key && applies(of, eleni.id))
      .map(({ key }) => JSON.stringify(key))
    expect(new Set(keys).size).toBe(keys.length)
  }
})
