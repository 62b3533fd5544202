// A filter over what is closed finds what is pages back, and does not ask for years.

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Summary } from '../../protocol/conversation.ts'
import { readFilter } from '../inbox/filter.ts'
import { summaryOf } from '../test/made.ts'
import { isShortOf, lookFurther } from './paging.ts'

/** Pages of fifty, of which each has so many that fit. */
function open(fitting: readonly number[]) {
  const all = signal<Summary[]>([])
  const hasMore = signal(fitting.length > 0)
  let page = 0
  const load = async () => {
    const tagsOf = (at: number) => (at < fitting[page]! ? ['vip'] : [])
    const more = Array.from({ length: 50 }, (_, at) => summaryOf(`${page} ${at}`, { tags: tagsOf(at) }))
    all.value = [...all.value, ...more]
    hasMore.value = ++page < fitting.length
  }
  return { past: { all, hasMore, load }, pages: () => page }
}
const filter = readFilter('tag=vip')

test.each([
  ['the end', [0, 0, 1], 3, false],
  ['enough', [10, 10, 10, 10], 3, false],
  ['many pages of nothing', Array.from({ length: 30 }, () => 0), 10, true],
])('it goes on to %s', async (_, fitting, pages, isShort) => {
  const opened = open(fitting)
  await lookFurther(opened.past, filter, () => true)
  expect([opened.pages(), isShortOf(opened.past, filter)]).toEqual([pages, isShort])
})

test('what nobody wants any more is not asked for', async () => {
  const { past, pages } = open([0, 0, 0])
  await lookFurther(past, filter, () => pages() < 1)
  expect(pages()).toBe(1)
})
