// Errors of the console, told to the server's log: their kind and place, not their words, which may be a visitor's.

import { begin } from '../../../widget/life.ts'
import type { Line } from '../line.ts'

/** So many are told: one that comes again and again is known. */
const most = 20

export interface Faults {
  /** @param pane which part of the screen has failed, as the log is to call it */
  report: (pane: string, error: unknown) => void
  destroy: () => void
}

/** @param page where errors that nobody has caught are heard of */
export function createFaults({ life: within, ask }: Pick<Line, 'life' | 'ask'>, page: EventTarget): Faults {
  const life = begin(within)
  let told = 0
  const report = (pane: string, error: unknown) => {
    const { name = 'Error', stack = '' } = error instanceof Error ? error : {}
    if (told++ >= most) return
    const frames = stack.split('\n').filter((line) => /^\s+at |@/.test(line))
    void ask('fault:report', { pane, kind: name.slice(0, 80), stack: frames.join('\n').slice(0, 4_000) })
  }
  life.on(page, 'error', ({ error }: ErrorEvent) => report('page', error))
  life.on(page, 'unhandledrejection', ({ reason }: PromiseRejectionEvent) => report('page', reason))
  return { report, destroy: life.end }
}
