// What sends files up, one after the other, until the server has them or refuses them.

import type { FilesParts, Kept } from './held.ts'
import { upload } from './upload.ts'

/** Refusals that end by themselves. */
const passing = new Set(['failed', 'too-many'])
const pause = 3_000

/** @returns what sends a file up, and what ends that */
export function createSending({ life, server, site, memory }: FilesParts, { find, change, put }: Kept) {
  const running = new Map<string, { ends: AbortController; done: Promise<void> }>()
  const stop = (id: string) => running.get(id)?.ends.abort()
  life.ends(() => {
    for (const id of running.keys()) stop(id)
  })

  const send = async (id: string, ends: AbortSignal): Promise<void> => {
    const address = `${server}/files/${site}/${id}`
    for (;;) {
      const file = find(id)
      if (!file || ends.aborted) return
      const headers = { authorization: `Bearer ${(await life.still(memory.credentials())).secret}` }
      const told = (part: number) => change(id, { part: Math.min(part, 0.99), isWaiting: false })
      const answer = await upload(address, file.name, file.blob, headers, told, ends)
      if (answer?.ok) return put(id, { ...answer.file, part: 1, isWaiting: false })
      if (answer && !passing.has(answer.error)) return put(id, { refused: answer.error })
      if (ends.aborted) return
      change(id, { isWaiting: !answer, part: 0 })
      await life.pause(Math.max(pause, ((answer && answer.retryAfter) ?? 0) * 1_000))
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  /** One goes up after the other. */
  const start = (id: string): Promise<void> => {
    const known = running.get(id)
    if (known) return known.done
    const ends = new AbortController()
    const done = last.then(() => send(id, ends.signal)).finally(() => running.delete(id))
    running.set(id, { ends, done })
    last = done
    return done
  }
  return [start, stop] as const
}
