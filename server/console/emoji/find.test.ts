// Emoji by their names: in both languages, without accents, in Greeklish, the name itself first.

import { expect, test } from 'vitest'
import { find } from './find.ts'

test.each([
  ['pray', '🙏'],
  ['tada', '🎉'],
  ['heart', '❤️'],
  ['+1', '👍'],
  ['thumbsup', '👍'],
  ['white_check', '✅'],
  ['ευχαριστω', '🙏'],
  ['efxaristo', '🙏'],
  ['καρδι', '❤️'],
  ['γιορτή', '🎉'],
])('%s', (query, sign) => {
  expect(find(query).map((each) => each.sign)).toContain(sign)
})

test('its own name stands first, and there are few', () => {
  expect(find('smile')[0]!.sign).toBe('😄')
  expect(find('sm').length).toBeLessThanOrEqual(8)
})

test('what nobody calls one is none', () => {
  expect(find('qqq')).toEqual([])
  expect(find('DD')).toEqual([])
})
