// A visitor's files: what is attached to a message or to a form goes up by itself, and stays until what names it is
// stored.

import type { Answer, RefusalCode } from '../../server/protocol/answer.ts'
import type { Life } from '../life.ts'
import type { Entry, Memory } from '../memory.ts'
import { type Attached, attachedTo, createList, type List, refusalOf } from './list.ts'
import { openFileStorage } from './storage.ts'
import { isThere, upload } from './upload.ts'

/** Where a visitor attaches files: to a message, or to the form for a problem. */
export type FileField = 'conversation' | 'problem'

export interface VisitorsFile extends Attached {
  /** Whether what names it is in the outbox. */
  isSent: boolean
}

interface FilesParts {
  life: Life
  server: string
  site: string
  memory: Memory
  /** Bytes of one file. */
  most: () => number
}

const minute = 60_000

const fresh = (place: string, name: string, blob: Blob): VisitorsFile => ({
  ...attachedTo(place, name, blob),
  isSent: false,
})

const filesIn = (entry: Entry): readonly string[] =>
  (entry.kind === 'start' ? entry.payload.message.files : entry.payload.files) ?? []

export function createFiles({ life, server, site, memory, most }: FilesParts) {
  const storage = openFileStorage<VisitorsFile>(`rotame:${site}:files`, life)
  const list = createList<VisitorsFile>({
    life,
    storage,
    async send({ id, name, blob }, told, ends) {
      const { secret } = await life.still(memory.credentials())
      return upload(`${server}/files/${site}/${id}`, name, blob, { authorization: `Bearer ${secret}` }, told, ends)
    },
    isThere: (_, ends) => isThere(server, site, ends),
    changed: ({ length }) => memory.set('files', length > 0 ? '1' : ''),
  })
  const { all, find, remove } = list
  const at = (place: string) => all.value.filter((file) => file.place === place && !file.isSent)
  /** Forgets what was sent and is in the outbox no more. */
  const tidy = async (): Promise<void> => {
    const waiting = new Set((await life.still(memory.outbox())).flatMap(filesIn))
    const before = Date.now() - minute
    const isDone = ({ id, isSent, at }: VisitorsFile) => isSent && at < before && !waiting.has(id)
    await remove(...all.value.filter(isDone).map(({ id }) => id))
    if (all.value.some(({ isSent }) => isSent)) life.after(minute, () => void tidy())
  }
  const ready = life.still(storage.all()).then((stored) => {
    list.restore(stored)
    return tidy()
  })
  return {
    all,
    at,
    ...createAttaching(list, at, ready, most, () => life.after(minute, () => void tidy())),
    ...createGiving(list, ready),
    /** Whether something is attached that can be sent. */
    has: (place: FileField = 'conversation'): boolean => at(place).some((file) => !file.refused),
    retry: list.retry,
    remove,
    /** Forgets what a stored message has. */
    arrived(ids: readonly string[]): void {
      const known = ids.filter((id) => find(id))
      // Not while it is being drawn.
      if (known.length > 0) queueMicrotask(() => void remove(...known))
    },
    async forget(): Promise<void> {
      await remove(...all.value.map(({ id }) => id))
      await storage.clear()
    },
  }
}

/** How files come to be attached, and are taken to be sent. @param tidyLater called when something is sent */
function createAttaching(
  { add, put }: List<VisitorsFile>,
  at: (place: string) => VisitorsFile[],
  ready: Promise<void>,
  most: () => number,
  tidyLater: () => void,
) {
  return {
    /** Attaches what was picked, dropped or pasted on a screen that sends files, and sends it up. */
    async add(files: readonly File[], place: string): Promise<void> {
      await ready
      if (most() === 0 || (place !== 'conversation' && place !== 'problem')) return
      for (const file of files)
        await add({ ...fresh(place, file.name, file), refused: refusalOf(file, at(place), most()) })
    },
    /**
     * Keeps a text as a file that goes with what is sent now, whatever else is attached.
     * @returns its id; the server says whether it may be as large
     */
    async keep(text: string, name: string): Promise<string> {
      await ready
      const file = { ...fresh('problem', name, new Blob([text], { type: 'text/plain' })), isSent: true }
      await add(file)
      tidyLater()
      return file.id
    },
    /** Takes what is attached to be sent. @returns the ids; what was refused stays where it is */
    take(place: FileField = 'conversation'): string[] {
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
function createGiving({ find, put, start }: List<VisitorsFile>, ready: Promise<void>) {
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
