// The key that the database's file is encrypted with: 32 random bytes, written as text.

import { createHash, randomBytes } from 'node:crypto'

export interface Key {
  readonly bytes: Buffer
  /** What it can be called by without saying it, 8 hexadecimal digits; whatever it has encrypted begins with it. */
  readonly id: string
  /** Where it came from, for the owner: a variable or a file. */
  readonly from: string
}

/** Keys that the owner has given, and keeps. */
export interface GivenKeys {
  now: Key | null
  /** The one to change to. */
  next: Key | null
}

export const noKeys: GivenKeys = { now: null, next: null }

/** Of 32 random bytes some 30 differ; fewer than half are 1 in 10^11. */
const leastDifferent = 16

/** @param from where it came from. @returns what is wrong with it, when it is no key, without a sign of it */
export function readKey(text: string, from: string): Key | string {
  const given = text.trim()
  const bytes = /^[\da-f]{64}$/i.test(given)
    ? Buffer.from(given, 'hex')
    : /^[\w+/-]{43}=?$/.test(given) && /[a-z]/.test(given) && /[A-Z]/.test(given)
      ? Buffer.from(given, 'base64')
      : null
  if (bytes?.length !== 32)
    return 'is no key: 32 random bytes in base64 or hexadecimal, as `openssl rand -base64 32` makes them'
  const steps = bytes.map((byte, at) => byte - (bytes[at - 1] ?? 0))
  if (new Set(bytes).size < leastDifferent || new Set(steps).size < leastDifferent || isText(bytes))
    return 'can be guessed: a word, a pattern or a counter is no key; make one with `openssl rand -base64 32`'
  return { bytes, id: saltOf(bytes).subarray(0, 4).toString('hex'), from }
}

/** As it is kept in a file. */
export const newKeyText = (): string => `${randomBytes(32).toString('base64')}\n`

/** What a file begins with that a key has encrypted, 16 bytes: it tells which key, and nothing of it. */
export const saltOf = (bytes: Buffer): Buffer =>
  createHash('sha256').update('rotame key').update(bytes).digest().subarray(0, 16)

/** A sentence of 32 letters in base64 has the length of a key; of random bytes 1 in 10^13 can be read. */
const isText = (bytes: Buffer): boolean => bytes.every((byte) => byte >= 32 && byte < 127)
