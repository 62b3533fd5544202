// What is attached, as it is seen, and in the browser's storage.

import { signal } from '@preact/signals-core'
import { type Memory, randomId } from '../memory.ts'
import type { Life } from '../life.ts'
import { openBox } from './box.ts'

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

export const fresh = (name: string, blob: Blob): Omit<Held, 'place'> => ({
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

export type Kept = ReturnType<typeof createKept>

export function createKept({ life, site, memory }: FilesParts) {
  const held = signal<Held[]>([])
  const box = openBox<Held>(`rotame:${site}:files`, life)
  const find = (id: string) => held.value.find((file) => file.id === id)
  const show = (list: Held[]) => {
    held.value = list
    memory.set('files', list.length > 0 ? '1' : '')
  }
  const change = (id: string, patch: Partial<Held>) => {
    held.value = held.value.map((file) => (file.id === id ? { ...file, ...patch } : file))
  }
  return {
    held,
    box,
    find,
    show,
    change,
    /** Those attached at a place. */
    at: (place: Place) => held.value.filter((file) => file.place === place && !file.isSent),
    async put(id: string, patch: Partial<Held>): Promise<void> {
      change(id, patch)
      const file = find(id)
      if (file && !file.refused) await box.put(file)
    },
  }
}
