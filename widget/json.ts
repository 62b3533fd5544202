// What goes over the wire as text: JSON that no library of the page changes, and whether it fits.

import { limits } from '../server/limits.ts'

/**
 * JSON, also where the page has given arrays a `toJSON` of its own, as Prototype 1.6 does: what is there goes, whatever
 * that made of it.
 */
export const json = (value: object): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key]
  })

/** Bytes for what goes around a payload: the event's name, a number. */
const around = 512

/**
 * Whether the server would read a payload at all: it counts bytes, of which a Greek letter has two. The oldest steps of
 * the path that led here give way first.
 */
export function fits(payload: object & { context?: { path: unknown[] } }): boolean {
  while (new Blob([json(payload)]).size > limits.payload - around) if (!payload.context?.path.shift()) return false
  return true
}
