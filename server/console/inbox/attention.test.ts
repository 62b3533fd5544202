// What calls an agent who looks elsewhere: what is theirs or nobody's, and what they follow, by message and by note.

import { effect, signal } from '@preact/signals'
import { expect, test, vi } from 'vitest'
import type { Calling, Wishes } from '../../protocol/push.ts'
import type { Presence } from '../../protocol/staff.ts'
import { agentOf, eleni, idOf, messageOf, nikos, openBrowser, site, summaryOf } from '../test/made.ts'
import { playLine } from '../test/playedLine.ts'
import { Attention } from './attention.ts'
import { List } from './list.ts'

function open(me: Presence = eleni) {
  const played = playLine()
  const agent = agentOf(me)
  const list = new List({ line: played.line, agent })
  const isSeen = signal(false)
  const clock = { at: 0, now: () => clock.at }
  let [rung, title] = [0, '']
  let shown: object[] = []
  const attention = new Attention({
    line: played.line,
    clock,
    storage: openBrowser().openTab(),
    agent,
    list,
    page: { isSeen: () => isSeen.value, chime: () => void rung++, entitle: (text) => void (title = text) },
  })
  attention.show = (news) => void shown.push(...news)
  return {
    ...played,
    list,
    agent,
    /** What was shown since. */
    shown: () => {
      const before = shown
      shown = []
      return before
    },
    clock,
    isSeen,
    attention,
    rung: () => rung,
    title: () => {
      list.settle()
      return title
    },
    write: (name: string) => played.hear('message:new', { conversation: idOf(name), message: messageOf(2) }),
  }
}
const following = { followers: [{ id: eleni.id, seq: 1, notes: 0 }], unread: 0, assignee: nikos }

test('a colleague’s conversation calls who follows it, and nobody else', () => {
  const { list, write, rung } = open()
  list.hear(summaryOf('theirs', { ...following, followers: [] }))
  list.hear(summaryOf('followed', following))
  write('theirs')
  expect(rung()).toBe(0)
  write('followed')
  expect(rung()).toBe(1)
})

test('a note in what one follows calls once, and stands in the title until it was seen', () => {
  const { list, rung, title } = open()
  list.hear(summaryOf('followed', following))
  expect([rung(), title()]).toEqual([0, 'Rotame'])
  list.hear(summaryOf('followed', { ...following, revision: 2, noteCount: 1 }))
  list.hear(summaryOf('followed', { ...following, revision: 3, noteCount: 1, tags: ['α'] }))
  expect([rung(), title()]).toEqual([1, '(1) Rotame'])
  const seen = [{ id: eleni.id, seq: 1, notes: 1 }]
  list.hear(summaryOf('followed', { ...following, revision: 4, noteCount: 1, followers: seen }))
  expect([rung(), title()]).toEqual([1, 'Rotame'])
})

test('whoever looks, or is away, is not called', () => {
  const looking = open()
  looking.isSeen.value = true
  looking.list.hear(summaryOf('followed', following))
  looking.write('followed')
  const away = open({ ...eleni, presence: 'away' })
  away.list.hear(summaryOf('followed', following))
  away.write('followed')
  expect([looking.rung(), away.rung()]).toEqual([0, 0])
})

test('what sounds is shown, and what does not is not, whether or not there is a sound', () => {
  const { list, agent, attention, isSeen, hear, write, rung, shown, clock } = open()
  agent.ownTeams.value = new Set(['ours'])
  attention.ring(false)
  list.hear(summaryOf('mine', { assignee: eleni }))
  list.hear(summaryOf('theirs', { assignee: nikos }))
  write('mine')
  write('theirs')
  expect(shown()).toEqual([{ calling: 'mine', of: idOf('mine'), mark: 2, text: 'Γραμμή 2' }])
  list.hear(summaryOf('followed', following))
  list.hear(summaryOf('followed', { ...following, revision: 2, noteCount: 1 }))
  expect(shown()).toEqual([{ calling: 'followed', of: idOf('followed'), mark: 2 }])
  list.hear(summaryOf('given', { team: 'ours' }))
  list.settle()
  expect(shown()).toEqual([{ calling: 'team', of: idOf('given'), mark: 1 }])
  hear('given', { conversation: idOf('mine') })
  expect(shown()).toEqual([{ calling: 'mine', of: idOf('mine'), mark: 0 }])
  attention.calls = { wishes: { tells: ['team'], quiet: null, hasText: false }, key: null, mayHaveText: false }
  write('mine')
  const quiet = { from: '20:00', until: '08:00', zone: 'Europe/Athens' }
  attention.calls.wishes = { tells: ['mine'], quiet, hasText: false }
  clock.at = Date.parse('2026-11-25T07:59+02:00')
  write('mine')
  clock.at = Date.parse('2026-11-25T08:00+02:00')
  isSeen.value = true
  write('mine')
  isSeen.value = false
  agent.me.value = { ...eleni, presence: 'away' }
  write('mine')
  expect([shown(), rung()]).toEqual([[], 0])
  agent.me.value = eleni
  write('mine')
  expect(shown()).toHaveLength(1)
})

test('what is given to one sounds, as it calls them while the console is closed', () => {
  const { list, hear, rung } = open()
  list.hear(summaryOf('one', { assignee: eleni }))
  expect(rung()).toBe(0)
  hear('given', { conversation: idOf('one') })
  expect(rung()).toBe(1)
})

test('of those one follows the ones with news are counted, and each is among them once', () => {
  const { list } = open()
  list.hear(summaryOf('read', following))
  list.hear(summaryOf('news', { ...following, lastSeq: 2 }))
  list.settle()
  let ids: string[] = []
  effect(() => void (ids = list.followed.value.filter((each) => list.isNews(each)).map(({ id }) => id)))
  expect([list.followed.value.length, ids]).toEqual([2, [idOf('news')]])
})

