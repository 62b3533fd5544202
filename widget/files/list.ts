// The files that are attached, in widget and console: seen at once, kept in the browser, and sent up until the server
// has them or refuses them.

import { type ReadonlySignal, signal } from '@preact/signals-core'
import { limits } from '../../server/limits.ts'
import type { Life } from '../life.ts'
import { randomId } from '../memory.ts'
import type { FileStorage } from './storage.ts'
import { type Uploaded, unheard } from './upload.ts'

export interface Attached {
  id: string
  /** Where it is attached: a conversation, a form. */
  place: string
  name: string
  /** As the browser calls it; the server looks itself. */
  type: string
  size: number
  blob: Blob
  /** When it was attached, ms. */
  at: number
  /** The part that has gone up; 1: the server has it. */
  part: number
  /** Where it can be seen, once the server has it. */
  url: string
  /** Why it was refused; '' when it was not. */
  refused: string
  /** Whether the server is away. */
  isWaiting: boolean
}

export const attachedTo = (place: string, name: string, blob: Blob): Attached => ({
  id: randomId(),
  place,
  name,
  type: blob.type,
  size: blob.size,
  blob,
  at: Date.now(),
  part: 0,
  url: '',
  refused: '',
  isWaiting: false,
})

interface ListParts<F extends Attached> {
  life: Life
  storage: Pick<FileStorage<F>, 'put' | 'remove'>
  /** Tries once to send one up. @returns null when nothing was answered */
  send: (file: F, told: (part: number) => void, ends: AbortSignal) => Promise<Uploaded | null>
  isThere: (file: F, ends: AbortSignal) => Promise<boolean>
  /** Hears which there are, whenever one comes or goes. */
  changed: (files: readonly F[]) => void
}

export type List<F extends Attached> = {
  all: ReadonlySignal<readonly F[]>
  find: (id: string) => F | undefined
  /** Changes one, as it is seen and as it is kept. */
  put: (id: string, patch: Partial<Attached> | Partial<F>) => Promise<void>
  /** Sends one up, unless it is on its way. @returns what resolves when it need not go any more */
  start: (id: string) => Promise<void>
  /** Attaches one; unless it is refused it is kept, and goes up if the server lacks it. */
  add: (file: F) => Promise<void>
  /** Attaches again what was kept. */
  restore: (kept: readonly F[]) => void
  /** Sends up again what could not be stored. */
  retry: (id: string) => Promise<void>
  remove: (...ids: string[]) => Promise<void>
}

/** Refusals that end by themselves. */
const passing = new Set(['failed', 'too-many'])
/** Milliseconds between two attempts. */
const pause = 3_000

export function createList<F extends Attached>({ life, storage, send, isThere, changed }: ListParts<F>): List<F> {
  const all = signal<readonly F[]>([])
  const find = (id: string) => all.value.find((file) => file.id === id)
  const show = (files: readonly F[]) => {
    all.value = files
    changed(files)
  }
  const change = (id: string, patch: Partial<Attached> | Partial<F>) => {
    all.value = all.value.map((file) => (file.id === id ? { ...file, ...patch } : file))
  }
  const put: List<F>['put'] = async (id, patch) => {
    change(id, patch)
    const file = find(id)
    if (file && !file.refused) await storage.put(file)
  }
  const { inTurn, start, stop } = createTurns(life, async (id, ends) => {
    const told = (part: number) => change(id, { part: Math.min(part, 0.99), isWaiting: false })
    for (let inVain = 0; ;) {
      const file = find(id)
      if (!file) return
      const answer = await inTurn(file.place, async () => (ends.aborted ? null : send(file, told, ends)))
      if (ends.aborted) return
      if (answer?.ok) return put(id, { ...answer.file, part: 1, isWaiting: false })
      // Nothing waits for ever for what never comes through.
      const refused = answer ? answer.error : (await isThere(file, ends)) && ++inVain === unheard && 'lost'
      if (refused && !passing.has(refused)) return put(id, { refused, part: 0, isWaiting: false })
      change(id, { part: 0, isWaiting: !answer })
      await life.pause(Math.max(pause, (answer?.retryAfter ?? 0) * 1_000))
    }
  })
  return {
    all,
    find,
    put,
    start,
    async add(file) {
      show([...all.value, file])
      if (file.refused) return
      await put(file.id, {})
      if (file.part < 1) void start(file.id)
    },
    restore(kept) {
      show([...kept, ...all.value].toSorted((a, b) => a.at - b.at))
      for (const { id, part } of kept) if (part < 1) void start(id)
    },
    async retry(id) {
      await put(id, { refused: '', part: 0 })
      void start(id)
    },
    async remove(...ids) {
      for (const id of ids) stop(id)
      show(all.value.filter(({ id }) => !ids.includes(id)))
      for (const id of ids) await storage.remove(id)
    },
  }
}

/** @returns why one more cannot be attached where `there` are, of at most `most` bytes; '' when it can */
export function refusalOf({ size }: Blob, there: readonly Attached[], most: number): string {
  if (size > most) return 'too-big'
  if (size === 0) return 'empty'
  return there.filter(({ refused }) => !refused).length < limits.files ? '' : 'too-many-files'
}

/** At one place one goes up after the other; one that has to wait lets the others go meanwhile. */
function createTurns(life: Life, sendUp: (id: string, ends: AbortSignal) => Promise<void>) {
  const running: Record<string, { ends: AbortController; done: Promise<void> }> = {}
  const lasts: Record<string, Promise<unknown>> = {}
  const begin = (id: string) => {
    const ends = new AbortController()
    life.ends(() => ends.abort())
    const done = sendUp(id, ends.signal).finally(() => delete running[id])
    return { ends, done }
  }
  return {
    start: (id: string): Promise<void> => (running[id] ??= begin(id)).done,
    stop: (id: string): void => running[id]?.ends.abort(),
    inTurn<T>(place: string, act: () => Promise<T>): Promise<T> {
      const done = Promise.resolve(lasts[place]).then(act)
      lasts[place] = done
      return done
    },
  }
}
