// Files kept in IndexedDB, in a database of their own, so that a reload finds them; nowhere where storage is forbidden.

import { openDatabase } from '../database.ts'
import type { Life } from '../life.ts'

export type FileStorage<F extends { id: string }> = ReturnType<typeof openFileStorage<F>>

/** Keeps what has an id, each database by its own name. What cannot be kept lives as long as the page. */
export function openFileStorage<F extends { id: string }>(name: string, life: Life) {
  const within = openDatabase(name, { files: { keyPath: 'id' } }, life)
  return {
    all: async () => (await within<F[]>('files', 'readonly', (store) => store.getAll())) ?? [],
    put: (file: F) => within('files', 'readwrite', (store) => store.put(file)),
    remove: (id: string) => within('files', 'readwrite', (store) => store.delete(id)),
    clear: () => within('files', 'readwrite', (store) => store.clear()),
  }
}
