// Small states: who the agent is, what calls them, who types, the hours, the searches, faults, the clock.

import { expect, test } from 'vitest'
import { createClock } from '../clock.ts'
import { Hours } from '../hours/state.ts'
import { Attention } from '../inbox/attention.ts'
import { dueOf, spanOf, waited } from '../inbox/due.ts'
import { List } from '../inbox/list.ts'
import { mailTo, nameOf, wordFor } from '../inbox/names.ts'
import { Typing } from '../inbox/typing.ts'
import { Searches } from '../searches/state.ts'
import { agentOf, eleni, idOf, messageOf, nikos, openBrowser, site, summaryOf } from '../test/made.ts'
import { playLine } from '../test/playedLine.ts'
import { Agent } from './agent.ts'
import { createFaults } from './faults.ts'

const id = idOf('maria')

test('the server says who it is; another agent’s cookie begins anew', () => {
  const { line, hear } = playLine()
  let begun = 0
  const agent = new Agent({ line, storage: openBrowser().openTab(), again: () => begun++ })
  expect(agent.me.value).toBe(null)
  hear('welcome', { me: eleni, sites: [site], now: 0 })
  hear('mail:trouble', { since: 5 })
  expect([agent.me.value, agent.site('oxzino'), agent.site('none'), agent.mailTrouble.value]).toEqual([
    eleni,
    site,
    undefined,
    5,
  ])
  hear('presence', [nikos, { ...eleni, presence: 'away' }])
  expect(agent.me.value!.presence).toBe('away')
  hear('presence', [nikos])
  expect(agent.me.value!.id).toBe('eleni')
  hear('welcome', { me: nikos, sites: [], now: 0 })
  expect([begun, agent.me.value!.id]).toEqual([1, 'eleni'])
})

test('a choice that was not heard is said again, unless it has changed', { timeout: 10_000 }, async () => {
  const { line, next, asked } = playLine()
  const browser = openBrowser()
  const agent = new Agent({ line, storage: browser.openTab(), again: () => {} })
  agent.be('away')
  expect(browser.shared.get('rotame:presence')).toBe('away')
  await next('presence:set').answer(null)
  await expect.poll(() => asked.length, { timeout: 4_000 }).toBe(1)
  agent.be('present')
  await asked[0]!.answer(null)
  await next('presence:set').answer({ ok: true })
  expect(asked).toEqual([])
})

test('a sound calls whoever looks elsewhere, for what a visitor has written to them or to nobody', async () => {
  const { line, hear } = playLine()
  const agent = agentOf()
  const list = new List({ line, agent })
  const calls: string[] = []
  let isSeen = false
  const page = {
    isSeen: () => isSeen,
    chime: () => void calls.push('chime'),
    entitle: (title: string) => void calls.push(title),
  }
  const browser = openBrowser()
  const attention = new Attention({ line, clock: Date, storage: browser.openTab(), agent, list, page })
  const fact = { conversation: id, message: messageOf(1) }
  hear('message:new', fact)
  expect(calls).toEqual(['Rotame', 'chime'])
  isSeen = true
  hear('message:new', fact)
  isSeen = false
  hear('message:new', { ...fact, message: messageOf(2, { author: 'agent' }) })
  attention.ring(false)
  hear('message:new', fact)
  attention.ring(true)
  list.put(summaryOf('maria', { assignee: nikos }))
  hear('message:new', fact)
  agent.me.value = { ...eleni, presence: 'away' }
  list.put(summaryOf('maria', { revision: 2 }))
  hear('message:new', fact)
  expect(calls).toEqual(['Rotame', 'chime'])
  await expect.poll(() => calls.at(-1)).toBe('(1) Rotame')
  attention.destroy()
  expect(calls.at(-1)).toBe('Rotame')
  attention.ring(false)
  expect(new Attention({ line, clock: Date, storage: browser.openTab(), agent, list, page }).hasSound.value).toBe(false)
})

test('who types is believed for a while, until they write or stop', () => {
  const { line, hear, told } = playLine()
  let now = 0
  const clock = { now: () => now, tick: { value: 0 } } as never
  const typing = new Typing({ line, clock })
  hear('typing', { conversation: id, on: true, by: nikos })
  expect(typing.isTyping(id)).toBe(false)
  for (const [event, fact] of [
    ['typing', { conversation: id, on: false }],
    ['message:new', { conversation: id, message: messageOf(1) }],
    ['message:more', [{ conversation: id, message: messageOf(1) }]],
  ] as const) {
    hear('typing', { conversation: id, on: true })
    expect(typing.isTyping(id)).toBe(true)
    hear(event, fact)
    expect(typing.isTyping(id)).toBe(false)
  }
  hear('typing', { conversation: id, on: true })
  now = 60_000
  expect(typing.isTyping(id)).toBe(false)
  typing.tell(id, true)
  expect(told).toEqual([{ event: 'typing', payload: { conversation: id, on: true } }])
})

