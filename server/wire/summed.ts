// The edge's log: strangers decide how often its lines are written, so each is written a few times a minute, and then
// summed.

import { guarded } from '../faults.ts'
import type { Log } from './answer.ts'

/** Lines of one kind that are written as they come. */
const mostLines = 10

/**
 * What is refused or abuse goes here; a fault is ours, and each has its own line.
 * @param within ms after which the rest of a kind is written as one line, with how many `times`
 */
export function summed(log: Log, within = 60_000): Log {
  /** By all that is in the line, which has nothing of a stranger's in it, so that there are few kinds. */
  const counts = new Map<string, number>()
  const say = (level: 'info' | 'warn') => (details: object, message: string) => {
    const kind = JSON.stringify([level, message, details])
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (count <= mostLines) log[level](details, message)
    if (count > 1) return
    const sum = guarded(log, () => {
      const times = counts.get(kind)! - mostLines
      counts.delete(kind)
      if (times > 0) log[level]({ ...details, times }, message)
    })
    setTimeout(sum, within).unref()
  }
  return { info: say('info'), warn: say('warn'), error: (details, message) => log.error(details, message) }
}
