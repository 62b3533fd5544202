// The product's clock, as the server tells it, and a signal each second for what is drawn by it.

import { type ReadonlySignal, signal } from '@preact/signals'
import { begin } from '../../widget/life.ts'
import type { Line } from './line.ts'

export interface Clock {
  /** ms since the epoch. */
  now: () => number
  /** Changes each second. */
  tick: ReadonlySignal<number>
  destroy: () => void
}

export function createClock(line: Pick<Line, 'life' | 'on'>): Clock {
  const life = begin(line.life)
  const tick = signal(0)
  let ahead = 0
  life.ends(line.on('welcome', ({ now }) => void (ahead = now - Date.now())))
  life.every(1_000, () => tick.value++)
  return { now: () => Date.now() + ahead, tick, destroy: life.end }
}
