// What is looked for: an address that says it, and of several answers the one to what is asked now.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playLine, settled } from '../test/playedLine.ts'
import { Finding, type Query, readQuery, writeQuery } from './state.ts'

const nothing: Query = {
  text: '',
  state: '',
  days: 0,
  site: '',
  plan: '',
  tag: '',
  agent: '',
  team: '',
  kind: '',
}
const queryOf = (text: string, patch: Partial<Query> = {}): Query => ({ ...nothing, text, ...patch })
const pageOf = (...names: string[]) => ({
  ok: true,
  found: names.map((id) => ({ id })),
  more: false,
  isPartial: false,
})

function open() {
  const played = playLine()
  const finding = new Finding(played.line)
  return { ...played, finding, names: () => finding.found.value?.found.map(({ id }) => id) ?? null }
}

test('whatever is looked for, the address says it, and nothing where nothing is', () => {
  const query = fc.record({
    text: fc.string({ unit: 'grapheme' }),
    site: fc.string(),
    state: fc.constantFrom('' as const, 'open' as const, 'closed' as const),
    agent: fc.string(),
    plan: fc.string(),
    tag: fc.string(),
    team: fc.string(),
    kind: fc.constantFrom('', 'chat', 'request'),
    days: fc.integer({ min: 0, max: 3_650 }),
  })
  fc.assert(fc.property(query, (each) => void expect(readQuery(writeQuery(each))).toEqual(each)))
  expect(writeQuery(nothing)).toBe(null)
})

test.each([
  null,
  '',
  'state=gone',
  'kind=fax',
  'days=-1',
  'days=1e9',
  'days=1.5',
  'days=x',
  'days=',
  '%',
  '?#&=&&',
  'Q=α',
])('%s in an address is none of ours', (address) => expect(readQuery(address)).toEqual(nothing))

test('what an agent has chosen is asked for, and nothing else is said', async () => {
  const { finding, next } = open()
  void finding.look(
    queryOf('τιμολόγιο', { site: 'oxzino', state: 'open', agent: 'eleni', tag: 'vip', kind: 'chat', days: 7 }),
    700_000_000,
  )
  expect(next('conversations:find').payload).toEqual({
    text: 'τιμολόγιο',
    site: 'oxzino',
    state: 'open',
    agent: 'eleni',
    tag: 'vip',
    kind: 'chat',
    from: 700_000_000 - 7 * 86_400_000,
  })
  await next('conversations:find').answer(pageOf('a'))
  void finding.look(queryOf('α'.repeat(300), { plan: 'α'.repeat(300) }), 0)
  expect(next('conversations:find').payload).toEqual({ text: 'α'.repeat(200), plan: 'α'.repeat(64) })
})

test.each(['', '  ', '?!', '«»', '€'])('%j has no word in it: nobody is asked, and nothing is shown', async (text) => {
  const { finding, next, asked, names } = open()
  void finding.look(queryOf('a'), 0)
  await next('conversations:find').answer(pageOf('a'))
  await finding.look(queryOf(text), 0)
  expect([asked, names()]).toEqual([[], null])
})

test('in whatever order answers come, what is asked now is what is shown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), async (order) => {
      const { finding, asked, names } = open()
      for (const text of ['a', 'b', 'c', 'd']) void finding.look(queryOf(text), 0)
      const all = [...asked]
      for (const at of order) await all[at]!.answer(pageOf(`of ${at}`))
      expect(names()).toEqual(['of 3'])
    }),
  )
})

test('what is found late of what is looked for no more is not shown', async () => {
  const { finding, next, names } = open()
  void finding.look(queryOf('a'), 0)
  void finding.look(nothing, 0)
  await next('conversations:find').answer(pageOf('a'))
  expect(names()).toBe(null)
})

test.each([
  ['is lost', null],
  ['is a refusal', { ok: false, error: 'failed' }],
])('where the answer %s, what was found for other words is not shown for these', async (_, answer) => {
  const { finding, next, names } = open()
  void finding.look(queryOf('a'), 0)
  await next('conversations:find').answer(pageOf('a'))
  expect(finding.isLost.value).toBe(false)
  void finding.look(queryOf('b'), 0)
  expect(names()).toEqual(['a'])
  await next('conversations:find').answer(answer)
  expect([names(), finding.isLost.value]).toEqual([null, true])
  void finding.look(queryOf('b'), 0)
  await next('conversations:find').answer(pageOf('b'))
  expect([names(), finding.isLost.value]).toEqual([['b'], false])
})

test('the end of the line ends what is waited for', async () => {
  const { finding, next, line, names } = open()
  void finding.look(queryOf('a'), 0)
  line.life.end()
  await next('conversations:find').answer(pageOf('a'))
  await settled()
  expect(names()).toBe(null)
})
