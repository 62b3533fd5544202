// References of tickets: short, said over the telephone without mistake, typed in Greek or in Latin letters.

import { randomInt } from 'node:crypto'

/**
 * Digits but 0 and 1, and capitals that Greek and Latin share and that look like no digit: no O, I, Z, B; no Y either,
 * which is spelt with U or V. Seventeen, a prime: so weights that differ catch every single mistake and every swap of
 * two characters (as ISO/IEC 7064 does with its moduli).
 */
const alphabet = '2345 6789 AEHKMNPTX'.replaceAll(' ', '')
const length = 6

/** A new one, as it is shown: `K7M-4PX9`. */
export function newReference(random: (below: number) => number = randomInt): string {
  const values = Array.from({ length }, () => random(alphabet.length))
  return show([...values, check(values)])
}

/** The reference somebody typed, in its own spelling; `mistyped` when it looks like one and is none; or null. */
export function readReference(text: string): string | 'mistyped' | null {
  const letters = [...text.toUpperCase().replaceAll(/[\s\-–]/g, '')].map((letter) => latin[letter] ?? letter)
  if (letters.length !== length + 1 || !letters.every((letter) => /[\dA-ZΑ-Ω]/.test(letter))) return null
  const values = letters.map((letter) => alphabet.indexOf(letter))
  if (values.includes(-1) || check(values.slice(0, length)) !== values[length]) return 'mistyped'
  return show(values)
}

const latin: Record<string, string> = { Α: 'A', Ε: 'E', Η: 'H', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Χ: 'X' }

/** A character whose weight is -1, so that the weighted sum of all seven is 0 modulo 17. */
function check(values: number[]): number {
  return values.reduce((sum, value, place) => sum + (place + 2) * value, 0) % alphabet.length
}

function show(values: number[]): string {
  const text = values.map((value) => alphabet[value]).join('')
  return `${text.slice(0, 3)}-${text.slice(3)}`
}
