// Every act: the server understands what is sent, it applies once, and what is drawn can be undone.

import { expect, onTestFinished, test, vi } from 'vitest'
import { act as onTheWire } from '../../protocol/act.ts'
import type { Summary } from '../../protocol/conversation.ts'
import { eleni, nikos, summaryOf } from '../test/made.ts'
import type { Scene } from './act.ts'
import { tags, times } from './asked.ts'
import { doableOf, doables, list } from './list.ts'

const sceneOf = (on: readonly Summary[], patch: Partial<Scene> = {}): Scene => ({
  me: { id: eleni.id, name: eleni.name },
  now: Date.parse('2026-11-25T12:00'),
  team: [nikos],
  teams: [],
  open: [],
  on,
  said: [],
  ...patch,
})
const party = {
  address: 'c@d.example',
  name: null,
  isNamed: false,
  hasWritten: true,
  isVisitor: false,
  isCopied: false,
}
const ticket = { reference: 'K7M-4PX9', email: 'a@b.example', state: 'open' } as never
/** Conversations as they come. */
const stands = [
  summaryOf('waiting', { waiting: { ahead: 2 } as never, dueAt: 9_000, dueWithin: 300_000 }),
  summaryOf('mine', { assignee: eleni, isMarked: true, tags: ['vip'], name: 'Μαρία' }),
  summaryOf('theirs', { assignee: nikos, snoozed: { until: null } }),
  summaryOf('ticket', { ticket, target: 'ticket', email: 'a@b.example' }),
  summaryOf('copied', { ticket, target: 'ticket', parties: [party] }),
  summaryOf('bounced', { bounced: 'a@b.example' }),
  summaryOf('critical', { ticket, target: 'critical', priority: 'high' }),
  summaryOf('closed', { state: 'closed', closedAt: 5_000 }),
  summaryOf('spam', { state: 'closed', closedAt: 5_000, isSpam: true }),
  summaryOf('followed', { followers: [{ id: eleni.id, seq: 1, notes: 0 }] }),
  summaryOf('long', { lastSeq: 3 }),
  summaryOf('blocked', { isBlocked: true, isAddressBlocked: true, email: 'a@b.example' }),
]
/** The answers to what each asks. */
const answers: Record<string, string[]> = {
  assign: ['nikos'],
  'hand over': ['nikos', 'τρίτη φορά'],
  snooze: ['1795600000000'],
  tag: ['τιμολόγιο'],
  priority: ['low'],
  rename: ['Άννα'],
  address: ['anna@b.example'],
  request: ['anna@b.example'],
  copy: ['c@d.example'],
  same: ['c@d.example'],
  split: ['2', 'after'],
  merge: ['another____________________'.slice(0, 22)],
}
const each = doables.flatMap((doable) =>
  stands
    .filter((of) => doable.applies(of, eleni.id, stands))
    .map((of) => [doable.id, of.id.replaceAll('_', ''), of] as const),
)

test.each(each)('%s of one that is %s is understood, and drawn so that it can be undone', (id, _, of) => {
  const doable = doableOf(id)
  const given = answers[id] ?? []
  expect(given).toHaveLength(doable.asks?.length ?? 0)
  const scene = sceneOf([of])
  const sent = doable.act(given, scene)
  expect(onTheWire.parse(sent)).toEqual(sent)
  const drawn = doable.draws(of, given, scene)
  expect(Object.keys(drawn).length).toBeGreaterThan(0)
  // What it does not know of a conversation it does not draw.
  for (const name of Object.keys(drawn)) expect(of).toHaveProperty(name)
  if (!doable.asks) expect(doable.applies({ ...of, ...drawn }, eleni.id, stands)).toBe(false)
})

