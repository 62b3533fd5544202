// Files as signals and verbs: what is attached is kept in this browser, goes up by itself, and stays until it is sent.

import { signal } from '@preact/signals-core'
import { limits } from '../server/limits.ts'
import type { Answer, RefusalCode } from '../server/protocol/answer.ts'
import { openBox } from './box.ts'
import type { Life } from './life.ts'
import { type Entry, type Memory, randomId } from './memory.ts'
import { upload } from './upload.ts'

/** Where a file is attached: to a message, or to the form for a problem. */
export type Place = 'conversation' | 'problem'

export interface Held {
  id: string
  place: Place
  /** Whether what names it is in the outbox. */
  isSent: boolean
  name: string
  /** As the browser calls it; the server looks itself. */
  type: string
  size: number
  blob: Blob
  /** When it was attached, or sent. */
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

export interface FilesParts {
  life: Life
  server: string
  site: string
  memory: Memory
  /** Bytes of one file. */
  most: () => number
}

/** Refusals that end by themselves. */
const passing = new Set(['failed', 'too-many'])
const pause = 3_000
const minute = 60_000

const filesIn = (entry: Entry): readonly string[] =>
  (entry.kind === 'start' ? entry.payload.message.files : entry.payload.files) ?? []

const fresh = (name: string, blob: Blob): Omit<Held, 'place'> => ({
  id: randomId(),
  isSent: false,
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

export function createFiles({ life, server, site, memory, most }: FilesParts) {
  const held = signal<Held[]>([])
  const box = openBox<Held>(`rotame:${site}:files`, life)
  const running = new Map<string, { ends: AbortController; done: Promise<void> }>()

  life.ends(() => {
    for (const { ends } of running.values()) ends.abort()
  })

  const at = (place: Place) => held.value.filter((file) => file.place === place && !file.isSent)
  const find = (id: string) => held.value.find((file) => file.id === id)
  const show = (list: Held[]) => {
    held.value = list
    memory.set('files', list.length > 0 ? '1' : '')
  }
  const change = (id: string, patch: Partial<Held>) => {
    held.value = held.value.map((file) => (file.id === id ? { ...file, ...patch } : file))
  }
  const put = async (id: string, patch: Partial<Held>): Promise<void> => {
    change(id, patch)
    const file = find(id)
    if (file && !file.refused) await box.put(file)
  }
  const drop = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) running.get(id)?.ends.abort()
    show(held.value.filter(({ id }) => !ids.includes(id)))
    for (const id of ids) await box.remove(id)
  }

  /** Sends a file up until the server has it or refuses it. */
  const send = async (id: string, ends: AbortSignal): Promise<void> => {
    const address = `${server}/files/${site}/${id}`
    for (;;) {
      const file = find(id)
      if (!file || ends.aborted) return
      const headers = { authorization: `Bearer ${(await life.still(memory.credentials())).secret}` }
      const answer = await upload(
        address,
        file.name,
        file.blob,
        headers,
        (part) => change(id, { part: Math.min(part, 0.99), isWaiting: false }),
        ends,
      )
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

  /** Forgets what was sent and is in the outbox no more. */
  const tidy = async (): Promise<void> => {
    const waiting = new Set((await life.still(memory.outbox())).flatMap(filesIn))
    const before = Date.now() - minute
    await drop(held.value.filter(({ id, isSent, at }) => isSent && at < before && !waiting.has(id)).map(({ id }) => id))
    if (held.value.some(({ isSent }) => isSent)) life.after(minute, () => void tidy())
  }
  const ready = life.still(box.all()).then(async (stored) => {
    show([...stored, ...held.value])
    await tidy()
    for (const { id, part } of held.value) if (part < 1) void start(id)
  })

  return {
    held,
    /** Those attached at a place. */
    at,
    /** Whether something is attached that can be sent. */
    has: (place: Place = 'conversation'): boolean => at(place).some((file) => !file.refused),
    /** Attaches what was picked, dropped or pasted on a screen that sends files, and sends it up. */
    async add(list: readonly File[], place: string): Promise<void> {
      await ready
      if (most() === 0 || (place !== 'conversation' && place !== 'problem')) return
      for (const file of list) {
        const count = at(place).filter((each) => !each.refused).length
        const refused =
          file.size > most() ? 'too-big' : file.size === 0 ? 'empty' : count >= limits.files ? 'too-many-files' : ''
        const next: Held = { ...fresh(file.name, file), place, refused }
        show([...held.value, next])
        if (refused) continue
        await put(next.id, {})
        void start(next.id)
      }
    },
    /**
     * Keeps a text as a file that goes with what is sent now, whatever else is attached.
     * @returns its id; the server says whether it may be as large
     */
    async keep(text: string, name: string): Promise<string> {
      await ready
      const blob = new Blob([text], { type: 'text/plain' })
      const file: Held = { ...fresh(name, blob), place: 'problem', isSent: true }
      show([...held.value, file])
      await put(file.id, {})
      void start(file.id)
      life.after(minute, () => void tidy())
      return file.id
    },
    /** Tries again what could not be stored. */
    async retry(id: string): Promise<void> {
      await put(id, { refused: '', part: 0 })
      void start(id)
    },
    remove: (id: string) => drop([id]),
    /** Takes what is attached to be sent. @returns the ids; what was refused stays where it is */
    take(place: Place = 'conversation'): string[] {
      const ids = at(place)
        .filter((file) => !file.refused)
        .map(({ id }) => id)
      for (const id of ids) void put(id, { isSent: true, at: Date.now() })
      if (ids.length > 0) life.after(minute, () => void tidy())
      return ids
    },
    /** Puts back what was not accepted; the server may have forgotten it, so it goes up again. */
    giveBack(ids: readonly string[] = []): void {
      for (const id of ids) {
        if (!find(id)?.isSent) continue
        const isFine = !find(id)!.refused
        void put(id, { isSent: false, ...(isFine && { part: 0 }) })
        if (isFine) void start(id)
      }
    },
    /**
     * Makes sure that files are with the server, before what names them is sent.
     * @param again called when that has become so
     * @returns nothing while they are on their way
     */
    async upload(ids: readonly string[], again: () => Promise<void>): Promise<Answer | void> {
      await ready
      const files = ids.flatMap((id) => find(id) ?? [])
      const refused = files.find((file) => file.refused)
      if (refused) return { ok: false, error: refused.refused as RefusalCode }
      const rest = files.filter(({ part }) => part < 1)
      if (rest.length === 0) return { ok: true }
      void Promise.all(rest.map(({ id }) => start(id))).then(again)
    },
    /** Forgets what a stored message has. */
    arrived(ids: readonly string[]): void {
      const known = ids.filter((id) => find(id))
      // Not while it is being drawn.
      if (known.length > 0) queueMicrotask(() => void drop(known))
    },
    async forget(): Promise<void> {
      await drop(held.value.map(({ id }) => id))
      await box.clear()
    },
  }
}
