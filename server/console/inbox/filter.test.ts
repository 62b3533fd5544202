// Filters: what the address says, and which conversations are wanted by it.

import { expect, test } from 'vitest'
import { eleni, summaryOf } from '../test/made.ts'
import { filtered, readFilter, writeFilter } from './filter.ts'

const ticket = { reference: 'K7M-4PX9', email: 'a@b.example', state: 'open' } as never
const all = [
  summaryOf('chat', { tags: ['VIP'], plan: 'premium' }),
  summaryOf('request', { ticket, assignee: eleni }),
  summaryOf('elsewhere', { site: 'other' }),
]

test.each([
  ['', ['chat', 'request', 'elsewhere']],
  ['tag=vip', ['chat']],
  ['tag=none', []],
  ['kind=request', ['request']],
  ['agent=nobody', ['chat', 'elsewhere']],
  ['agent=eleni&kind=request', ['request']],
  ['site=other', ['elsewhere']],
  ['plan=premium&kind=chat', ['chat']],
  ['unknown=x&__proto__=y', ['chat', 'request', 'elsewhere']],
])('%s', (address, wanted) => {
  expect(filtered(all, readFilter(address)).map(({ id }) => id.replace(/_+$/, ''))).toEqual(wanted)
})

test('what is written is read, and the same is written the same way', () => {
  const filter = { ...readFilter(), tag: 'a/b & γ?', kind: 'chat' }
  expect(readFilter(writeFilter(filter))).toEqual(filter)
  expect(writeFilter(readFilter('kind=chat&tag=x'))).toBe(writeFilter(readFilter('tag=x&kind=chat')))
  expect(writeFilter(filter)).not.toContain('/')
})