test('each act applies to something, and undoes another where there is one', () => {
  expect(new Set(each.map(([id]) => id)).size).toBe(doables.length)
  for (const [one, other, of] of [
    ['take', 'queue', 0],
    ['close', 'reopen', 1],
    ['spam', 'not spam', 1],
    ['critical', 'ordinary', 3],
    ['snooze', 'wake', 1],
    ['follow', 'unfollow', 0],
    ['block', 'unblock', 0],
    ['block address', 'unblock address', 3],
  ] as const) {
    const [first, second, stood] = [doableOf(one), doableOf(other), stands[of]!]
    const scene = sceneOf([stood])
    const after = { ...stood, ...first.draws(stood, answers[one] ?? [], scene) }
    expect([first.applies(stood, eleni.id, stands), second.applies(after, eleni.id, stands)]).toEqual([true, true])
    const back = { ...after, ...second.draws(after, [], scene) }
    expect([back.followers, back.isBlocked, back.isAddressBlocked]).toEqual([[], false, false])
    expect([back.state, back.isSpam, back.snoozed, back.target]).toEqual([
      stood.state,
      stood.isSpam,
      stood.snoozed,
      stood.target,
    ])
  }
})

test('an email is asked for in open chats whose visitor has none', () => {
  const ask = list.find(({ id }) => id === 'ask for email')!
  const able = stands.filter((of) => ask.applies(of, eleni.id, stands)).map(({ id }) => id.replaceAll('_', ''))
  expect(able).toEqual(['waiting', 'mine', 'theirs', 'bounced', 'followed', 'long'])
})

test('of somebody whom the site vouches for, name and address stay', () => {
  const known = summaryOf('known', { sub: 'a customer', name: 'Μαρία' })
  expect(['rename', 'address'].filter((id) => doableOf(id).applies(known, eleni.id, []))).toEqual([])
})

test('a tag is put on all where some lack it, and off where all have it; in no spelling twice', () => {
  const doable = doableOf('tag')
  const [one, other] = [summaryOf('a', { tags: ['VIP', 'α'] }), summaryOf('b')]
  const draws = (tag: string, on: Summary[]) => on.map((of) => doable.draws(of, [tag], sceneOf(on)).tags)
  expect(draws('α', [one, other])).toEqual([['VIP', 'α'], ['α']])
  expect(doable.act(['α'], sceneOf([one, other]))).toEqual({ kind: 'tag', tag: 'α', on: true })
  expect(draws('α', [one])).toEqual([['VIP']])
  expect(doable.act(['α'], sceneOf([one]))).toEqual({ kind: 'tag', tag: 'α', on: false })
  expect(draws('vip', [one])).toEqual([['VIP', 'α']])
  const offered = (typed: string, on: Summary[]) =>
    tags.choices(sceneOf(on, { open: [one, other] }), typed).map(({ value, icon }) => [value, icon])
  expect(offered('vip', [one])).toEqual([['VIP', 'close']])
  expect(offered(' νέα ', [other])).toEqual([['νέα', 'tag']])
  expect(offered('', [one, other])).toEqual([
    ['VIP', 'tag'],
    ['α', 'tag'],
  ])
})

test.each([
  ['a Wednesday', '2026-11-25T12:00', ['2026-11-26T09:00', '2026-11-30T09:00', '2026-12-02T09:00']],
  [
    'a Monday is a week away from the next',
    '2026-11-30T08:00',
    ['2026-12-01T09:00', '2026-12-07T09:00', '2026-12-07T09:00'],
  ],
  ['a Sunday at midnight', '2026-11-29T00:00', ['2026-11-30T09:00', '2026-11-30T09:00', '2026-12-06T09:00']],
  ['the end of a year', '2026-12-31T23:59', ['2027-01-01T09:00', '2027-01-04T09:00', '2027-01-07T09:00']],
  ['the day before clocks change', '2026-10-24T10:00', ['2026-10-25T09:00', '2026-10-26T09:00', '2026-10-31T09:00']],
])('putting off on %s offers mornings that are ahead', (_, now, mornings) => {
  // Where clocks change on that day, whatever this machine's do.
  vi.stubEnv('TZ', 'Europe/Athens')
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(new Date('2026-10-25T09:00Z').getHours()).toBe(11)
  const at = Date.parse(now)
  const offered = times.choices(sceneOf([], { now: at }), '')
  expect(offered[0]!.value).toBe('')
  const instants = offered.slice(1).map(({ value }) => Number(value))
  expect(instants.slice(0, 2)).toEqual([at + 3_600_000, at + 3 * 3_600_000])
  expect(instants.slice(2)).toEqual(mornings.map((each) => Date.parse(each)))
})
