// The record on its page: older lines are added, and one kind alone is asked for anew.

import { expect, test } from 'vitest'
import type { Deed, Recorded } from '../../protocol/audit.ts'
import type { Line } from '../line.ts'
import { Book } from './state.ts'

const line = (key: number, what: Deed): Recorded => ({
  key,
  at: key,
  what,
  by: 'Eleni',
  session: null,
  about: null,
  facts: {},
})
/** Five lines, two a page; every second is a sign-in. */
const all = [5, 4, 3, 2, 1].map((key) => line(key, key % 2 === 0 ? 'signed-in' : 'account-added'))

function book() {
  const asked: unknown[] = []
  let isRefused = false
  const ask = (async (_event: string, payload: { before: number | null; what: Deed | null }) => {
    asked.push(payload)
    if (isRefused) return null
    const found = all.filter(
      ({ key, what }) => key < (payload.before ?? Infinity) && (payload.what === null || what === payload.what),
    )
    return { ok: true, lines: found.slice(0, 2), more: found.length > 2 }
  }) as unknown as Line['ask']
  return { book: new Book({ ask }), asked, refuse: () => void (isRefused = true) }
}

test('older lines follow, until there are none', async () => {
  const { book: of } = book()
  await of.look()
  const keys = () => of.known.value?.lines.map(({ key }) => key)
  expect([keys(), of.known.value?.more]).toEqual([[5, 4], true])
  await of.addOlder()
  await of.addOlder()
  expect([keys(), of.known.value?.more]).toEqual([[5, 4, 3, 2, 1], false])
})

test('where no answer comes, lines of another kind are not shown as of this one', async () => {
  const { book: of, asked, refuse } = book()
  await of.look()
  refuse()
  const shown = of.show({ what: 'signed-in' })
  // Nor are older ones of this kind added to them.
  await of.addOlder()
  await shown
  expect(of.known.value).toBeNull()
  expect(asked).toHaveLength(2)
})

test('one kind alone is asked for anew', async () => {
  const { book: of, asked } = book()
  await of.look()
  await of.show({ what: 'signed-in' })
  expect(of.known.value?.lines.map(({ key }) => key)).toEqual([4, 2])
  expect(asked.at(-1)).toEqual({ before: null, what: 'signed-in', by: null, person: null })
})
