import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTimeBetween } from '../hours/calendar.ts'
import { readConfig } from '../config/config.ts'
import { due, paused, recounted } from './targets.ts'

const site = readConfig('demo/site', {}).sites.get('oxzino')!
const minute = 60_000
const hour = 60 * minute
const at = (text: string) => Date.parse(text)
const chat = { plan: 'basic', target: 'chat', spent: 0 } as const
const ticket = { plan: 'basic', target: 'ticket', spent: 0 } as const
/** Whose requests are answered by day only. */
const byDay = { ...site, answerHours: { ...site.answerHours, ticket: site.hours, email: site.hours } }
const night = {
  ...site,
  answerHours: { ...site.answerHours, chat: { ...site.hours, weekly: { ...site.hours.weekly, sat: ['22:00-06:00'] } } },
}

test.each([
  ['on both sides of closing time', site, chat, '2026-11-25T17:44+02:00', '2026-11-25T17:59+02:00'],
  ['up to closing time', site, chat, '2026-11-25T17:45+02:00', '2026-11-25T18:00+02:00'],
  ['over closing time', site, chat, '2026-11-25T17:46+02:00', '2026-11-26T09:01+02:00'],
  ['over a weekend', site, chat, '2026-11-27T17:50+02:00', '2026-11-30T09:05+02:00'],
  ['on the evening before a holiday', site, chat, '2026-10-27T17:50+02:00', '2026-10-29T09:05+02:00'],
  ['over a half day and Christmas', site, chat, '2026-12-24T12:50+02:00', '2026-12-28T09:05+02:00'],
  ['over a clock change, by day', site, chat, '2026-10-23T17:50+03:00', '2026-10-26T09:05+02:00'],
  ['in the hour that comes twice', night, chat, '2026-10-25T03:50+03:00', '2026-10-25T03:05+02:00'],
  ['of a request, around the clock', site, ticket, '2026-10-24T12:00+03:00', '2026-10-26T11:00+02:00'],
  ['of a request, where `channels` says by day', byDay, ticket, '2026-10-23T12:00+03:00', '2026-11-02T15:00+02:00'],
])('an answer is due in the open hours of its kind: %s', (_, of, what, from, until) => {
  expect(due(of, what, at(from), []).dueAt).toBe(at(until))
})

test('each plan has its own times, and one that is no longer there has the first one’s', () => {
  const from = at('2026-11-25T12:00+02:00')
  const within = (plan: string, target: 'chat' | 'ticket' | 'critical') =>
    (due(site, { plan, target, spent: 0 }, from, []).dueAt - from) / minute
  expect(['basic', 'premium', 'business', 'gone'].map((plan) => within(plan, 'chat'))).toEqual([15, 5, 1, 15])
  expect(['basic', 'premium', 'business'].map((plan) => within(plan, 'critical') / 60)).toEqual([24, 4, 1])
})

test('the clock stands while the visitor is waited for, by night too, and goes on from there', () => {
  const asked = due(byDay, ticket, at('2026-11-23T16:00+02:00'), [])
  // Two hours of Monday and three of Tuesday.
  const answered = { ...asked, ...paused(byDay, asked, at('2026-11-24T12:00+02:00')) }
  expect(answered).toMatchObject({ dueAt: null, spent: 5 * hour })
  // After hours; the other 43 are four days of nine and seven hours of a fifth.
  const again = due(byDay, { plan: 'basic', ...answered }, at('2026-11-24T20:00+02:00'), [])
  expect(again.dueAt).toBe(at('2026-12-01T16:00+02:00'))
})

test('however often it is paused, no more and no less time is given, but for the time of an e-mail at the end', () => {
  const from = at('2026-10-19T09:00+03:00')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 30 * 60 }), fc.integer({ min: 0, max: 100 * 60 })), {
        minLength: 1,
        maxLength: 6,
      }),
      (turns) => {
        let now = from
        let counted = due(byDay, ticket, now, [])
        let given = 0
        for (const [until, pause] of turns) {
          const answeredAt = now + until * minute
          given += openTimeBetween(site.hours, now, answeredAt)
          now = answeredAt + pause * minute
          counted = due(byDay, { plan: 'basic', ...counted, ...paused(byDay, counted, answeredAt) }, now, [])
          const rest = openTimeBetween(site.hours, now, counted.dueAt)
          expect(counted.spent).toBe(given)
          expect(rest).toBe(given === 0 ? 48 * hour : Math.max(48 * hour - given, 24 * hour))
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a chat’s time is counted anew when agents change the hours, from when the visitor began to wait', () => {
  const from = at('2026-11-25T12:00+02:00')
  const counted = due(site, chat, from, [])
  const away = { open: false, from: from + 5 * minute, until: from + hour }
  expect(recounted(site, counted, [away])).toBe(from + hour + 10 * minute)
  expect(recounted(site, counted, [])).toBe(from + 15 * minute)
})
