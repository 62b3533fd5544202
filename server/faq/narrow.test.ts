import { expect, test } from 'vitest'
import { narrow } from './narrow.ts'

const read = (value: object, locale: string) => {
  const { charset, bytes } = narrow(value, locale)!
  return JSON.parse(new TextDecoder(charset).decode(bytes)) as unknown
}

test.each([
  ['el', 'Ξέχασα τον κωδικό «μου»: 5 € – ή ≤ 3· 😀 \u2028 \\ " Ÿ\u0085'],
  ['el-CY', 'Ναι'],
  ['ru', 'Забыл пароль «мой» — ≤ 3'],
  ['he', 'שכחתי סיסמה ₪'],
])('%s comes back as it was', (locale, text) => {
  expect(read({ [text]: [text] }, locale)).toEqual({ [text]: [text] })
})

test('Greek has a byte for each letter', () => {
  expect(narrow({ a: 'κωδικός' }, 'el')!.bytes).toHaveLength('{"a":"κωδικός"}'.length)
  expect(narrow({ a: 'password' }, 'en')).toBe(null)
})
