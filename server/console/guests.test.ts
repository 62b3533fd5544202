import { expect, test } from 'vitest'
import { guestOf } from './guests.ts'

test('each of 1,024 numbers has a name of its own, in both languages', () => {
  for (const locale of ['el', 'en'] as const) {
    const names = Array.from({ length: 1_024 }, (_, number) => guestOf(number, locale))
    expect(new Set(names).size).toBe(1_024)
    for (const name of names) expect(name).toMatch(/^\p{Lu}\p{Ll}+ \p{Ll}+$/u)
  }
})
