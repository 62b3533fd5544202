// Work on an owner's text that ends: some parsers take hours over a text that is only long, or go deeper than there is
// room.

import { createContext, Script } from 'node:vm'

/** Milliseconds of the processor; what anybody writes takes a hundredth. */
const mostWork = 2_000
/** Milliseconds after which it is given up on a machine that is too busy to do it. */
const mostWait = 60_000
/** Characters below which the worst takes less than that. */
const short = 4_000
/** Characters of a text: a long book has as many. */
const most = 1_000_000

export const tooDeep = 'is nested too deep to be read; write it flatter'

const place = createContext({ work: null as null | (() => unknown) })
const script = new Script('work()')

/** @returns what the work on `text` gave, or words that say why it was not done */
export function bounded<T>(text: string, work: () => T): { done: T } | { problem: string } {
  if (text.length > most) return { problem: `is longer than ${most} characters; part it into several` }
  try {
    return { done: text.length < short ? work() : watched(work) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return {
        problem: 'takes too long to read; part this long stretch, or put a backslash before signs that mean themselves',
      }
    if (error instanceof RangeError) return { problem: tooDeep }
    throw error
  } finally {
    place.work = null
  }
}

/**
 * The watchdog of `vm` ends whatever runs, ours too; it knows only the clock, which also runs while others have the
 * processor.
 */
function watched<T>(work: () => T): T {
  place.work = work
  for (let timeout = mostWork; ; timeout *= 2) {
    const before = process.cpuUsage()
    try {
      return script.runInContext(place, { timeout }) as T
    } catch (error) {
      const isLate = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      const { user, system } = process.cpuUsage(before)
      if (!isLate || (user + system) / 1_000 >= mostWork || timeout >= mostWait) throw error
    }
  }
}

/** The line, from 1, at which the longest stretch without an empty line begins: where such work is mostly lost. */
export function longestStretch(text: string): number {
  let [at, line, length] = [1, 1, 0]
  for (const stretch of text.split(/(?<=\n\s*\n)/)) {
    if (stretch.length > length) [at, length] = [line, stretch.length]
    line += stretch.split('\n').length - 1
  }
  return at
}
