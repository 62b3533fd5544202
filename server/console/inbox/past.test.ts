// What is closed: page by page from the end, and kept right by what is told meanwhile.

import { expect, test } from 'vitest'
import type { Summary } from '../../protocol/conversation.ts'
import { agentOf, idOf, openBrowser, site, summaryOf } from '../test/made.ts'
import { playLine, settled } from '../test/playedLine.ts'
import { List } from './list.ts'
import { Outbox } from './outbox.ts'
import { Past } from './past.ts'

function open() {
  const played = playLine()
  const agent = agentOf()
  const outbox = new Outbox({ line: played.line, storage: openBrowser().openTab(), me: agent.me })
  const list = new List({ line: played.line, agent, drawn: outbox.drawn })
  const past = new Past({ line: played.line, list, agent, drawn: outbox.drawn, isSpam: false })
  return { ...played, outbox, past, names: () => past.all.value.map(({ id }) => id) }
}
const closed = (name: string, closedAt: number, patch: Partial<Summary> = {}) =>
  summaryOf(name, { state: 'closed', closedAt, ...patch })
const page = (conversations: Summary[], more = false) => ({ ok: true, conversations, more })

test('it asks for a page at a time, from where the last one ended, until there is no more', async () => {
  const { past, next, asked, names } = open()
  void past.load()
  void past.load()
  expect(asked.length).toBe(1)
  expect(next('closed:open').payload).toEqual({ site: site.id, spam: false, before: null })
  await next('closed:open').answer(page([closed('b', 20), closed('a', 10)], true))
  expect(past.hasMore.value).toBe(true)
  void past.load()
  expect(next('closed:open').payload['before']).toEqual({ at: 10, id: idOf('a') })
  await next('closed:open').answer(page([closed('z', 5)]))
  expect(names()).toEqual(['b', 'a', 'z'].map(idOf))
  expect(past.hasMore.value).toBe(false)
  await past.load()
  expect(asked).toEqual([])
})

test('what is closed meanwhile stands first, what is open again or spam is gone, and an older word changes nothing', async () => {
  const { past, next, hear, names } = open()
  void past.load()
  await next('closed:open').answer(page([closed('b', 20), closed('a', 10)]))
  hear('conversation:changed', closed('new', 30, { revision: 5 }))
  expect(names()).toEqual(['new', 'b', 'a'].map(idOf))
  hear('conversation:changed', summaryOf('a', { revision: 6 }))
  hear('conversation:changed', closed('b', 20, { revision: 7, isSpam: true }))
  hear('conversation:changed', closed('a', 10, { revision: 2 }))
  expect(names()).toEqual([idOf('new')])
})

test('a new line asks from the end once more, also where a page was on its way', async () => {
  const { past, next, asked, hear, names } = open()
  void past.load()
  await next('closed:open').answer(page([closed('b', 20), closed('a', 10)], true))
  void past.load()
  hear('welcome', {})
  // What was asked before does not know what was closed while the line was away.
  await next('closed:open').answer(page([closed('z', 5)]))
  expect(next('closed:open').payload['before']).toBe(null)
  await next('closed:open').answer(page([closed('new', 30), closed('b', 20)], true))
  expect(asked.filter(({ event }) => event === 'closed:open')).toEqual([])
  expect(names()).toEqual(['new', 'b', 'a', 'z'].map(idOf))
})

test('a page that is lost is asked for again when somebody looks, and a new line asks by itself', async () => {
  const { past, next, asked, hear } = open()
  hear('welcome', {})
  expect(asked.filter(({ event }) => event === 'closed:open')).toEqual([])
  void past.load()
  await next('closed:open').answer(null)
  void past.load()
  await next('closed:open').answer({ ok: false, error: 'failed' })
  hear('welcome', {})
  expect(next('closed:open').payload['before']).toBe(null)
})

test('what is opened again is gone before the server has heard of it', async () => {
  const { past, next, outbox, names } = open()
  void past.load()
  await next('closed:open').answer(page([closed('a', 10)]))
  const id = idOf('a')
  outbox.add('do', id, { doing: { kind: 'reopen' }, on: [id], drawn: { [id]: { state: 'open' } } })
  expect(names()).toEqual([])
  await settled()
  await next('act:do').answer({ ok: true, undo: null, refused: [{ conversation: id, error: 'changed' }] })
  expect(names()).toEqual([id])
})
