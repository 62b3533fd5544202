import { expect, test } from 'vitest'
import * as de from './guests.de.ts'
import * as el from './guests.el.ts'
import * as en from './guests.en.ts'
import { guestOf } from './guests.ts'

test('each of 1,024 numbers has a name of its own, in each language', () => {
  for (const words of [el, de, en]) {
    const names = Array.from({ length: 1_024 }, (_, number) => guestOf(number, words))
    expect(new Set(names).size).toBe(1_024)
    for (const name of names) expect(name).toMatch(/^\p{Lu}\p{Ll}+ \p{L}\p{Ll}+$/u)
  }
})
