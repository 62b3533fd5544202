// Of what `npm audit` says, what keeps a change from landing.

import { expect, test } from 'vitest'
import { foundIn } from './advisories.ts'

test('a known hole that is high is found, one that is low is not', () => {
  const vulnerabilities = {
    leaky: { severity: 'high', range: '<2' },
    dusty: { severity: 'low', range: '*' },
  }
  expect(foundIn(JSON.stringify({ vulnerabilities }), () => {})).toEqual([
    'leaky <2 has a known hole (high): npm audit says which',
  ])
  expect(foundIn('{"vulnerabilities":{}}', () => {})).toEqual([])
})

test.each(['', '{"message":"405 Method Not Allowed"}', '{"error":{"code":"ENOTFOUND"}}'])(
  'without an answer nothing is found, and that is said: %s',
  (said) => {
    const why: string[] = []
    expect(foundIn(said, (each) => why.push(each))).toEqual([])
    expect(why).toHaveLength(1)
  },
)