test('hours are known by site, and what is said of them is why it could not, or is heard', async () => {
  const { line, hear, next, listening } = playLine()
  const hours = new Hours(line)
  const told = { site: 'oxzino', zone: 'Europe/Athens', windows: [], override: null }
  hear('hours', told)
  expect(hours.known.value.get('oxzino')).toEqual(told)
  const refused = hours.override({ site: 'oxzino', kind: 'closed' })
  await next('hours:override').answer({ ok: false, error: 'already-closed' })
  const lost = hours.override({ site: 'oxzino', kind: 'closed' })
  await next('hours:override').answer(null)
  const done = hours.override({ site: 'oxzino', kind: 'usual' })
  await next('hours:override').answer({ ok: true, hours: { ...told, zone: 'Europe/Paris' } })
  expect(await Promise.all([refused, lost, done])).toEqual(['already-closed', 'failed', null])
  expect(hours.known.value.get('oxzino')!.zone).toBe('Europe/Paris')
  hours.destroy()
  expect(listening()).toBe(0)
})

test('searches that were known stay where no answer comes', async () => {
  const { line, next } = playLine()
  const searches = new Searches(line)
  void searches.look('oxzino', 'el')
  await next('searches:open').answer({ ok: true, unanswered: [], asked: [] })
  void searches.look('oxzino', 'el')
  await next('searches:open').answer(null)
  expect(searches.of('oxzino', 'el')).toMatchObject({ unanswered: [] })
  expect(searches.of('oxzino', 'en')).toBe(undefined)
})

test('errors are told without their words, and not for ever', () => {
  const { line, asked } = playLine()
  const page = new EventTarget()
  const faults = createFaults(line, page)
  faults.report('row', new TypeError('Η Μαρία δεν υπάρχει'))
  expect(asked[0]!.payload).toMatchObject({ pane: 'row', kind: 'TypeError' })
  expect(JSON.stringify(asked[0]!.payload)).not.toContain('Μαρία')
  page.dispatchEvent(Object.assign(new Event('error'), { error: 'no error' }))
  expect(asked[1]!.payload).toMatchObject({ pane: 'page', kind: 'Error', stack: '' })
  for (let count = 0; count < 30; count++) faults.report('row', null)
  expect(asked).toHaveLength(20)
  faults.destroy()
})

test('the clock is the product’s', () => {
  const { line, hear } = playLine()
  const clock = createClock(line)
  hear('welcome', { now: Date.now() + 3_600_000 })
  expect(Math.abs(clock.now() - Date.now() - 3_600_000)).toBeLessThan(1_000)
  clock.destroy()
})

test('by when an answer is due says how urgent it is', () => {
  const hour = 3_600_000
  expect(dueOf(summaryOf('a'), 0)).toBe(null)
  expect(dueOf(summaryOf('a', { dueAt: 8 * hour, dueWithin: 8 * hour }), 0)!.urgency).toBe('')
  expect(dueOf(summaryOf('a', { dueAt: hour, dueWithin: 8 * hour }), 0)!.urgency).toBe('soon')
  expect(dueOf(summaryOf('a', { dueAt: hour, dueWithin: 8 * hour }), hour)!.urgency).toBe('late')
  expect(waited(7_000)).toBe('0:07')
  expect(waited(750_000)).toBe('12:30')
  expect(new Set([48_000, 13 * 60_000, 5 * hour].map(spanOf)).size).toBe(3)
})

test('people have a name, the one that is known best', () => {
  const ticket = { email: 'ticket@b.example', reference: 'K7M-4PX9' } as never
  expect(nameOf(summaryOf('a', { name: 'Μαρία', email: 'a@b.example' }))).toBe('Μαρία')
  expect(nameOf(summaryOf('a', { email: 'a@b.example', ticket }))).toBe('a@b.example')
  expect(nameOf(summaryOf('a', { ticket }))).toBe('ticket@b.example')
  expect(nameOf(summaryOf('a'))).toMatch(/^\p{L}+ \p{L}+$/u)
  expect(mailTo('a?b@c.example', ticket)).toBe('mailto:a%3Fb@c.example?subject=%5BK7M-4PX9%5D')
  expect(wordFor({ pay: { el: 'Πληρωμές', en: 'Payments' } }, 'constructor')).toBe(undefined)
  expect(wordFor({ pay: 'Payments' }, 'pay')).toBe('Payments')
})