test('a note in what is closed calls who follows it; of what others have closed nothing is kept', () => {
  const { list, rung } = open()
  /** Whatever is kept by number. */
  const counts = new Set<Map<unknown, unknown>>()
  const { set } = Map.prototype
  const spy = vi.spyOn(Map.prototype, 'set').mockImplementation(function (this: Map<unknown, unknown>, key, value) {
    if (typeof value === 'number') counts.add(this)
    return set.call(this, key, value)
  })
  for (let at = 0; at < 100; at++) {
    list.hear(summaryOf(`theirs ${at}`, { assignee: nikos }))
    list.hear(summaryOf(`theirs ${at}`, { assignee: nikos, revision: 2, state: 'closed' }))
  }
  for (const [revision, noteCount] of [0, 1, 2].entries())
    list.hear(summaryOf('followed', { ...following, state: 'closed', revision, noteCount }))
  spy.mockRestore()
  expect([rung(), [...counts].map(({ size }) => size)]).toEqual([2, [1]])
})

test('what a team is given calls those who are in it, and not the others', () => {
  const { list, agent, write, rung, title } = open()
  agent.ownTeams.value = new Set(['ours'])
  list.hear(summaryOf('theirs', { team: 'theirs' }))
  write('theirs')
  expect([rung(), title()]).toEqual([0, 'Rotame'])
  list.hear(summaryOf('one', { assignee: nikos }))
  expect([rung(), title()]).toEqual([0, 'Rotame'])
  list.hear(summaryOf('one', { revision: 2, assignee: null, team: 'ours' }))
  expect([title(), rung()]).toEqual(['(1) Rotame', 1])
  write('one')
  expect(rung()).toBe(2)
  // Whoever takes it is called by what is said in it.
  list.hear(summaryOf('one', { revision: 3, assignee: nikos, team: 'ours' }))
  write('one')
  expect([rung(), title()]).toEqual([2, 'Rotame'])
})

test('several that are given at once sound once', () => {
  const { list, agent, rung, title } = open()
  agent.ownTeams.value = new Set(['ours'])
  for (const name of ['one', 'two', 'three']) list.hear(summaryOf(name, { team: 'ours' }))
  expect([title(), rung()]).toEqual(['(3) Rotame', 1])
})

test('where chats are offered in turn only the offer calls, and only whom it is made to', () => {
  const { list, agent, write, rung, title } = open()
  agent.sites.value = [{ ...site, offers: 'turn' }]
  write('nobody knows yet')
  const waits = summaryOf('waits', { startedAt: 1 })
  list.hear(waits)
  write('waits')
  list.hear({ ...waits, revision: 2, offered: { to: nikos.id, until: 30_000 } })
  write('waits')
  expect([rung(), title()]).toEqual([0, 'Rotame'])
  list.hear({ ...waits, revision: 3, offered: { to: eleni.id, until: 60_000 } })
  expect([title(), rung()]).toEqual(['(1) Rotame', 1])
  write('waits')
  expect(rung()).toBe(2)
  // It goes to the next, and comes round.
  list.hear({ ...waits, revision: 4, offered: { to: nikos.id, until: 90_000 } })
  expect([title(), rung()]).toEqual(['Rotame', 2])
  list.hear({ ...waits, revision: 5, offered: { to: eleni.id, until: 120_000 } })
  expect([title(), rung()]).toEqual(['(1) Rotame', 3])
})

test('who has as many chats as they want is called by their own alone', () => {
  const { list, agent, write, rung } = open()
  agent.attendance.value = { idle: null, hours: false, most: 1 }
  list.hear(summaryOf('mine', { assignee: eleni, unread: 0 }))
  list.settle()
  list.hear(summaryOf('waits'))
  write('waits')
  write('nobody knows yet')
  expect(rung()).toBe(0)
  write('mine')
  expect(rung()).toBe(1)
})

test('neither in quiet hours nor for what one does not want does anything sound, and the title says it all the same', () => {
  const { list, agent, attention, clock, write, rung, title } = open()
  agent.ownTeams.value = new Set(['ours'])
  list.hear(summaryOf('mine', { assignee: eleni, unread: 1 }))
  list.hear(summaryOf('followed', following))
  list.hear(summaryOf('waits'))
  list.hear(summaryOf('given', { team: 'ours' }))
  const rungBy = (name: string) => {
    const before = rung()
    write(name)
    return rung() - before
  }
  const all = ['mine', 'followed', 'waits', 'given', 'nobody knows yet']
  const quiet = { from: '20:00', until: '08:00', zone: 'Europe/Athens' }
  const wish = (tells: Calling[], at: Wishes['quiet']) =>
    (attention.calls = { wishes: { tells, quiet: at, hasText: false }, key: null, mayHaveText: false })
  wish(['mine', 'queue', 'team', 'followed'], quiet)
  clock.at = Date.parse('2026-11-25T07:59+02:00')
  expect(all.map(rungBy)).toEqual([0, 0, 0, 0, 0])
  expect(title()).toMatch(/^\(\d\) Rotame$/)
  clock.at = Date.parse('2026-11-25T08:00+02:00')
  expect(all.map(rungBy)).toEqual([1, 1, 1, 1, 1])
  wish(['team'], quiet)
  expect(all.map(rungBy)).toEqual([0, 0, 0, 1, 0])
  wish(['mine', 'followed'], null)
  expect(all.map(rungBy)).toEqual([1, 1, 0, 0, 0])
})
