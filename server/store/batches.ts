// The queue before a database: what is asked for in one turn of the event loop, or while a batch is under way, is one
// batch.

import type { Work } from './query.ts'

/** A write that somebody waits for. */
export interface Waiting {
  work: () => Work<unknown>
  /** The one thing that it reads and changes; undefined: anything. */
  of: string | undefined
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** Tells whoever waits how their write ended; called once the batch is committed, or is known not to be. */
export type Tell = () => void

/** @param commit runs a batch to its end, never throws, and may do so at once: then nothing else runs in between */
export function inBatches(commit: (batch: Waiting[]) => Tell[] | Promise<Tell[]>) {
  let waiting: Waiting[] = []
  let isUnderWay = false
  let drained: (() => void) | null = null
  const listeners: ((size: number) => void)[] = []

  const run = () => {
    const batch = waiting
    waiting = []
    for (const listen of listeners) listen(batch.length)
    const told = commit(batch)
    if (!(told instanceof Promise)) return end(told)
    isUnderWay = true
    void told.then(end)
  }
  const end = (told: Tell[]) => {
    isUnderWay = false
    for (const tell of told) tell()
    if (waiting.length > 0) setImmediate(run)
    else drained?.()
  }

  return {
    onBatch: (listen: (size: number) => void) => void listeners.push(listen),
    write: <T>(work: () => Work<T>, of?: string) =>
      new Promise<T>((resolve, reject) => {
        const isFirst = waiting.push({ work, of, resolve: resolve as (value: unknown) => void, reject }) === 1
        if (isFirst && !isUnderWay) setImmediate(run)
      }),
    /** Resolves when nothing waits and nothing is under way. */
    async drain(): Promise<void> {
      if (waiting.length > 0 || isUnderWay) await new Promise<void>((resolve) => (drained = resolve))
    },
  }
}
