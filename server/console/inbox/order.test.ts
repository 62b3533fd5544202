// Lists that are changed where something has changed are those that would be made anew.

import { expect, test } from 'vitest'
import type { Summary } from '../../protocol/conversation.ts'
import { summaryOf } from '../test/made.ts'
import { type Change, placed, sorting } from './order.ts'

const reader = { id: 'me', teams: new Set(['ours']) }
let seed = 1
const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
const one = <T>(...of: T[]): T => of[random(of.length)]!

const made = (id: string): Summary =>
  summaryOf(id, {
    state: one('open', 'open', 'closed'),
    failedMails: one(0, 0, 1),
    priority: one('low', 'normal', 'high'),
    dueAt: one(null, 1, 2, 3),
    startedAt: random(5),
    waitingSince: one(null, 1),
    assignee: one(null, { id: 'me', name: 'Me' }, { id: 'other', name: 'Other' }),
    team: one(null, 'ours', 'theirs'),
    snoozed: one(null, null, { until: null }, { until: random(9) }),
    followers: one([], [{ id: 'me', name: 'Me', seq: 0, notes: 0 }]),
  })

test.each([3, 200])('%i changes at a time leave what sorting all would', (most) => {
  const sort = sorting()
  const known = new Map<string, Summary>()
  let told = { at: 0, all: [] as Summary[], changes: [] as Change[] }
  for (let round = 0; round < 60; round++) {
    const ids = new Set(Array.from({ length: 1 + random(most) }, () => `c${random(400)}`))
    const changes = [...ids].map((id): Change => [known.get(id) ?? null, random(4) === 0 ? null : made(id)])
    for (const [was] of changes) if (was) known.delete(was.id)
    for (const [, is] of changes) if (is) known.set(is.id, is)
    const before = sort(told, reader)
    told = { at: told.at + 1, all: placed(told.all, changes), changes }
    const now = sort(told, reader)
    expect(now).toEqual(sorting()({ ...told, at: 0 }, reader))
    expect(now.all).toEqual(told.all)
    expect(new Set(now.all)).toEqual(new Set(known.values()))
    // What nothing concerns is the same list.
    for (const part of Object.keys(now) as (keyof typeof now)[]) {
      const isSame =
        now[part].length === before[part].length && now[part].every((each, at) => each === before[part][at])
      if (isSame && changes.every(([was]) => !was || !before[part].includes(was))) expect(now[part]).toBe(before[part])
    }
  }
})

test('another reader has other lists', () => {
  const sort = sorting()
  const all = [summaryOf('a', { assignee: { id: 'me', name: 'Me' } })]
  expect(sort({ at: 1, all, changes: [] }, reader).mine).toEqual(all)
  expect(sort({ at: 1, all, changes: [] }, { ...reader, id: 'other' })).toMatchObject({ mine: [], others: all })
})
