// Files as signals and verbs: what is attached is kept in this browser, goes up by itself, and stays until it is sent.

import { limits } from '../../server/limits.ts'
import type { Answer, RefusalCode } from '../../server/protocol/answer.ts'
import type { Entry } from '../memory.ts'
import { createKept, type FilesParts, fresh, type Held, type Kept, type Place } from './held.ts'
import { createSending } from './sending.ts'

const minute = 60_000

const filesIn = (entry: Entry): readonly string[] =>
  (entry.kind === 'start' ? entry.payload.message.files : entry.payload.files) ?? []

export function createFiles(parts: FilesParts) {
  const { life, memory, most } = parts
  const kept = createKept(parts)
  const { held, box, find, at, show, put } = kept
  const [start, stop] = createSending(parts, kept)
  const drop = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) stop(id)
    show(held.value.filter(({ id }) => !ids.includes(id)))
    for (const id of ids) await box.remove(id)
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
    at,
    ...createAttaching(kept, ready, start, most, () => life.after(minute, () => void tidy())),
    ...createGiving(kept, ready, start),
    /** Whether something is attached that can be sent. */
    has: (place: Place = 'conversation'): boolean => at(place).some((file) => !file.refused),
    /** Tries again what could not be stored. */
    async retry(id: string): Promise<void> {
      await put(id, { refused: '', part: 0 })
      void start(id)
    },
    remove: (id: string) => drop([id]),
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

/** How files come to be attached, and are taken to be sent. @param tidyLater called when something is sent */
function createAttaching(
  { held, at, show, put }: Kept,
  ready: Promise<void>,
  start: (id: string) => Promise<void>,
  most: () => number,
  tidyLater: () => void,
) {
  return {
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
      tidyLater()
      return file.id
    },
    /** Takes what is attached to be sent. @returns the ids; what was refused stays where it is */
    take(place: Place = 'conversation'): string[] {
      const ids = at(place)
        .filter((file) => !file.refused)
        .map(({ id }) => id)
      for (const id of ids) void put(id, { isSent: true, at: Date.now() })
      if (ids.length > 0) tidyLater()
      return ids
    },
  }
}

/** What is done with the files of something that is sent. */
function createGiving({ find, put }: Kept, ready: Promise<void>, start: (id: string) => Promise<void>) {
  return {
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
  }
}
